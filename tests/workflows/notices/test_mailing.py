"""Mails: gathered per person, sent once, tried again, ended; and nothing personal in them."""

import threading
from datetime import UTC, datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
import time_machine
from django.core import mail
from django.db import connections

from permissions.people.models import User
from permissions.refusals import NotNow
from tests import making
from workflows.notices import mailing, posting, sending, services
from workflows.notices.models import Mailing, Notice

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 25, 1, 30, tzinfo=UTC)  # 8:30 in the commune
NIGHT = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)  # 3:00 in the commune


def address(*people):
    for person in people:
        User.objects.filter(pk=person.pk).update(email=f"{person.username}@example.vn")
        person.refresh_from_db()


@pytest.fixture
def clerk(cast, rules):
    """Was told three things this morning, and has an address."""
    making.returned(cast.here)
    Notice.objects.update(at=MORNING - timedelta(hours=1))
    address(cast.here.unit_clerk)
    return cast.here.unit_clerk


def tick(now):
    mailing.gather_mails(now)
    sending.send_mails(now)


def test_one_mail_tells_everything_once(clerk):
    tick(MORNING)
    tick(MORNING + timedelta(hours=1))
    tick(MORNING + timedelta(days=1))

    assert [sent.to for sent in mail.outbox] == [[clerk.email]]
    assert Mailing.objects.get().notice_count == 3
    assert Mailing.objects.get().state == "sent"


def test_who_has_no_address_gets_no_mail(cast, clerk):
    tick(MORNING)

    assert set(Mailing.objects.values_list("person", flat=True)) == {clerk.pk}


def test_a_mail_carries_codes_and_a_link_but_no_name_title_or_text(cast, clerk, settings):
    settings.SITE_URL = "https://thidua.example.vn"
    notice = Notice.objects.filter(person=clerk, kind="waits").get()

    tick(MORNING)

    text = mail.outbox[0].subject + mail.outbox[0].body
    assert notice.subject.partition("/")[2] in text
    assert "https://thidua.example.vn/notices/" in text
    told = ["Nguyễn Thị Hòa", "Đặng Quốc Ý", "Bổ sung số liệu", notice.title, clerk.full_name, "Trần Thị Bích"]
    assert [word for word in told if word in text] == []


def test_before_the_hour_no_daily_mail_goes_out(clerk):
    Notice.objects.update(at=NIGHT - timedelta(hours=1))

    tick(NIGHT)

    assert mail.outbox == []


def test_a_daily_mail_goes_out_once_a_day(cast, clerk):
    tick(MORNING)
    Notice.objects.create(**told(clerk, cast, MORNING + timedelta(hours=1)))
    tick(MORNING + timedelta(hours=2))
    assert len(mail.outbox) == 1

    tick(MORNING + timedelta(days=1))

    assert len(mail.outbox) == 2


def told(person, cast, at, **more):
    about = {"subject": "proposal/PQ-2026-0099", "title": "x", "words": "proposal.endorse", "kind": "told"}
    place = {"commune": cast.here.commune, "unit": cast.here.school, "office": "unit_clerk"}
    return {"person": person, "at": at, **about, **place, **more}


def test_soon_waits_for_quiet_and_at_most_half_an_hour(cast, clerk):
    services.choose_mail(person=clerk, mail="soon")
    Notice.objects.all().delete()
    Notice.objects.create(**told(clerk, cast, MORNING - timedelta(minutes=2)))
    tick(MORNING)
    assert mail.outbox == []

    Notice.objects.create(**told(clerk, cast, MORNING - timedelta(minutes=31)))
    tick(MORNING)

    assert len(mail.outbox) == 1


def test_never_is_never(clerk):
    services.choose_mail(person=clerk, mail="never")

    tick(MORNING)

    assert (mail.outbox, Mailing.objects.count()) == ([], 0)


def test_what_was_opened_meanwhile_is_not_mailed(clerk):
    mailing.gather_mails(MORNING)
    Notice.objects.update(read_at=MORNING)

    sending.send_mails(MORNING)

    assert (mail.outbox, Mailing.objects.get().state) == ([], "dropped")


