"""Every page of the sample commune worth looking at, as the person who meets it: what the looks are tested on."""

from documents.arrivals.models import Arrival
from documents.campaigns.models import Campaign
from documents.catalogue.models import BaseWage, FormRule, Holiday, LegalInstrument, RuleSet
from documents.catalogue.revocation_models import RevocationGround
from documents.disposal.models import Hold
from documents.numbers.models import Register
from documents.printing.models import CertificateStock
from documents.proposals.models import Letter, Proposal
from documents.registry.models import Award, Likeness
from permissions.ledger.queries import entries_of
from permissions.mandates.models import Mandate
from permissions.people.models import Appointment, Deputising, User
from tests.project import sample_amendments
from workflows.council.after_models import ConclusionNotice
from workflows.council.convening_models import AgendaTopic
from workflows.council.models import AgendaItem, Meeting
from workflows.council.room import Room
from workflows.decisions.certificate_models import Certificate
from workflows.decisions.models import Decision, DecisionLine
from workflows.handoff.models import Transmittal
from workflows.handover.models import Handover
from workflows.opinions.models import Opinion
from workflows.payments.models import Payment
from workflows.public_notice.models import Objection

NOBODY = ""


def every_page():
    """[(username, address)]: no address twice for one person."""
    named = [
        *_entrance(),
        *_of_the_unit(),
        *_of_the_office(),
        *_of_others(),
        *_of_the_council(),
        *_of_the_decisions(),
        *sample_amendments.pages(),
        *_of_the_province(),
        *_of_the_arrival_book(),
        *_of_disposal(),
        *_of_the_award_book(),
        *_of_the_catalogue(),
        *_of_the_people(),
        *_of_the_trail(),
    ]
    return list(dict.fromkeys(named))


def _entrance():
    shared = ["help/", "source/"]
    return [(NOBODY, f"/{page}") for page in ["sign-in/", *shared]] + [
        ("chuyenvien", f"/{page}") for page in [*shared, "change-password/", "nowhere/", "people/", "path/"]
    ]


def _proposal(state, **more):
    return Proposal.objects.filter(state=state, **more).order_by("pk").first().code


def _of_the_unit():
    school = {"unit__code": "PQ-TH"}
    draft = Letter.objects.filter(state="draft", nominations__isnull=False, **school).first()
    row = draft.nominations.first().pk
    handed = Letter.objects.filter(state="awaiting_signature").first().code
    sent = Letter.objects.filter(state="sent", **school).order_by("-pk").first().code
    returned = Proposal.objects.filter(state="returned").select_related("letter").first()
    head = Appointment.objects.filter(office="unit_head", unit=returned.unit_id).first().user.username
    letter, campaign = f"/letters/{draft.code}/", Campaign.objects.get(state="launched").code
    pages = ["/inbox/", "/inbox/?tab=sent", "/inbox/?tab=done", "/letters/", "/letters/?q=khong-co", "/letters/new/"]
    pages += [letter, *(f"{letter}{end}/" for end in ("edit", "rows/new", f"rows/{row}", f"rows/{row}/papers"))]
    pages += [f"{letter}excel/", f"{letter}reports/"]
    listed = Letter.objects.get(list_draft__isnull=False).code
    pages += [f"{letter}papers/", f"{letter}trail/", f"/letters/{sent}/", "/campaigns/", f"/campaigns/{campaign}/"]
    returned_row = returned.nominations.first().pk
    return [
        *(("truongth", page) for page in ["/notices/", "/notices/?show=all", *pages, "/proposals/", "/decisions/"]),
        *(
            ("hieutruong", page)
            for page in ["/inbox/", *(f"/letters/{handed}/{end}" for end in ("", "edit/", "papers/"))]
        ),
        *(("nongdan", f"/letters/{listed}/{end}") for end in ("", "excel/")),
        (head, f"/proposals/{returned.code}/"),
        (head, f"/letters/{returned.letter.code}/"),
        (head, f"/letters/{returned.letter.code}/rows/{returned_row}/"),
    ]


