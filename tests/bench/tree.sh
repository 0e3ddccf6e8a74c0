#!/bin/sh
# make bench: the plurality tree of 14,348,907 ballots (3 to the 15th), made and verified in both forms, against bars. Argument: the
# build folder. Times are CPU seconds (user and system), the best of interleaved rounds, and are given as ratios to what is measured in
# the same run: one SHA-256 of 40 bytes for each ballot, and reading the same files with xmllint. A bar that is missed ends in status 1.
# BENCH_LARGE=1 also arranges, evaluates and plans a mock election of 129,140,163 ballots (3 to the 17th), which takes 6 GB.
set -eu
build=$1 ballots=${BENCH_BALLOTS:-14348907} rounds=${BENCH_ROUNDS:-2}
gen=$build/scrutineer-gen verify=$build/scrutineer-verify tool=$build/bench-tree work=$build/bench-tree-files
rm -rf "$work"
mkdir -p "$work"
trap 'rm -rf "$work"' EXIT
export SOURCE_DATE_EPOCH=1794600000

# measured NAME STATUS COMMAND...: runs it and keeps the least CPU seconds and the greatest peak memory of NAME.
measured() {
    name=$1 wanted=$2
    shift 2
    "$tool" measure "$work/out" "$@" >"$work/now"
    read -r status seconds bytes <"$work/now"
    [ "$status" = "$wanted" ] || { echo "$name ended with status $status:"; tail -n 20 "$work/out"; exit 1; }
    if [ -f "$work/$name.best" ]; then
        read -r best peak <"$work/$name.best"
    else
        best=$seconds peak=$bytes
    fi
    awk -v a="$seconds" -v b="$best" -v c="$bytes" -v d="$peak" 'BEGIN { printf "%.2f %.0f\n", (a < b ? a : b), (c > d ? c : d) }' \
        >"$work/$name.best"
}
seconds_of() { cut -d' ' -f1 "$work/$1.best"; }
memory_of() { cut -d' ' -f2 "$work/$1.best"; }
quotient() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }
sum() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a + b }'; }
missed=0
# bar WORDS VALUE MOST
bar() {
    if awk -v a="$2" -v b="$3" 'BEGIN { exit !(a <= b) }'; then
        printf '%-58s %7s  (bar: at most %s)\n' "$1" "$2" "$3"
    else
        printf '%-58s %7s  BAR MISSED: at most %s\n' "$1" "$2" "$3"
        missed=$((missed + 1))
    fi
}

echo "== the plurality tree of $ballots ballots"
"$tool" records "$ballots" >"$work/records.csv"
measured import 0 "$gen" --db "$work/plan.sqlite" import "$work/records.csv"
rm "$work/records.csv"
measured commit 0 "$gen" --db "$work/plan.sqlite" commit --out "$work/commitment.xml" --dice here --time 2026-11-10T17:00:00Z \
    --election bench
measured seed 0 "$gen" --db "$work/plan.sqlite" seed record --out "$work/seed.xml" --sides 6 \
    --dice '4 1 2 3 6 5 4 3 2 1 2 3 4 5 6 1 2 3 4 5 6 1 2 3 4'
cp "$work/plan.sqlite" "$work/all.sqlite"
for round in $(seq "$rounds"); do
    measured hash 0 "$tool" hash "$ballots"
    for form in plan all; do
        measured "make-$form" 0 "$gen" --db "$work/$form.sqlite" tree --contest Mayor --seed "$work/seed.xml" \
            --out "$work/$form.xml" --disclose $form
        # Each round gives the same bytes.
        [ "$round" = 1 ] || cmp "$work/$form.xml" "$work/$form-before.xml"
        cp "$work/$form.xml" "$work/$form-before.xml"
        set -- "$work/commitment.xml" "$work/seed.xml" "$work/$form.xml"
        measured "read-$form" 0 xmllint --noout --stream "$@"
        # 3: provenance is undecided, and in the form of a plan the totals are.
        measured "verify-$form" 3 "$verify" "$@"
        ! grep -q ' refuted  ' "$work/out" || { cat "$work/out"; exit 1; }
        grep -q '^  TPT-11  holds' "$work/out" || { cat "$work/out"; exit 1; }
    done
    # The bench is of a tree whose plan and outcome were verified to hold, every ballot included.
    grep -q '^Arithmetic: holds' "$work/out" || { cat "$work/out"; exit 1; }
done
planned=$(sed -n 's/.*<Plan Kind="least" Ballots="\([0-9]*\)".*/\1/p' "$work/plan.xml")
hash=$(seconds_of hash)
echo "audit plan: $planned ballots"
echo "CPU seconds: a hash for each ballot $hash; import $(seconds_of import), commitment $(seconds_of commit)"
for form in plan all; do
    echo "  disclosed $form: made in $(seconds_of make-$form), verified in $(seconds_of verify-$form), read by xmllint in" \
        "$(seconds_of read-$form)"
done
bar 'made, plan disclosed: times the hashes' "$(quotient "$(seconds_of make-plan)" "$hash")" 8
bar 'made, all disclosed: times the hashes' "$(quotient "$(seconds_of make-all)" "$hash")" 8
bar 'verified, plan disclosed: times hashes and xmllint' \
    "$(quotient "$(seconds_of verify-plan)" "$(sum "$hash" "$(seconds_of read-plan)")")" 3
bar 'verified, all disclosed: times hashes and xmllint' \
    "$(quotient "$(seconds_of verify-all)" "$(sum "$hash" "$(seconds_of read-all)")")" 6
for name in make-plan make-all verify-plan verify-all; do
    bar "$name: bytes of memory for each ballot" "$(quotient "$(memory_of $name)" "$ballots")" 40
done
bar 'artifact, all disclosed: bytes for each ballot' "$(quotient "$(wc -c <"$work/all.xml")" "$ballots")" 2
bar 'artifact, plan disclosed: bytes for each opened ballot' "$(quotient "$(wc -c <"$work/plan.xml")" "$planned")" 700

if [ -n "${BENCH_LARGE:-}" ]; then
    echo
    echo "== a mock election of 129140163 ballots"
    measured large 0 "$gen" tree simulate --triples Ann:Ann:63278680,Bo:Bo:58113073,Cy:Cy:5165607,-:-:2582803 --seed 2019 \
        --memory 4096
    cat "$work/out"
    echo "CPU seconds $(seconds_of large), $(quotient "$(memory_of large)" 129140163) bytes of memory for each ballot"
fi
[ "$missed" = 0 ] || { echo "$missed bars missed"; exit 1; }
