#!/bin/sh
# Run once by the database's image when it fills an empty volume: the role the application signs in as. It owns nothing;
# `manage.py database_roles` gives it its rights. The password is not put on a command line, where others could read it.
set -eu
psql --no-psqlrc --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" <<'SQL'
\set password `cat /run/secrets/database_password`
CREATE ROLE bangvang LOGIN NOSUPERUSER NOCREATEROLE PASSWORD :'password';
SQL
