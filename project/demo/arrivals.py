"""What arrived on paper in the sample: the hamlet's letters, scanned and registered by the records clerk."""

from django.core.files.uploadedfile import SimpleUploadedFile

from documents.arrivals import services
from permissions.people.models import Unit, User
from project.demo.papers import scan

# A letter of the hamlet that nobody has entered yet.
WAITING = {
    "unit": "PQ-ND1",
    "title": "Đề nghị tặng Giấy khen cho Tổ tự quản đường hoa xóm Nà Đỏng",
    "paper_number": "03/TTr",
    "text": "Tổ tự quản trồng và chăm sóc 1,2 km đường hoa, vận động 38 hộ tham gia.",
}


def register(*, unit, title, paper_number, text, day):
    """A paper that came in on a day, with its scan."""
    sender = Unit.objects.get(code=unit)
    upload = SimpleUploadedFile("ban-quet.pdf", scan(title, sender.name, text, day), content_type="application/pdf")
    return services.register(
        commune=sender.commune,
        values={"unit": sender, "title": title, "paper_number": paper_number, "paper_on": day},
        upload=upload,
        by=User.objects.get(username="vanthu"),
    )
