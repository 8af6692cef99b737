"""Whole numbers in Vietnamese words, as papers spell out money: "hai triệu sáu trăm sáu mươi nghìn"."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_SCALES = ((1_000_000, "triệu"), (1_000, "nghìn"), (1, ""))
_BILLION = 1_000_000_000


def spelled(number):
    """A number of 0 or more; groups below the first are read whole: 1.005 is "một nghìn không trăm linh năm"."""
    return " ".join(_words(number, is_first=True)) or _DIGITS[0]


def _words(number, is_first):
    billions, rest = divmod(number, _BILLION)
    words = [*_words(billions, is_first), "tỷ"] if billions else []
    for size, scale in _SCALES:
        group, rest = divmod(rest, size)
        if group:
            words += [*_group(group, is_whole=bool(words) or not is_first), scale]
    return [word for word in words if word]


def _group(number, is_whole):
    """Three digits; a whole group names its empty hundreds."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or is_whole else []
    if not tens:
        return [*words, *(["linh"] if words and ones else []), *([_DIGITS[ones]] if ones else [])]
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    return [*words, *([_ones(tens, ones)] if ones else [])]


def _ones(tens, ones):
    if tens == 1:
        return "lăm" if ones == 5 else _DIGITS[ones]
    return _AFTER_TENS.get(ones, _DIGITS[ones])
