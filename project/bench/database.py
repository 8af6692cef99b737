"""The bench's own database: made on the server of DATABASE_URL or in a temporary SQLite file, dropped at the end."""

from contextlib import contextmanager

from django.conf import settings
from django.db import connection, connections

SETTINGS = "project.bench.settings"


@contextmanager
def own_database():
    """Inside, the default connection is the bench's database. Raises RuntimeError outside the bench's settings."""
    if settings.SETTINGS_MODULE != SETTINGS:
        raise RuntimeError(f"the bench runs under {SETTINGS} only")
    name = settings.DATABASES["default"]["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connections.close_all()
        connection.creation.destroy_test_db(name, verbosity=0)


def describe():
    """Product and version of the database in one line."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT current_setting('server_version'), current_setting('fsync')")
            version, fsync = cursor.fetchone()
            return f"PostgreSQL {version.split()[0]}, fsync {fsync}"
        cursor.execute("SELECT sqlite_version()")
        return f"SQLite {cursor.fetchone()[0]}, WAL, synchronous FULL"
