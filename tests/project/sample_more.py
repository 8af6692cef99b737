"""What the sample does not hold but somebody meets: a list with faults that waits, a campaign in preparation."""

from datetime import timedelta

from django.utils import timezone

from documents.campaigns import services as campaigns
from documents.catalogue.models import AwardForm
from documents.proposals.lists import services as lists
from documents.proposals.models import Letter
from permissions.people.models import Unit, User
from tests.documents.proposals.lists.conftest import file_of, line


def add():
    """Beside the Farmers' draft a list of three rows, two of them faulty; a campaign that only the office sees."""
    letter = Letter.objects.get(state="draft", unit__code="PQ-ND")
    rows = [
        line(1, "Nông Thị Mẫu"),
        line(2, "Triệu Văn Mẫu", form="Giấy khen Chủ tịch UBND xã"),
        line(3, "Bế Thị Mẫu", birth="31/02/1990"),
    ]
    lists.upload_list(letter=letter, upload=file_of(*rows), by=User.objects.get(username="nongdan"))
    day = timezone.localdate()
    campaigns.set_up(
        commune=Unit.objects.get(code="PQ"),
        values={
            "title": "Đợt thi đua mừng Đảng, mừng Xuân (mẫu)",
            "plan_number": "99/KH-UBND (mẫu)",
            "plan_on": day,
            "starts_on": day,
            "ends_on": day + timedelta(days=60),
            "closes_on": day + timedelta(days=75),
        },
        contents=[],
        criteria=[],
        award_forms=[AwardForm.objects.get(code="gk-xa")],
        by=User.objects.get(username="chuyenvien"),
    )
