#!/bin/sh
# Runs every fuzz target for some seconds of wall-clock time, one after another, each from its seeds, the regressions of its name
# and what earlier runs found, and ends in one line for each. Arguments: the build folder with the programs, seconds; then, if
# wanted, the corpora to run ("verify.artifacts.tree"). Findings are left in
# BUILD/findings/, or that folder of FUZZ_WORK.
set -u
build=$(cd "$1" && pwd)
seconds=$2
shift 2
cd "$(dirname "$0")/../.." || exit 2
work=${FUZZ_WORK:-$build}
seeds=$work/seeds grown=$work/corpus findings=$work/findings
rm -rf "$seeds"
mkdir -p "$grown" "$findings"
sh tests/fuzz/seed.sh "$build" "$seeds" 60000 || exit 2
place=/dev/shm
[ -w "$place" ] || place=${TMPDIR:-/tmp}
TMPDIR=$(mktemp -d "$place/scrutineer-fuzz-run-XXXXXX")
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT
export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1:quarantine_size_mb=16 UBSAN_OPTIONS=print_stacktrace=1
if [ "$#" = 0 ]; then
    set -- "$seeds"/*/
fi
failed=0
# The processor time, in seconds, of the programs that ran so far: a loaded machine makes wall-clock time a weak claim.
# A subshell's children are not this shell's, so the sum goes by a file.
spent() {
    times >"$TMPDIR/times"
    sum=$(awk 'NR == 2 { gsub("[ms]", " "); printf "%d", $1 * 60 + $2 + $3 * 60 + $4 }' "$TMPDIR/times")
}
for corpus in "$@"; do
    corpus=$(basename "$corpus")
    program=${corpus%%.*} rest=${corpus#*.}
    target=${rest%%.*}
    name=${rest#*.}
    regressions=tests/fuzz/regressions/$program.$target.$name
    [ -d "$regressions" ] || regressions=
    mkdir -p "$grown/$corpus"
    spent && before=$sum
    # shellcheck disable=SC2086
    FUZZ_TARGET=$target "$build/fuzz-$program" -max_total_time="$seconds" -timeout=30 -rss_limit_mb=2048 \
        -malloc_limit_mb=1024 -max_len=100000 -len_control=0 -dict="$seeds/names.dict" -print_final_stats=1 -verbosity=1 \
        -artifact_prefix="$findings/$corpus-" "$grown/$corpus" "$seeds/$corpus" $regressions >"$work/$corpus.log" 2>&1
    status=$?
    spent && cpu=$((sum - before))
    [ "$status" = 0 ] || failed=$((failed + 1))
    awk -v corpus="$corpus" -v status="$status" -v cpu="$cpu" '
        / cov: / { for (i = 1; i < NF; i++) { if ($i == "cov:") cov = $(i + 1); if ($i == "corp:") corp = $(i + 1) } }
        /^stat::number_of_executed_units/ { runs = $2 }
        /^stat::peak_rss_mb/ { rss = $2 }
        /^Done [0-9]+ runs in/ { took = $5 }
        END {
            printf "%-28s %9d runs in %5d s (%d s of processor), %6d edges, corpus %s, %d MB%s\n",
                   corpus, runs, took, cpu, cov, corp, rss, status ? ": FOUND SOMETHING, exit status " status : ""
        }' "$work/$corpus.log"
done
exit $((failed > 0))
