"""Papers of one dossier among several of its letter."""

import pytest

from documents.printing.blocks import Table
from permissions import access
from tests import making
from workflows.approval import review_services
from workflows.printouts.of_dossiers import appraisal_paper

pytestmark = pytest.mark.django_db


def test_the_report_of_an_appraisal_counts_the_nominees_of_its_own_dossier(cast, rules):
    _first, second = making.sisters(cast.here)
    row, reviewer = second.nominations.get(), cast.here.office_reviewer
    judged = {"row_version": second.row_version, "verdicts": [(row, "eligible", "")], "by": reviewer}
    second = review_services.judge(proposal=second, **judged)

    drawn = appraisal_paper(second, access.capacities(reviewer))

    (table,) = [block for block in drawn.blocks if isinstance(block, Table)]
    assert (row.order, [each.cells[:2] for each in table.rows]) == (2, [("1", "Đặng Quốc Ý")])
