#!/usr/bin/env bash
# Backs up the database and all papers into one file while the service runs; prints its path.
#
#   backup.sh FOLDER [KEEP]     KEEP: how many backups stay in FOLDER (all without it)
#
# Needs the environment of the service (deploy/README.md). The database is read first: a paper is stored before its row
# is written and never changed after, so the papers copied later hold every one the database names.
set -euo pipefail
folder=${1:?folder for the backups}
keep=${2:-}
# shellcheck source-path=SCRIPTDIR source=database.sh
source "$(dirname "$0")/database.sh"

umask 077
mkdir -p "$folder"
work=$(mktemp -d "$folder/.backup.XXXXXX")
trap 'rm -rf "$work"' EXIT

if on_postgresql; then
  pg_dump --format=custom --file="$work/database.dump"
else
  "$python" - "$database" "$work/database.sqlite3" <<'PYTHON'
import sqlite3
import sys

with sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True) as source, sqlite3.connect(sys.argv[2]) as copy:
    source.backup(copy)
    copy.execute("PRAGMA journal_mode=DELETE")
PYTHON
fi
mkdir -p "$MEDIA_ROOT"
# 1: a folder got new papers while it was read. No paper the database names is among them.
tar --create --file="$work/media.tar" --directory="$MEDIA_ROOT" --warning=no-file-changed --exclude='./incoming-*' . ||
  [ $? = 1 ]
(cd "$work" && sha256sum database.* media.tar >SHA256SUMS)

name=bangvang-$(date -u +%Y%m%dT%H%M%SZ).tar
tar --create --file="$work/$name" --directory="$work" SHA256SUMS media.tar "$(basename "$work"/database.*)"
sync "$work/$name"
mv "$work/$name" "$folder/$name"
if [ -n "$keep" ]; then
  find "$folder" -maxdepth 1 -name 'bangvang-*.tar' | sort -r | tail -n +$((keep + 1)) | xargs -r -d '\n' rm --
fi
echo "$folder/$name"
