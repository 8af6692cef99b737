import pytest

from workflows.notices.models import Notice

pytestmark = pytest.mark.django_db


def test_looking_at_the_letter_reads_its_notices(above, sign_in):
    officer, letter = above.cast.province_officer, above.forwarded()
    unread = Notice.objects.filter(person=officer, subject=letter.stream, read_at=None, settled_at=None)
    assert unread.count() == 1

    sign_in(officer).get(f"/transmittals/{letter.code}/")

    assert unread.count() == 0
