"""How each state looks: tone and sign by the stored value. Its word comes from the model, never from here."""

TONES = frozenset({"grey", "blue", "green", "amber", "red", "gold"})

# One value means the same in every kind of thing, so one table serves letters, proposals, meetings and papers.
LOOKS = {
    # letters
    "draft": ("grey", "pencil"),
    "awaiting_signature": ("amber", "writing"),
    "sent": ("blue", "send"),
    # proposals
    "submitted": ("blue", "inbox"),
    "under_review": ("blue", "search"),
    "returned": ("amber", "arrow-back-up"),
    "awaiting_endorsement": ("blue", "user-check"),
    "appraised": ("green", "list-check"),
    "in_public_notice": ("blue", "bell"),
    "on_agenda": ("blue", "users-group"),
    "passed": ("green", "check"),
    "not_passed": ("red", "x"),
    "decision_drafted": ("blue", "file-text"),
    "decision_signed": ("blue", "signature"),
    "decided": ("gold", "award"),
    "transmittal_drafted": ("blue", "file-text"),
    "transmittal_signed": ("blue", "signature"),
    "forwarded": ("blue", "mail-forward"),
    "province_received": ("blue", "building"),
    "province_returned": ("amber", "arrow-back-up"),
    "supplement_asked": ("amber", "message-report"),
    "answered": ("green", "message"),
    "closed": ("grey", "archive"),
    "refused": ("red", "ban"),
    "withdrawn": ("grey", "circle-minus"),
    "suspended": ("amber", "player-pause"),
    # opinions of other bodies
    "asked": ("blue", "message"),
    "lapsed": ("amber", "hourglass"),
    "agree": ("green", "check"),
    "remarks": ("amber", "message-report"),
    "disagree": ("red", "x"),
    # nominations
    "proposed": ("blue", "user"),
    "struck_out": ("red", "circle-minus"),
    "granted": ("gold", "award"),
    "revoked": ("red", "ban"),
    "eligible": ("green", "check"),
    "not_eligible": ("red", "x"),
    # offers of a lower form
    "waiting": ("amber", "clock"),
    "accepted": ("green", "check"),
    "declined": ("grey", "x"),
    "taken_back": ("grey", "arrow-back-up"),
    # meetings and papers
    "prepared": ("grey", "pencil"),
    "planned": ("grey", "calendar-event"),
    "convened": ("blue", "mail-forward"),
    "open": ("blue", "player-play"),
    "in_session": ("blue", "player-play"),
    "drafted": ("grey", "file-text"),
    "presented": ("amber", "writing"),
    "signed": ("blue", "signature"),
    "numbered": ("blue", "hash"),
    "issued": ("gold", "certificate"),
    "cancelled": ("grey", "x"),
    # attendance and votes
    "present": ("green", "check"),
    "absent": ("grey", "circle-minus"),
    "excused": ("grey", "circle-minus"),
    "recused": ("amber", "hand-stop"),
    # mails
    "sending": ("blue", "send"),
    "dropped": ("grey", "circle-minus"),
    "failed": ("red", "alert-triangle"),
    # campaigns
    "announced": ("blue", "flag"),
    "running": ("blue", "flag"),
    "ended": ("grey", "archive"),
}
