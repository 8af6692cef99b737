"""Vietnamese text: cleaning, keys to search without accents, keys to sort by name."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: f"{rank:02d}" for rank, letter in enumerate(_LETTERS, start=10)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_WORD = re.compile(r"[^\W_]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


def clean_line(text):
    """One line as it is stored: NFC, no control or invisible characters, single blanks."""
    return " ".join(_CONTROL.sub("", unicodedata.normalize("NFC", text or "")).split())


def clean_text(text):
    """Several lines as they are stored: NFC, no control characters, lines trimmed."""
    text = _CONTROL.sub("", unicodedata.normalize("NFC", (text or "").replace("\r\n", "\n")))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


@lru_cache(maxsize=4_096)
def _bare(text):
    parts = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "d")
    bare = "".join(char for char in parts if not unicodedata.combining(char)).casefold()
    return "".join(f" {word}" for word in _WORD.findall(bare))


def search_key(*texts):
    """Words without accents and case, a blank before each, so that "dong" finds "Đồng" and "hoà" finds "hòa"."""
    return "".join(_bare(text) for text in texts if text)


def search_words(text):
    """What is looked for in a key, a word at a time and from its start: "huong" is not to find every "thưởng"."""
    words = [f" {word}" for word in search_key(text).split()]
    return words if words or not text.strip() else [" ."]  # signs alone stand in no key


@lru_cache(maxsize=8_192)
def _word_key(word):
    ranks, tones = [], []
    for char in unicodedata.normalize("NFC", word.casefold()):
        parts = unicodedata.normalize("NFD", char)
        tone = "0"
        kept = []
        for part in parts:
            if part in _TONES:
                tone = _TONES[part]
            else:
                kept.append(part)
        letter = unicodedata.normalize("NFC", "".join(kept))
        ranks.append(_RANK.get(letter, f"0{min(ord(letter[0]), 9_999):04d}" if letter else ""))
        tones.append(tone)
    return "".join(ranks) + "." + "".join(tones)


def sort_key(text):
    """Key that orders any Vietnamese text by letters (a ă â b … đ …), then tones, on every database."""
    return " ".join(_word_key(word) for word in clean_line(text).split())


def name_sort_key(full_name):
    """Key that orders people as lists in offices do: given name (last word), family name, middle names."""
    words = clean_line(full_name).split()
    return sort_key(" ".join([*words[-1:], *words[:1], *words[1:-1]]) if len(words) > 1 else full_name)
