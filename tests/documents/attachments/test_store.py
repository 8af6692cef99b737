import hashlib

import pytest

from documents.attachments import store


def stored_names(settings, tmp_path):
    return [path.name for path in (tmp_path / "media").rglob("*") if path.is_file()]


def test_a_file_is_not_in_its_place_before_it_is_put(settings, tmp_path):
    with store.written([b"ab", b"cd"]) as file:
        digest = hashlib.sha256(b"abcd").hexdigest()
        assert (file.sha256, file.size_bytes) == (digest, 4)
        assert not store.path_of(digest).exists()

        store.put(file)

    assert stored_names(settings, tmp_path) == [digest]


def test_a_break_in_the_middle_leaves_no_file(settings, tmp_path):
    def chunks():
        yield b"first"
        raise ConnectionError

    with pytest.raises(ConnectionError), store.written(chunks()):
        pass

    assert stored_names(settings, tmp_path) == []


def test_too_many_bytes_are_not_kept(settings, tmp_path):
    with pytest.raises(store.TooLarge), store.written([b"abc", b"def"], limit_bytes=5):
        pass

    assert stored_names(settings, tmp_path) == []
