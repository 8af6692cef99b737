"""The files and digests an entry is about, each with its hash."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Digests under their own key, in this order. "sha256" without a file name is a paper that was kept.
_BY_KEY = {
    "sha256": gettext_lazy("Paper kept"),
    "docx_sha256": gettext_lazy("The same paper for Word"),
    "facts_sha256": gettext_lazy("Facts the minutes were drawn from"),
    "certificates_sha256": gettext_lazy("Certificates"),
    "note_sha256": gettext_lazy("Consignment note"),
    "package_sha256": gettext_lazy("Package sent"),
    "manifest_sha256": gettext_lazy("List of files of the package"),
    "scan_sha256": gettext_lazy("Scan of the paper"),
    "receipt_sha256": gettext_lazy("Scan of the signed sheet"),
    "signed_sha256": gettext_lazy("File with digital signatures"),
    "finding_sha256": gettext_lazy("Finding on the signatures"),
    "file_sha256": gettext_lazy("Excel file"),
    "status_sha256": gettext_lazy("File of the status"),
    "version_sha256": gettext_lazy("The version kept"),
    "fingerprint": gettext_lazy("Fingerprint of the key"),
    "hash": gettext_lazy("Hash of the checkpoint"),
}
_OF_THE_FILE = ("sha256", "list_sha256")  # of the one file an entry names
KEYS = frozenset({*_BY_KEY, *_OF_THE_FILE, "attached", "papers", "files", "file_name"})


@dataclass(frozen=True, slots=True)
class FileTold:
    """A file an entry is about. sha256: 64 hex digits, empty where the entry names none."""

    name: str
    sha256: str = ""


def _listed(value):
    """What stands under a key as a list; an act of disposal names several digests where others name one."""
    return value if isinstance(value, list) else [value] if value else []


def _attached(body):
    hashes = _listed(body.get("sha256"))
    hashes += [""] * (len(body["attached"]) - len(hashes))
    pairs = zip(body["attached"], hashes, strict=False)
    return [FileTold(f"{one['file_name']} · {one['name']}", sha256) for one, sha256 in pairs]


def files_in_words(body):
    """The files an entry is about, each with its hash."""
    if body.get("attached"):
        return _attached(body)
    rows = [*_listed(body.get("papers")), *_listed(body.get("files"))]
    told = [FileTold(row["file_name"], row.get("sha256", "")) for row in rows if isinstance(row, dict)]
    if body.get("file_name"):
        told.append(FileTold(body["file_name"], next((body[key] for key in _OF_THE_FILE if body.get(key)), "")))
    for key, name in _BY_KEY.items():
        if key not in _OF_THE_FILE or not body.get("file_name"):
            told += [FileTold(_(name), sha256) for sha256 in _listed(body.get(key)) if isinstance(sha256, str)]
    return told
