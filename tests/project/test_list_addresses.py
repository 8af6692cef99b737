"""Lists whose address says nonsense: they begin at the start, they do not break."""

import pytest

from tests import making

pytestmark = pytest.mark.django_db
NUMBERS = ["99999999999999999999", "9" * 5_000, "-1", "²", "٣", "1.5", "x", ""]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    "address",
    [
        "/proposals/?before=",
        "/inbox/?tab=sent&before=",
        "/inbox/?tab=done&before=",
        "/inbox/?after=2026-01-01~proposal~",
        "/letters/?before=",
        "/letters/?after=",
        "/people/?after=key~",
        "/proposals/?unit=",
        "/inbox/?campaign=",
        "/decisions/?before=",
        "/catalogue/holidays/?year=",
    ],
)
def test_a_list_takes_any_number(cast, rules, sign_in, address, number):
    assert sign_in(cast.here.commune_chair).get(f"{address}{number}").status_code == 200


@pytest.mark.parametrize("version", ["", "x", "²", "9" * 5_000, "-1", "1.0"])
def test_a_version_that_is_none_is_one_that_has_passed(cast, rules, sign_in, version):
    proposal = making.under_review(cast.here)

    answer = sign_in(cast.here.office_reviewer).post(
        f"/proposals/{proposal.code}/release/", {"reason": "Bận", "row_version": version}
    )

    assert answer.status_code == 409
