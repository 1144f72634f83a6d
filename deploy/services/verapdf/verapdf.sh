#!/bin/bash
# verapdf.sh [OPTIONS] FILE: as the `verapdf` command, from the jars that fetch.sh brought.
set -euo pipefail
jars=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)/var/verapdf
exec java -cp "$jars/*" org.verapdf.apps.GreenfieldCliWrapper "$@"
