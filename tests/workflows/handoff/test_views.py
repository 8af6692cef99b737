import pytest

from workflows.notices.models import Notice

pytestmark = pytest.mark.django_db


def test_looking_at_the_letter_reads_its_notices(above, sign_in):
    officer, letter = above.cast.province_officer, above.forwarded()
    unread = Notice.objects.filter(person=officer, subject=letter.stream, read_at=None, settled_at=None)
    assert unread.count() == 1

    sign_in(officer).get(f"/transmittals/{letter.code}/")

    assert unread.count() == 0


def test_minutes_are_named_to_who_may_open_them(above, sign_in):
    letter = above.forwarded()
    readers = (above.town.office_reviewer, above.town.commune_chair, above.town.records_clerk)

    named = ["/minutes/" in sign_in(reader).get(f"/transmittals/{letter.code}/").content.decode() for reader in readers]

    assert named == [True, True, False]
