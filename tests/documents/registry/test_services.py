"""Who is the same, earlier awards, revoking, taking apart: what is done, undone and refused."""

from datetime import date

import pytest

from documents.registry import services
from documents.registry.models import Award, Likeness, Recipient
from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou, ValidationError

pytestmark = pytest.mark.django_db
BORN = date(1985, 9, 5)
OLD = {"form_name": "Giấy khen của huyện", "level": "commune", "year": 2019, "decision_number": "45/QĐ-UBND"}
PERSON = {"nominee_type": "individual", "full_name": "Nguyễn Thị Hòa"}


def enter(town, of=None, by=None, **values):
    return services.enter_award(
        commune=town.commune, recipient_values=PERSON | (of or {}), values=OLD | values, by=by or town.office_reviewer
    )


def ask(town, likeness, same=True, by=None, reason="Cùng số căn cước.", row_version=None):
    version = likeness.row_version if row_version is None else row_version
    return services.answer(
        likeness=likeness, row_version=version, same=same, reason=reason, by=by or town.office_reviewer
    )


def withdraw(town, likeness, reason="Nhầm người."):
    likeness.refresh_from_db()
    return services.withdraw_answer(
        likeness=likeness, row_version=likeness.row_version, reason=reason, by=town.office_head
    )


@pytest.fixture
def pair(book):
    """The question between two of one name."""
    book.awarded(birth_on=BORN), book.awarded()
    return Likeness.objects.get()


# --- who is the same -------------------------------------------------------------------------------
def test_the_same_stand_under_the_older_one_and_nothing_is_merged(book, pair):
    answered = ask(book.town, pair)

    first, second = Recipient.objects.order_by("pk")
    assert (first.same_as, second.same_as, first.awards.count(), second.awards.count()) == (None, first, 1, 1)
    assert (answered.answered_by, answered.reason) == (book.town.office_reviewer, "Cùng số căn cước.")
    entries = LedgerEntry.objects.filter(act="registry.answered").order_by("pk")
    assert [entry.stream.key for entry in entries] == [first.stream, second.stream]
    assert verify().holds


def test_a_withdrawn_answer_takes_the_group_apart_again(book, pair):
    ask(book.town, pair)

    withdrawn = withdraw(book.town, pair)

    assert (withdrawn.answer, withdrawn.answered_by) == ("waiting", None)
    assert not Recipient.objects.exclude(same_as=None).exists()
    assert verify().holds


def test_not_the_same_is_kept_and_asked_no_more(book, pair):
    ask(book.town, pair, same=False)

    assert not Recipient.objects.exclude(same_as=None).exists()
    assert not Likeness.objects.filter(answer="waiting").exists()


def test_an_answer_against_an_earlier_one_is_refused_with_who_gave_it(book, pair):
    town, third = book.town, book.awarded(birth_on=date(1990, 1, 1))
    first, second = Recipient.objects.exclude(pk=third.pk).order_by("pk")
    ask(town, pair, same=False)
    ask(town, Likeness.objects.get(recipient=first, other=third))

    with pytest.raises(NotNow, match=town.office_reviewer.full_name):
        ask(town, Likeness.objects.get(recipient=second, other=third))

    assert Likeness.objects.get(recipient=second, other=third).answer == "waiting"


def test_three_found_the_same_stand_under_one(book, pair):
    third = book.awarded(birth_on=date(1990, 1, 1))
    first, second = Recipient.objects.exclude(pk=third.pk).order_by("pk")
    ask(book.town, Likeness.objects.get(recipient=second, other=third))
    ask(book.town, pair)

    assert set(Recipient.objects.exclude(pk=first.pk).values_list("same_as", flat=True)) == {first.pk}

    withdraw(book.town, pair)
    third.refresh_from_db()
    assert third.same_as == second


def test_an_answer_needs_a_reason_and_an_open_question(book, pair):
    with pytest.raises(ValidationError) as fault:
        ask(book.town, pair, reason=" ")
    assert list(fault.value.message_dict) == ["reason"]
    ask(book.town, pair)
    pair.refresh_from_db()
    with pytest.raises(NotNow):
        ask(book.town, pair)
    withdraw(book.town, pair)
    with pytest.raises(NotNow):
        withdraw(book.town, pair)


def test_the_slower_of_two_answers_is_told_who_was_faster(book, pair):
    ask(book.town, pair)

    with pytest.raises(LostRace, match=book.town.office_reviewer.full_name):
        ask(book.town, pair, same=False, row_version=1, by=book.town.office_head)


@pytest.mark.parametrize("office", ["unit_clerk", "commune_chair", "council_secretary", "records_clerk", "inspector"])
def test_who_does_not_keep_the_book_answers_and_enters_nothing(book, pair, office):
    person = book.town.person[office]

    with pytest.raises(NotYou):
        ask(book.town, pair, by=person)
    with pytest.raises(NotYou):
        enter(book.town, by=person)


def test_the_keeper_of_another_commune_answers_nothing_here(book, pair, other_book):
    with pytest.raises(NotYou):
        ask(book.town, pair, by=other_book.town.office_reviewer)


# --- of a nominee ----------------------------------------------------------------------------------
def ask_of_nominee(book, recipient, row, same):
    return services.answer_of_nominee(
        recipient=recipient, nomination=row, same=same, reason="Hỏi nhà trường.", by=book.town.office_reviewer
    )


def test_a_nominee_found_the_same_is_grouped_when_it_is_granted_and_can_be_taken_apart(book):
    known, row = book.awarded(birth_on=BORN), book.nominee()
    ask_of_nominee(book, known, row, same=True)

    book.enter(row)

    made = Award.objects.get(nomination=row).recipient
    assert (made != known, made.same_as) == (True, known)
    withdraw(book.town, Likeness.objects.get(other=made))
    made.refresh_from_db()
    assert made.same_as is None
    assert verify().holds


