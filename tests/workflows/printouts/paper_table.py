"""Every paper of the path, typed by hand: its name, who fetches it, the address and the thing of its PDF and of its
Word file; * stands for the ending where one address gives both. Certificates are printed alone: stock is no Word file.
"""

PAPERS = """
letter           unit_clerk        printouts:of_letter      sent/letter/*
unit-minutes     unit_clerk        printouts:of_letter      sent/minutes/*
report           unit_clerk        printouts:of_row         draft-row/report/*
summary          unit_clerk        printouts:of_row         draft-row/summary/*
return-note      office_head       printouts:of_proposal    returned/return-note/*
appraisal        office_head       printouts:of_proposal    awaiting/appraisal/*
opinion-letter   office_reviewer   opinions:letter          asked-on-paper    opinions:letter_word      asked-on-paper
public-notice    office_reviewer   public_notice:paper      noticed           public_notice:word        noticed
invitation       council_secretary council:invitation_pdf   invited           council:invitation_word   invited
agenda           council_secretary printouts:of_meeting     prepared/agenda/*
minutes          council_secretary council:minutes_pdf      closed            council:minutes_word      closed
extract          council_secretary council:extract          minuted/*
conclusion       council_secretary conclusions:file         concluded/*
decision         records_clerk     decisions:paper          issued/issued     decisions:word            issued
draft-decision   office_reviewer   decisions:draft_paper    drafted           decisions:word            drafted
certificates     records_clerk     decisions:paper          issued/certificates
province-letter  records_clerk     transmittals:paper       above-sent/issued transmittals:word         above-sent
consignment      records_clerk     transmittals:note        above-sent/1      transmittals:note_word    above-sent/1
result-notice    office_head       printouts:of_proposal    decided/result-notice/*
ceremony         records_clerk     handover:ceremony        issued/order/*
receipt          records_clerk     handover:ceremony        issued/receipt/*
payment-list     office_head       payments:paper           issued/*
register         records_clerk     registers:book_pdf       numbered          registers:book_docx       numbered
award-book       office_head       printouts:of_year        2026/award-book/*
yearly-report    office_head       printouts:of_year        2026/report/*
unit-summary     unit_clerk        printouts:of_campaign    campaign/unit-summary/*
commune-summary  office_head       printouts:of_campaign    campaign/commune-summary/*
revocation       records_clerk     revocations:paper        revoked/issued    revocations:anew          revoked/docx
correction       records_clerk     revocations:paper        mended/issued     revocations:anew          mended/docx
"""

# Where each paper belongs, and the page in between for those that are two clicks away.
PLACES = """
letter           letters:detail       sent
unit-minutes     letters:detail       sent
report           letters:row          draft-row
summary          letters:row          draft-row
return-note      proposals:detail     returned
appraisal        proposals:detail     awaiting
opinion-letter   opinions:detail      asked-on-paper
public-notice    proposals:detail     noticed
invitation       council:detail       invited
agenda           council:detail       prepared
minutes          council:detail       closed            council:minutes     closed
extract          proposals:detail     decided
conclusion       conclusions:list     .                 conclusions:detail  concluded
decision         decisions:detail     issued
draft-decision   decisions:detail     drafted
certificates     decisions:detail     issued
province-letter  transmittals:detail  above-sent
consignment      transmittals:detail  above-sent
result-notice    proposals:detail     decided
revocation       revocations:detail   revoked
correction       revocations:detail   mended
ceremony         handover:detail      issued            handover:ceremony   issued
receipt          handover:detail      issued            handover:ceremony   issued
payment-list     decisions:detail     issued            payments:detail     issued
register         registers:list       .                 registers:detail    numbered
award-book       registry:list        .                 printouts:years     .
yearly-report    registry:list        .                 printouts:years     .
unit-summary     campaigns:detail     campaign
commune-summary  campaigns:detail     campaign
"""


def places():
    """{paper: [(address, thing)]}: the place, and the page in between where there is one."""
    found = {}
    for line in PLACES.strip().splitlines():
        paper, *pages = line.split()
        found[paper] = list(zip(pages[::2], pages[1::2], strict=True))
    return found


def typed():
    """(paper, person, {ending: (address, thing)}) of each line; a paper without a Word file has no such ending."""
    for line in PAPERS.strip().splitlines():
        paper, person, name, thing, *word = line.split()
        by_ending = {"pdf": (name, thing)}
        if word:
            by_ending["docx"] = tuple(word)
        elif "*" in thing:
            by_ending["docx"] = name, thing
        yield paper, person, by_ending
