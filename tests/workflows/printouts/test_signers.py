"""Who signs the papers of a unit: as the letter says it, or in the form in which its head lets a deputy sign."""

from datetime import date

import pytest

from permissions.people.models import Deputising
from tests.conftest import SINCE, no_history
from workflows.printouts.words import unit_signer

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


def lines(town, name="", title=""):
    return unit_signer(town.school, name=name, title=title, on=DAY).lines


def test_the_signer_of_a_unit_stands_in_the_form_of_the_day(cast):
    town = cast.here
    head = town.unit_head.appointments.get()
    with no_history():
        head.title = "Hiệu trưởng"
        head.save()
        Deputising.objects.create(
            appointment=head,
            deputy=town.unit_clerk,
            signing_form="TUQ",
            title="Thư ký Hội đồng trường",
            basis="Giấy ủy quyền 02/GUQ",
            from_on=SINCE,
        )

    assert unit_signer(town.school, on=DAY).name == town.unit_head.full_name
    assert lines(town) == ("HIỆU TRƯỞNG",)
    assert lines(town, "Lê Thị Hoa", "Phó Hiệu trưởng") == ("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG")
    assert lines(town, town.unit_clerk.full_name, "Giáo viên") == ("TUQ. HIỆU TRƯỞNG", "THƯ KÝ HỘI ĐỒNG TRƯỜNG")
    assert unit_signer(town.school, name=town.unit_clerk.full_name, title="Giáo viên", on=date(2025, 6, 1)).lines == (
        "GIÁO VIÊN",
    )