def _of_the_office():
    campaign = Campaign.objects.get(state="launched").code
    drafted, summarised = (Campaign.objects.get(state=state).code for state in ("drafted", "summarised"))
    reviewer = ["/inbox/", "/inbox/?tab=queue", "/inbox/?tab=done", "/proposals/", "/proposals/?q=zzz", "/letters/"]
    reviewer += ["/letters/new/", "/campaigns/new/", f"/campaigns/{campaign}/edit/", "/path/?state=under_review"]
    mine = Proposal.objects.filter(state="under_review", handler__username="chuyenvien").first()
    reviewer += [f"/proposals/{mine.code}/", f"/letters/{mine.letter.code}/", f"/letters/{mine.letter.code}/trail/"]
    reviewer += [
        f"/proposals/{_proposal(state)}/"
        for state in ("submitted", "in_public_notice", "passed", "refused", "withdrawn", "suspended", "closed")
    ]
    reviewer += [f"/campaigns/{campaign}/", f"/campaigns/{drafted}/", f"/campaigns/{summarised}/"]
    offered = Proposal.objects.get(offers__state="waiting").code
    offered_letter = Proposal.objects.get(code=offered).letter.code
    sister = Proposal.objects.filter(split_from__isnull=False).first().code
    offerable = Proposal.objects.filter(state="under_review", handler__username="chuyenvien").first().code
    reviewer += [f"/proposals/{offered}/", f"/proposals/{offerable}/offers/make/", f"/proposals/{sister}/"]
    parted = [
        ("truongphong", f"/proposals/{offered}/nominations/suspend/"),
        ("hieutruong", f"/proposals/{offered}/nominations/withdraw/"),
        ("hieutruong", f"/proposals/{offered}/"),
    ]
    head = [f"/proposals/{_proposal(state)}/" for state in ("awaiting_endorsement", "appraised", "under_review")]
    return [
        *(("chuyenvien", page) for page in reviewer),
        *(("truongphong", page) for page in ["/inbox/", *head, f"/campaigns/{campaign}/", f"/campaigns/{drafted}/"]),
        *parted,
        ("thanhtra", f"/proposals/{_proposal('decided')}/"),
        *(("thanhtra", f"/proposals/{_proposal('decided')}/{page}/") for page in ("past", "rights", "reads")),
        ("thanhtra", f"/proposals/{_proposal('decided')}/past/?entry=2"),
        ("thanhtra", f"/letters/{offered_letter}/past/?entry=1"),
        *(("thanhtra", page) for page in ("/reads/", "/reads/?commune=installation", "/mandates/")),
        ("tinh", "/"),
    ]


def _of_others():
    waiting = Opinion.objects.filter(state="asked", unit__code="PQ-ND").first()
    on_paper = Opinion.objects.filter(is_on_paper=True).first()
    answered = Opinion.objects.filter(state="answered").first()
    objection = Objection.objects.first()
    notice = f"/proposals/{objection.proposal.code}/notice/objections/"
    reviewer = ["/opinions/", f"/opinions/ask/{waiting.proposal.code}/", f"/opinions/{on_paper.code}/"]
    reviewer += [f"/opinions/{answered.code}/", f"{notice}note/", f"{notice}{objection.pk}/answer/"]
    return [
        (NOBODY, "/public-notices/PQ/"),
        *(("chuyenvien", page) for page in reviewer),
        *(("nongdan", page) for page in ["/opinions/", f"/opinions/{waiting.code}/"]),
        ("vanthu", f"/opinions/{on_paper.code}/"),
    ]


