"""The drawing in the README is the machine's own."""

from pathlib import Path

from django.conf import settings

from documents.proposals.states import ProposalState
from workflows.approval.drawing import drawing
from workflows.approval.path import edges
from workflows.management.commands.diagram import with_diagram


def test_the_readme_is_drawn_from_the_machines():
    text = (Path(settings.ROOT) / "README.md").read_text()

    assert with_diagram(text) == text


def test_the_picture_has_every_state_and_every_edge_and_marks_the_place():
    svg = drawing(ProposalState.RETURNED)

    assert svg.count("<rect") == len(ProposalState)
    assert svg.count("<path d=") - 1 == len({(source, target) for source, target, _label, _slug in edges()})
    assert svg.count('fill="#0a5aa8"') == 1
