#!/bin/sh
# Measures line and branch coverage of the verifier with all of common/ (make coverage). Argument: a build folder made with MEASURED=1.
# Ends in the sums of sum.py; exit status 1 when a test fails or a bar is missed.
set -u
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
logs=$build/logs
work=$(mktemp -d "${TMPDIR:-/tmp}/scrutineer-coverage-XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$root" || exit 1
mkdir -p "$logs"
find "$build" -name '*.gcda' -exec rm {} +
failed=0

# step NAME COMMAND...: runs a suite; what it says goes to a file.
step() {
    name=$1
    shift
    if "$@" >"$logs/$name.log" 2>&1; then
        echo "$name: passed"
    else
        echo "$name: FAILED, see $logs/$name.log"
        failed=1
    fi
}

step unit-verifier "$build/unit-tests-verify"
# What the generator's tests try of common/, each by its own name.
# shellcheck disable=SC2046
step unit-common "$build/unit-tests" $(sed -n 's/^UNIT_TEST(\([a-z0-9_]*\),.*/\1/p' tests/unit/test_common_*.c | sort -u)
# Without the faults of the generator: gcov's own calls would fail too, and it says so. The verifier's come below.
step cli sh tests/cli/run.sh "$build" faults

# Failed calls: the conformance cases again, with the shim of tests/fault. The findings must be what they were,
# and no child may end by a signal.
export build chains="$work/chains" verify="$here/verify_split.sh"
truncate -s "$(awk '/define SHIM_STACKS/ { sub(/.*<< /, ""); print 8 * (2 ^ ($0 + 0) + 2) }' tests/fault/shim.h)" "$chains"
step conformance-with-failed-calls sh tests/conformance/run.sh sh tests/conformance/scrutineer.sh
# The same for the page of words: every twelfth case that holds.
words() {
    number=0
    for folder in fixtures/valid/*/; do
        number=$((number + 1))
        [ $((number % 12)) = 0 ] || continue
        read -r arguments <"$folder/arguments"
        status=0
        # shellcheck disable=SC2086
        (cd "$folder" && "$verify" $arguments) || status=$?
        [ $status = 0 ] || [ $status = 1 ] || [ $status = 3 ] || return 1
    done
}
step words-with-failed-calls words
set -- $(od -An -tu8 -N16 "$chains")
echo "failed calls: $2 chains of callers, $1 ended by a signal"
[ "$1" = 0 ] && [ "$2" != 0 ] || failed=1
step sums python3 "$here/sum.py" "$build" tests/coverage/explained
cat "$logs/sums.log"
[ $failed = 0 ]
