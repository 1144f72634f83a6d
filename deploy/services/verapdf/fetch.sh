#!/bin/bash
# Fetch veraPDF's jars from Maven Central, once, in var/verapdf/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. ../install.sh
need java default-jre-headless
need mvn maven
install_missing
jars=$(cd ../../.. && pwd)/var/verapdf
[ -e "$jars/complete" ] && exit 0
mvn --quiet -Dstyle.color=never --batch-mode dependency:copy-dependencies -DoutputDirectory="$jars" </dev/null
touch "$jars/complete"
