# A few calls of each kind fail in a few commands, and signals come at a few moments: whole or nothing, and the next run finishes.
# A full standard output is told, and what was stored before it stands.
full() { # status, then the command
    expected=$1 status=0
    shift
    "$@" >/dev/full 2>err || status=$?
    [ "$status" = "$expected" ]
    grep -q 'could not be written' err
}
full 1 "$gen" --db full.sqlite import "$root/fixtures/demo/election.csv"
full 1 "$gen" --db full.sqlite deck compare
"$gen" --db full.sqlite deck --out d >/dev/null
full 2 "$verify" d/artifacts/ballot-definition.xml
if grep -q __asan_init "$gen"; then
    echo 'skipped: faults: AddressSanitizer and the preloaded shim both take the place of malloc; the plain run makes this test'
    exit 0
fi
mkdir scenes
sh "$root/tests/fault/scenes.sh" "$build" scenes
for scene in import-smallest.csv deck-straight-party package tree audit-import release-announce release-publish verify-package verify-tree; do
    "$build/fault-run" "$build/fault-shim.so" "$gen" "$verify" scenes --only $scene --most 3 >>log || { cat log; exit 1; }
done
# Every call of these: a read transaction that could not be ended took the next change with it; a file that could not be
# opened was taken for one of another format.
for scene in 'reconcile-resolve --fault sqlite' 'import-dominion_cvr.csv --fault open' 'import-dominion_cvr.csv --fault read'; do
    # shellcheck disable=SC2086
    "$build/fault-run" "$build/fault-shim.so" "$gen" "$verify" scenes --only $scene >>log || { cat log; exit 1; }
done
awk '/ runs: / { faults += $3 } END { print faults " faults"; exit faults < 300 }' log
