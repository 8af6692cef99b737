"""The acts of commands: named here, because pages show what a command wrote without ever having loaded it."""

from django.utils.translation import gettext_lazy as _

from permissions.ledger import acts

acts.declare({"demo.loaded": _("loaded the sample commune"), "seed.made": _("loaded bulk data")})
