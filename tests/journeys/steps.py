"""The stations of a dossier as people walk them on the pages; each takes the screens of those who act there."""

from playwright.sync_api import expect

from documents.catalogue.models import AwardForm
from documents.proposals.models import Letter, Proposal
from permissions.vietnamese import search_key

LETTER = {"basis": "merit", "title": "Khen thưởng năm học 2025-2026"}
SIGNATURE = {
    "number": "15/TTr-THPQ",
    "signed_on": "16/11/2026",
    "signer_name": "Trần Thị Bích",
    "signer_title": "Hiệu trưởng",
}
SCAN = "file-0-to-trinh"
ROW = {
    "period_from": "01/09/2025",
    "period_to": "31/05/2026",
    "summary": "Hoàn thành xuất sắc nhiệm vụ năm học 2025-2026.",
}


# --- the unit --------------------------------------------------------------------------------------
def draft(clerk, rows):
    """A letter with its list. rows: [(kind of nominee, name, code of the award form)]. Returns the letter."""
    clerk.open("/letters/new/").press(**LETTER)
    letter = Letter.objects.order_by("pk").last()
    for nominee_type, name, form in rows:
        clerk.open(f"/letters/{letter.code}/rows/new/")
        _choose_kind(clerk, nominee_type)
        more = {"position": "Giáo viên", "workplace": "Tổ 4-5"} if nominee_type == "individual" else {}
        chosen = str(AwardForm.objects.get(code=form).pk)
        clerk.press("rows/new", full_name=name, award_form=chosen, **ROW, **more)
    return letter


def _choose_kind(clerk, nominee_type):
    """The fields follow the kind of nominee: by htmx, or by a button where there is no script."""
    if nominee_type == "individual":
        return
    clerk.fill("rows/new", nominee_type=[nominee_type])
    if not clerk.script:
        clerk.press("rows/new", button="[formaction$='/rows/choices/']")
    expect(clerk.page.locator("[name=position]")).to_have_count(0)


def hand_over(clerk, letter):
    """Every paper the rules ask for but the scan of the letter itself, which is not signed yet; then to the head."""
    clerk.open(f"/letters/{letter.code}/papers/")
    missing = {
        place.get_attribute("name") for place in clerk.page.locator(".field:has(.chip-red) input[type=file]").all()
    }
    clerk.upload(lambda name: name in missing - {SCAN})
    clerk.open(f"/letters/{letter.code}/").press("hand-to-head")


def send(head, letter):
    """The head finds the letter on the desk, numbers and signs it on paper, scans it and sends.

    Returns its proposals by the code of the award form.
    """
    head.open("/inbox/").follow(f"main a[href='/letters/{letter.code}/']")
    head.follow(f"#facts a[href='/letters/{letter.code}/edit/']").press(**SIGNATURE)
    head.follow(f"#papers a[href='/letters/{letter.code}/papers/']").upload(lambda name: name == SCAN)
    head.open(f"/letters/{letter.code}/").press("send")
    return {p.award_form.code: p for p in Proposal.objects.filter(letter=letter).select_related("award_form")}


def answer(clerk, proposal, answers):
    """Answer each remark in turn."""
    for text in answers:
        clerk.open(f"/proposals/{proposal.code}/")
        form = clerk.page.locator("form[action$='/answer/']:has(textarea:empty)").first
        form.locator("textarea").fill(text)
        clerk.leave_by(form.locator("button"))


# --- the office ------------------------------------------------------------------------------------
def take_up(reviewer, proposal):
    """From the queue of the office."""
    reviewer.open("/inbox/?tab=queue").follow(f"main a[href='/proposals/{proposal.code}/']").press("take-up")


def note(reviewer, proposal, remarks):
    """remarks: [(place, text)]."""
    reviewer.open(f"/proposals/{proposal.code}/")
    for place, text in remarks:
        reviewer.press("remarks/note", place=place, text=text)


def appraise(reviewer, proposal):
    """Judge everybody eligible and propose the appraisal."""
    reviewer.open(f"/proposals/{proposal.code}/").press("nominations/judge", button="[name=all]")
    reviewer.press("propose-appraisal", reason="Đủ tiêu chuẩn, đủ hồ sơ.")


def endorse(office_head, proposal):
    office_head.open("/inbox/").follow(f"main a[href='/proposals/{proposal.code}/']").press("endorse")


# --- the council -----------------------------------------------------------------------------------
def found_council(administrator, unit):
    address = f"/meetings/councils/{unit.code}/found/"
    administrator.open(address).press(founding_number="12/QĐ-UBND", founded_on="05/07/2025", term_from="05/07/2025")


def call_meeting(secretary, proposals):
    """A meeting today with these dossiers; everybody is there. Returns its address."""
    secretary.open("/meetings/new/").press(
        title="Phiên họp xét khen thưởng tháng 11",
        held_on="23/11/2026",
        held_time="09:00",
        place="Phòng họp tầng 2",
        kind=["regular"],
        vote_method=["open"],
    )
    address = secretary.path.removesuffix("agenda/")
    secretary.press(proposals=[proposal.code for proposal in proposals])
    secretary.open(f"{address}attendance/")
    for there in secretary.page.locator("main input[type=radio][value=present]").all():
        there.check()
    secretary.press()
    return address


def run_votes(person, address, deed, proposals):
    """Open, close or announce the vote on each of these items."""
    for proposal in proposals:
        person.open(address).press(f"agenda/{proposal.code}/{deed}-vote")


def vote(member, address, proposal, **otherwise):
    """A ballot in favour of all, from the agenda. otherwise: choice_<key> of single nominations."""
    member.open(address).follow(f"#vote-{proposal.code}").press(all=["yes"], **otherwise)


def sign_minutes(address, secretary, chair):
    """The secretary writes and signs, the chair signs after."""
    secretary.open(f"{address}minutes/").press(
        "minutes/write", discussion="Hội đồng thảo luận và nhất trí với thẩm định."
    )
    secretary.open(f"{address}minutes/").press("minutes/sign")
    chair.open(f"{address}minutes/").press("minutes/sign")


# --- what papers say -------------------------------------------------------------------------------
def named_in(text, names):
    """The names a paper holds; without accents and line breaks, as printing breaks lines where it likes."""
    found = search_key(" ".join(text.split()))
    return [name for name in names if search_key(name) in found]
