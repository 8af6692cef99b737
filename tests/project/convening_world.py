"""What the council sends out before and after a meeting: free items, an invitation, minutes, what units are told."""

from functools import cached_property

from workflows.council import invitation_services, topic_services
from workflows.council.conclusion_services import send_conclusions
from workflows.council.models import AgendaItem


class Convened:
    """Made beside the meetings of `World`, on which it relies."""

    @cached_property
    def prepared_topic(self):
        """A free item of the agenda in preparation; its forms are about the meeting."""
        meeting = self.prepared[1]
        meeting.refresh_from_db()
        version, title = meeting.row_version, "Thảo luận quy chế làm việc của Hội đồng"
        topic = topic_services.add_topic(meeting=meeting, row_version=version, title=title, by=self.table.secretary)
        return [meeting.code, topic.pk], meeting

    @cached_property
    def sitting_topic(self):
        """A free item of the meeting in session, in which a vote is open."""
        meeting = self.sitting[1]
        meeting.refresh_from_db()
        version, title = meeting.row_version, "Trao đổi về đợt thi đua quý tới"
        topic = topic_services.add_topic(meeting=meeting, row_version=version, title=title, by=self.table.secretary)
        return [meeting.code, topic.pk], meeting

    @cached_property
    def invited(self):
        meeting = self.table.prepared(self.table.proposal(), title="Họp đã mời")
        invitation_services.invite(meeting=meeting, row_version=meeting.row_version, by=self.table.secretary)
        return [meeting.code], meeting

    @cached_property
    def minuted(self):
        """A dossier, the meeting that decided on it, and its signed minutes."""
        _before = self._passed
        item = AgendaItem.objects.filter(meeting__minutes_signed_at__isnull=False).earliest("pk")
        return [item.meeting.code, item.proposal.code, "pdf"], item.meeting

    @cached_property
    def untold(self):
        """A meeting with signed minutes of which the units have not been told yet."""
        self.minuted[1].refresh_from_db()
        return [self.minuted[1].code], self.minuted[1]

    @cached_property
    def concluded(self):
        """What the school was told of another meeting."""
        table = self.table
        meeting = table.closed(title="Phiên họp đã thông báo")
        for signer in (table.secretary, table.chair):
            meeting = table.sign(meeting, signer)
        (notice,) = send_conclusions(meeting=meeting, row_version=meeting.row_version, by=table.secretary)
        return [notice.code], notice

    @cached_property
    def concluded_file(self):
        return [self.concluded[0][0], "pdf"], self.concluded[1]
