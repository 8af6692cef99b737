"""The words a draft starts with."""

from datetime import date

import pytest

from documents.campaigns.models import Campaign
from documents.catalogue.models import AwardForm, LegalInstrument
from documents.catalogue.queries import rule_set_on
from workflows.decisions.suggestions import award_phrase, nominees_named, suggested_grounds, suggested_words, undated

pytestmark = pytest.mark.django_db


def grounds(on, form="gk-xa", **values):
    form = AwardForm.objects.get(code=form)
    return suggested_grounds(rule_set=rule_set_on(on), award_form=form, kinds={"merit"}, on=on, **values).splitlines()


def test_laws_first_then_the_decree_with_number_day_and_issuer(rules):
    assert grounds(date(2026, 3, 1))[1:] == [
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
        "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, phân quyền "
        "và quy định chi tiết trong lĩnh vực thi đua, khen thưởng",
        "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội",
    ]


def test_the_law_stands_before_what_amends_it_also_where_the_rule_names_the_decree_alone(rules):
    said = [line.split(" ngày ")[0] for line in grounds(date(2026, 11, 1), form="bk-tinh")]

    assert said == [
        "Căn cứ Luật Tổ chức chính quyền địa phương",
        "Căn cứ Luật Thi đua, khen thưởng",
        "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng",
        "Căn cứ Nghị định số 152/2025/NĐ-CP",
        "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội",
    ]


def test_an_instrument_that_has_ended_is_left_out(rules):
    assert not [line for line in grounds(date(2027, 3, 1)) if "152/2025/NĐ-CP" in line]


def test_the_law_on_local_government_takes_its_day_from_the_catalogue(rules):
    LegalInstrument.objects.update_or_create(
        title="Luật Tổ chức chính quyền địa phương",
        defaults={"number": "72/2025/QH15", "issued_on": date(2025, 6, 16)},
    )

    first = grounds(date(2026, 3, 1))[0]

    assert first == "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025"


def test_each_meeting_is_named_once_in_the_order_of_days(rules):
    lines = grounds(date(2026, 3, 1), meetings=[date(2026, 2, 9), date(2026, 1, 5), date(2026, 2, 9)])

    assert [line.rpartition("xã ")[2] for line in lines[3:5]] == [
        "ngày 05 tháng 01 năm 2026",
        "ngày 09 tháng 02 năm 2026",
    ]


def test_titles_and_forms_are_granted_in_their_words(rules):
    phrases = [award_phrase(AwardForm.objects.get(code=code)) for code in ("ldtt", "gk-xa")]

    assert phrases == ["tặng danh hiệu “Lao động tiên tiến”", "tặng Giấy khen của Chủ tịch Ủy ban nhân dân xã"]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Phong trào thi đua “Xã sạch”", "Đã có thành tích xuất sắc trong Phong trào thi đua “Xã sạch”"),
        ("Đợt thi đua chào mừng Đại hội", "Đã có thành tích xuất sắc trong Đợt thi đua chào mừng Đại hội"),
        (
            "Chung sức xây dựng nông thôn mới",
            "Đã có thành tích xuất sắc trong đợt thi đua “Chung sức xây dựng nông thôn mới”",
        ),
    ],
)
def test_a_campaign_is_named_without_saying_so_twice(title, words):
    said = suggested_words(
        award_form=AwardForm(name="Giấy khen"),
        kinds={"campaign"},
        campaigns=[Campaign(title=title)],
        nominee_types={"individual"},
        has_money=False,
        on=date(2026, 3, 1),
    )

    assert said["achievement"] == words


def test_nominees_are_named_in_the_order_of_the_list():
    assert nominees_named({"individual", "collective"}) == "các tập thể, cá nhân"


def test_texts_without_their_day_are_pointed_out():
    grounds = (
        "Căn cứ Luật Tổ chức chính quyền địa phương\n"
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022\n"
        "Căn cứ Thông tư số 15/2025/TT-BNV của Bộ trưởng Bộ Nội vụ\n"
        "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội"
    )

    assert undated(grounds) == [
        "Căn cứ Luật Tổ chức chính quyền địa phương",
        "Căn cứ Thông tư số 15/2025/TT-BNV của Bộ trưởng Bộ Nội vụ",
    ]
