#!/usr/bin/env bash
# Restores a backup into an EMPTY database and an empty folder of papers, then verifies every chain of the trail.
#
#   restore.sh FILE
#
# Needs the environment of the service (deploy/README.md). Stop the service first. It overwrites nothing: move the old
# SQLite file and papers away, or create a new PostgreSQL database, before it.
set -euo pipefail
file=$(realpath "${1:?backup file}")
# shellcheck source-path=SCRIPTDIR source=database.sh
source "$(dirname "$0")/database.sh"

refuse() {
  echo "Not restored: $1" >&2
  exit 1
}

umask 077
[ -z "$(ls -A "$MEDIA_ROOT" 2>/dev/null)" ] || refuse "$MEDIA_ROOT is not empty."
mkdir -p "$MEDIA_ROOT"
work=$(mktemp -d "$MEDIA_ROOT/../.restore.XXXXXX")
trap 'rm -rf "$work"' EXIT
tar --extract --file="$file" --directory="$work"
(cd "$work" && sha256sum --check --quiet SHA256SUMS) || refuse "$file is damaged."

if on_postgresql; then
  [ -f "$work/database.dump" ] || refuse "the backup is of SQLite, DATABASE_URL names PostgreSQL."
  tables=$(psql --no-psqlrc --tuples-only --no-align \
    --command="SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'")
  [ "$tables" = 0 ] || refuse "the database $PGDATABASE has $tables tables."
  pg_restore --no-owner --no-acl --exit-on-error --single-transaction --dbname="$PGDATABASE" "$work/database.dump"
else
  [ -f "$work/database.sqlite3" ] || refuse "the backup is of PostgreSQL, DATABASE_URL names none."
  [ ! -e "$database" ] || refuse "$database exists."
  rm -f "$database-wal" "$database-shm"
  mv "$work/database.sqlite3" "$database"
fi
tar --extract --file="$work/media.tar" --directory="$MEDIA_ROOT"

cd "$root"
"$python" manage.py migrate --check || echo "The backup is of an older release: run manage.py migrate." >&2
"$python" manage.py verify_trail
