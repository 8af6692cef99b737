"""The package: a BagIt zip that two other programs check, and that names every fault."""

import hashlib
import json
import shutil
import subprocess
import zipfile

import bagit
import pytest
from django.core.management import CommandError, call_command

from documents.attachments.store import path_of
from documents.proposals.models import Nomination, Version
from permissions.ledger.verify import verify
from workflows.handoff.packages import PackageWriter, ascii_name, check_package

INFO = [("Source-Organization", "UBND xã Phong Quang")]


@pytest.fixture
def package(tmp_path):
    path = tmp_path / "goi.zip"
    writer = PackageWriter(path, "PQ-2026-T001-1")
    writer.add_bytes("to-trinh.pdf", b"%PDF-1.4 to trinh")
    writer.add_bytes("ho-so/a/01-bao-cao.pdf", b"%PDF-1.4 bao cao")
    writer.close(INFO)
    return path


def rewritten(path, *, change=None, drop=None, add=None, twice=None):
    """The same zip with one thing done to it by somebody who knows nothing of manifests."""
    with zipfile.ZipFile(path) as source:
        held = [(info.filename, source.read(info)) for info in source.infolist()]
    with zipfile.ZipFile(path, "w") as target:
        for name, data in held:
            if name.endswith(drop or "\0"):
                continue
            target.writestr(name, data[:-1] + b"X" if name.endswith(change or "\0") else data)
        if add:
            target.writestr(add, b"them vao")
        if twice:
            target.writestr(twice, b"hai lan")
    return path


def test_a_package_is_whole(package):
    assert check_package(package) == []


def test_sha256sum_alone_checks_it(package, tmp_path):
    shutil.unpack_archive(package, tmp_path / "mo", "zip")

    run = subprocess.run(
        ["sha256sum", "-c", "--strict", "manifest-sha256.txt"],
        cwd=tmp_path / "mo" / "PQ-2026-T001-1",
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0
    assert sorted(run.stdout.splitlines()) == ["data/ho-so/a/01-bao-cao.pdf: OK", "data/to-trinh.pdf: OK"]


def test_the_library_finds_it_valid(package, tmp_path):
    shutil.unpack_archive(package, tmp_path / "mo", "zip")

    bag = bagit.Bag(str(tmp_path / "mo" / "PQ-2026-T001-1"))

    assert bag.validate(fast=False)
    assert bag.info["Source-Organization"] == "UBND xã Phong Quang"


@pytest.mark.parametrize(
    ("done", "sentence"),
    [
        ({"change": "to-trinh.pdf"}, "data/to-trinh.pdf: the content was changed."),
        ({"drop": "to-trinh.pdf"}, "data/to-trinh.pdf: is missing."),
        (
            {"add": "PQ-2026-T001-1/data/la.pdf"},
            "data/la.pdf: was added, no manifest names it.",
        ),
        ({"add": "PQ-2026-T001-1/la.txt"}, "la.txt: was added, no manifest names it."),
        ({"change": "/bag-info.txt"}, "bag-info.txt: the content was changed."),
        ({"drop": "/manifest-sha256.txt"}, "manifest-sha256.txt: is missing."),
        ({"add": "PQ-2026-T001-1/../la.pdf"}, "PQ-2026-T001-1/../la.pdf: this name is not allowed in a package."),
        ({"add": "la.pdf"}, "The package must hold one folder; found: PQ-2026-T001-1, la.pdf."),
    ],
)
def test_what_was_done_to_it_is_named(package, done, sentence):

    assert check_package(rewritten(package, **done)) == [sentence]


def test_a_name_that_comes_twice_is_refused(package):
    with pytest.warns(UserWarning, match="Duplicate name"):
        rewritten(package, twice="PQ-2026-T001-1/data/to-trinh.pdf")

    assert check_package(package) == ["PQ-2026-T001-1/data/to-trinh.pdf: is there twice."]


def test_bytes_that_are_no_zip_are_refused(tmp_path):
    path = tmp_path / "la.zip"
    path.write_bytes(b"khong phai zip")

    assert len(check_package(path)) == 1


def test_a_byte_changed_inside_the_packed_data_is_refused(package):
    content = bytearray(package.read_bytes())
    content[60] ^= 0xFF
    package.write_bytes(content)

    assert check_package(package) != []


def test_the_library_is_asked_on_top(package, monkeypatch):
    asked = []
    real = bagit.Bag.validate
    monkeypatch.setattr(bagit.Bag, "validate", lambda self, **how: asked.append(how) or real(self, **how))

    assert check_package(package) == []
    assert asked == [{"processes": 1, "fast": False, "completeness_only": False}]


def test_the_same_files_give_the_same_bytes(tmp_path):
    made = []
    for name in ("a.zip", "b.zip"):
        writer = PackageWriter(tmp_path / name, "T1")
        writer.add_bytes("to-trinh.pdf", b"x")
        writer.close(INFO)
        made.append((tmp_path / name).read_bytes())

    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Báo cáo thành tích – Đặng Quốc Ý.PDF", "bao-cao-thanh-tich-dang-quoc-y.pdf"),
        ("../../etc/passwd", "passwd"),
        ("", "tep"),
        ("ảnh chụp.jpeg", "anh-chup.jpeg"),
    ],
)
def test_names_in_a_package_are_plain(name, shown):
    assert ascii_name(name) == shown


