"""Pages and endpoints of a dossier that was disposed of open as before: code, state and days, without its words."""

import pytest

from documents.disposal import executing
from documents.disposal.contents import gone
from documents.proposals.models import Paper
from permissions import access
from permissions.ledger import verify_bundle
from permissions.ledger.checkpoints import making as checkpoints
from tests.documents.disposal.conftest import OVER
from workflows.trail.bundles.making import make_bundle

PAGES = [
    "/proposals/{proposal}/",
    "/proposals/{proposal}/?tab=trail",
    "/proposals/{proposal}/?tab=versions",
    "/proposals/{proposal}/?tab=nominations&export=xlsx",
    "/letters/{letter}/",
    "/letters/{letter}/trail/",
    "/trail/differences/{proposal}/",
    "/trail/differences/{proposal}/?from=1&to=1",
    "/api/v1/proposals/{proposal}",
    "/api/v1/letters/{letter}",
    "/api/v1/proposals/{proposal}/versions",
    "/api/v1/proposals/{proposal}/versions/1",
    "/api/v1/proposals/{proposal}/versions/1/changes?since=1",
    "/api/v1/proposals/{proposal}/differences",
    "/api/v1/proposals/{proposal}/remarks",
    "/api/v1/proposals/{proposal}/judgements",
    "/api/v1/proposals/{proposal}/told",
    "/trail/of/proposal/{proposal}/",
    "/trail/entries/proposal/{proposal}/1/",
    "/proposals/{proposal}/past/?entry=1",
    "/proposals/{proposal}/rights/?entry=1",
    "/proposals/{proposal}/reads/",
    "/letters/{letter}/past/?entry=1",
    "/bundles/proposal/{proposal}/",
    "/trail/entries/letter/{letter}/1/",
    "/trail/",
    "/api/v1/trail/proposal/{proposal}",
]


@pytest.mark.parametrize("office", ["unit_head", "office_head", "inspector", "commune_chair"])
def test_nothing_breaks_and_no_name_is_told(ended, approved, cast, town, sign_in, office):
    letter = ended()
    proposal = letter.proposals.get()
    list(executing.carry_out(approved(letter), by=cast.administrator, now=OVER))
    client = sign_in(getattr(town, office))

    for page in PAGES:
        response = client.get(page.format(letter=letter.code, proposal=proposal.code))
        assert response.status_code in (200, 403, 404), page
        assert "Nguyễn Thị Hòa" not in (b"" if response.streaming else response.content).decode(errors="ignore"), page
    shown = client.get(f"/proposals/{proposal.code}/").content.decode()
    assert proposal.code in shown
    assert gone() in shown
    past = client.get(f"/proposals/{proposal.code}/past/?entry=1")
    assert past.context["past"] is None
    assert "tiêu hủy" in past.context["refusal"] or "disposed of" in past.context["refusal"]
    paper = Paper.objects.filter(letter=letter, nomination=None).first()
    refused = client.get(f"/letters/{letter.code}/papers/{paper.pk}/")
    assert refused.status_code in (403, 404, 409)


def test_its_bundle_holds_once_the_disposal_is_sealed(ended, approved, cast, tmp_path):
    letter = ended()
    code, by = letter.proposals.get().code, cast.here.inspector
    checkpoints.make()
    list(executing.carry_out(approved(letter), by=cast.administrator, now=OVER))

    def check():
        made = make_bundle(kind="proposal", code=code, by=by, held=access.capacities(by))
        with made.file, (tmp_path / "goi.zip").open("wb") as out:
            out.write(made.file.read())
        return verify_bundle.check(tmp_path / "goi.zip")

    with pytest.raises(verify_bundle.Fault, match="a disposal is not sealed yet"):  # and the bundle has no signature
        check()
    checkpoints.make(now=OVER)
    assert [told for told in check().told if "mục đã tiêu hủy nội dung" in told and " 0 mục đã tiêu" not in told]
