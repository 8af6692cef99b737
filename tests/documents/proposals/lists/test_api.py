import pytest

from tests.calling import Caller
from tests.documents.proposals.lists.conftest import FORM, file_of, line

pytestmark = pytest.mark.django_db


def test_a_list_goes_the_whole_way_through_the_api(cast, letter):
    caller, path = Caller(cast.here.unit_clerk), f"/letters/{letter.code}/excel"

    told = caller.upload(path, file_of(line(1, "Hoa"), line(2, "Lan", form="Giấy khen Chủ tịch UBND xã"))).json()
    assert (told["row_count"], told["good_count"], told["faulty_count"], told["next"]) == (2, 1, 1, None)
    assert [(fault["column"], fault["nearest"]) for fault in told["rows"][1]["faults"]] == [("award_form", FORM)]

    assert caller.post(f"{path}/take", row_version=1).json()["code"] == "list_has_faults"
    faulty = caller.get(path, faulty=True).json()["rows"]
    cell = {"row": faulty[0]["row"], "column": "award_form", "text": faulty[0]["faults"][0]["nearest"]}
    told = caller.patch(path, row_version=1, cells=[cell]).json()
    assert (told["faulty_count"], told["row_version"]) == (0, 2)
    assert caller.get(f"{path}/faults").status_code == 200

    taken = caller.post(f"{path}/take", row_version=2).json()
    assert (taken["nominations"], taken["waiting_count"]) == (list(letter.nominations.values_list("pk", flat=True)), 0)
    assert caller.get(path).status_code == 404


def test_rows_come_a_part_at_a_time(cast, letter, upload):
    upload(*(line(number, f"Người {number}") for number in range(5)))
    caller, path = Caller(cast.here.unit_clerk), f"/letters/{letter.code}/excel"

    first = caller.get(path, limit=3).json()
    second = caller.get(path, limit=3, after=first["next"]).json()

    assert [row["row"] for row in first["rows"] + second["rows"]] == [2, 3, 4, 5, 6]
    assert second["next"] is None


def test_a_file_that_is_no_list_is_refused_by_field(cast, letter):
    answer = Caller(cast.here.unit_clerk).upload(f"/letters/{letter.code}/excel", file_of())

    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["file"])
