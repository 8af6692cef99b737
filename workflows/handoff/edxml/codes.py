"""Words and numbers of edXML (QCVN 102:2016/BTTTT) that a message is made of. Read off public implementations."""

from django.db import models
from django.utils.translation import gettext_lazy as _

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
PREFIX = f"{{{NAMESPACE}}}"
XLINK = "{http://www.w3.org/1999/xlink}"
ACTOR = "http://schemas.xmlsoap.org/soap/actor/next"

# Number and name of the kinds of document sent here. That of a tờ trình follows the order of the list in Nghị định
# 30/2020/NĐ-CP; no gateway confirmed it.
TYPES = {"TTr": (16, "Tờ trình"), "QĐ": (2, "Quyết định"), "BB": (15, "Biên bản"), "CV": (18, "Công văn")}
NEW_DOCUMENT = 0  # of BussinessDocType
NO_STEERING = 1  # of SteeringType


class Status(models.TextChoices):
    """What the receiver says of a document; the numbers are those of the standard."""

    ARRIVED = "01", _("arrived at the receiver")
    REFUSED = "02", _("refused by the receiver")
    RECEIVED = "03", _("received and entered in the register")
    ASSIGNED = "04", _("assigned to an officer")
    IN_PROGRESS = "05", _("being handled")
    COMPLETED = "06", _("finished")
    RECALL_REQUESTED = "13", _("asked back by the sender")
    RECALL_ACCEPTED = "15", _("taking back or updating accepted")
    RECALL_REFUSED = "16", _("taking back or updating refused")
