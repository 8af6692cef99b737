#!/usr/bin/env python3
"""Checks a bundle of evidence of Bảng Vàng, or the file of a checkpoint, without that system and without a network.

    python3 verify_bundle.py FOLDER_OR_ZIP_OR_CHECKPOINT [--key FINGERPRINT] [--manifest SHA256] [--checkpoint FILE]

--key: fingerprint of the key one trusts, as it was told on paper: it, or a key it announced, must have signed.
--manifest: SHA-256 of the list of files, as it was told outside the bundle.
--checkpoint: a checkpoint that left the house earlier; the bundle must agree with it.
Exit code: 0 everything holds, 1 something does not, 2 it cannot be read.

One file, Python 3.9 or later, nothing but its standard library. What is checked is described in CHECKPOINTS.md:
RFC 8032 (Ed25519, verifying only), RFC 6962 (Merkle trees), the canonical form, and a zip in one exact spelling.
"""

import argparse
import hashlib
import json
import os
import re
import struct
import sys
import unicodedata
import zlib

BUNDLE = "bangvang-bundle 1"
CHECKPOINT_FILE, PROOF_FILE = "bangvang-checkpoint-file 1", "bangvang-proof-file 1"
MANIFEST, SIGNATURE = "manifest-sha256.txt", "manifest-signature.json"
ENTRY_KEYS = {
    "act", "act_id", "acting_as", "actor", "at", "commune", "deputising", "from_state", "payload_digest", "seq",
    "stream", "to_state", "version",
}  # fmt: skip
DISPOSED = "ledger.disposed"
GENESIS = "0" * 64
_AT_ONCE = 1 << 20
MOST_OF_A_CHECKPOINT = 64 << 20  # bytes; one with a hundred thousand streams that moved has a sixth of it
_HEX = re.compile("(?:[0-9a-f]{2})*")
_LINE = re.compile(r"([0-9a-f]{64})  ([^\x00-\x1f\\]+)")


class Fault(Exception):
    """What does not hold: in Vietnamese and English."""

    def __init__(self, vietnamese, english):
        super().__init__(vietnamese + " / " + english)


# --- Ed25519, verifying only: RFC 8032, 5.1.7 -------------------------------------------------------
_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P


