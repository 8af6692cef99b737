import pytest

from documents.proposals.models import Nomination, Proposal
from documents.proposals.naming import post_and_place
from permissions.people.models import Unit

SCHOOL = "Trường Tiểu học Phong Quang"


@pytest.mark.parametrize(
    ("nominee_type", "position", "workplace", "said"),
    [
        ("individual", "Giáo viên, Tổ trưởng", "", f"Giáo viên, Tổ trưởng, {SCHOOL}"),
        ("individual", "Giáo viên", "Tổ 4-5", "Giáo viên, Tổ 4-5"),
        ("individual", f"Hiệu trưởng {SCHOOL}", "", f"Hiệu trưởng {SCHOOL}"),
        ("individual", "", "", SCHOOL),
        ("household", "", "Thôn Nà Lẹng", "Thôn Nà Lẹng"),
        ("household", "", "", ""),
        ("collective", "", "", ""),
        ("collective", "", "Bùi A", ""),
    ],
)
def test_who_a_nominee_is(nominee_type, position, workplace, said):
    proposal = Proposal(unit=Unit(name=SCHOOL))
    nominee = Nomination(
        proposal=proposal, nominee_type=nominee_type, full_name="Bùi A", position=position, workplace=workplace
    )

    assert post_and_place(nominee) == said


def test_a_collective_with_its_unit_in_its_name_is_not_placed_again():
    team = Nomination(nominee_type="collective", full_name=f"Tổ 4-5, {SCHOOL}", workplace=SCHOOL)

    assert post_and_place(team) == ""
