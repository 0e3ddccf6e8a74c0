# Replays inputs that once were findings, and seeds of every fuzz target with a few mutations that follow from fixed numbers, through
# the targets of `make fuzz` in a build without libFuzzer.
sh "$root/tests/fuzz/seed.sh" "$build" seeds 20000
mkdir scratch
export TMPDIR=$PWD/scratch
places=$PWD
cd "$root" # where the targets find fixtures/keys
# replay CORPUS MUTATIONS FILE..: the corpus names program and target.
replay() {
    corpus=$1 mutations=$2
    shift 2
    program=${corpus%%.*} rest=${corpus#*.}
    "$build/fuzz-replay-$program" "${rest%%.*}" "$mutations" "$@"
}
for folder in tests/fuzz/regressions/*/; do
    corpus=$(basename "$folder")
    replay "$corpus" 3 "$folder"*
done
for folder in "$places"/seeds/*/; do
    corpus=$(basename "$folder")
    # Every eighth seed, beginning with the first.
    set --
    number=0
    for file in "$folder"*; do
        [ "$((number % 8))" != 0 ] || set -- "$@" "$file"
        number=$((number + 1))
    done
    replay "$corpus" 3 "$@"
done >"$places/replayed"
[ "$(wc -l <"$places/replayed")" -ge 30 ]
[ -z "$(ls "$TMPDIR")" ] # nothing is left behind
