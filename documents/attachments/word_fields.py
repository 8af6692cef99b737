"""Fields in the text of a Word file that start another program when they are brought up to date (DDE)."""

import re
from xml.parsers import expat

# The first word of what a field is told to do.
_DDE = re.compile(r"\W*dde(auto)?\b", re.IGNORECASE)
_CHUNK_BYTES = 64 * 1024


def starts_a_program(part):
    """Does a part of a Word file, open for reading, hold such a field, also one whose words are split over runs?

    Raises ExpatError for what is no XML, ValueError for one that declares entities of its own.
    """
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse_entities
    while chunk := part.read(_CHUNK_BYTES):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)
    return reader.found or any(map(_is_dde, reader.fields))


def _refuse_entities(*_declared):
    raise ValueError("a part of a Word file declares entities of its own")


class _Field:
    """A field under way. words: what it is told to do. begins_with_another: only Word knows what they will be."""

    def __init__(self):
        self.words, self.is_told, self.begins_with_another = "", True, False


def _is_dde(field):
    return bool(_DDE.match(field.words)) or field.begins_with_another


class _Reader:
    """Follows the fields of a text, one inside another; those without a beginning are read as one."""

    def __init__(self):
        self.fields, self.found, self.in_words = [_Field()], False, False

    def start(self, name, attributes):
        name = _local(name)
        said = {_local(key): value for key, value in attributes.items()}
        if name in ("instrText", "delInstrText"):
            self.in_words = True
        elif name == "fldSimple":
            self._begin()
            field = self.fields.pop()
            field.words = said.get("instr", "")
            self.found = _is_dde(field) or self.found
        elif name == "fldChar":
            self._mark(said.get("fldCharType", ""))

    def end(self, name):
        if _local(name) in ("instrText", "delInstrText"):
            self.in_words = False

    def text(self, text):
        if self.in_words and self.fields[-1].is_told:
            self.fields[-1].words += text

    def _begin(self):
        outer = self.fields[-1]
        if len(self.fields) > 1 and outer.is_told and not outer.words.strip():
            outer.begins_with_another = True
        self.fields.append(_Field())

    def _mark(self, kind):
        if kind == "begin":
            self._begin()
        elif kind == "separate":
            self.fields[-1].is_told = False
        elif kind == "end" and len(self.fields) > 1:
            self.found = _is_dde(self.fields.pop()) or self.found


def _local(name):
    return name.rpartition("}")[2]
