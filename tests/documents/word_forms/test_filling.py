"""A commune's Word form: filled with what stands in names, refused for anything but its fields."""

from io import BytesIO

import docx
import pytest

from documents.word_forms.fields import FormKind
from documents.word_forms.filling import filled, refuse_without_fields
from permissions.refusals import ValidationError

KIND = FormKind(
    "thu",
    "Thư thử",
    fields={"ten_don_vi": "Tên đơn vị", "so": "Số"},
    lists={"danh_sach": {"ho_ten": "Họ và tên"}},
)
CONTEXT = {
    "ten_don_vi": "Công ty A & B <Bắc>",
    "so": "",
    "danh_sach": [{"ho_ten": "Nguyễn Ứng & <Đặng>"}, {"ho_ten": "{{ so }} {% x %}"}],
}


def form(*paragraphs, header="", title=""):
    document, made = docx.Document(), BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.sections[0].header.paragraphs[0].text = header
    document.core_properties.title = title
    document.save(made)
    return made.getvalue()


def words(content):
    document = docx.Document(BytesIO(content))
    return [paragraph.text for paragraph in document.paragraphs], document.sections[0].header.paragraphs[0].text


def test_fields_conditions_and_lists_are_filled_and_names_survive():
    template = form(
        "Kính gửi {{ ten_don_vi|upper }}{% if so %}, số {{ so }}{% endif %}",
        "{% for dong in danh_sach %}{{ loop.index }}. {{ dong.ho_ten }}; {% endfor %}",
        header="{{ ten_don_vi }}",
    )

    made = filled(template, KIND, CONTEXT)

    assert words(made) == (
        ["Kính gửi CÔNG TY A & B <BẮC>", "1. Nguyễn Ứng & <Đặng>; 2. {{ so }} {% x %}; "],
        "Công ty A & B <Bắc>",
    )
    assert filled(template, KIND, CONTEXT) == made


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ ten_don_vi.__class__ }}", "form_not_allowed"),
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "form_not_allowed"),
        ("{{ ten_don_vi|attr('__class__') }}", "form_not_allowed"),
        ("{{ range(999999999) }}", "form_not_allowed"),
        ("{{ 9 ** 99999999 }}", "form_not_allowed"),
        ("{% include 'x' %}", "form_not_allowed"),
        ("{% set a = 1 %}", "form_not_allowed"),
        ("{% for a in range(9) %}{% endfor %}", "form_not_allowed"),
        ("{% for a in danh_sach %}{% for b in danh_sach %}{% endfor %}{% endfor %}", "form_not_allowed"),
        ("{% for a in danh_sach %}{{ a.__class__ }}{% endfor %}", "unknown_field"),
        ("{% for a in danh_sach %}{{ a.ngay_sinh }}{% endfor %}", "unknown_field"),
        ("{% for a in mat_khau %}{% endfor %}", "unknown_field"),
        ("{{ mat_khau }}", "unknown_field"),
        ("{% if so %}", "form_unreadable"),
        ("{{ so ", "form_unreadable"),
    ],
)
@pytest.mark.parametrize("place", ["text", "header", "title"])
def test_anything_but_known_fields_is_refused_wherever_it_stands(text, code, place):
    template = form(**{place: text}) if place != "text" else form(text)

    with pytest.raises(ValidationError) as refused:
        filled(template, KIND, CONTEXT)

    assert refused.value.code == code


def test_an_unknown_field_is_told_by_its_name_with_the_known_ones():
    with pytest.raises(ValidationError) as refused:
        filled(form("{{ ho_ten }}"), KIND, CONTEXT)

    assert "ho_ten" in refused.value.messages[0]
    assert "so, ten_don_vi" in refused.value.messages[0]


@pytest.mark.parametrize("text", ["{% if so %}", "{{ so "])
def test_the_typesetters_own_words_are_no_part_of_what_is_told(text):
    with pytest.raises(ValidationError) as refused:
        filled(form(text), KIND, CONTEXT)

    assert refused.value.messages == [
        "Không đọc được các trường trong mẫu. Hãy kiểm tra các dấu ngoặc: mỗi trường viết như {{ ten_truong }}."
    ]


def test_a_form_without_a_field_is_refused_and_one_in_the_header_is_enough():
    refuse_without_fields(form("Kính gửi", header="{{ so }}"), KIND)
    refuse_without_fields(form("{% for dong in danh_sach %}{{ dong.ho_ten }}{% endfor %}"), KIND)

    with pytest.raises(ValidationError) as refused:
        refuse_without_fields(form("Kính gửi", header="Xã"), KIND)

    assert refused.value.code == "form_without_fields"
