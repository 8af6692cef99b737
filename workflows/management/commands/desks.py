"""Compare every desk with what the machine says of the state; the stored projection must never drift."""

from django.core.management.base import BaseCommand, CommandError

from workflows.approval.moving import machines


def strays():
    """Things whose stored desk is not the one of their state: [(thing, stored, right)]."""
    found = []
    for model, machine in machines():
        for thing in model.objects.select_related(*_needed(model)).iterator(chunk_size=500):
            stored = _desk(thing)
            machine.place(thing, None, thing.state)
            if _desk(thing) != stored:
                found.append((thing, stored, _desk(thing)))
    return found


def _needed(model):
    names = {field.name for field in model._meta.fields}
    return [name for name in ("unit", "proposal", "award_form", "rule_set") if name in names]


def _desk(thing):
    return thing.desk_unit_id, str(thing.desk_office), thing.handler_id


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options):
        found = strays()
        for thing, stored, right in found:
            self.stderr.write(f"{thing.stream}: lies on {stored}, belongs on {right}")
        if found:
            raise CommandError(f"{len(found)} desks have strayed.")
        self.stdout.write("Every desk is where its state puts it.")
