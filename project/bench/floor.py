"""The rows of one move by hand-written SQL on the bare driver, in one transaction: the least a move could cost.

Asks no right and no condition, computes no digest; the rows are as long as the real ones. Raw, because this is what
the ORM is measured against.
"""

from uuid import uuid4

from django.db import connection
from django.utils import timezone

from documents.proposals.models import Proposal

GENESIS = "0" * 64
_HISTORY = ("history_date", "history_type", "history_user_id", "history_change_reason")


def _mark(sql):
    return sql if connection.vendor == "postgresql" else sql.replace("%s", "?")


class ByHand:
    """Writes what `endorse` writes. body: the payload a real move left, for its length; told: whom it told."""

    def __init__(self, *, by, capacity, body, told):
        self.by, self.capacity, self.body, self.told = by, capacity, body, told
        self.columns = [field.column for field in Proposal._meta.concrete_fields]
        self.on_postgresql = connection.vendor == "postgresql"
        names = ", ".join([*self.columns, *_HISTORY])
        places = ", ".join(["%s"] * (len(self.columns) + len(_HISTORY)))
        columns = ", ".join(self.columns)
        lock = " FOR UPDATE" if self.on_postgresql else ""
        self.sql = {
            "lock": _mark(f"SELECT {columns} FROM documents_proposal WHERE id = %s{lock}"),
            "update": _mark(
                "UPDATE documents_proposal SET state = %s, desk_unit_id = %s, desk_office = %s, handler_id = %s, "
                "due_on = %s, row_version = %s WHERE id = %s"
            ),
            "history": _mark(f"INSERT INTO documents_historicalproposal ({names}) VALUES ({places})"),
            "stream": _mark(
                "INSERT INTO permissions_stream (key, commune_id, seq, head) VALUES (%s, %s, 0, %s) "
                "ON CONFLICT (key) DO UPDATE SET key = excluded.key RETURNING id, seq, head"
            ),
            "entry": _mark(
                "INSERT INTO permissions_ledgerentry (stream_id, seq, commune_id, act_id, at, actor_id, acting_as_id, "
                "act, from_state, to_state, version, form, payload_digest, prev_hash, hash) "
                "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 1, %s, %s, %s) RETURNING id"
            ),
            "payload": _mark("INSERT INTO permissions_ledgerpayload (entry_id, salt, body) VALUES (%s, %s, %s)"),
            "head": _mark("UPDATE permissions_stream SET seq = %s, head = %s WHERE id = %s"),
            "settle": _mark(
                "UPDATE workflows_notice SET settled_at = %s WHERE subject = %s AND read_at IS NULL "
                "AND settled_at IS NULL AND (kind <> 'told' OR person_id = %s)"
            ),
            "notices": _mark(
                "INSERT INTO workflows_notice "
                "(person_id, commune_id, unit_id, office, kind, words, subject, title, at) "
                f"VALUES {', '.join(['(%s, %s, %s, %s, %s, %s, %s, %s, %s)'] * len(told))}"
            ),
        }

    def __call__(self, proposal_id):
        cursor = connection.connection.cursor()
        cursor.execute("BEGIN" if self.on_postgresql else "BEGIN IMMEDIATE")
        row = self._row(cursor, proposal_id)
        now = timezone.now() if self.on_postgresql else timezone.now().replace(tzinfo=None).isoformat(" ")
        row |= {"state": "appraised", "desk_office": "council_secretary", "row_version": row["row_version"] + 1}
        moved = ("state", "desk_unit_id", "desk_office", "handler_id", "due_on", "row_version", "id")
        cursor.execute(self.sql["update"], [row[name] for name in moved])
        cursor.execute(self.sql["history"], [*row.values(), now, "~", self.by.pk, ""])
        self._chain(cursor, row, now)
        self._tell(cursor, row, now)
        cursor.execute("COMMIT")

    def _tell(self, cursor, row, now):
        subject = f"proposal/{row['code']}"
        cursor.execute(self.sql["settle"], [now, subject, self.by.pk])
        about, values = (subject, row["title"], now), []
        for notice in self.told:
            who = (notice.person_id, notice.commune_id, notice.unit_id, notice.office, notice.kind, notice.words)
            values += [*who, *about]
        cursor.execute(self.sql["notices"], values)

    def _row(self, cursor, proposal_id):
        cursor.execute(self.sql["lock"], [proposal_id])
        return dict(zip(self.columns, cursor.fetchone(), strict=True))

    def _chain(self, cursor, row, now):
        commune = row["commune_id"]
        cursor.execute(self.sql["stream"], [f"proposal/{row['code']}", commune, GENESIS])
        stream, seq, head = cursor.fetchone()
        act_id = uuid4() if self.on_postgresql else uuid4().hex
        states = ("proposal.endorse", "awaiting_endorsement", "appraised", 1)
        who = (self.by.pk, self.capacity.appointment.pk)
        cursor.execute(
            self.sql["entry"], [stream, seq + 1, commune, act_id, now, *who, *states, GENESIS, head, GENESIS]
        )
        cursor.execute(self.sql["payload"], [cursor.fetchone()[0], "0" * 32, self.body])
        cursor.execute(self.sql["head"], [seq + 1, GENESIS, stream])
