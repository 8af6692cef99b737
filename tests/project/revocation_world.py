"""What the office world holds of revoked awards and corrected words, of which decisions of their own tell."""

from functools import cached_property

from documents.catalogue.revocation_models import RevocationGround
from tests import making
from workflows.decisions import services as decisions
from workflows.revocations import services
from workflows.revocations.models import Revocation
from workflows.revocations.queries import version_of

# Whose awards the world decides, one by one; the last three are revoked.
DECIDED = ("Lò Thị Thủy", "Ma Thế Đường", "Vàng A Páo", "Bế Thị Mười", "Lý Thị Bảy", "Sùng A Chứ", "Triệu Thị Tám")
_WHY = {"ground": "later_finding", "reason": "Theo kết luận của cơ quan có thẩm quyền."}


class Counted:
    """A revoked award as the tables of pages and endpoints read it."""

    def __init__(self, revocation):
        self.revocation = revocation

    def refresh_from_db(self):
        """It is counted anew each time."""

    @property
    def row_version(self):
        return version_of(self.revocation)


class RevocationWorld:
    """A part of the world: see office_world.py."""

    def _revoking(self, **said):
        """A draft over a decision of its own, whose money was paid."""
        made = self._signed()
        made = decisions.issue_decision(decision=made, row_version=made.row_version, by=self.town.records_clerk)
        self.pay(made)
        lines = [{"line": made.lines.first().pk, **_WHY}]
        return services.draft_amendment(kind="revocation", lines=lines, by=self.town.office_reviewer)

    def _revoking_signed(self):
        made, chair = self._revoking(), self.town.commune_chair
        return services.sign_amendment(amendment=made, row_version=made.row_version, by=chair)

    @cached_property
    def ground(self):
        return [RevocationGround.objects.first().pk], RevocationGround.objects.first()

    @cached_property
    def revoking(self):
        made = self._revoking()
        return [made.code], made

    @cached_property
    def revoking_signed(self):
        made = self._revoking_signed()
        return [made.code], made

    @cached_property
    def revoked(self):
        made = self._revoking_signed()
        clerk = self.town.records_clerk
        made = services.issue_amendment(amendment=made, row_version=made.row_version, by=clerk)
        return [made.code], made

    @cached_property
    def mended(self):
        """A correcting decision, issued; it takes the line that another paper of the world would."""
        made, chair, clerk = self._signed(), self.town.commune_chair, self.town.records_clerk
        made = decisions.issue_decision(decision=made, row_version=made.row_version, by=clerk)
        lines = [{"line": made.lines.first().pk, "right": {"full_name": "Bế Thị Mươi", "birth_on": "1990-02-03"}}]
        made = services.draft_amendment(kind="correction", lines=lines, by=self.town.office_reviewer)
        made = services.sign_amendment(amendment=made, row_version=made.row_version, by=chair)
        made = services.issue_amendment(amendment=made, row_version=made.row_version, by=clerk)
        return [made.code], made

    @cached_property
    def revocation(self):
        found = Revocation.objects.get(amendment_line__amendment=self.revoked[1])
        return [found.pk], Counted(found)

    @cached_property
    def cancelling(self):
        """The paper of a higher level that revokes an award."""
        made = making.arrival(self.town, "-thu-hoi", unit=None, sender="UBND tỉnh")
        return [made.pk], made


# What the endpoints are sent, in the manner of api_said.py.
REVOKED = {
    "amendment": lambda world: {
        "kind": "revocation",
        "lines": [{"line": world.issued[1].lines.first().pk, **_WHY}],
    },
    "amendment-signature": lambda world: {
        "amendment": world.revoking[0][0],
        "row_version": world.revoking[1].row_version,
        "signer": f"a{world.town.commune_chair.appointments.get().pk}",
        "signed_on": "2026-11-23",
    },
    "above-revoked": lambda world: {
        "nomination": world.issued[1].lines.first().nomination_id,
        "decision_number": "900/QĐ-UBND",
        "decided_on": "2026-11-23",
        "decided_by": "Chủ tịch UBND tỉnh",
        **_WHY,
    },
    "given-back": lambda world: {"item": "money", "state": "returned", "voucher": "PT-01", "returned_on": "2026-11-23"},
}
