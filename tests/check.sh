#!/bin/sh
# Runs every test on the plain and the sanitized build and ends in one line, "N passed, N failed". Argument: the build folder.
set -u
build=$1
log=$build/check.log
passed=0 failed=0

# count NAME: adds the last CUnit summary ("tests  N  N  P  F") or the last "N passed, N failed" line of the log.
count() {
    set -- "$1" $(awk '/^ *tests +[0-9]+/ { p = $4; f = $5 } /^[0-9]+ passed, [0-9]+ failed/ { p = $1; f = $3 } END { print p + 0, f + 0 }' "$log")
    passed=$((passed + $2)) failed=$((failed + $3))
    if [ "$2" = 0 ]; then
        echo "$1 reported no test"
        failed=$((failed + 1))
    fi
}

# suite NAME COMMAND...: runs a suite; an exit status other than 0 without a failed test counts as one failure.
suite() {
    name=$1
    shift
    before=$failed
    echo "== $name"
    "$@" >"$log" 2>&1
    status=$?
    cat "$log"
    count "$name"
    if [ "$status" != 0 ] && [ "$failed" = "$before" ]; then
        echo "$name ended with exit status $status"
        failed=$((failed + 1))
    fi
}

export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1 UBSAN_OPTIONS=print_stacktrace=1
suite "unit tests of the generator" "$build/unit-tests"
suite "unit tests of the verifier" "$build/unit-tests-verify"
suite "command line" sh tests/cli/run.sh "$build"
suite "unit tests of the generator, sanitized" "$build/sanitized/unit-tests"
suite "unit tests of the verifier, sanitized" "$build/sanitized/unit-tests-verify"
suite "command line, sanitized" sh tests/cli/run.sh "$build/sanitized"
echo
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
