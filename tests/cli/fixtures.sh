#!/bin/sh
# Conformance: the verifier must say of each folder of fixtures/valid and fixtures/tampered what its file `expect` says, and each
# check of the specification must have a case that only it refuses. Argument: the build folder.
set -u
build=$(cd "$1" && pwd)
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/scrutineer-fixtures-XXXXXX")
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
export TZ=UTC LC_ALL=C.UTF-8

ok() {
    echo "ok fixtures $1"
    passed=$((passed + 1))
}

not_ok() {
    echo "not ok fixtures $1"
    failed=$((failed + 1))
}

# findings EXIT-STATUS: `exit`, `refuted` and `undecided` lines, sorted, of the JSON on standard input. A check stands on a line of
# its own, and quotes inside texts are escaped, so no text of a file can look like one.
findings() {
    echo "exit $1"
    sed -n 's/^ *{"id": "\([A-Z]*-[0-9]*\)", "verdict": "\(refuted\|undecided\)".*/\2 \1/p' | LC_ALL=C sort -u
}

: >"$work/alone"
for folder in "$root"/fixtures/valid/*/ "$root"/fixtures/tampered/*/; do
    name=${folder#"$root/fixtures/"}
    name=${name%/}
    if [ ! -f "$folder/README.md" ] || [ ! -f "$folder/expect" ]; then
        not_ok "$name (no README.md or no expect)"
        continue
    fi
    # Arguments of fixtures are separated by spaces and contain none.
    arguments=$(sed -n 1p "$folder/expect")
    # shellcheck disable=SC2086
    (cd "$folder" && "$build/scrutineer-verify" --json $arguments) >"$work/json" 2>"$work/stderr"
    status=$?
    findings "$status" <"$work/json" | LC_ALL=C sort >"$work/found"
    sed 1d "$folder/expect" | LC_ALL=C sort >"$work/expected"
    if diff "$work/expected" "$work/found" >"$work/difference"; then
        ok "$name"
    else
        not_ok "$name (< expected, > found)"
        sed 's/^/    /' "$work/difference" "$work/stderr"
        grep '"verdict": "\(refuted\|undecided\)"' "$work/json"
    fi
    case $name in
    tampered/*) [ "$(grep -c '^refuted ' "$work/found")" != 1 ] || sed -n 's/^refuted //p' "$work/found" >>"$work/alone" ;;
    esac
done

# The checks are the first column of the specification's tables; ART-01 stands in the text of section 8.
checks=$(sed -n 's/^| \([A-Z]\{3\}-[0-9][0-9]\) |.*/\1/p' "$root/schemas/specification.md" && echo ART-01)
count=0
for check in $checks; do
    count=$((count + 1))
    cases=$(grep -c "^$check$" "$work/alone")
    if [ "$cases" -gt 0 ]; then
        ok "$check alone refuses $cases of the tampered cases"
    else
        not_ok "$check: no tampered case that only it refuses"
    fi
done
echo "$count checks of the specification"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