def _of_the_council():
    met = Meeting.objects.exclude(kind="written").order_by("-pk")
    meetings = {state: met.filter(state=state).first() for state in _MEETING_STATES}
    in_writing = Meeting.objects.filter(kind="written").latest("pk").code
    asked = f"/meetings/{Meeting.objects.get(kind='written', state='open').code}/"
    prepared, opened, closed = (f"/meetings/{meeting.code}/" for meeting in meetings.values())
    first = AgendaItem.objects.filter(meeting=meetings["prepared"]).first().proposal.code
    secretary = ["/inbox/", "/meetings/", "/meetings/new/", prepared, opened, closed, f"{closed}minutes/"]
    secretary += [f"{prepared}{end}/" for end in ("change", "attendance", "agenda", f"agenda/{first}/take-off")]
    pages, room = [], Room(meetings["open"])
    for item in room.items:
        code = item.proposal.code
        secretary += [f"{opened}hands/{code}/", f"{opened}opinions/{code}/"]
        pages += [("uyvien6", f"{opened}ballots/{code}/")]
    secret, topic = next(item for item in room.items if room.is_secret(item)).proposal.code, room.topics[0].key
    secretary += [f"{opened}{page}/{secret}/" for page in ("asides", "papers", "teller")]
    secretary += [f"{opened}attendance/", f"{opened}run/", f"{opened}run/?at={topic}", f"/meetings/{in_writing}/"]
    secretary += [f"{opened}run/?at={item.proposal.code}" for item in room.items]
    pages += [("uyvien6", f"{opened}{page}/{secret}/") for page in ("aside", "teller")]
    pages += [("uyvien2", f"{opened}{page}/{secret}/") for page in ("aside", "teller")]
    chair = [
        opened,
        f"{opened}run/",
        closed,
        f"{closed}minutes/",
        *(f"{opened}agenda/{room.items[-1].proposal.code}/{end}/" for end in ("defer", "defer-some")),
    ]
    told = ConclusionNotice.objects.filter(unit__code="PQ-TH").order_by("pk").first()
    secretary += ["/conclusions/", f"/conclusions/of/{meetings['closed'].code}/"]
    return [
        *(("thuky", page) for page in [*secretary, *_of_single_meetings(prepared)]),
        *(("uyvien6", page) for page in ["/inbox/", opened, f"{opened}member/", f"{opened}room/", "/meetings/year/"]),
        *pages,
        *(("thuky", f"{asked}{end}") for end in ("", "run/")),
        *(("uyvien6", f"{asked}{end}") for end in ("member/", "room/")),
        *(("hieutruong", page) for page in ["/conclusions/", "/conclusions/?q=khong-co", f"/conclusions/{told.code}/"]),
        *(("chutich", page) for page in ["/inbox/", *chair]),
        ("uyvien6", f"/meetings/councils/{room.meeting.council.unit.code}/"),
        *(("quantri", f"/meetings/councils/{end}") for end in _of_the_seats(room.meeting.council.unit.code)),
    ]


def _of_single_meetings(prepared):
    """Convening, what came of secret ballots and of opinions in writing, minutes with what was concluded."""
    topic = AgendaTopic.objects.filter(meeting__state="prepared").first().pk
    ends = ("invite", "topics/new", f"topics/{topic}/change", "dossiers", "openings", "presiding")
    secret, written, concluded = (
        f"/meetings/{Meeting.objects.filter(**of).order_by('pk').first().code}/"
        for of in ({"recusals__isnull": False}, {"kind": "written"}, {"state": "closed", "topics__isnull": False})
    )
    return [*(f"{prepared}{end}/" for end in ends), secret, written, f"{concluded}minutes/"]


def _of_the_seats(unit):
    return ("", f"{unit}/members/", f"{unit}/found/")


_MEETING_STATES = ("prepared", "open", "closed")


def _of_the_decisions():
    drafted, signed, issued = (
        f"/decisions/{Decision.objects.filter(state=state).order_by('pk').first().code}/"
        for state in ("drafted", "signed", "issued")
    )
    payments, handovers = (issued.replace("decisions", name) for name in ("payments", "handovers"))
    paid = Payment.objects.order_by("pk").first().pk
    handed = Handover.objects.order_by("pk").first().pk
    open_line = DecisionLine.objects.filter(decision__state="issued", handovers=None).first()
    in_part = [f"/{name}/{open_line.decision.code}/" for name in ("payments", "handovers")]
    ceremony = f"/handovers/ceremony/?decision={open_line.decision.code}"
    book = f"/registers/{Register.objects.filter(kind='decision').first().pk}/"
    again = Certificate.objects.get(turn=2).line
    sheets = f"/decisions/{again.decision.code}/certificates/{again.pk}/"
    stock = f"/certificates/stocks/{CertificateStock.objects.first().pk}/"
    to_sign = Decision.objects.filter(state="signed").order_by("pk").first().first_rendition_id
    passed = Proposal.objects.filter(state="passed", award_form__code="gk-xa").first()
    words = f"/decisions/draft/words/?form=gk-xa&proposals={passed.code}:{passed.row_version}"
    reviewer = ["/decisions/", "/decisions/?state=issued", "/decisions/draft/", "/decisions/draft/?form=gk-xa", words]
    return [
        *(("chuyenvien", page) for page in [*reviewer, drafted, f"{drafted}change/"]),
        *(("chutich", page) for page in [drafted, f"{drafted}sign/", issued]),
        *(("vanthu", page) for page in ["/inbox/", "/decisions/", "/decisions/register/", signed, f"{signed}issue/"]),
        ("vanthu", "/transmittals/numbering/"),
        ("vanthu", f"/signatures/papers/{to_sign}/"),
        *(("chuyenvien", page) for page in ["/payments/", payments, f"{payments}{paid}/correct/"]),
        *(("chuyenvien", page) for page in ["/handovers/", handovers, f"{handovers}{handed}/correct/", ceremony]),
        *(("chuyenvien", page) for page in [*in_part, handovers.replace("handovers", "receipts") + "handover/add/"]),
        ("chuyenvien", "/registers/"),
        *(("vanthu", page) for page in ["/registers/", book, sheets]),
        *(("vanthu", page) for page in ["/certificates/stocks/", "/certificates/stocks/new/", stock]),
        ("quantri", "/signatures/issuers/"),
        ("phochutich", "/inbox/"),
        ("nongdan", issued),
        *((NOBODY, f"/c/{made.code}/") for made in again.certificates.order_by("turn")),
    ]


