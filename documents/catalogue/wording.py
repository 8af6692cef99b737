"""Rules in words, as pages and papers say them."""

from django.utils.translation import gettext as _


def share(numerator, denominator):
    """50 %, 90 %, or 2/3 where it is no whole percent."""
    percent, rest = divmod(numerator * 100, denominator)
    return f"{numerator}/{denominator}" if rest else f"{percent} %"


def threshold(rule):
    """What a vote needs: "more than 50 % of all members"."""
    words = _("more than %(share)s of %(base)s") if rule.is_strict else _("at least %(share)s of %(base)s")
    return words % {
        "share": share(rule.threshold_numerator, rule.threshold_denominator),
        "base": rule.get_base_display(),
    }


def quorum(rule):
    """How many members must take part: "at least 2/3 of all members"."""
    return _("at least %(share)s of %(base)s") % {
        "share": share(rule.quorum_numerator, rule.quorum_denominator),
        "base": _("all members"),
    }
