"""Who signs in whose name: the lines above a signature.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.7 (TM., KT., TL., TUQ.).
"""

from documents.printing.blocks import Signer

_DEPUTY = "phó "  # how the post of who signs for the head (KT.) begins
_IN_CHARGE = " phụ trách"
_BESIDE_THE_BODY = ("", "KT")  # by order or by authorisation one signs for the head, not on behalf of the body


def signer_of(*, head, name="", form="", title="", body=""):
    """The Signer of a paper.

    head: the post in whose place the paper stands ("Chủ tịch"); form: "" where its holder signs, else KT, TL or TUQ;
    title: the post of who signs, the holder's own where it differs from `head`; body: the committee or council that
    acts ("Ủy ban nhân dân"), empty where the head acts in person, as with decisions on awards.
    """
    lines = [f"TM. {body}"] if body and form in _BESIDE_THE_BODY else []
    if form:
        lines += [f"{form}. {head}", *([title] if title else [])]
    else:
        lines.append(title or head)
    return Signer(tuple(line.upper() for line in lines), name)


def signer_by_post(post, *, name="", head=""):
    """The Signer of a paper of which only the post of who signs was written down: "Phó Hiệu trưởng" signs for the head.

    head: the post of the head where it is known, else what follows "Phó"; a deputy in charge signs as every deputy.
    """
    if not _is_deputy(post):
        return signer_of(head=post, name=name)
    if not head or _is_deputy(head):
        head = post[len(_DEPUTY) :].removesuffix(_IN_CHARGE)
    return signer_of(head=head, name=name, form="KT", title=post.removesuffix(_IN_CHARGE))


def _is_deputy(post):
    return post.casefold().startswith(_DEPUTY)
