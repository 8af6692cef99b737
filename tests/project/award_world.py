"""What the office world holds of the award book, and of the money of awards."""

from datetime import date
from functools import cached_property

from documents.registry import services as registry
from documents.registry.models import Award, Likeness
from tests.project.payment_world import PaymentWorld
from tests.project.revocation_world import RevocationWorld


class AwardWorld(RevocationWorld, PaymentWorld):
    """Recipients, awards and questions of the own commune."""

    def _earlier(self, name, **of):
        values = {"form_name": "Giấy khen của huyện", "level": "commune", "year": 2019}
        return registry.enter_award(
            commune=self.town.commune,
            recipient_values={"nominee_type": "individual", "full_name": name, **of},
            values=values,
            by=self.town.office_reviewer,
        )

    @cached_property
    def old_award(self):
        made = self._earlier("Vi Văn Thắng")
        return [made.pk], made

    @cached_property
    def recipient(self):
        """Somebody a decision over the school's nominees named."""
        nomination = self.issued[1].lines.first().nomination
        made = Award.objects.get(nomination=nomination).recipient
        return [made.pk], made

    @cached_property
    def likeness(self):
        made = [self._earlier("Hoàng Thị Lan"), self._earlier("Hoàng Thị Lan", birth_on=date(1980, 1, 2))]
        row = Likeness.objects.get(recipient=made[0].recipient)
        return [row.pk], row

    @cached_property
    def nominee(self):
        """A nominee of a dossier under review, and a recipient."""
        row = self.review[1].nominations.first()
        return [row.pk, self.recipient[0][0]], row