def _of_the_province():
    """A letter in every state; the pages of each deed; what the unit reads of its dossier on the way."""
    drafted, signed, fresh, received, returned, asked, answered = (
        f"/transmittals/{letter.code}/" for letter in Transmittal.objects.order_by("pk")
    )
    line = Transmittal.objects.get(state="answered").lines.first().pk
    on_the_way = ["transmittal_drafted", "forwarded", "province_returned", "supplement_asked", "answered"]
    reviewer = [
        "/transmittals/",
        "/transmittals/?state=forwarded",
        "/transmittals/draft/",
        drafted,
        f"{drafted}change/",
    ]
    reviewer += [returned, *(f"/proposals/{_proposal(state)}/" for state in on_the_way)]
    province = ["/inbox/", "/transmittals/", "/notices/", fresh, f"{fresh}acknowledge/", received]
    province += [f"{received}return/", f"{received}answer/", answered, f"{answered}lines/{line}/correct/", returned]
    records = [
        "/transmittals/",
        signed,
        f"{signed}forward/",
        fresh,
        f"{fresh}status/",
        returned,
        "/transmittals/from-axis/",
    ]
    return [
        *(("chuyenvien", page) for page in reviewer),
        *(("chutich", page) for page in ["/transmittals/", drafted, f"{drafted}sign/"]),
        *(("vanthu", page) for page in records),
        *(("tinh", page) for page in province),
        *(("hieutruong", page) for page in ["/transmittals/", asked, f"/proposals/{_proposal('supplement_asked')}/"]),
        *(("nongdan", page) for page in [answered, f"/proposals/{_proposal('answered')}/"]),
        ("thanhtra", "/transmittals/"),
        ("thanhtra", answered),
    ]


def _of_the_trail():
    returned = Proposal.objects.filter(rounds__gt=0).order_by("pk").first()
    closed = Meeting.objects.filter(state="closed").first()
    person, rules = User.objects.get(username="truongth").pk, RuleSet.objects.first().pk
    inspector = ["", "?kind=votes", "?q=khong-co", f"of/{returned.stream}/", f"of/{returned.stream}/?kind=rules"]
    changed = Proposal.objects.get(state="awaiting_endorsement", rounds__gt=0, split_from=None).code
    inspector += [f"differences/{code}/{shape}" for code in (returned.code, changed) for shape in ("", "?shape=inline")]
    inspector += [f"entries/{returned.stream}/1/", f"of/{closed.stream}/", "of/people/PQ/", f"people/{person}/"]
    return [
        *(("thanhtra", f"/trail/{page}") for page in [*inspector, f"rules/{rules}/", "of/catalogue/"]),
        *(("thanhtra", f"/bundles/{thing.stream}/") for thing in (returned, closed)),
        ("truongphong", f"/proposals/{changed}/"),
        ("thanhtra", f"/proposals/{changed}/past/?entry={entries_of(f'proposal/{changed}').last().seq}"),
        ("truongphong", "/trail/?kind=moves"),
        ("chutich", "/trail/"),
    ]


def _of_the_arrival_book():
    entered, waiting = Arrival.objects.order_by("pk")
    records = ["", "?q=khong-co", "register/", "numbering/", f"{waiting.pk}/", f"{waiting.pk}/change/"]
    return [
        *(("vanthu", f"/arrivals/{page}") for page in records),
        ("vanthu", f"/decisions/on-paper/{waiting.pk}/"),
        ("vanthu", f"/meetings/minutes-on-paper/{waiting.pk}/"),
        ("vanthu", f"/transmittals/on-paper/{waiting.pk}/"),
        *(
            ("chuyenvien", page)
            for page in ["/arrivals/", f"/arrivals/{entered.pk}/", f"/letters/on-arrival/{waiting.pk}/"]
        ),
        ("thanhtra", "/arrivals/"),
    ]


