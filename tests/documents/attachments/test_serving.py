import pytest

from documents.attachments import services, store
from documents.attachments.media_types import MediaType
from documents.attachments.serving import file_response
from permissions.refusals import NotNow
from tests.documents.attachments import files

pytestmark = pytest.mark.django_db


@pytest.fixture
def blob():
    return services.store_bytes(files.PDF, MediaType.PDF)


def test_a_paper_is_shown_in_the_browser_but_nothing_in_it_may_run(blob):
    response = file_response(blob, "Tờ trình 45.pdf", inline=True)

    content = b"".join(response.streaming_content)
    response.close()
    assert content == files.PDF
    assert dict(response.headers) == {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(files.PDF)),
        "Content-Disposition": "inline; filename*=utf-8''T%E1%BB%9D%20tr%C3%ACnh%2045.pdf",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; "
        "frame-ancestors 'self'",
        "X-Frame-Options": "SAMEORIGIN",
        "Cache-Control": "private, no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def test_a_paper_is_offered_for_saving_under_its_name(blob):
    response = file_response(blob, "to trinh.pdf", inline=False)

    assert response["Content-Disposition"] == 'attachment; filename="to trinh.pdf"'
    response.close()


def test_the_type_served_is_the_type_found_not_the_name(blob):
    response = file_response(blob, "a.html", inline=True)

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="a.html.pdf"'
    response.close()


def test_a_name_cannot_add_a_header(blob):
    response = file_response(blob, 'a"\r\nX-Evil: 1.pdf', inline=True)

    assert "X-Evil: 1" not in response["Content-Disposition"]
    assert "X-Evil" not in response.headers
    response.close()


def lose(blob):
    store.path_of(blob.sha256).unlink()


def change(blob):
    store.path_of(blob.sha256).write_bytes(files.PDF.replace(b"Catalog", b"CATALOG"))


def cut(blob):
    store.path_of(blob.sha256).write_bytes(files.PDF[:-1])


@pytest.mark.parametrize(("harm", "code"), [(lose, "file_missing"), (change, "file_changed"), (cut, "file_changed")])
def test_bytes_that_are_not_those_that_were_kept_are_a_sentence(blob, harm, code, caplog):
    harm(blob)

    with pytest.raises(NotNow) as refusal:
        file_response(blob, "a.pdf", inline=True)

    assert refusal.value.code == code
    (logged,) = caplog.messages
    assert f"blob {blob.pk} " in logged


def test_the_refusal_says_whom_to_tell(blob, english):
    change(blob)

    with pytest.raises(NotNow) as refusal:
        file_response(blob, "a.pdf", inline=True)

    assert refusal.value.sentences == [
        "The file in the store is not the one that was kept: its content has changed, so it is not given out. "
        "Tell the administrator: it must be restored from the backup."
    ]
