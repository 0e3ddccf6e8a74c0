#!/bin/sh
# Conformance: the verifier must say of each folder of fixtures/valid and fixtures/tampered what its file `expect` says, and each
# check of the specification must have a case that only it refuses. Argument: the build folder.
set -u
build=$(cd "$1" && pwd)
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/scrutineer-fixtures-XXXXXX")
trap 'rm -rf "$work"' EXIT
export TZ=UTC LC_ALL=C.UTF-8

# Runs every case; the list of cases, with exit statuses, is what the comparison below reads.
number=0
for folder in "$root"/fixtures/valid/*/ "$root"/fixtures/tampered/*/; do
    number=$((number + 1))
    arguments=--help
    # Arguments of fixtures are separated by spaces and contain none.
    [ ! -f "$folder/expect" ] || read -r arguments <"$folder/expect"
    # shellcheck disable=SC2086
    (cd "$folder" && exec "$build/scrutineer-verify" --json $arguments) >"$work/$number.json" 2>"$work/$number.stderr"
    echo "$? $number $folder" >>"$work/cases"
done

# The checks are the first column of the specification's tables; ART-01 stands in the text of section 8.
{ sed -n 's/^| \([A-Z]\{3\}-[0-9][0-9]\) |.*/\1/p' "$root/schemas/specification.md" && echo ART-01; } >"$work/checks"

awk -v work="$work" -v fixtures="$root/fixtures/" '
# What is expected or found: "exit N", "refuted ID" and "undecided ID", each of which may occur once.
function read_expected(file,    line, first) {
    for (first = 1; (getline line <file) > 0; first = 0)
        if (!first) expected[line] = 1
    close(file)
    return !first
}
# A check stands on a line of its own, and quotes inside texts are escaped, so no text of a file can look like one.
function read_found(file,    line, id) {
    while ((getline line <file) > 0) {
        if (line !~ /^ *[{]"id": "[A-Z]+-[0-9]+", "verdict": "(refuted|undecided)"/) continue
        details = details "    " line "\n"
        split(line, id, "\"")
        found[id[8] " " id[4]] = 1
    }
    close(file)
}
function compare(    line, difference) {
    for (line in expected) if (!(line in found)) difference = difference "    expected " line "\n"
    for (line in found) if (!(line in expected)) difference = difference "    found " line "\n"
    return difference
}
function result(good, text) {
    print (good ? "ok" : "not ok") " fixtures " text
    if (good) passed++; else failed++
}
FILENAME ~ /checks$/ { checks[++check_count] = $1; next }
{
    for (line in expected) delete expected[line]
    for (line in found) delete found[line]
    details = ""
    folder = $0; sub(/^[0-9]+ [0-9]+ /, "", folder)
    name = substr(folder, length(fixtures) + 1); sub(/\/$/, "", name)
    complete = read_expected(folder "expect") && (getline line <(folder "README.md")) > 0
    close(folder "README.md")
    found["exit " $1] = 1
    read_found(work "/" $2 ".json")
    difference = complete ? compare() : "    no expect or no README.md\n"
    result(difference == "", name)
    if (difference != "") {
        printf "%s%s", difference, details
        while ((getline line <(work "/" $2 ".stderr")) > 0) print "    " line
    }
    refuted = 0
    for (line in found) if (line ~ /^refuted /) { refuted++; id = substr(line, 9) }
    if (refuted == 1 && name ~ /^tampered\//) alone[id]++
}
END {
    for (i = 1; i <= check_count; i++)
        result(alone[checks[i]] > 0, "tampered cases that only " checks[i] " refuses: " alone[checks[i]] + 0)
    print check_count " checks of the specification"
    print passed + 0 " passed, " failed + 0 " failed"
    exit failed > 0
}' "$work/checks" "$work/cases"
