"""Façade: the tables of this app, for Django alone."""

from workflows.approval.models import *  # noqa: F403
from workflows.council.after_models import *  # noqa: F403
from workflows.council.convening_models import *  # noqa: F403
from workflows.council.membership_models import *  # noqa: F403
from workflows.council.minutes_models import *  # noqa: F403
from workflows.council.models import *  # noqa: F403
from workflows.council.vote_models import *  # noqa: F403
from workflows.decisions.certificate_models import *  # noqa: F403
from workflows.decisions.models import *  # noqa: F403
from workflows.handoff.carriage_models import *  # noqa: F403
from workflows.handoff.models import *  # noqa: F403
from workflows.handover.models import *  # noqa: F403
from workflows.notices.models import *  # noqa: F403
from workflows.offers.models import *  # noqa: F403
from workflows.opinions.models import *  # noqa: F403
from workflows.payments.models import *  # noqa: F403
from workflows.public_notice.models import *  # noqa: F403
from workflows.receipts.models import *  # noqa: F403
from workflows.revocations.models import *  # noqa: F403
from workflows.seals.models import *  # noqa: F403
from workflows.trail.models import *  # noqa: F403
