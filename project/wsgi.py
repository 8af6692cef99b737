"""WSGI entry point, of `runserver` too: refuses to serve while evidence is unguarded."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
application = get_wsgi_application()

from permissions.ledger.startup import refuse_unguarded  # noqa: E402 - the models are there only now

refuse_unguarded()
