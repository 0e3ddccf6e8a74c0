#!/bin/sh
# Runs every test on the plain and the sanitized build, in two lanes for two cores, and ends in one line, "N passed, N failed".
# Argument: the build folder.
set -u
build=$1
logs=$build/check
passed=0 failed=0
rm -rf "$logs"
mkdir -p "$logs"

# suite NAME COMMAND...: runs a suite; its output and exit status go to files of that name.
suite() {
    name=$1
    shift
    echo "== $name begins"
    "$@" >"$logs/$name.log" 2>&1
    echo $? >"$logs/$name.status"
    echo "== $name ends"
}

# count NAME: shows the suite's output and adds the last CUnit summary ("tests  N  N  P  F") or the last "N passed, N failed" line of it.
# An exit status other than 0 without a failed test counts as one failure, and so does a suite without tests.
count() {
    name=$1
    echo "== $name"
    cat "$logs/$name.log"
    status=$(cat "$logs/$name.status")
    set -- $(awk '/^ *tests +[0-9]+/ { p = $4; f = $5 } /^[0-9]+ passed, [0-9]+ failed/ { p = $1; f = $3 } END { print p + 0, f + 0 }' "$logs/$name.log")
    passed=$((passed + $1)) failed=$((failed + $2))
    if [ "$1" = 0 ]; then
        echo "$name reported no test"
        failed=$((failed + 1))
    elif [ "$status" != 0 ] && [ "$2" = 0 ]; then
        echo "$name ended with exit status $status"
        failed=$((failed + 1))
    fi
}

export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1 UBSAN_OPTIONS=print_stacktrace=1
{
    suite cli-sanitized sh tests/cli/run.sh "$build/sanitized"
    suite cli sh tests/cli/run.sh "$build"
} &
{
    suite unit-generator-sanitized "$build/sanitized/unit-tests"
    suite unit-verifier-sanitized "$build/sanitized/unit-tests-verify"
    suite unit-generator "$build/unit-tests"
    suite unit-verifier "$build/unit-tests-verify"
    suite tamper sh tests/tamper/fields.sh "$build"
} &
wait
for name in unit-generator unit-verifier cli tamper unit-generator-sanitized unit-verifier-sanitized cli-sanitized; do count $name; done
echo
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
