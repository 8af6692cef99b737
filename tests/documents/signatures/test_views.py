"""What the page and the endpoint say of a signed file that is not as it should be: the verdict and its sentence."""

import html
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from documents.signatures import issuers
from documents.signatures.models import SignedFile
from permissions.ledger.verify import verify
from tests.documents.signatures.bringing import bytes_in, keys_of, trust
from tests.documents.signatures.office_keys import Authority, signed_by
from tests.documents.signatures.spoiling import byte_changed, drawn_over, saved_again
from tests.workflows.decisions import conftest as decisions

pytestmark = pytest.mark.django_db
clock, desk = decisions.clock, decisions.desk
REASON = "Phần mềm ký lưu lại tệp; đã so từng trang."
OTHER_PAPER = "Đây không phải văn bản đã phát ra để ký"
UNKNOWN = "Chứng thư số không do tổ chức nào trong danh sách tin cậy cấp, hoặc không còn thời hạn."
# what was done to the file -> (fault, the sentence of the page)
SENTENCES = {
    "a byte of the signature changed": ("changed", "Nội dung đã bị thay đổi sau khi ký số."),
    "saved again": ("changed", "Nội dung đã bị thay đổi sau khi ký số."),
    "drawn over": ("drawn_over", "Sau khi ký số, tệp bị thêm vào phần không được phép thêm."),
    "of an unknown issuer": ("untrusted", UNKNOWN),
    "revoked": ("revoked", "Chứng thư số của người ký đã bị thu hồi."),
}


@pytest.fixture(scope="module")
def keys():
    return keys_of(decisions.NOW)


@pytest.fixture(scope="module")
def stranger():
    return Authority("CA lạ", now=decisions.NOW).person("Nguyễn Văn Lạ")[0]


def _signed(keys, paper, field):
    return signed_by(keys.person, paper, field=field, reason="Ky duyet")


def _spoilt(keys, stranger, paper):
    changed = _signed(keys, paper, "A")
    return {
        "a byte of the signature changed": byte_changed(changed, changed.index(b"Ky duyet")),
        "saved again": saved_again(_signed(keys, paper, "B")),
        "drawn over": drawn_over(_signed(keys, paper, "C")),
        "of an unknown issuer": signed_by(stranger, paper, field="D"),
        "revoked": _signed(keys, paper, "E"),
    }


@pytest.fixture
def chair(desk, sign_in):
    """`chair.bring(data)`: the page after the chair of the commune has brought in a signed file of the decision."""
    decision = desk.signed()
    client, issued = sign_in(desk.town.commune_chair), decision.first_rendition

    def bring(data, reason=""):
        said = {"file": SimpleUploadedFile("quyet-dinh.pdf", data), "reason": reason}
        answer = client.post(f"/signatures/papers/{issued.pk}/", said, follow=True)
        return answer.status_code, html.unescape(answer.text)

    return SimpleNamespace(bring=bring, client=client, issued=issued, paper=bytes_in(issued.blob))


def test_each_thing_that_was_done_to_a_signed_file_is_told_in_its_own_sentence(
    chair, cast, keys, stranger, settings, tmp_path
):
    trust(keys, cast)
    (tmp_path / "ca.crl").write_bytes(keys.authority.crl(keys.persons))
    for done, data in _spoilt(keys, stranger, chair.paper).items():
        fault, sentence = SENTENCES[done]
        settings.SIGNATURE_CRL_FOLDER = str(tmp_path) if done == "revoked" else ""
        before = SignedFile.objects.count()

        status, page = chair.bring(data, REASON if done == "saved again" else "")

        row = SignedFile.objects.first()
        assert (SignedFile.objects.count(), status, row.verdict, row.fault) == (before + 1, 200, "invalid", fault), done
        assert f"Đã lưu tệp nhưng không hợp lệ: {sentence}" in page, done
        assert f"<b>Không hợp lệ</b>: {sentence}" in page, done
        assert "<b>Chữ ký số hợp lệ</b>" not in page, done

    told = chair.client.get(f"/api/v1/kept-papers/{chair.issued.pk}/signed-files").json()
    assert [(each["fault"], each["sentence"]) for each in told] == list(SENTENCES.values())[::-1]
    assert verify().holds


def test_what_is_no_signed_file_of_the_paper_is_refused_on_the_form_and_nothing_is_kept(chair, cast, keys, desk):
    row = trust(keys, cast)
    signed = _signed(keys, chair.paper, "A")
    for data, sentence in (
        (byte_changed(signed), OTHER_PAPER),
        (chair.paper, "Tệp chưa có chữ ký số."),
        (saved_again(signed), "Phần mềm ký đã lưu lại tệp dưới dạng khác."),
    ):
        status, page = chair.bring(data)
        assert (status, sentence in page) == (422, True), sentence
    assert SignedFile.objects.count() == 0

    issuers.end_issuer(issuer=row, row_version=1, reason="Nhầm", by=cast.administrator)
    _status, page = chair.bring(signed)
    assert SignedFile.objects.get().fault == "no_anchors"
    assert "Hệ thống chưa tin cậy tổ chức cấp chứng thư số nào" in page
