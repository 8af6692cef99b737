"""Small pieces of the pages: what they write, and that they escape."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.utils.translation import override

from project.templatetags import frame

TODAY = date(2026, 11, 23)


def drawn(text, **context):
    return Template(text).render(Context(context))


def words(text, **context):
    """What is left of a piece without its marks."""
    piece = drawn(text, **context)
    return "".join(part.partition(">")[2] for part in piece.split("<")).strip() or piece


@pytest.mark.parametrize(
    ("due_on", "tone", "icon"),
    [
        (date(2026, 11, 21), "red", "alert-triangle"),
        (date(2026, 11, 23), "amber", "clock"),
        (date(2026, 11, 25), "amber", "clock"),
        (date(2026, 11, 26), "green", "calendar-event"),
    ],
)
def test_a_due_day_is_late_near_or_far(due_on, tone, icon):
    chip = drawn("{% due_chip due_on today %}", due_on=due_on, today=TODAY)

    assert f"chip-{tone}" in chip
    assert f"#{icon}" in chip


class Asking(forms.Form):
    line = forms.CharField()
    one = forms.ChoiceField(choices=[("a", "A")])
    radio = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)
    many = forms.MultipleChoiceField(choices=[("a", "A")], widget=forms.CheckboxSelectMultiple)
    tick = forms.BooleanField()
    file = forms.FileField()
    own = forms.ChoiceField(choices=[("a", "A")], error_messages={"required": "Say which."})


@override("en")
def test_what_is_missing_is_asked_for_as_what_it_is():
    told = [words("{% for one in field|sentences %}{{ one }}{% endfor %}", field=field) for field in Asking({})]
    summary = drawn("{% include 'parts/form_errors.html' %}", form=Asking({}))

    choose = "Choose one of these."
    assert told == ["This field is required.", choose, choose, choose, "Tick this box.", "Choose a file.", "Say which."]
    assert [summary.count(sentence) for sentence in dict.fromkeys(told)] == [1, 3, 1, 1, 1]


@override("en")
def test_a_wrong_choice_keeps_its_own_sentence():
    form = Asking({"one": "b"})

    assert words("{% for one in field|sentences %}{{ one }}{% endfor %}", field=form["one"]) == (
        "Select a valid choice. b is not one of the available choices."
    )


def test_a_file_that_a_refusal_of_something_else_lost_is_asked_for_again():
    sent = {"file": SimpleUploadedFile("a.pdf", b"x")}
    refused, without_file, first = Asking({}, sent), Asking({}), Asking()
    whole = Asking({"line": "a", "one": "a", "radio": "a", "many": ["a"], "tick": "on", "own": "a"}, sent)

    drawn = [str(form["file"].as_field_group()).count("field-error") for form in (refused, without_file, first, whole)]
    assert drawn == [1, 1, 0, 0]
    assert [frame.has_lost_file(form["file"]) for form in (refused, without_file)] == [True, False]


def test_a_far_due_day_is_written_day_first():
    assert words("{% due_chip due_on today %}", due_on=date(2026, 12, 5), today=TODAY) == "05/12/2026"


def test_no_due_day_leaves_nothing():
    assert drawn("{% due_chip due_on today %}", due_on=None, today=TODAY) == ""


def test_what_people_typed_is_escaped_in_a_chip():
    assert "<script>" not in drawn("{% chip label %}", label="<script>alert(1)</script>")


def test_an_unknown_tone_is_a_fault_of_the_page():
    with pytest.raises(ValueError, match="unknown tone: pink"):
        drawn('{% chip "x" "pink" %}')


def test_a_state_without_a_look_is_grey_and_keeps_its_word():
    class Thing:
        state = "never_heard_of"

        def get_state_display(self):
            return "Chưa từng nghe"

    chip = drawn("{% state_chip thing %}", thing=Thing())

    assert "chip-grey" in chip
    assert "Chưa từng nghe" in chip


@pytest.mark.parametrize(
    ("part", "whole", "width"), [(9, 11, "81.82"), (0, 11, "0.00"), (12, 11, "100.00"), (3, 0, "0")]
)
def test_a_bar_is_as_wide_as_its_share(part, whole, width):
    assert f'class="part" y="2" width="{width}"' in drawn("{% bar part whole %}", part=part, whole=whole)


def test_a_threshold_is_marked_and_said():
    bar = drawn("{% bar 9 11 7 10 %}")

    assert 'class="mark" x="70.00"' in bar
    assert "7/10" in bar


def test_a_day_and_a_moment_are_written_as_on_paper():
    moment = datetime(2026, 12, 5, 1, 5, tzinfo=UTC)

    written = drawn("{{ day|dmy }} {{ moment|dmyhm }} {{ moment|dmy }}", day=TODAY, moment=moment)

    assert written == "23/11/2026 08:05 05/12/2026 05/12/2026"


def test_nothing_is_written_for_no_day():
    assert drawn("{{ none|dmy }}{{ none|dmyhm }}{{ none|plain }}{{ none|dong }}", none=None) == ""


def test_numbers_are_grouped_in_sentences_and_bare_in_attributes():
    assert drawn("{{ n|dong }} {{ n|plain }}", n=1_234_567) == "1.234.567 đồng 1234567"


@pytest.mark.parametrize(
    ("size", "written"), [(0, "0 KB"), (1, "1 KB"), (431_200, "422 KB"), (1_290_000, "1,2 MB"), (None, "0 KB")]
)
def test_a_file_size_is_said_in_kilobytes_or_megabytes(size, written):
    assert drawn("{{ size|file_size }}", size=size) == written


def test_a_digest_is_shortened_whether_text_or_bytes():
    assert drawn("{{ a|short_hash }} {{ b|short_hash }}", a="9f2c41a7d3", b=bytes.fromhex("9f2c41a7d3")) == (
        "9f2c41a7 9f2c41a7"
    )


def test_the_flow_shows_done_here_and_ahead():
    flow = drawn("{% flow 3 6 %}")

    assert (flow.count('"done"'), flow.count('"here"'), flow.count('"ahead"')) == (2, 1, 3)


class LetterForm(forms.Form):
    title = forms.CharField(label="Trích yếu", help_text="Như trên tờ trình.")
    signed_on = forms.DateField(label="Ngày ký", required=False)
    kind = forms.ChoiceField(label="Loại", widget=forms.RadioSelect, choices=[("a", "Cá nhân"), ("b", "Tập thể")])


def test_a_wrong_field_keeps_what_was_typed_and_ties_its_error():
    page = drawn("{{ form }}", form=LetterForm({"title": "", "signed_on": "31/02/2026", "kind": "a"}))

    assert 'value="31/02/2026"' in page
    assert 'id="id_signed_on_error"' in page
    assert 'aria-describedby="id_signed_on_error"' in page
    assert 'aria-describedby="id_title_helptext id_title_error"' in page
    assert '<a href="#id_signed_on">' in page


def test_day_and_month_are_not_swapped():
    form = LetterForm({"title": "x", "signed_on": "05/12/2026", "kind": "a"})

    assert form.is_valid()
    assert form.cleaned_data["signed_on"] == date(2026, 12, 5)


def test_what_people_typed_is_escaped_in_a_form():
    page = drawn("{{ form }}", form=LetterForm({"title": "<b>& é", "kind": "a"}))

    assert 'value="&lt;b&gt;&amp; é"' in page


def test_radios_stand_under_one_legend():
    page = drawn("{{ form.kind.as_field_group }}", form=LetterForm())

    assert page.count("<fieldset") == page.count("<legend") == 1
    assert page.count('type="radio"') == page.count("form-check-input") == 2


def test_an_optional_field_says_so_and_a_required_one_does_not():
    form = LetterForm()

    assert 'class="optional"' in drawn("{{ form.signed_on.as_field_group }}", form=form)
    assert 'class="optional"' not in drawn("{{ form.title.as_field_group }}", form=form)