@pytest.mark.parametrize("name", ["tờ-trình.pdf", "to-trinh.pdf"])
def test_a_name_is_ascii_and_given_once(tmp_path, name):
    writer = PackageWriter(tmp_path / "a.zip", "T1")
    writer.add_bytes("to-trinh.pdf", b"x")

    with pytest.raises(ValueError, match="bad or double name"):
        writer.add_bytes(name, b"y")


def test_the_command_says_whole_or_names_the_fault(package, capsys):
    call_command("check_package", str(package))
    whole = capsys.readouterr().out

    with pytest.raises(CommandError, match="1 faults"):
        call_command("check_package", str(rewritten(package, change="to-trinh.pdf")))

    assert "goi.zip: whole." in whole
    assert "data/to-trinh.pdf: the content was changed." in capsys.readouterr().err


@pytest.mark.django_db
def test_what_a_sending_holds(above, tmp_path):
    letter = above.forwarded()
    sending = letter.sendings.get()
    stored = path_of(sending.sha256)

    with zipfile.ZipFile(stored) as packed:
        names = sorted(name.partition("/")[2] for name in packed.namelist())
        top = f"{letter.code}-1/"
        dossier = json.loads(packed.read(f"{top}data/dossier.json"))
        trail = json.loads(packed.read(f"{top}data/trail.json"))
        manifest = hashlib.sha256(packed.read(f"{top}manifest-sha256.txt")).hexdigest()

    assert check_package(stored) == []
    assert manifest == sending.manifest_sha256
    assert {name for name in names if "/" not in name.removeprefix("data/")} == {
        "bag-info.txt",
        "bagit.txt",
        "data/danh-sach.xlsx",
        "data/dossier.json",
        "data/dossier.schema.json",
        "data/to-trinh.docx",
        "data/to-trinh.pdf",
        "data/trail.json",
        "manifest-sha256.txt",
        "tagmanifest-sha256.txt",
    }
    assert all(name.isascii() for name in names)
    assert [one["facts"]["full_name"] for one in dossier["nominees"]] == [
        "Nguyễn Thị Hòa",
        "Đặng Quốc Ý",
        "Ma Thế Đường",
    ]
    assert all(one["votes"][0]["sentence"] and one["votes"][0]["passed"] for one in dossier["nominees"])
    told, version = dossier["versions"][0], Version.objects.get()
    assert (told["number"], told["sha256"]) == (version.number, version.sha256)
    assert hashlib.sha256(told["extract"].encode()).hexdigest() == told["extract_sha256"]
    named = {file["path"] for one in dossier["nominees"] for kind in one["papers"].values() for file in kind}
    assert named <= set(names)
    assert any(name.startswith("data/bien-ban/") for name in names)
    chain = next(iter(trail["streams"].values()))
    assert [entry["prev_hash"] for entry in chain[1:]] == [entry["hash"] for entry in chain[:-1]]
    assert "ballot" not in json.dumps(dossier) and "casts" not in json.dumps(dossier)


@pytest.mark.django_db
def test_a_package_tells_nothing_of_who_is_not_in_the_letter(above):
    dossier = above.passed()
    Nomination.objects.filter(full_name="Ma Thế Đường").update(outcome="not_passed")
    letter = above.forwarded(dossier)
    stored = path_of(letter.sendings.get().sha256)

    with zipfile.ZipFile(stored) as packed:
        top = f"{letter.code}-1/data/"
        told = json.loads(packed.read(f"{top}dossier.json"))
        names = packed.namelist()
        text = packed.read(f"{top}dossier.json").decode() + packed.read(f"{top}trail.json").decode()

    [version] = told["versions"]
    extract = json.loads(version["extract"])
    assert "Ma Thế Đường" not in text
    assert not [name for name in names if "ma-the-duong" in name]
    assert [row["full_name"] for row in extract["nominations"]] == ["Nguyễn Thị Hòa", "Đặng Quốc Ý"]
    assert "Trích" in version["note"]
    assert version["sha256"] == Version.objects.get().sha256
    assert check_package(stored) == []
    assert verify().holds
