"""WSGI entry point, of `runserver` too: refuses to serve while evidence is unguarded."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
django.setup(set_prefix=False)

from permissions.ledger.startup import refuse_unguarded  # noqa: E402 - the models are there only now
from project.door import Handler  # noqa: E402 - the same

application = Handler()
refuse_unguarded()
