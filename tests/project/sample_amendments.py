"""Revoked awards and corrected words beside the sample commune, at every station, and the pages that show them."""

from documents.arrivals.models import Arrival
from permissions.people.models import User
from workflows.decisions.models import DecisionLine
from workflows.payments.queries import holding_payments
from workflows.revocations import services
from workflows.revocations.models import Amendment, Revocation

_WHY = {"ground": "later_finding", "reason": "Theo kết luận của cơ quan có thẩm quyền (mẫu)."}
_RIGHT = {
    "right": {"full_name": "Nguyễn Thị Tên Đúng (mẫu)", "birth_on": "1990-02-03"},
    "reason": "Đánh máy nhầm (mẫu).",
}


def add():
    """One award was revoked after it was paid, one name was corrected; another paper waits at each desk."""
    paid = holding_payments().filter(state="paid").values("line")
    granted = DecisionLine.objects.filter(nomination__outcome="granted", decision__state="issued").order_by("pk")
    lines = iter([granted.filter(pk__in=paid).first(), *granted.exclude(pk__in=paid)[:3]])
    _issue(_sign(_draft("revocation", next(lines), _WHY)))
    _issue(_sign(_draft("correction", next(lines), _RIGHT)))
    _sign(_draft("revocation", next(lines), _WHY))
    _draft("correction", next(lines), _RIGHT)


def _person(username):
    return User.objects.get(username=username)


def _draft(kind, line, said):
    return services.draft_amendment(kind=kind, lines=[{"line": line.pk, **said}], by=_person("chuyenvien"))


def _sign(made):
    return services.sign_amendment(amendment=made, row_version=made.row_version, by=_person("chutich"))


def _issue(made):
    return services.issue_amendment(amendment=made, row_version=made.row_version, by=_person("vanthu"))


def pages():
    """[(username, address)], as sample_pages.py has them."""
    revoked, corrected, signed, drafted = (f"/revocations/{row.code}/" for row in Amendment.objects.order_by("pk"))
    back = f"/returns/{Revocation.objects.get().pk}/"
    waiting = Arrival.objects.order_by("pk").last().pk
    touched = Amendment.objects.order_by("pk").first().lines.get().line
    line = DecisionLine.objects.filter(nomination__outcome="granted", amendment_lines=None).first().pk
    draft = "/revocations/draft/"
    words = [f"{draft}words/?kind={kind}&lines={line}" for kind in ("revocation", "correction")]
    reviewer = ["/revocations/", "/revocations/?q=khong-co", draft, *words, drafted, f"{drafted}change/"]
    reviewer += ["/returns/", "/returns/?state=overdue", back, f"{back}money/", f"/revocations/above/{waiting}/"]
    stream = Amendment.objects.order_by("pk").first().stream
    return [
        ("thanhtra", f"/bundles/{stream}/"),
        *(("chuyenvien", page) for page in [*reviewer, revoked, f"/decisions/{touched.decision.code}/"]),
        *(("chutich", page) for page in [f"{drafted}sign/", corrected]),
        *(("vanthu", page) for page in [signed, f"{signed}issue/", corrected, f"/revocations/on-paper/{waiting}/"]),
    ]
