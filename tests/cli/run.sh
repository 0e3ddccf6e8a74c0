#!/bin/sh
# Runs every command-line test on the programs of one build folder and ends in "N passed, N failed". Arguments: the build folder;
# then, if wanted, names of cases to leave out.
set -u
build=$(cd "$1" && pwd)
shift
left_out=" $* "
here=$(dirname "$0")
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/scrutineer-cli-XXXXXX")
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

export gen=$build/scrutineer-gen verify=$build/scrutineer-verify root build
export TZ=UTC LC_ALL=C.UTF-8

# Each case is a script of its own, run in an empty folder with set -e: it fails where a command fails.
for case in "$here"/cases/*.sh; do
    name=$(basename "$case" .sh)
    case $left_out in *" $name "*)
        echo "   left out: $name"
        continue
        ;;
    esac
    mkdir -p "$work/$name"
    if (cd "$work/$name" && sh -eu "$root/tests/cli/cases/$name.sh") >"$work/$name.log" 2>&1; then
        echo "ok $name"
        sed -n 's/^skipped: /   skipped: /p' "$work/$name.log"
        passed=$((passed + 1))
    else
        echo "not ok $name"
        sed 's/^/    /' "$work/$name.log" | tail -n 30
        failed=$((failed + 1))
    fi
done

sh "$root/tests/conformance/run.sh" sh "$root/tests/conformance/scrutineer.sh" >"$work/conformance.log" 2>&1
cat "$work/conformance.log"
set -- $(awk '/^[0-9]+ passed, [0-9]+ failed/ { p = $1; f = $3 } END { print p + 0, f + 0 }' "$work/conformance.log")
passed=$((passed + $1)) failed=$((failed + $2))
[ "$1" != 0 ] || failed=$((failed + 1))
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
