# Sourced by backup.sh, restore.sh and drill.sh: where this installation keeps its data, from the settings' environment.
# Sets: root, python, DATABASE_URL, MEDIA_ROOT, and database (a SQLite file) or the PG* variables of libpq.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
python=$root/.venv/bin/python
[ -x "$python" ] || python=python3

# NAME_FILE names the file that holds the value of NAME, as in the settings.
from_file() {
  local holder=$1_FILE
  if [ -n "${!holder:-}" ]; then printf -v "$1" %s "$(cat "${!holder}")"; fi
  unset "$holder"
}

from_file DATABASE_URL
from_file VAR_DIR
from_file MEDIA_ROOT
export VAR_DIR=${VAR_DIR:-$root/var}
export MEDIA_ROOT=${MEDIA_ROOT:-$VAR_DIR/media}
export DATABASE_URL=${DATABASE_URL:-sqlite:///$VAR_DIR/bangvang.sqlite3}

on_postgresql() { [[ $DATABASE_URL == postgres* ]]; }

# libpq reads these; on a command line the password could be read by everybody on the machine.
export_connection() {
  local lines
  lines=$("$python" - <<'PYTHON'
import os
import shlex
from urllib.parse import unquote, urlsplit

url = urlsplit(os.environ["DATABASE_URL"])
parts = {
    "PGHOST": unquote(url.hostname or ""),
    "PGPORT": str(url.port or ""),
    "PGUSER": unquote(url.username or ""),
    "PGPASSWORD": unquote(url.password or ""),
    "PGDATABASE": unquote(url.path.lstrip("/")),
}
for name, value in parts.items():
    if value:
        print(f"export {name}={shlex.quote(value)}")
PYTHON
  )
  eval "$lines"
}

if on_postgresql; then export_connection; else export database=${DATABASE_URL#sqlite:///}; fi
