"""Awards of earlier years in the sample's award book, one of them of somebody who may be another one of that name."""

from datetime import date
from hashlib import sha256

from documents.catalogue.models import AwardForm
from documents.registry import services
from permissions.people.models import Unit, User

_DISTRICT = "Giấy khen của Chủ tịch UBND huyện (trước 01/7/2025)"
# (name, award form or an older one, kind, level, number, day of the decision, is the birth date known)
EARLIER = [
    ("Nguyễn Thị Thu Hương", _DISTRICT, "merit", "commune", "1520/QĐ-UBND", date(2023, 7, 12), True),
    ("Nguyễn Thị Thu Hương", "ldtt", "merit", "commune", "874/QĐ-UBND", date(2024, 7, 9), True),
    ("Lý Thị Sen", "ldtt", "merit", "commune", "874/QĐ-UBND", date(2024, 7, 9), True),
    ("Dương Văn Toản", _DISTRICT, "sudden", "commune", "211/QĐ-UBND", date(2024, 9, 20), True),
    ("Hà Thị Nguyệt", _DISTRICT, "campaign", "commune", "1203/QĐ-UBND", date(2022, 11, 18), False),
    ("Lộc Thị Duyên", _DISTRICT, "merit", "commune", "96/QĐ-UBND", date(2021, 5, 14), False),
]


def born(name):
    """An invented birth date, the same whenever the person is named."""
    drawn = int(sha256(name.encode()).hexdigest(), 16)
    return date(1966 + drawn % 32, 1 + drawn // 32 % 12, 1 + drawn // 384 % 28)


def enter():
    """The Culture and Society Office enters what it knows of earlier years."""
    reviewer = User.objects.get(username="chuyenvien")
    for name, form, kind, level, number, day, is_known in EARLIER:
        found = AwardForm.objects.filter(code=form).first()
        services.enter_award(
            commune=Unit.objects.get(code="PQ"),
            recipient_values={
                "nominee_type": "individual",
                "full_name": name,
                "birth_on": born(name) if is_known else None,
                "is_female": "Thị" in name,
            },
            values={
                "award_form": found,
                "form_name": "" if found else form,
                "kind": kind,
                "level": level,
                "issuer": "UBND huyện (mẫu)",
                "decision_number": number,
                "decided_on": day,
            },
            by=reviewer,
        )
