"""Papers of the arrival book that were recorded before each had a row that says as what."""

import json

from django.db import migrations

_ON_DOSSIERS = {
    "proposal.record_resend": "resend",
    "proposal.record_withdrawal": "withdrawal",
    "decision.record_signature": "decision",
}


def fill(apps, schema_editor):
    Arrival, Recording = apps.get_model("documents", "Arrival"), apps.get_model("documents", "Recording")

    def keep(arrival_id, kind, code, person_id, at):
        said = {"kind": kind, "code": code, "recorded_by_id": person_id, "recorded_at": at}
        Recording.objects.get_or_create(arrival_id=arrival_id, defaults=said)

    for letter in apps.get_model("documents", "Letter").objects.exclude(arrival=None).iterator():
        keep(letter.arrival_id, "letter", letter.code, letter.drafted_by_id, letter.drafted_at)
    entries = apps.get_model("permissions", "LedgerEntry").objects.filter(act__in=_ON_DOSSIERS).order_by("at", "pk")
    for entry in entries.select_related("stream", "payload").iterator():
        number, _slash, year = json.loads(entry.payload.body).get("arrival", "").rpartition("/")
        arrival = Arrival.objects.filter(commune=entry.commune_id, year=int(year or 0), number=number).first()
        if arrival is not None:
            code = entry.stream.key.partition("/")[2]
            keep(arrival.pk, _ON_DOSSIERS[entry.act], code, entry.actor_id, entry.at)
    for name, done in (("Answer", "recorded"), ("LineReturn", "returned")):
        rows = apps.get_model("workflows", name).objects.exclude(arrival=None).select_related("line__transmittal")
        for row in rows.order_by("pk").iterator():
            code = row.line.transmittal.code
            keep(row.arrival_id, "province", code, getattr(row, f"{done}_by_id"), getattr(row, f"{done}_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0017_arrival_recordings"),
        ("permissions", "0005_sentences_of_people_and_offices"),
        ("workflows", "0012_saved_filters"),
    ]
    # Back: the table goes with the migration that made it.
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
