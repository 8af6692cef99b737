"""Every transition of an opinion: from, to, who, when. What happens is in the services."""

from django.utils.translation import gettext_lazy as _
from viewflow.fsm import State

from workflows.approval.conditions import reason_is_given
from workflows.approval.deeds import Flow
from workflows.approval.machine import by_itself, holds
from workflows.opinions import conditions as when
from workflows.opinions.states import OpinionState


class OpinionFlow(Flow):
    """What another body is asked, from asked to answered, lapsed or taken back."""

    S = OpinionState
    state = State(OpinionState)

    @state.getter()
    def _get_state(self):
        return OpinionState(self.thing.state)

    @state.setter()
    def _set_state(self, value):
        self.thing.state = value

    @state.transition(
        source=S.ASKED,
        target=S.ANSWERED,
        label=_("Give the opinion"),
        permission=holds("opinions.answer"),
        conditions=[
            when.dossier_is_under_examination,
            when.time_is_not_over,
            when.version_read_is_the_last,
            when.answer_is_given,
        ],
    )
    def answer(self):
        pass

    # Also what comes late: an answer on paper is not thrown away while the dossier is still being examined.
    @state.transition(
        source=[S.ASKED, S.LAPSED],
        target=S.ANSWERED,
        label=_("Record the answer that came on paper"),
        permission=holds("opinions.record"),
        conditions=[
            when.dossier_is_under_examination,
            when.body_does_not_answer_here,
            when.paper_is_registered,
            when.signer_is_named,
            when.answer_is_given,
        ],
    )
    def record(self):
        pass

    @state.transition(
        source=S.ASKED,
        target=S.WITHDRAWN,
        label=_("Take the question back"),
        permission=holds("opinions.ask"),
        conditions=[reason_is_given],
    )
    def withdraw(self):
        pass

    # --- of itself --------------------------------------------------------------------------------
    @state.transition(
        source=S.ASKED,
        target=S.LAPSED,
        label=_("Let it lapse"),
        permission=by_itself,
        conditions=[when.time_is_over],
    )
    def lapse(self):
        pass

    @state.transition(
        source=S.ASKED,
        target=S.WITHDRAWN,
        label=_("Let it go with its dossier"),
        permission=by_itself,
        conditions=[when.dossier_is_gone],
    )
    def fall_away(self):
        pass

    @state.transition(
        source=S.ASKED,
        label=_("Stop its clock with its dossier"),
        permission=by_itself,
        conditions=[when.dossier_is_paused],
    )
    def pause(self):
        pass

    @state.transition(
        source=S.ASKED,
        label=_("Let its clock run on with its dossier"),
        permission=by_itself,
        conditions=[when.dossier_runs_on],
    )
    def run_on(self):
        pass