@pytest.mark.parametrize("lost", ["left the unit", "shut out"])
def test_who_has_left_or_is_shut_out_meanwhile_gets_no_mail(clerk, lost):
    mailing.gather_mails(MORNING)
    if lost == "shut out":
        User.objects.filter(pk=clerk.pk).update(is_active=False)
    else:
        clerk.appointments.update(to_on=MORNING.date() - timedelta(days=1))

    with time_machine.travel(MORNING, tick=False):
        sending.send_mails(MORNING)

    assert (mail.outbox, Mailing.objects.get().state) == ([], "dropped")


def test_a_mail_leaves_out_what_was_told_in_an_office_given_up_meanwhile(cast, clerk):
    other = told(clerk, cast, MORNING - timedelta(hours=1)) | {"unit": cast.here.front, "subject": "proposal/KIN-1"}
    Notice.objects.create(**other)

    tick(MORNING)

    assert "KIN-1" not in mail.outbox[0].body


def test_news_older_than_a_week_floods_nobody(clerk):
    Notice.objects.update(at=MORNING - timedelta(days=8))

    tick(MORNING)

    assert mail.outbox == []


@pytest.fixture
def broken_server(monkeypatch):
    calls = []

    def refuse(self, messages):
        calls.append(len(messages))
        raise SMTPServerDisconnected("mailbox of somebody is full")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    return calls


def test_a_fault_is_tried_again_with_growing_waits_and_comes_to_an_end(clerk, broken_server):
    now = MORNING
    mailing.gather_mails(now)
    tries = []
    for _number in range(10):
        sending.send_mails(now)
        row = Mailing.objects.get()
        tries.append((row.state, row.tries))
        now = row.due_at

    assert tries[:6] == [("waiting", 1), ("waiting", 2), ("waiting", 3), ("waiting", 4), ("waiting", 5), ("failed", 6)]
    assert len(broken_server) == 6
    assert Mailing.objects.get().fault == "SMTPServerDisconnected"


def test_a_mail_broken_off_is_not_sent_again_by_itself(clerk):
    mailing.gather_mails(MORNING)
    posting.take(Mailing.objects.all(), MORNING)  # and the process dies

    sending.send_mails(MORNING + timedelta(hours=1))

    row = Mailing.objects.get()
    assert (mail.outbox, row.state, row.fault) == ([], "failed", "interrupted")


def test_a_failed_mail_is_sent_again_when_somebody_says_so(clerk):
    mailing.gather_mails(MORNING)
    posting.take(Mailing.objects.all(), MORNING)
    sending.send_mails(MORNING + timedelta(hours=1))

    sending.repeat(mailing=Mailing.objects.get(), now=MORNING)
    sending.send_mails(MORNING + timedelta(hours=1))

    assert (len(mail.outbox), Mailing.objects.get().state) == (1, "sent")


def test_only_a_failed_mail_is_repeated(clerk):
    tick(MORNING)

    with pytest.raises(NotNow):
        sending.repeat(mailing=Mailing.objects.get())


def test_old_notices_are_disposed_of(clerk, settings):
    Notice.objects.filter(person=clerk).update(at=MORNING - timedelta(days=settings.NOTICE_KEEP_DAYS + 1))
    others = Notice.objects.exclude(person=clerk).count()

    assert mailing.dispose_of_old_notices(MORNING) == 3
    assert Notice.objects.count() == others


@pytest.mark.django_db(transaction=True)
def test_two_ticks_at_once_send_one_mail(cast, rules):
    making.returned(cast.here)
    Notice.objects.update(at=MORNING - timedelta(hours=1))
    address(cast.here.unit_clerk, cast.here.unit_head, cast.here.second_reviewer)
    start, faults = threading.Barrier(4), []

    def run():
        try:
            start.wait()
            tick(MORNING)
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tick(MORNING)

    told_twice = [sent.to for sent in mail.outbox]
    assert faults == []
    assert sorted(told_twice) == [["pq_unit_clerk@example.vn"], ["pq_unit_head@example.vn"]]
    assert Mailing.objects.exclude(state="sent").count() == 0
