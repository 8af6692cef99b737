"""Taking in a commune's Word form: checked on the way in, versioned, ended, never deleted; offered on the letter."""

from io import BytesIO

import docx
import pytest
from django.test import Client
from django.urls import reverse

from documents.word_forms import services
from documents.word_forms.models import WordForm
from permissions.ledger.queries import entries_of
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError
from tests import making
from tests.project.printouts_world import word_file

pytestmark = pytest.mark.django_db
NAME = "Nguyễn Ứng & <Đặng>"


def add(town, *words, by=None, **values):
    given = {"kind": "letter", "upload": word_file(*words), "by": by or town.office_head}
    return services.add_form(commune=town.commune, **given | values)


def test_a_new_form_ends_the_one_before_and_both_are_kept(cast, rules):
    first = add(cast.here, "{{ ten_don_vi }}")
    second = add(cast.here, "{{ ten_xa }}")

    first.refresh_from_db()
    assert (first.number, bool(first.ended_at), second.number, second.ended_at) == (1, True, 2, None)
    with pytest.raises(LostRace):
        services.end_form(form=second, row_version=9, by=cast.here.office_head)
    services.end_form(form=second, row_version=second.row_version, by=cast.here.office_head)
    with pytest.raises(NotNow):
        services.end_form(form=first, row_version=first.row_version, by=cast.here.office_head)
    acts = [entry.act for entry in entries_of(first.stream)]
    assert (acts, WordForm.objects.count()) == (["word_form.added", "word_form.added", "word_form.ended"], 2)


@pytest.mark.parametrize(
    ("words", "values", "field"),
    [
        ("{{ mat_khau }}", {}, "upload"),
        ("{{ ten_xa.__class__.__subclasses__() }}", {}, "upload"),
        ("{% if ten_xa %}", {}, "upload"),
        ("Kính gửi Ủy ban nhân dân xã", {}, "upload"),
        ("x", {"upload": making.pdf("mau.pdf")}, "upload"),
        ("x", {"kind": "decision"}, "kind"),
    ],
)
def test_what_is_no_form_is_refused_on_its_field_and_leaves_nothing(cast, rules, words, values, field):
    with pytest.raises(ValidationError) as refused:
        add(cast.here, words, **values)

    assert list(refused.value.message_dict) == [field]
    assert not WordForm.objects.exists()


def test_only_who_keeps_the_forms_takes_one_in(cast, rules):
    with pytest.raises(NotYou):
        add(cast.here, "{{ ten_xa }}", by=cast.here.office_reviewer)
    with pytest.raises(NotYou):
        add(cast.here, "{{ ten_xa }}", by=cast.there.office_head)


def test_a_letter_is_filled_into_the_form_of_its_own_commune(cast, rules):
    letter = making.draft(cast.here, names=[NAME], papers=False)
    clerk = Client()
    clerk.force_login(cast.here.unit_clerk)
    page, file = (reverse(name, args=args) for name, args in _addresses(letter))
    add(cast.there, "{{ ten_xa }}")
    before = clerk.get(file).status_code, file in clerk.get(page).text

    add(cast.here, "{{ ten_don_vi }}: {% for dong in danh_sach %}{{ dong.stt }}. {{ dong.ho_ten }}{% endfor %}")

    answer = clerk.get(file)
    made = docx.Document(BytesIO(b"".join(answer)))
    assert before == (404, False)
    assert file in clerk.get(page).text
    assert [paragraph.text for paragraph in made.paragraphs] == [f"Trường Tiểu học Phong Quang: 1. {NAME}"]


def _addresses(letter):
    return ("letters:detail", [letter.code]), ("printouts:of_letter", [letter.code, "letter", "own"])
