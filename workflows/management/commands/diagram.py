"""Draw the path of letters and proposals, from their machines, into the README."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from workflows.approval.machine import LetterFlow, ProposalFlow
from workflows.approval.path import mermaid

START, END = "<!-- diagram -->", "<!-- /diagram -->"


def with_diagram(text):
    """The README's text with the drawings between its two marks made anew."""
    before, _mark, rest = text.partition(START)
    _old, _mark, after = rest.partition(END)
    drawings = "\n\n".join(f"```mermaid\n{mermaid(flow)}\n```" for flow in (LetterFlow, ProposalFlow))
    return f"{before}{START}\n{drawings}\n{END}{after}"


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options):
        readme = Path(settings.ROOT) / "README.md"
        readme.write_text(with_diagram(readme.read_text()))
        self.stdout.write(f"{readme.name}: drawn.")