def _of_disposal():
    letter = Letter.objects.filter(state="sent", holds=None).order_by("pk").first()
    held = Hold.objects.get()
    pages = [
        "",
        "holds/",
        f"holds/{held.pk}/release/",
        "lists/",
        "propose/",
        f"propose/?letters={letter.pk}",
        f"dossiers/{letter.code}/hold/",
    ]
    return [
        *(("vanthu", f"/disposal/{page}") for page in pages),
        ("thanhtra", "/disposal/"),
        ("thanhtra", "/disposal/holds/"),
    ]


def _of_the_award_book():
    question = Likeness.objects.filter(answer="waiting").first()
    award = Award.objects.filter(source__in=["typed", "imported"]).first()
    book = [
        "",
        "?q=khong-co-ai",
        "print/",
        "enter/",
        "import/",
        "questions/",
        "questions/?state=same",
        f"questions/{question.pk}/",
    ]
    book += [f"recipients/{award.recipient_id}/", f"recipients/{award.recipient_id}/change/"]
    book += [f"{award.pk}/revoke/", f"{award.pk}/take-apart/"]
    return [
        *(("chuyenvien", f"/awards/{page}") for page in book),
        ("truongth", "/awards/"),
        ("truongphong", "/word-forms/"),
        ("thanhtra", "/awards/"),
        ("thanhtra", f"/awards/recipients/{award.recipient_id}/"),
    ]


def _of_the_catalogue():
    rules = RuleSet.objects.order_by("pk").last()
    rule = FormRule.objects.filter(rule_set=rules, award_form__code="gk-xa").first()
    sets = f"/catalogue/rule-sets/{rules.pk}/"
    paper, vote, limit = rule.papers.first().pk, rule.vote_rule.pk, rules.time_limits.first().pk
    read = ["", "instruments/", "base-wages/", "grounds/", "holidays/"]
    money = rules.multipliers.first().pk
    kinds = {"rule-set": rules.pk, "money": money, "form-rule": rule.pk, "paper": paper, "vote": vote, "limit": limit}
    amend = [f"rules/{kind}/{pk}/amend" for kind, pk in kinds.items()]
    amend += [f"form-rules/{rule.pk}/papers/add", f"papers/{paper}/remove", "instruments/add"]
    amend += [f"instruments/{LegalInstrument.objects.first().pk}/amend", "base-wages/add", "holidays/add"]
    amend += [f"base-wages/{BaseWage.objects.first().pk}/amend", "holidays/open"]
    amend += ["grounds/add", f"grounds/{RevocationGround.objects.first().pk}/amend"]
    amend += [f"holidays/{Holiday.objects.first().pk}/{deed}" for deed in ("amend", "remove")]
    sets_pages = [f"{sets}{end}" for end in ("", "limits/", "limits/add/", "copy/", "adopt/")]
    sets_pages += [f"{sets}forms/gk-xa/", f"{sets}forms/gk-xa/money/add/"]
    return [
        *(("truongth", f"/catalogue/{end}") for end in read),
        *(("truongth", page) for page in (sets, f"{sets}limits/", f"{sets}forms/gk-xa/")),
        *(("quantri", f"/catalogue/{end}/") for end in amend),
        *(("quantri", page) for page in ["/catalogue/", *sets_pages]),
    ]


def _of_the_people():
    person = User.objects.get(username="chuyenvien").pk
    ends = ["", "add/", f"{person}/"]
    ends += [f"{person}/{deed}/" for deed in ("change", "password", "active", "appoint", "deputise")]
    pages = [f"/people/{end}" for end in ends] + ["/people/?q=khong-co-ai", "/units/", "/units/add/"]
    appointment = Appointment.objects.filter(user=person).first()
    pages += [f"/appointments/{appointment.pk}/end/", f"/units/{appointment.unit_id}/change/"]
    pages += ["/notices/", "/notices/mailings/", "/mandates/", "/mandates/enter/"]
    pages += [f"/mandates/{row.pk}/end/" for row in Mandate.objects.all()[:1]]
    pages += [f"/deputisings/{row.pk}/end/" for row in Deputising.objects.all()[:1]]
    return [*(("quantri", page) for page in pages), ("thanhtra", "/people/"), ("thanhtra", f"/people/{person}/")]
