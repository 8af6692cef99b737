"""What the council sends out before a meeting and after it: free items, an invitation, signed minutes."""

from functools import cached_property

from workflows.council import invitation_services, topic_services
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
