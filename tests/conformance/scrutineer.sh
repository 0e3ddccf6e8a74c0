#!/bin/sh
# The conformance protocol for scrutineer-verify: one case folder in, a JSON object and an exit status out (README.md). Argument: the
# case's folder. The environment variable `verify` names the program.
set -u
program=${verify:-scrutineer-verify}
case $program in /*) ;; */*) program=$PWD/$program ;; esac
cd "$1" || exit 2
arguments=--help
[ ! -f arguments ] || read -r arguments <arguments
# Arguments of fixtures are separated by spaces and contain none.
# shellcheck disable=SC2086
report=$("$program" --json $arguments)
status=$?
# A check stands on a line of its own, and quotes inside texts are escaped, so no text of a file can look like one.
printf '%s\n' "$report" | awk '
/^ *[{]"id": "[A-Z]+-[0-9]+", "verdict": "(refuted|undecided)"/ {
    split($0, part, "\"")
    if (!seen[part[8] " " part[4]]++) list[part[8]] = list[part[8]] (list[part[8]] == "" ? "" : ", ") "\"" part[4] "\""
}
END { printf "{\"refuted\": [%s], \"undecided\": [%s]}\n", list["refuted"], list["undecided"] }'
exit $status
