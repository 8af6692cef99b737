"""Endpoints of the moves of letters: hand over, send back, send, enter from paper, recall."""

from documents.proposals.api import VIEW, letter_or_404
from permissions.api_fields import Code
from permissions.endpoints import Endpoints
from workflows.approval import schemas
from workflows.approval.api import taken_by
from workflows.approval.letter_services import DEEDS
from workflows.approval.moving import moves_of

router = Endpoints(tags=["letters"])


@router.get("/letters/{code}/moves", auth=VIEW, response=list[schemas.Move])
def moves(request, code: Code):
    """What my offices let me do with the letter: open moves, and the unmet conditions of the others."""
    letter = letter_or_404(request, code)
    return schemas.moves_out(moves_of(letter, request.user, held=request.held), letter, request.held)


@router.post("/letters/{code}/moves", auth=VIEW, response=schemas.Moved)
def move(request, code: Code, body: schemas.LetterMove):
    """Do one move with the letter; sending makes its proposals."""
    deed = DEEDS[body.move]
    return deed(
        letter=letter_or_404(request, code),
        row_version=body.row_version,
        by=request.user,
        acting_as=body.acting_as,
        **taken_by(deed, {"reason": body.reason}),
    )
