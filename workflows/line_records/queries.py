"""Records on the lines of a decision, whatever they record. model: a LineRecord, of `holding` any KeptRecord."""


def holding(model):
    """The records that no later one supersedes."""
    return model.objects.filter(superseded_by=None)


def version_of(model, decision):
    """How many records a decision has: rises with each, so a form knows whether it is stale."""
    return model.objects.filter(line__decision=decision).count()


def history_of(model, decision):
    """Every record of a decision, corrected ones too, the newest first."""
    rows = model.objects.filter(line__decision=decision).select_related("line__nomination", "recorded_by")
    return rows.order_by("-pk")
