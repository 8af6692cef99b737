"""Façade: the tables of this app, for Django alone."""

from documents.arrivals.models import *  # noqa: F403
from documents.attachments.models import *  # noqa: F403
from documents.campaigns.models import *  # noqa: F403
from documents.catalogue.models import *  # noqa: F403
from documents.catalogue.revocation_models import *  # noqa: F403
from documents.disposal.models import *  # noqa: F403
from documents.numbers.models import *  # noqa: F403
from documents.printing.models import *  # noqa: F403
from documents.proposals.lists.models import *  # noqa: F403
from documents.proposals.models import *  # noqa: F403
from documents.proposals.reports.models import *  # noqa: F403
from documents.registry.models import *  # noqa: F403
from documents.signatures.models import *  # noqa: F403
from documents.word_forms.models import *  # noqa: F403
