#!/bin/sh
# make bench: a national release of 172,638 precincts, 3,143 counties and 51 states with 4 options, drawn, processed and written by
# each mechanism, and verified with its statement and seed record. Argument: the build folder. Times are CPU seconds, also as ratios to reading the
# same files with xmllint; a release that takes more than 5 s to make or to verify, or more than 5 times as long to verify as xmllint takes to
# read statement and release, ends in status 1.
set -eu
name=release
. "$(dirname "$0")/timing.sh"

echo "== a national release (seed 2016): 172638 precincts, 3143 counties, 51 states, 4 options"
"$build/bench-national" >"$work/returns.csv"
"$gen" --db "$work/store.sqlite" import "$work/returns.csv" >/dev/null
printf '%032d' 2016 >"$work/key"
"$gen" --db "$work/store.sqlite" noise-key commit --releases 5 --key "$work/key" --election us --election-name Nation \
    --out "$work/noise.xml" >/dev/null
worst=0 number=0 worst_verify=0 worst_ratio=0
# Each level alone too: its cost is that of its draws and rows.
for levels in state,county,precinct county,precinct precinct; do
    number=$((number + 1))
    "$gen" --db "$work/store.sqlite" release announce --contest all --epsilon 1 --budget 40 --levels $levels --dice Hall \
        --time 2026-11-24T17:00:00Z --out "$work/statement.xml" >/dev/null
    "$gen" --db "$work/store.sqlite" seed record --release $number --out "$work/seed.xml" \
        --dice '4 1 2 3 6 5 4 3 2 1 2 3 4 5 6 1 2 3 4 5 6 1 2 3 4' --sides 6 >/dev/null
    for mechanism in topdown toydown-nonnegative toydown discrete-laplace; do
        [ $number = 1 ] || [ $mechanism = topdown ] || continue
        # Announced with topdown; the others supersede it, so each is written afresh and then once more alone.
        "$gen" --db "$work/store.sqlite" release publish --seed "$work/seed.xml" --out "$work/release.xml" --mechanism $mechanism \
            --replace >/dev/null
        taken=$(seconds "$gen" --db "$work/store.sqlite" release publish --seed "$work/seed.xml" --out "$work/release.xml" \
            --mechanism $mechanism --json)
        draws=$(sed 's/.*"draws": \([0-9]*\).*/\1/' "$work/out")
        read=$(seconds xmllint --noout --stream "$work/release.xml")
        echo "$levels $mechanism: $draws draws in $taken s, $(ratio "$draws" "$taken") draws a second with all else;" \
            "$(wc -c <"$work/release.xml") bytes, $(ratio "$taken" "$read") times xmllint --noout --stream ($read s)"
        worst=$(greater "$worst" "$taken")
        # Bare files: nothing is refuted, and provenance is undecided (exit status 3).
        verified=$(seconds sh -c '"$@"; [ $? = 3 ]' verify "$verify" --quiet "$work/noise.xml" "$work/statement.xml" "$work/seed.xml" "$work/release.xml")
        both=$(seconds sh -c 'xmllint --noout --stream "$1" && xmllint --noout --stream "$2"' read "$work/statement.xml" "$work/release.xml")
        echo "    verified in $verified s, $(ratio "$verified" "$both") times xmllint --noout --stream of statement and release ($both s)"
        worst_verify=$(greater "$worst_verify" "$verified")
        worst_ratio=$(greater "$worst_ratio" "$(ratio "$verified" "$both")")
    done
done
awk -v make="$worst" -v verify="$worst_verify" -v ratio="$worst_ratio" 'BEGIN {
    printf "slowest release: %s s to make (bar: 5), %s s to verify (bar: 5), %s times xmllint (bar: 5)\n", make, verify, ratio
    exit !(make <= 5 && verify <= 5 && ratio <= 5)
}'
