"""Two roles of PostgreSQL: the owner, who migrates; the application, which may read the evidence and add to it.

An owner of a table can drop its triggers, so the application must own none and be able to become nobody who does.
SQLite has no roles: there whoever can write the file can do anything, and only copies outside the house help.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from permissions.ledger import guards
from permissions.ledger.models import LedgerEntry, Stream

_ROLE = "SELECT rolsuper, rolcreaterole FROM pg_roles WHERE rolname = %s"
# May the role become whoever owns one of the tables, or their schema (who may drop them)?
_OWNS = """
SELECT EXISTS (
    SELECT FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE pg_class.oid = ANY(%(tables)s::regclass[])
      AND (pg_has_role(%(role)s, relowner, 'MEMBER') OR pg_has_role(%(role)s, nspowner, 'MEMBER'))
)
"""
# Given in whatever way: to the role itself, to everybody, to a role it belongs to, to single columns.
_TOO_MUCH = """
SELECT name FROM unnest(%(tables)s::text[]) AS name
WHERE has_any_column_privilege(%(role)s, name::regclass, 'UPDATE')
   OR has_table_privilege(%(role)s, name::regclass, 'DELETE, TRUNCATE, TRIGGER')
ORDER BY name
"""
# Who was let in before: whoever may add to the evidence without owning it.
_LET_IN = """
SELECT DISTINCT rolname FROM pg_class, aclexplode(relacl) AS given JOIN pg_roles ON pg_roles.oid = given.grantee
WHERE pg_class.oid = %s::regclass AND given.privilege_type = 'INSERT' AND given.grantee <> relowner ORDER BY rolname
"""
_STREAM, _ENTRIES = Stream._meta.db_table, LedgerEntry._meta.db_table


class Unfit(Exception):
    """A role that could change evidence whatever it is granted; the sentence tells why."""


def _evidence(connection):
    return sorted(model._meta.db_table for model in guards.present(connection))


def _owns(cursor, role, tables):
    cursor.execute(_OWNS, {"role": role, "tables": tables})
    return cursor.fetchone()[0]


def _refuse_unfit(cursor, role, tables):
    cursor.execute(_ROLE, [role])
    found = cursor.fetchone()
    if found is None:
        raise Unfit(_("There is no role %(role)s in PostgreSQL; make it with createuser.") % {"role": role})
    if any(found):
        told = _("The role %(role)s is a superuser or makes roles: it can give itself every right.")
        raise Unfit(told % {"role": role})
    if _owns(cursor, role, tables):
        told = _("The role %(role)s owns the tables or their schema, or belongs to who does: it can drop the guards.")
        raise Unfit(told % {"role": role})


def _rights(connection, role):
    """The statements, each harmless to repeat; what was granted by hand before goes."""
    quote, evidence = connection.ops.quote_name, set(_evidence(connection))
    to = quote(role)
    yield "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    yield f"REVOKE ALL ON SCHEMA public FROM {to}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {to}"
    yield f"GRANT USAGE ON SCHEMA public TO {to}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {to}"
    for table in sorted(connection.introspection.table_names()):
        if table in evidence:
            rights = "SELECT, INSERT"
        elif table == _STREAM:
            rights = "SELECT, INSERT, UPDATE"
        elif table == "django_migrations":
            rights = "SELECT"
        else:
            rights = "SELECT, INSERT, UPDATE, DELETE"
        yield f"GRANT {rights} ON {quote(table)} TO {to}"


@transaction.atomic
def let_in(connection, role):
    """Give a role what the application needs and nothing more; to be called as the owner.

    Raises Unfit for a role that could change evidence all the same.
    """
    evidence = _evidence(connection)
    with connection.cursor() as cursor:
        _refuse_unfit(cursor, role, evidence)
        for statement in _rights(connection, role):
            cursor.execute(statement)
        if tables := _too_much(cursor, role, evidence):
            told = _("The role %(role)s can still change %(tables)s: see what PUBLIC and its groups hold.")
            raise Unfit(told % {"role": role, "tables": ", ".join(tables)})


def let_in_again(connection):
    """After a migration: whoever was let in once may use the new tables too."""
    evidence = _evidence(connection)
    if connection.vendor != "postgresql" or _ENTRIES not in evidence:
        return
    with connection.cursor() as cursor:
        cursor.execute(_LET_IN, [_ENTRIES])
        roles = [role for (role,) in cursor.fetchall()]
    for role in roles:
        let_in(connection, role)


def _too_much(cursor, role, tables):
    cursor.execute(_TOO_MUCH, {"role": role, "tables": tables})
    return [name for (name,) in cursor.fetchall()]


def changeable(connection):
    """Evidence tables that whoever this connection signs in as could change, be it by taking the guards down first.

    Empty on SQLite, which has no roles.
    """
    if connection.vendor != "postgresql":
        return []
    evidence = _evidence(connection)
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user")
        (role,) = cursor.fetchone()
        return evidence if evidence and _owns(cursor, role, evidence) else _too_much(cursor, role, evidence)
