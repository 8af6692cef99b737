"""Part of api_said.py: files of the document axis, a document that came and the status of a letter that was sent."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests import making
from tests.workflows.handoff.edxml.arriving import message
from tests.workflows.handoff.edxml.test_reading import MESSAGE


def axis_message(world):
    return {"file": SimpleUploadedFile("van-ban.edxml", message(("tra-loi.pdf", making.PDF)))}


def status(world):
    letter = world.above_sent[1]
    about = f"H55.242,{letter.issued_on:%Y/%m/%d},{letter.number}/{letter.symbol}"
    text = MESSAGE.replace("H55.242,2026/11/05,12/TTr-UBND", about)
    return {"file": SimpleUploadedFile("trang-thai.edxml", text.encode()), "row_version": letter.row_version}
