#!/bin/bash
# A PostgreSQL and a Redis of the tests' own: beside any that the machine runs, on their own ports, this machine only.
# Their data is worth nothing, so they write it without waiting for the disk.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. ./install.sh
need_postgresql
need redis-server redis-server
install_missing
. ./places.sh

if ! redis-cli -p $REDIS_PORT ping >/dev/null 2>&1; then
  redis-server --port $REDIS_PORT --bind 127.0.0.1 --save '' --appendonly no --daemonize yes --dir /tmp >/dev/null
fi

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  install -d -m 700 ${OWNER:+-o "$OWNER"} "$PGDATA"
  as_owner "$PGBIN/initdb" --pgdata="$PGDATA" --username=assett --auth=trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null
fi
if ! as_owner "$PGBIN/pg_ctl" --pgdata="$PGDATA" status >/dev/null; then
  options="-p $PG_PORT -k $PGDATA -c listen_addresses=127.0.0.1 -c max_connections=200"
  options="$options -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
  as_owner "$PGBIN/pg_ctl" --pgdata="$PGDATA" --log="$PGDATA/log" --options="$options" --wait start >/dev/null
fi
"$PGBIN/psql" -h 127.0.0.1 -p $PG_PORT -U assett -d postgres -tAc "SELECT 1 FROM pg_database WHERE datname='assett'" |
  grep -q 1 || "$PGBIN/createdb" -h 127.0.0.1 -p $PG_PORT -U assett assett
echo "PostgreSQL answers on port $PG_PORT, Redis on port $REDIS_PORT."
