#!/bin/sh
# make bench: a state of 6,928 ballot styles, and the families of the paper's appendix C. Argument: the build folder.
# Times are given as ratios to a baseline measured in the same run: reading the same artifacts with xmllint (streaming, no schema).
set -eu
build=$1
gen=$build/scrutineer-gen verify=$build/scrutineer-verify work=$build/bench
rm -rf "$work"
mkdir -p "$work"

# seconds COMMAND...: user and system seconds of a command (its output goes to $work/out).
seconds() {
    /usr/bin/env bash -c 'TIMEFORMAT="%U %S"; time "$@" >"$0" 2>&1' "$work/out" "$@" 2>"$work/time" || true
    awk '{ printf "%.2f", $1 + $2 }' "$work/time"
}
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }

echo "== a state like Michigan's (seed 2022)"
"$build/bench-state" 2022 >"$work/state.csv"
"$gen" --db "$work/state.sqlite" import "$work/state.csv" >/dev/null
# A limit of 500 MB on the address space is a harder bar than one on memory in use: above it a run fails.
limited="ulimit -v 512000 && exec \"\$@\""
deck=$(seconds bash -c "$limited" limited "$gen" --db "$work/state.sqlite" deck --no-sheets --json --out "$work/decks")
summary=$(cat "$work/out")
set -- "$work"/decks/artifacts/*.xml
baseline=$(seconds xmllint --noout --stream "$@")
check=$(seconds bash -c "$limited" limited "$verify" --quiet "$@")
case $summary in *'"styles"'*) ;; *) echo "the decks were not made: $summary"; exit 1 ;; esac
echo "$summary"
styles=$(echo "$summary" | sed 's/.*"styles": \([0-9]*\).*/\1/')
minimal=$(echo "$summary" | sed 's/.*"minimal": \([0-9]*\).*/\1/')
echo "proved minimal: $minimal of $styles"
echo "styles a second: $(ratio "$styles" "$deck") (CPU seconds $deck; bar: all within 30)"
echo "verified a second: $(ratio "$styles" "$check") (CPU seconds $check; bar: all within 15)"
echo "both within 500 MB of address space"
echo "xmllint --noout --stream on the same files: CPU seconds $baseline"
echo "generation is $(ratio "$deck" "$baseline") times that baseline, verification $(ratio "$check" "$baseline") times"

echo
echo "== families of appendix C, and the improvements switched off one at a time"
"$build/bench-families"
