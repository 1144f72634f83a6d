# Sourced: where the tests' services live. PostgreSQL refuses to run as root, so root lends it to its own user.
PG_PORT=54329
REDIS_PORT=63799
PGBIN=$(postgresql_bin)
PGDATA=/var/tmp/assett-postgresql-$(id -u)
OWNER=
if [ "$(id -u)" -eq 0 ]; then OWNER=postgres; fi

as_owner() { # from a folder that the owner may enter
  if [ -n "$OWNER" ]; then (cd / && runuser -u "$OWNER" -- "$@"); else "$@"; fi
}