def test_a_nominee_found_another_one_is_not_asked_about_again(book):
    known, row = book.awarded(birth_on=BORN), book.nominee()
    ask_of_nominee(book, known, row, same=False)

    book.enter(row)

    told = Likeness.objects.get(other__isnull=False)
    assert (told.answer, told.reason) == ("different", "Hỏi nhà trường.")
    with pytest.raises(NotNow):
        ask_of_nominee(book, known, row, same=True)


def test_a_nominee_of_another_commune_is_no_question(book, other_book):
    with pytest.raises(NotNow):
        ask_of_nominee(book, book.awarded(), other_book.nominee(), same=True)


# --- earlier awards --------------------------------------------------------------------------------
def test_an_earlier_award_of_somebody_known_stands_with_it(book):
    known = book.awarded(birth_on=BORN)

    made = enter(book.town, {"birth_on": BORN})

    assert (made.recipient, made.source, made.form_label, made.year) == (known, "typed", "Giấy khen của huyện", 2019)
    assert verify().holds


def test_an_earlier_award_of_an_uncertain_one_is_asked_about(book):
    known = book.awarded(birth_on=BORN)

    made = enter(book.town)

    assert Likeness.objects.get().recipient == known
    assert made.recipient != known


def test_the_date_of_the_decision_gives_the_year(book):
    assert enter(book.town, year=None, decided_on=date(2018, 12, 30)).year == 2018


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"form_name": ""}, "award_form"),
        ({"year": None}, "year"),
        ({"year": 2999}, "year"),
        ({"decided_on": date(2999, 1, 1)}, "decided_on"),
        ({"period_from": date(2019, 5, 1), "period_to": date(2019, 4, 1)}, "period_to"),
        ({"level": "village"}, "level"),
    ],
)
def test_what_cannot_be_is_refused_by_field(book, values, field):
    with pytest.raises(ValidationError) as fault:
        enter(book.town, **values)

    assert list(fault.value.message_dict) == [field]
    assert not Recipient.objects.exists()


def test_the_same_award_is_entered_once(book):
    enter(book.town, {"birth_on": BORN})

    with pytest.raises(ValidationError, match="Giấy khen của huyện"):
        enter(book.town, {"birth_on": BORN})


def test_a_list_comes_in_whole_or_not_at_all(book):
    rows = [(PERSON | {"full_name": name, "birth_on": BORN}, OLD) for name in ("Bùi A", "Bùi B", "Bùi A")]
    deed = {"commune": book.town.commune, "file_sha256": "a" * 64, "by": book.town.office_head}

    with pytest.raises(ValidationError, match="Bùi A"):
        services.import_awards(rows=rows, **deed)
    assert not Award.objects.exists()

    services.import_awards(rows=rows[:2], **deed)
    assert Award.objects.filter(source="imported").count() == 2
    assert verify().holds


def test_the_same_file_comes_in_once(book):
    deed = {"commune": book.town.commune, "file_sha256": "a" * 64, "rows": [(PERSON, OLD)]}
    services.import_awards(by=book.town.office_head, **deed)

    with pytest.raises(NotNow, match="đã nhập chính tệp này"):
        services.import_awards(by=book.town.office_reviewer, **deed)

    assert Award.objects.count() == 1
    services.import_awards(by=book.town.office_reviewer, **deed | {"file_sha256": "b" * 64})


# --- mending ---------------------------------------------------------------------------------------
def test_a_birth_date_found_later_makes_the_next_award_certain(book):
    known = enter(book.town).recipient
    services.change_recipient(recipient=known, row_version=1, values={"birth_on": BORN}, by=book.town.office_reviewer)

    assert book.awarded(birth_on=BORN) == known
    assert verify().holds


def test_an_earlier_award_is_revoked_with_its_reason(book):
    award = enter(book.town)

    revoked = services.revoke_award(award=award, row_version=1, reason="QĐ 7/QĐ-UBND hủy bỏ", by=book.town.office_head)

    assert (revoked.state, revoked.state_reason) == ("revoked", "QĐ 7/QĐ-UBND hủy bỏ")
    with pytest.raises(NotNow):
        services.revoke_award(award=award, row_version=2, reason="Lần nữa", by=book.town.office_head)


def test_an_award_of_a_dossier_here_is_revoked_by_its_decision_alone(book):
    award = book.awarded().awards.get()

    with pytest.raises(NotNow):
        services.revoke_award(award=award, row_version=1, reason="Hủy", by=book.town.office_head)


def test_an_award_of_somebody_else_goes_to_a_recipient_of_its_own(book):
    known = book.awarded(birth_on=BORN)
    other = enter(book.town, {"birth_on": BORN})

    apart = services.take_apart(award=other, row_version=1, reason="Hai người trùng tên.", by=book.town.office_reviewer)

    assert apart.recipient != known
    assert Likeness.objects.get(recipient=known, other=apart.recipient).answer == "different"
    assert verify().holds
    with pytest.raises(NotNow):
        services.take_apart(award=apart, row_version=2, reason="Lần nữa.", by=book.town.office_reviewer)


def test_after_taking_apart_the_next_of_that_name_and_birth_date_is_asked_about(book):
    book.awarded(birth_on=BORN)
    services.take_apart(
        award=enter(book.town, {"birth_on": BORN}), row_version=1, reason="Trùng tên.", by=book.town.office_reviewer
    )

    third = book.awarded(birth_on=BORN)

    assert Recipient.objects.count() == 3
    assert Likeness.objects.filter(other=third, answer="waiting").count() == 2
