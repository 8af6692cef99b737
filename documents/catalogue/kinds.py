"""The closed lists of the catalogue: kinds of commendation and nominee, levels, papers, votes, steps. No rule here."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Why something is commended."""

    MERIT = "merit", _("Merit over a period")
    CAMPAIGN = "campaign", _("Campaign, theme")
    SUDDEN = "sudden", _("Sudden deed")
    DISCOVERED = "discovered", _("Merit discovered by the head")
    CONTRIBUTION = "contribution", _("Long service")


class NomineeType(models.TextChoices):
    INDIVIDUAL = "individual", _("Individual")
    COLLECTIVE = "collective", _("Collective")
    HOUSEHOLD = "household", _("Household")


class Level(models.TextChoices):
    """Who grants, from near to far."""

    COMMUNE = "commune", _("Chair of the commune")
    PROVINCE = "province", _("Chair of the province")
    PRIME_MINISTER = "prime_minister", _("Prime Minister")
    PRESIDENT = "president", _("State President")


class Family(models.TextChoices):
    """Emulation titles are recognised, forms of commendation are granted."""

    TITLE = "title", _("Emulation title")
    FORM = "form", _("Form of commendation")


class PaperScope(models.TextChoices):
    LETTER = "letter", _("One for the letter")
    NOMINATION = "nomination", _("One for each nominee")


class VoteMethod(models.TextChoices):
    OPEN = "open", _("Show of hands")
    SECRET = "secret", _("Secret ballot")
    EITHER = "either", _("As the meeting resolves")


class VoteBase(models.TextChoices):
    """What the approving votes are counted against."""

    TOTAL = "total", _("all members")
    PRESENT = "present", _("members present")
    VALID = "valid", _("valid votes")
    CAST = "cast", _("votes cast")


class Step(models.TextChoices):
    """What a time limit runs for."""

    TAKE_UP = "take_up", _("Take up the dossier")
    REVIEW = "review", _("Review")
    COMPLETION = "completion", _("Completion by the unit")
    ENDORSEMENT = "endorsement", _("Endorsement by the head of office")
    COUNCIL = "council", _("Council meeting")
    DECISION = "decision", _("Draft and sign the paper")
    ISSUE = "issue", _("Number and issue")
    CLOSE = "close", _("Notify the unit and close the file")
    OPINION = "opinion", _("Opinion of another body")
    PROVINCE_APPRAISAL = "province_appraisal", _("Appraisal by the province")
    PROVINCE_ANSWER = "province_answer", _("Answer of the province")
    MINISTRY_APPRAISAL = "ministry_appraisal", _("Appraisal by the Ministry of Home Affairs")
    RETURN_FAILING = "return_failing", _("Return of a failing dossier")
    REFUSAL_NOTICE = "refusal_notice", _("Notice of a refusal by the higher level")
    COPY_DECISION = "copy_decision", _("Sending on the copy of a decision")
    GIVE_BACK = "give_back", _("Return of a revoked award and its money")


class Rounding(models.TextChoices):
    UP = "up", _("Up")
    NEAREST = "nearest", _("To the nearest")


# The one paper that exists only once the head has signed: the code of its scan in every rule set.
SIGNED_LETTER = "to-trinh"
