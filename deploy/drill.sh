#!/usr/bin/env bash
# Proves that a backup can be restored: backs up this installation, restores it beside, verifies the trail, clears away.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=database.sh
source "$(dirname "$0")/database.sh"

work=$(mktemp -d)
clear_away() {
  if on_postgresql && [ -n "${made:-}" ]; then dropdb --if-exists "$made"; fi
  rm -rf "$work"
}
trap clear_away EXIT

backup=$("$root/deploy/backup.sh" "$work/backups")
echo "Backed up: $(du -h "$backup" | cut -f1)"
if on_postgresql; then
  made=bangvang_drill_$$
  createdb --template=template0 --encoding=UTF8 "$made"
  beside=$("$python" -c 'import os, sys; from urllib.parse import urlsplit
print(urlsplit(os.environ["DATABASE_URL"])._replace(path="/" + sys.argv[1]).geturl())' "$made")
else
  beside=sqlite:///$work/restored.sqlite3
fi
DATABASE_URL=$beside MEDIA_ROOT=$work/media "$root/deploy/restore.sh" "$backup"
echo "Restored and verified."
