"""Packages leave by the carriers that are on, are tried again, and arrive byte for byte."""

import hashlib
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.core import mail
from django.utils import timezone

from permissions.ledger.models import LedgerEntry
from permissions.ledger.verify import verify
from permissions.refusals import LostRace, NotNow, NotYou
from workflows.handoff import carriers
from workflows.handoff.carriage_models import Carriage
from workflows.handoff.carrying import carry_again, carry_packages

pytestmark = pytest.mark.django_db


@pytest.fixture
def province_server():
    """An address that takes packages; `answers`: the status codes it gives, the last again and again."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            server.taken.append((dict(self.headers), hashlib.sha256(body).hexdigest(), self.path))
            status = server.answers.pop(0) if len(server.answers) > 1 else server.answers[0]
            self.send_response(status)
            self.send_header("Location", f"http://127.0.0.1:{server.server_port}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.taken, server.answers = [], [201]
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def states():
    return dict(Carriage.objects.values_list("carrier", "state"))


def carried():
    return LedgerEntry.objects.filter(act="transmittal.carried").count()


def test_nothing_is_carried_where_no_carrier_is_on(above):
    above.forwarded()

    assert (carry_packages(timezone.now()), states()) == (0, {})


def test_each_carrier_that_is_on_takes_the_package_once_and_the_trail_tells_it(
    above, settings, tmp_path, province_server
):
    folder = tmp_path / "out"
    folder.mkdir()
    settings.CARRIER_FOLDER, settings.CARRIER_MAIL = str(folder), "tiep-nhan@tinh.example.vn"
    settings.CARRIER_URL = f"http://127.0.0.1:{province_server.server_port}/packages"
    settings.CARRIER_TOKEN = "khoa-rieng"
    letter = above.forwarded()
    sending = letter.sendings.get()

    first, again = carry_packages(timezone.now()), carry_packages(timezone.now())

    assert (first, again, carried()) == (3, 0, 3)
    assert states() == dict.fromkeys(("folder", "mail", "https"), "sent")
    [laid] = folder.iterdir()
    assert (laid.name, hashlib.sha256(laid.read_bytes()).hexdigest()) == (f"{letter.code}-1.zip", sending.sha256)
    [message] = mail.outbox
    [(name, content, _type)] = message.attachments
    assert (name, hashlib.sha256(content).hexdigest()) == (laid.name, sending.sha256)
    assert sending.manifest_sha256 in message.body and "Nguyễn" not in message.body + message.subject
    [(headers, digest, path)] = province_server.taken
    assert (digest, path, headers["Idempotency-Key"]) == (sending.sha256, "/packages", sending.sha256)
    assert headers["Authorization"] == "Bearer khoa-rieng"
    assert verify().holds


def test_an_address_that_refuses_or_leads_elsewhere_is_tried_again_later(above, settings, province_server):
    settings.CARRIER_URL = f"http://127.0.0.1:{province_server.server_port}/packages"
    province_server.answers = [503, 302, 200]
    above.forwarded()
    now, told = timezone.now(), []
    for minutes in (0, 1, 6, 30):
        arrived = carry_packages(now + timedelta(minutes=minutes))
        row = Carriage.objects.get()
        told.append((minutes, arrived, row.state, row.fault))

    assert told == [
        (0, 0, "waiting", "Answered503"),
        (1, 0, "waiting", "Answered503"),
        (6, 0, "waiting", "Answered302"),
        (30, 1, "sent", "Answered302"),
    ]
    assert [path for _headers, _digest, path in province_server.taken] == ["/packages"] * 3
    assert carried() == 1


def test_what_never_arrived_is_carried_again_by_who_sends_and_by_nobody_else(above, settings, tmp_path):
    settings.CARRIER_FOLDER = str(tmp_path / "missing")
    letter = above.forwarded()
    now = timezone.now()
    for day in range(8):
        carry_packages(now + timedelta(days=day))
    row = Carriage.objects.get()
    assert (row.state, row.fault) == ("failed", "FileNotFoundError")
    (tmp_path / "missing").mkdir()

    with pytest.raises(NotYou):
        carry_again(carriage=row, row_version=1, by=above.town.office_reviewer)
    carry_again(carriage=row, row_version=1, by=above.town.records_clerk)
    with pytest.raises(LostRace):
        carry_again(carriage=row, row_version=1, by=above.town.records_clerk)
    with pytest.raises(NotNow):
        carry_again(carriage=row, row_version=2, by=above.town.records_clerk)

    assert carry_packages(timezone.now()) == 1
    assert [path.name for path in (tmp_path / "missing").iterdir()] == [f"{letter.code}-1.zip"]


def test_a_package_too_large_for_a_mail_is_told_and_no_mail_goes(above, settings, monkeypatch):
    settings.CARRIER_MAIL = "tiep-nhan@tinh.example.vn"
    monkeypatch.setattr(carriers, "_ROOM_IN_A_MAIL", 10)
    above.forwarded()

    assert carry_packages(timezone.now()) == 0
    assert (Carriage.objects.get().fault, mail.outbox) == ("TooLarge", [])


@pytest.mark.parametrize(
    ("name", "value", "faults"),
    [
        ("CARRIER_URL", "http://province.example.vn/", ["workflows.E011"]),
        ("CARRIER_URL", "https://province.example.vn/", []),
        ("CARRIER_FOLDER", "/no/such/folder", ["workflows.E012"]),
    ],
)
def test_a_setting_that_leads_nowhere_is_told_at_the_start(settings, name, value, faults):
    setattr(settings, name, value)

    assert [fault.id for fault in carriers.carriers_lead_somewhere(None)] == faults
