"""How bulk data is spread: few big communes and many small, most dossiers closed, lists of 1 to 30."""

from itertools import accumulate

from documents.proposals.states import ProposalState

S = ProposalState

# Per thousand. States that lie in a meeting or a decision are left out: bulk data has neither.
STATES = {
    S.CLOSED: 800,
    S.DECIDED: 20,
    S.NOT_PASSED: 8,
    S.REFUSED: 7,
    S.WITHDRAWN: 25,
    S.SUSPENDED: 3,
    S.SUBMITTED: 20,
    S.UNDER_REVIEW: 35,
    S.RETURNED: 20,
    S.AWAITING_ENDORSEMENT: 12,
    S.APPRAISED: 25,
    S.IN_PUBLIC_NOTICE: 5,
    S.PASSED: 20,
}
NOMINATIONS = {1: 50, 2: 20, 3: 12, 4: 6, 5: 4, 8: 3, 12: 2, 20: 2, 30: 1}
DRAFTS_PER_THOUSAND = 15
TWO_FORMS_PER_THOUSAND = 150


class Weighted:
    """Draws keys as often as their weights say."""

    def __init__(self, weights):
        self._keys = list(weights)
        self._ends = list(accumulate(weights.values()))

    def draw(self, dice):
        return dice.choices(self._keys, cum_weights=self._ends)[0]


def by_rank(count, steepness):
    """Weights 1/rank^steepness of `count` things, the biggest first."""
    return [1 / rank**steepness for rank in range(1, count + 1)]


def divided(total, weights):
    """`total` in whole parts as the weights say, nothing lost to rounding."""
    ends = [round(total * end / sum(weights)) for end in accumulate(weights)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]
