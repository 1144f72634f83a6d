#!/bin/bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. ./install.sh
. ./places.sh
redis-cli -p $REDIS_PORT shutdown nosave 2>/dev/null || true
as_owner "$PGBIN/pg_ctl" --pgdata="$PGDATA" --mode=fast stop || true
