"""Sentences around a deed on a decision: the question before it, and afterwards where the paper went."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from documents.printing import wording
from workflows.decisions import papers
from workflows.decisions.queries import desk_words
from workflows.decisions.suggestions import award_phrase


def before_signing(decision, nominee_count, total):
    """total: đồng."""
    award = {"award": award_phrase(decision.award_form), "count": nominee_count, "total": wording.money(total)}
    if not total:
        asked = ngettext(
            "Sign the decision %(award)s for %(count)d nominee?",
            "Sign the decision %(award)s for %(count)d nominees?",
            nominee_count,
        )
        return asked % award
    asked = ngettext(
        "Sign the decision %(award)s for %(count)d nominee, %(total)s in all?",
        "Sign the decision %(award)s for %(count)d nominees, %(total)s in all?",
        nominee_count,
    )
    return asked % award


def after_drafting(decision):
    at = {"code": decision.code, "desk": desk_words(decision)}
    return _("The draft %(code)s is kept. It now lies before %(desk)s to be signed.") % at


def after_changing(decision):
    at = {"code": decision.code, "desk": desk_words(decision)}
    return _("The draft %(code)s is kept. It still lies before %(desk)s to be signed.") % at


def after_signing(decision):
    at = {"code": decision.code, "desk": desk_words(decision)}
    return _("%(code)s is signed. The decision goes to %(desk)s for its number.") % at


def after_sending_back(decision):
    at = {"code": decision.code, "person": decision.drafted_by}
    return _("The draft %(code)s is sent back to %(person)s; its dossiers are free to be drafted again.") % at


def after_issuing(decision):
    number = {"number": papers.number_of(decision)}
    return (
        _("Decision %(number)s is issued. The units it names can read it; the certificates are ready to print below.")
        % number
    )
