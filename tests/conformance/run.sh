#!/bin/sh
# Runs a verifier over the conformance cases of fixtures/valid and fixtures/tampered, and compares what it says with each case's file
# `expect`; each check of the specification must have a case that only it refuses. README.md has the protocol.
# Arguments: the verifier's command, to which each case's folder is added. Ends in "N passed, N failed".
set -u
if [ $# = 0 ] || [ "$1" = --help ]; then
    echo 'usage: run.sh COMMAND [ARGUMENT...]      COMMAND is run with the folder of one case behind its arguments (README.md)'
    exit 2
fi
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/scrutineer-conformance-XXXXXX")
trap 'rm -rf "$work"' EXIT

# Runs every case; the list of cases, with exit statuses, is what the comparison below reads.
number=0
for folder in "$root"/fixtures/valid/*/ "$root"/fixtures/tampered/*/; do
    number=$((number + 1))
    "$@" "$folder" >"$work/$number.json" 2>"$work/$number.stderr" </dev/null
    echo "$? $number $folder" >>"$work/cases"
done

# The checks are the first column of the specification's tables; ART-01 stands in the text of section 8.
{ sed -n 's/^| \([A-Z]\{3\}-[0-9][0-9]\) |.*/\1/p' "$root/schemas/specification.md" && echo ART-01; } >"$work/checks"

awk -v work="$work" -v fixtures="$root/fixtures/" '
# What is expected: lines "exit N", "refuted ID" and "undecided ID", each of which may occur once.
function read_expected(file,    line, some) {
    while ((getline line <file) > 0) { expected[line] = 1; some = 1 }
    close(file)
    return some
}
# What was found: {"refuted": ["ID", ...], "undecided": ["ID", ...]}, white space as JSON allows it.
function take(text, verdict,    list, ids, i, count) {
    if (!match(text, "\"" verdict "\"[ \t]*:[ \t]*\\[[^]]*\\]")) return 0
    list = substr(text, RSTART, RLENGTH)
    sub(/^[^[]*\[/, "", list)
    count = split(list, ids, "\"")
    for (i = 2; i <= count; i += 2) found[verdict " " ids[i]] = 1
    return 1
}
function read_found(file,    line, text) {
    while ((getline line <file) > 0) text = text line " "
    close(file)
    return take(text, "refuted") + take(text, "undecided") == 2
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
    folder = $0; sub(/^[0-9]+ [0-9]+ /, "", folder)
    name = substr(folder, length(fixtures) + 1); sub(/\/$/, "", name)
    complete = read_expected(folder "expect") && (getline line <(folder "README.md")) > 0 && (getline line <(folder "arguments")) > 0
    close(folder "README.md"); close(folder "arguments")
    found["exit " $1] = 1
    answered = read_found(work "/" $2 ".json")
    difference = complete ? compare() : "    no expect, no arguments or no README.md\n"
    # A run that ends in status 2 has no findings, so no list is asked of it.
    if (!answered && $1 != 2) difference = difference "    no lists of refuted and undecided checks\n"
    result(difference == "", name)
    if (difference != "") {
        printf "%s", difference
        while ((getline line <(work "/" $2 ".stderr")) > 0) print "    " line
    }
    cases++
    refuted = 0
    for (line in found) if (line ~ /^refuted /) { refuted++; id = substr(line, 9) }
    if (refuted == 1 && name ~ /^tampered\//) alone[id]++
}
END {
    for (i = 1; i <= check_count; i++)
        result(alone[checks[i]] > 0, "tampered cases that only " checks[i] " refuses: " alone[checks[i]] + 0)
    print cases + 0 " conformance cases, " check_count " checks of the specification"
    print passed + 0 " passed, " failed + 0 " failed"
    exit failed > 0
}' "$work/checks" "$work/cases"
