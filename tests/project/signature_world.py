"""A decision that may be signed digitally, a signed file of it, and an issuer that is trusted."""

from functools import cached_property

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from documents.attachments.serving import open_blob
from documents.signatures import issuers, services
from documents.signatures.addresses import make_address
from documents.signatures.models import TrustedIssuer
from tests.documents.signatures.office_keys import Authority, signed_by
from tests.project.seal_world import Sealed


class Signing(Sealed):
    """The part of the World that is about digital signatures, beside checkpoints."""

    @cached_property
    def _authority(self):
        return Authority(now=timezone.now())

    def signed_upload(self):
        """The decision signed digitally, not brought in yet."""
        with open_blob(self.signed[1].first_rendition.blob) as file:
            signed = signed_by(self._authority.person("Nguyễn Đình Khải")[0], file.read())
        return SimpleUploadedFile("quyet-dinh.pdf", signed)

    def issuer_file(self):
        return SimpleUploadedFile("to-chuc.pem", Authority("CA khác", now=timezone.now()).pem)

    @cached_property
    def signed_decision(self):
        return [self.signed[1].first_rendition_id], None

    @cached_property
    def signed_file(self):
        assert self.issuer
        decision = self.signed[1]
        row = services.add_signed_file(
            issued=decision.first_rendition, thing=decision, upload=self.signed_upload(), by=self.town.commune_chair
        )
        return [decision.first_rendition_id, row.pk], None

    @cached_property
    def signing_address(self):
        token = make_address(issued=self.signed[1].first_rendition, person=self.town.commune_chair)
        return [token], None

    @cached_property
    def issuer(self):
        file = SimpleUploadedFile("to-chuc.pem", self._authority.pem)
        given = {"source": "Công văn 12/BCY", "obtained_on": timezone.localdate(), "by": self.cast.administrator}
        (row,) = issuers.load_issuers(upload=file, **given)
        return [row.pk], TrustedIssuer.objects.get(pk=row.pk)
