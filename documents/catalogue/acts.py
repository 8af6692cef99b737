"""What the ledger may say of the catalogue."""

from django.utils.translation import gettext_lazy as _

from permissions.ledger.acts import declare

STREAM = "catalogue"

declare(
    {
        "catalogue.load": _("loaded the catalogue of rules"),
        "catalogue.add_instrument": _("added a legal instrument"),
        "catalogue.amend_instrument": _("amended a legal instrument"),
        "catalogue.amend_rule_set": _("amended a rule set by a copy from a day on"),
        "catalogue.adopt_rule_set": _("made a province's or commune's own rule set"),
        "catalogue.amend_rule": _("amended a rule"),
        "catalogue.add_rule": _("added a rule"),
        "catalogue.remove_rule": _("removed a rule"),
        "catalogue.add_base_wage": _("added a base wage"),
        "catalogue.amend_base_wage": _("corrected a base wage"),
        "catalogue.add_ground": _("added a ground of revocation"),
        "catalogue.amend_ground": _("amended a ground of revocation"),
        "catalogue.open_holiday_year": _("opened the list of public holidays of a year"),
        "catalogue.add_holiday": _("added a public holiday"),
        "catalogue.amend_holiday": _("amended a public holiday"),
        "catalogue.remove_holiday": _("removed a public holiday"),
    }
)
