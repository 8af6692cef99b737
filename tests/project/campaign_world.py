"""Campaigns of the world that addresses name: one launched, one in preparation, a paper, a request."""

from datetime import date, timedelta
from functools import cached_property

from django.utils import timezone

from documents.campaigns import life_services as campaign_life
from documents.campaigns import services as campaigns
from tests import making


class CampaignThings:
    """Part of `World`: needs `town`."""

    @cached_property
    def campaign(self):
        drafted = campaigns.set_up(
            commune=self.town.commune,
            values={
                "title": "Đợt thi đua cuối năm",
                "plan_number": "12/KH-UBND",
                "plan_on": date(2026, 10, 28),
                "legal_basis": "Kế hoạch số 141/KH-UBND",
                "aims": "Lập thành tích",
                "starts_on": date(2026, 11, 1),
                "ends_on": date(2026, 12, 20),
                "closes_on": date(2026, 12, 25),
            },
            contents=["Dạy tốt"],
            criteria=[{"audience": "Trường học", "unit_kinds": ["school"], "text": "Dạy tốt"}],
            award_forms=[making.award_form()],
            by=self.town.office_reviewer,
        )
        made = making.launched(self.town, drafted)
        return [made.code], made

    @cached_property
    def drafted_campaign(self):
        """One in preparation, which only the office sees."""
        day = timezone.localdate()
        values = {"title": "Đợt thi đua mùa xuân", "plan_number": "99/KH-UBND", "plan_on": day}
        made = campaigns.set_up(
            commune=self.town.commune,
            values=values | {"starts_on": day, "ends_on": day, "closes_on": day},
            contents=[],
            criteria=[],
            award_forms=[making.award_form()],
            by=self.town.office_reviewer,
        )
        return [made.code], made

    @cached_property
    def campaign_file(self):
        code, campaign = self.campaign
        upload = making.pdf("ke-hoach.pdf", "plan")
        made = campaign_life.add_file(campaign=campaign, kind="plan", upload=upload, by=self.town.office_reviewer)
        return [*code, made.pk], None

    @cached_property
    def exception_request(self):
        code, campaign = self.campaign
        made = campaign_life.ask_exception(
            campaign=campaign,
            unit=self.town.front,
            until_on=campaign.closes_on + timedelta(days=3),
            reason="Trường mất điện.",
            by=self.town.other_clerk,
        )
        return [*code, made.pk], None
