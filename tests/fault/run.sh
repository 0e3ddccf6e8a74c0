#!/bin/sh
# The long fault test (make faults). Arguments: the build folder; the most calls of each kind that are made to fail in each
# scene (default 60). Ends in "N passed, N failed", counted in faults, and exit status 1 when one fails.
set -eu
build=$(cd "$1" && pwd)
most=${2:-60}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/scrutineer-faults-XXXXXX")
trap 'rm -rf "$work"' EXIT
export TZ=UTC LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1800000000
mkdir "$work/scenes"
sh "$here/scenes.sh" "$build" "$work/scenes"
try() { "$build/fault-run" "$build/fault-shim.so" "$build/scrutineer-gen" "$build/scrutineer-verify" "$work/scenes" "$@"; }

# Two halves, for two cores. First every kind of fault; then signals at every single moment at which something is written.
half() {
    try --most "$most" --every 2 --nth "$1" || true
    for scene in import-smallest.csv import-records-and-manifest commit tree audit-next audit-import release-announce release-publish package; do
        try --fault moment --most 100000 --every 2 --nth "$1" --only "$scene" || true
        try --fault moment --most 1000 --twice 1 --every 2 --nth "$1" --only "$scene" || true
    done
}
half 0 >"$work/0.log" &
half 1 >"$work/1.log"
wait
grep -hv ' runs: \|^$' "$work/0.log" "$work/1.log"
awk '/ runs: / { runs += $1; faults += $3; again += $6; findings += $10 }
    END {
        print runs + 0 " runs, " faults + 0 " faults injected, " again + 0 " runs after them, " findings + 0 " findings"
        print faults - findings " passed, " findings + 0 " failed"
        exit !faults || findings > 0
    }' "$work/0.log" "$work/1.log"