def _add(one, two):
    """Points in extended coordinates (X, Y, Z, T)."""
    a = (one[1] - one[0]) * (two[1] - two[0]) % _P
    b = (one[1] + one[0]) * (two[1] + two[0]) % _P
    c, d = 2 * one[3] * two[3] * _D % _P, 2 * one[2] * two[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(number, point):
    result = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = _add(result, point)
        point, number = _add(point, point), number >> 1
    return result


def _point(encoded):
    """The point that 32 bytes stand for; None where they stand for none."""
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * pow(2, (_P - 1) // 4, _P) % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = _P - x
    return x, y, 1, x * y % _P


def _encoded(point):
    inverse = pow(point[2], _P - 2, _P)
    x, y = point[0] * inverse % _P, point[1] * inverse % _P
    return (y | (x & 1) << 255).to_bytes(32, "little")


_BASE = _point((4 * pow(5, _P - 2, _P) % _P).to_bytes(32, "little"))


def ed25519_holds(public, signature, message):
    """Is it the signature of this public key over the message? All are bytes."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, scalar = _point(public), int.from_bytes(signature[32:], "little")
    if key is None or scalar >= _L:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    challenge = int.from_bytes(digest, "little") % _L
    minus = (_P - key[0], key[1], key[2], _P - key[3])
    return _encoded(_add(_times(scalar, _BASE), _times(challenge, minus))) == signature[:32]


# --- Merkle trees: RFC 6962, 2.1 --------------------------------------------------------------------
def leaf_hash(leaf):
    return hashlib.sha256(b"\x00" + leaf).digest()


def proves(root, size, index, hashed, path):
    """Does the path lead from the leaf at this place to the root of a tree of this size?"""

    def climb(first, last, steps):
        """The root over the leaves from first to last, or None; the outermost neighbour is the last step."""
        if last - first == 1:
            return None if steps else hashed
        if not steps:
            return None
        split = first + (1 << (last - first - 1).bit_length() - 1)
        is_left = index < split
        inner = climb(first, split, steps[:-1]) if is_left else climb(split, last, steps[:-1])
        if inner is None:
            return None
        pair = inner + steps[-1] if is_left else steps[-1] + inner
        return hashlib.sha256(b"\x01" + pair).digest()

    return 0 <= index < size and len(path) < 64 and climb(0, size, path) == root


# --- a zip in one exact spelling --------------------------------------------------------------------
# Stored, dated 1980-01-01, UTF-8 names, nothing extra: every byte that is no content follows from names and contents.
_HOW = (0x0800, 0, 0, 0x0021)  # flags, method, time, day


def zip_local(name, crc, size):
    """What stands before the content of a file."""
    name = name.encode()
    return struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, *_HOW, crc, size, size, len(name), 0) + name


def zip_directory(rows):
    """What stands behind all contents. rows: [(name, crc, size, offset)]."""
    told = b""
    for name, crc, size, offset in rows:
        name = name.encode()
        told += struct.pack(
            "<4s6H3I5H2I", b"PK\x01\x02", 0x0314, 20, *_HOW, crc, size, size,
            len(name), 0, 0, 0, 0, 0o100644 << 16, offset,
        ) + name  # fmt: skip
    end = rows[-1][3] + len(zip_local(rows[-1][0], 0, 0)) + rows[-1][2]
    return told + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, len(rows), len(rows), len(told), end, 0)


class Zip:
    """The files of an open zip; refuses one with a byte that does not follow from names and contents."""

    def __init__(self, file):
        self._file, self._places, self.names = file, {}, []
        rows = []
        while self._take_next(file, rows):
            pass
        directory = zip_directory(rows) if rows else b""
        if not rows or file.read(len(directory) + 1) != directory:
            raise Fault("tệp nén: mục lục bị sửa", "zip: its directory was changed")

    def _take_next(self, file, rows):
        """Check the next file of the zip; False before its directory."""
        offset, head = file.tell(), file.read(30)
        if head[:4] != b"PK\x03\x04" or len(head) < 30:
            file.seek(offset)
            return False
        crc, size, _size, length, _extra = struct.unpack("<3I2H", head[14:])
        name = _text(file.read(length), "zip")
        if head + name.encode() != zip_local(name, crc, size) or name in self._places:
            raise Fault(f"tệp nén: phần đầu của {name!r} bị sửa", f"zip: header of {name!r} was changed")
        self.names.append(name)
        self._places[name] = (file.tell(), size)
        rows.append((name, crc, size, offset))
        found = 0
        for piece in _pieces(file, size):
            found = zlib.crc32(piece, found)
        if found != crc:
            raise Fault(f"tệp nén: nội dung {name!r} bị sửa", f"zip: content of {name!r} was changed")
        return True

    def pieces(self, name):
        offset, size = self._places[name]
        self._file.seek(offset)
        yield from _pieces(self._file, size)


def _pieces(file, size):
    while size:
        piece = file.read(min(size, _AT_ONCE))
        if not piece:
            raise Fault("tệp bị cắt cụt", "a file is cut off")
        size -= len(piece)
        yield piece


class Folder:
    """The files of an unpacked bundle."""

    def __init__(self, path):
        self._path, self.names = path, []
        for above, folders, names in os.walk(path):
            for name in folders + names:
                if os.path.islink(os.path.join(above, name)):
                    raise Fault(f"có liên kết trong thư mục: {name!r}", f"a link in the folder: {name!r}")
            inside = os.path.relpath(above, path).replace(os.sep, "/")
            self.names += [name if inside == "." else f"{inside}/{name}" for name in names]

    def pieces(self, name):
        path = os.path.join(self._path, *name.split("/"))
        with open(path, "rb") as file:
            yield from _pieces(file, os.path.getsize(path))


# --- texts ------------------------------------------------------------------------------------------
def _text(data, where):
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise Fault(f"{where}: không phải UTF-8", f"{where}: not UTF-8") from None


def checkpoint_text(file):
    """The text of an open file of a checkpoint or a proof; raises Fault where it is too large to be one, or no text."""
    data = file.read(MOST_OF_A_CHECKPOINT + 1)
    if len(data) > MOST_OF_A_CHECKPOINT:
        raise Fault("tệp quá lớn, không phải điểm niêm phong", "the file is too large for a checkpoint")
    return _text(data, "checkpoint")


def _once(pairs):
    if len({key for key, _value in pairs}) != len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)


def _no_number(text):
    raise ValueError(f"not a whole number: {text}")


def canonical(value):
    """The one text of a value."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _parsed(text, where):
    """The value of a text in canonical form."""
    try:
        value = json.loads(text, object_pairs_hook=_once, parse_float=_no_number, parse_constant=_no_number)
    except (ValueError, RecursionError):
        value = None
    if value is None or canonical(value) != text or not unicodedata.is_normalized("NFC", text):
        raise Fault(f"{where}: không đúng dạng chuẩn", f"{where}: not in canonical form")
    return value


def _only(told, names):
    """Refuses anything beside what is checked."""
    if sorted(told) != names.split():
        raise Fault("có dữ liệu thừa hoặc thiếu", "something more or less than there should be")


def _bytes(text):
    """The bytes of hex digits in lower case, which alone are taken: there is one spelling only."""
    if not _HEX.fullmatch(text):
        raise ValueError("not hex digits in lower case")
    return bytes.fromhex(text)


def _sha256(*parts):
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def short_code(number, day, hashed):
    """The code of a checkpoint as papers print it."""
    bits, letters = int(hashed[:30], 16), "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    code = "".join(letters[bits >> 5 * place & 31] for place in range(23, -1, -1))
    return f"K-{day[:4]}-{number:04} · " + "-".join(code[start : start + 4] for start in range(0, 24, 4))


# --- what is not in the bundle ----------------------------------------------------------------------
class Withheld:
    """The payloads of one stream that are not in the bundle; those that are gone by law a later act of it must name."""

    def __init__(self, stream):
        self._stream, self._unproven = stream, set()
        self.hidden, self.silent, self.disposed, self.acts = set(), set(), set(), set()

    def dispose(self, seq):
        """The payload of this entry is said to be disposed of by law."""
        self.disposed.add(seq)
        self._unproven.add(seq)

    def look_at(self, seq, act, body):
        """An act whose text is there; one of disposal must name what is gone, and nothing that is there."""
        if act != DISPOSED:
            return
        where = f"{self._stream}, mục {seq}"
        for gone in _parsed(body, where)["disposed"]["payloads"]:
            if gone in self._unproven:
                self._unproven.remove(gone)
                self.acts.add(seq)
            elif gone not in self.hidden | self.silent:  # of these nobody is told whether they are gone
                raise Fault(
                    f"{where}: nêu đã tiêu hủy nội dung mục {gone}, nhưng gói không ghi như vậy",
                    f"it names the payload of entry {gone} as disposed of, and the bundle does not say so",
                )

    def finish(self):
        """At the end of the stream nothing may be gone that no act named."""
        if self._unproven:
            seq = min(self._unproven)
            raise Fault(
                f"{self._stream}, mục {seq}: ghi là đã tiêu hủy nội dung, nhưng không có việc tiêu hủy nào nêu mục này",
                f"the payload of entry {seq} is said to be disposed of, and no act of disposal names it",
            )


# --- the check --------------------------------------------------------------------------------------
class Check:
    """One bundle; `told` collects what a person should read, `warned` what holds but needs an eye."""

    def __init__(self, box):
        self._box, self.told, self.warned = box, [], []
        self._keys, self._checkpoints, self._entries, self._shas = {}, {}, {}, {}
        self._disposals, self._is_list_signed, self._trusted = set(), False, None

    def _say(self, vietnamese, english):
        self.told.append(vietnamese + " / " + english)

    def _warn(self, vietnamese, english):
        self.warned.append(vietnamese + " / " + english)

    def _read(self, name):
        if name not in self._shas:
            raise Fault(f"thiếu tệp {name}", f"{name} is missing")
        return _text(b"".join(self._box.pieces(name)), name)

    def _data(self, name):
        return _parsed(self._read(name).rstrip("\n"), name)

    def run(self, *, key=None, manifest=None, checkpoint=None):
        """Raises Fault at the first thing that does not hold."""
        signature = self._check_manifest(manifest)
        about = self._data("bundle.json")
        if about.get("bundle") != BUNDLE:
            raise Fault("không phải gói của Bảng Vàng", "not a bundle of Bảng Vàng")
        self._say(f"Gói: {about['about']}, lập lúc {about['made_at']}", f"bundle made at {about['made_at']}")
        self.check_keys(self._data("data/keys.json"), key)
        self._check_signature(signature)
        for told in self._data("data/checkpoints.json"):
            self.check_checkpoint(told)
        for stream in self._data("data/streams.json"):
            self._check_stream(stream["stream"], stream["file"])
        self.check_proofs(self._data("data/proofs.json"))
        self._check_named(self._data("data/named.json"))
        if checkpoint is not None:
            self._compare(checkpoint)

    def _check_manifest(self, told_outside):
        names = [name for name in self._box.names if name not in (MANIFEST, SIGNATURE)]
        if len(names) != len(self._box.names) - 2:
            raise Fault("thiếu danh mục tệp hoặc chữ ký của nó", "the list of files or its signature is missing")
        for name in self._box.names:
            digest = hashlib.sha256()
            for piece in self._box.pieces(name):
                digest.update(piece)
            self._shas[name] = digest.hexdigest()
        text, listed = self._read(MANIFEST), {}
        for line in text.split("\n")[:-1]:
            found = _LINE.fullmatch(line)
            if not found or found[2] in listed:
                raise Fault("danh mục tệp bị sửa", "the list of files was changed")
            listed[found[2]] = found[1]
        if text != "".join(f"{sha256}  {name}\n" for name, sha256 in listed.items()):
            raise Fault("danh mục tệp bị sửa", "the list of files was changed")
        for name in listed:
            if self._shas.get(name) != listed[name]:
                raise Fault(f"tệp thiếu hoặc bị sửa: {name}", f"file missing or changed: {name}")
        in_order = [*listed, MANIFEST, SIGNATURE] == self._box.names
        if sorted(listed) != sorted(names) or (isinstance(self._box, Zip) and not in_order):
            extra = sorted(set(names) - set(listed)) or ["?"]
            raise Fault(f"có tệp ngoài danh mục: {extra[0]}", f"a file that is not listed: {extra[0]}")
        signature = _parsed(self._read(SIGNATURE), SIGNATURE)
        mine = self._shas[MANIFEST]
        if set(signature) != {"key", "manifest_sha256", "signature"} or signature["manifest_sha256"] != mine:
            raise Fault("chữ ký danh mục không thuộc danh mục này", "the signature is not of this list of files")
        if told_outside and told_outside.lower() != mine:
            raise Fault("danh mục khác với mã đã báo ngoài gói", "the list is not the one told outside the bundle")
        self._say(
            f"{len(listed)} tệp đúng; SHA-256 của danh mục: {mine}", f"{len(listed)} files hold; SHA-256 of the list"
        )
        return signature

    def check_keys(self, keys, trusted=None):
        """Each key is announced by the one before it, or trust is broken there."""
        previous, line, lines = None, set(), {}  # of keys each of which announced the next
        for row in keys:
            _only(row, "fingerprint kind previous_signature public signature text")
            told, mine = _parsed(row["text"], "data/keys.json"), row["fingerprint"]
            public = _bytes(row["public"])
            same = (told["public"], told["fingerprint"], told["kind"]) == (row["public"], mine, row["kind"])
            message = f"bangvang-key 1\n{row['text']}".encode()
            holds = same and hashlib.sha256(public).hexdigest() == mine and told["previous"] == previous
            holds = holds and ed25519_holds(public, _bytes(row["signature"]), message)
            if row["kind"] == "rotated" and holds:
                before = _bytes(self._keys[previous])
                holds = ed25519_holds(before, _bytes(row["previous_signature"]), message)
            elif row["previous_signature"]:
                holds = False
            if row["kind"] == "replaced":
                self._warn(
                    f"khóa {mine[:16]} thay khóa bị mất lúc {told['at']}: lòng tin phải đặt lại từ đây",
                    "a key took the place of a lost one: trust begins anew there",
                )
            if not holds or (previous is None) != (row["kind"] == "first"):
                raise Fault(f"thông báo khóa {mine[:16]} bị sửa", "the announcement of a key was changed")
            self._keys[mine], previous = row["public"], mine
            line = line if row["kind"] == "rotated" else set()
            line.add(mine)
            lines[mine] = line
        if trusted and trusted.lower() not in lines:
            raise Fault("không có khóa mà người kiểm tra tin", "the trusted key is not among the keys")
        self._trusted = lines[trusted.lower()] if trusted else None

    def refuse_untrusted(self, key):
        """Where the checker named a key, another one's signature is worth nothing, and no signature neither."""
        if self._trusted is not None and key not in self._trusted:
            raise Fault("không có chữ ký của khóa mà người kiểm tra tin", "not signed with the trusted key")

    def _is_signed(self, key, signature, message):
        public = self._keys.get(key)
        return public is not None and ed25519_holds(_bytes(public), _bytes(signature), message)

    def _check_signature(self, signature):
        self.refuse_untrusted(signature["key"])
        if signature["key"] is None and not signature["signature"]:
            self._warn("danh mục tệp không có chữ ký", "the list of files is not signed")
        elif not self._is_signed(
            signature["key"], signature["signature"], f"bangvang-bundle 1\n{signature['manifest_sha256']}".encode()
        ):
            raise Fault("chữ ký của danh mục tệp sai", "the signature of the list of files does not hold")
        else:
            self._is_list_signed = True
            self._say(f"Ký bằng khóa {signature['key']}", "signed with this key")

    def check_checkpoint(self, told):
        """Hash, signature and place of one checkpoint; returns its body as a dict."""
        _only(told, "body hash signature")
        body = _parsed(told["body"], "data/checkpoints.json")
        number, before = body["number"], self._checkpoints.get(body["number"] - 1)
        if _sha256("bangvang-checkpoint 1\n", told["body"]) != told["hash"] or body["form"] != 1:
            raise Fault(f"điểm niêm phong {number} bị sửa", f"checkpoint {number} was changed")
        if number in self._checkpoints or (before and before["hash"] != body["prev"]):
            raise Fault(
                f"điểm niêm phong {number} không nối tiếp", f"checkpoint {number} does not follow the one before"
            )
        code = short_code(number, body["day"], told["hash"])
        if body["key"] is None and not told["signature"]:
            self._warn(f"{code}: không có chữ ký", f"checkpoint {number} is not signed")
        elif not self._is_signed(body["key"], told["signature"], f"bangvang-checkpoint 1\n{told['body']}".encode()):
            raise Fault(f"{code}: chữ ký sai", f"the signature of checkpoint {number} does not hold")
        self._checkpoints[number] = {**body, "hash": told["hash"]}
        self._say(f"So với biên bản, thư: {code}", "compare with minutes and mails")
        return body

    def check_entry(self, entry, prev, told_hash):
        """Hash of one entry behind another; keeps it for the proofs."""
        place = (entry["stream"], entry["seq"])
        mine = _sha256("bangvang-ledger 1\n", prev, "\n", canonical(entry))
        if set(entry) != ENTRY_KEYS or mine != told_hash:
            raise Fault(f"{place[0]}, mục {place[1]}: mục hoặc chuỗi bị sửa", "an entry or its chain was changed")
        self._entries[place] = (mine, "")
        return mine

    def _check_stream(self, stream, file):
        seq, prev, withheld = 0, GENESIS, Withheld(stream)
        for line in self._read(file).split("\n")[:-1]:
            seq, where = seq + 1, f"{stream}, mục {seq + 1}"
            row = _parsed(line, where)
            is_silent = set(row) == {"hash", "seq", "withheld"}
            place = (stream, row["seq"]) if is_silent else (row["entry"]["stream"], row["entry"]["seq"])
            if place != (stream, seq):
                raise Fault(f"{where}: mục thừa, thiếu hoặc sai chỗ", "an entry is missing or not in its place")
            if is_silent:
                # Only its hash is told: the next entry is bound to it, and its proof says that it was sealed here.
                if row["withheld"] != "hidden" or len(_bytes(row["hash"])) != 32:
                    raise Fault(f"{where}: mục chỉ nêu mã băm sai dạng", "an entry of mere hash is not in its form")
                prev = row["hash"]
                self._entries[place] = (prev, "")
                withheld.silent.add(seq)
                continue
            _only(row, "entry hash payload")
            prev = self.check_entry(row["entry"], prev, row["hash"])
            self._check_payload(place, row["entry"], row["payload"], withheld)
        withheld.finish()
        if not seq:
            raise Fault(f"{stream}: không có mục nào", "a stream without entries")
        self._disposals |= {(stream, act) for act in withheld.acts}
        hidden, silent, disposed = len(withheld.hidden), len(withheld.silent), len(withheld.disposed)
        self._say(
            f"{stream}: {seq} mục đúng, {hidden} mục giữ kín nội dung, {silent} mục chỉ nêu mã băm, "
            f"{disposed} mục đã tiêu hủy nội dung",
            f"{seq} entries hold, {hidden} withheld, of {silent} only the hash is told, {disposed} disposed of by law",
        )

    def _check_payload(self, place, entry, payload, withheld):
        """The text of an entry against its digest, or why it is not there."""
        stream, seq = place
        if set(payload) == {"body", "salt"}:
            salt, body = _bytes(payload["salt"]), payload["body"]
            if hashlib.sha256(salt + body.encode()).hexdigest() != entry["payload_digest"]:
                raise Fault(f"{stream}, mục {seq}: nội dung bị sửa", "a payload was changed")
            self._entries[place] = (self._entries[place][0], body)
            withheld.look_at(seq, entry["act"], body)
        elif payload == {"withheld": "hidden"}:
            withheld.hidden.add(seq)
        elif payload == {"withheld": "disposed"}:
            withheld.dispose(seq)
        else:
            raise Fault(f"{stream}, mục {seq}: thiếu nội dung", "a payload is missing")

    def check_proofs(self, proofs):
        sealed = set()
        for proof in proofs:
            _only(proof, "checkpoint index path seq stream")
            place = (proof["stream"], proof["seq"])
            where, checkpoint = f"{place[0]}, mục {place[1]}", self._checkpoints.get(proof["checkpoint"])
            if checkpoint is None or place not in self._entries or place in sealed:
                raise Fault(f"{where}: chứng minh thừa hoặc thiếu điểm niêm phong", "a proof of nothing in the bundle")
            leaf = canonical({"hash": self._entries[place][0], "seq": place[1], "stream": place[0]}).encode()
            path = [_bytes(each) for each in proof["path"]]
            root = _bytes(checkpoint["root"])
            if not proves(root, checkpoint["size"], proof["index"], leaf_hash(leaf), path):
                raise Fault(f"{where}: không nằm trong điểm niêm phong", "the entry is not under the checkpoint")
            sealed.add(place)
        self._check_unsealed(sealed)
        loose = len(self._entries) - len(sealed)
        self._say(f"{len(sealed)} mục đã niêm phong", f"{len(sealed)} entries are sealed")
        if loose:
            self._warn(f"{loose} mục chưa niêm phong", f"{loose} entries are not sealed yet")

    def _check_unsealed(self, sealed):
        """A checkpoint leaves out nothing before what it seals; a disposal stands on a proof or on a signature."""
        last = {}
        for stream, seq in sealed:
            last[stream] = max(seq, last.get(stream, 0))
        for stream, seq in sorted(set(self._entries) - sealed):
            if seq < last.get(stream, 0):
                raise Fault(
                    f"{stream}, mục {seq}: mục sau đã niêm phong mà mục này không có chứng minh",
                    "an entry has no proof though a later one is sealed",
                )
        for stream, seq in sorted(self._disposals - sealed):
            if not self._is_list_signed:
                raise Fault(
                    f"{stream}, mục {seq}: việc tiêu hủy chưa niêm phong, gói lại không có chữ ký",
                    "a disposal is not sealed yet, and the bundle is not signed: make it again after a checkpoint",
                )
            self._warn(
                f"{stream}, mục {seq}: việc tiêu hủy chưa niêm phong, chỉ dựa vào chữ ký của gói",
                "a disposal is not sealed yet: it stands on the signature of the bundle",
            )

    def _check_named(self, named):
        for each in named:
            sha256 = self._shas.get(each["path"])
            body = self._entries.get((each["stream"], each["seq"]), ("", ""))[1]
            if sha256 is None or f'"{sha256}"' not in body:
                raise Fault(f"{each['path']}: không phải tệp mà nhật ký ghi", "not the file that the trail names")
        self._say(f"{len(named)} tệp đúng với nhật ký", f"{len(named)} files are those that the trail names")

    def _compare(self, text):
        other = _told_in(text)["checkpoint"]
        mine = self._checkpoints.get(json.loads(other["body"])["number"])
        if mine is None:
            self._warn("gói không chứa điểm niêm phong đem so", "the given checkpoint is not in the bundle")
        elif mine["hash"] != _sha256("bangvang-checkpoint 1\n", other["body"]):
            raise Fault("điểm niêm phong khác với bản đã gửi ra ngoài", "a checkpoint differs from the one that left")


def _told_plainly(checked):
    """Data that are not in their form are a Fault, and no error of Python."""

    def told(*things, **options):
        try:
            return checked(*things, **options)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError, struct.error) as fault:
            raise Fault(f"dữ liệu sai dạng ({fault!r})", "the data are not in their form") from fault

    told.__doc__ = checked.__doc__
    return told


def _told_in(text):
    """The content of a checkpoint's or a proof's file."""
    told = _parsed(text.rstrip("\n"), "checkpoint")
    if not isinstance(told, dict) or told.get("file") not in (CHECKPOINT_FILE, PROOF_FILE):
        raise Fault("không phải tệp điểm niêm phong", "not the file of a checkpoint")
    return told


@_told_plainly
def check_file(text, key=None):
    """Check the file of one checkpoint or of the proof of one entry; returns the Check with what it tells."""
    check, told = Check(None), _told_in(text)
    check.check_keys(told["keys"], key)
    body = check.check_checkpoint(told["checkpoint"])
    check.refuse_untrusted(body["key"])
    if told["code"] != short_code(body["number"], body["day"], told["checkpoint"]["hash"]):
        raise Fault("mã rút gọn sai", "the short code is not its own")
    if told["file"] == CHECKPOINT_FILE:
        _only(told, "checkpoint code file keys ranges")
        if _sha256(canonical(told["ranges"])) != body["ranges_sha256"]:
            raise Fault("danh sách chuỗi bị sửa", "the list of streams was changed")
    if told["file"] == PROOF_FILE:
        _only(told, "checkpoint code entry file hash keys prev_hash proof")
        check.check_entry(told["entry"], told["prev_hash"], told["hash"])
        check.check_proofs([told["proof"]])
    return check


@_told_plainly
def check_box(box, **told_outside):
    """Check the files of a bundle, a Zip or a Folder; returns the Check."""
    done = Check(box)
    done.run(**told_outside)
    return done


@_told_plainly
def check(path, *, key=None, manifest=None, checkpoint=None):
    """Check a bundle or the file of a checkpoint; returns the Check, raises Fault where something does not hold."""
    given = None
    if checkpoint is not None:
        with open(checkpoint, "rb") as file:
            given = checkpoint_text(file)
    if os.path.isdir(path):
        return check_box(Folder(path), key=key, manifest=manifest, checkpoint=given)
    with open(path, "rb") as file:
        is_zip = file.read(1) != b"{"
        file.seek(0)
        if not is_zip:
            return check_file(checkpoint_text(file), key)
        return check_box(Zip(file), key=key, manifest=manifest, checkpoint=given)


def main(words=None):
    """The command; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("path", nargs="?", default=os.path.dirname(os.path.abspath(__file__)))
    for name in ("--key", "--manifest", "--checkpoint"):
        parser.add_argument(name)
    asked = parser.parse_args(words)
    try:
        done = check(asked.path, key=asked.key, manifest=asked.manifest, checkpoint=asked.checkpoint)
    except Fault as fault:
        sys.stdout.write(f"KHÔNG ĐÚNG / DOES NOT HOLD: {fault}\n")
        return 1
    except OSError as fault:
        sys.stdout.write(f"KHÔNG ĐỌC ĐƯỢC / CANNOT BE READ: {fault}\n")
        return 2
    for line in done.told:
        sys.stdout.write(line + "\n")
    for line in done.warned:
        sys.stdout.write("LƯU Ý / NOTE: " + line + "\n")
    sys.stdout.write("ĐÚNG TOÀN BỘ / EVERYTHING HOLDS\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
