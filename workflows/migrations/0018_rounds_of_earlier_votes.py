"""Votes held before they had a state of their own: counted ones are announced, ones that had begun are open."""

from django.db import migrations


def fill(apps, schema_editor):
    item_model = apps.get_model("workflows", "AgendaItem")
    round_model = apps.get_model("workflows", "VoteRound")
    items = item_model.objects.select_related("meeting")
    for item in items.filter(meeting__state="closed", verdict__in=("carried", "rejected")).iterator():
        box = item.boxes.exclude(method="").first()
        if box is None:
            continue
        round_model.objects.create(
            item=item,
            number=1,
            method=box.method,
            participants=item.participants or 0,
            written_count=item.written_count or 0,
            closed_at=item.meeting.closed_at,
        )
        item_model.objects.filter(pk=item.pk).update(state="announced", vote_opened_at=item.meeting.opened_at)
    for item in items.filter(meeting__state="open").iterator():
        if item.casts.exists() or item.hands.exists():
            item_model.objects.filter(pk=item.pk).update(state="open", vote_opened_at=item.meeting.opened_at)


def empty(apps, schema_editor):
    """Nothing to undo: the columns and the table go with the migration before."""


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0017_votes_by_rounds'),
    ]

    operations = [migrations.RunPython(fill, empty)]
