# timing.sh: the ground of a bench that another script reads in: programs, a folder of files that goes away, CPU seconds, ratios.
# Argument of the script: the build folder; `name` is that of the bench.
build=$(cd "$1" && pwd)
gen=$build/scrutineer-gen verify=$build/scrutineer-verify work=$build/bench-$name-files
rm -rf "$work"
mkdir -p "$work"
trap 'rm -rf "$work"' EXIT

# seconds COMMAND...: user and system seconds of a command (its output goes to $work/out).
seconds() {
    /usr/bin/env bash -c 'TIMEFORMAT="%U %S"; time "$@" >"$0" 2>&1' "$work/out" "$@" 2>"$work/time" || { cat "$work/out" >&2; exit 1; }
    awk '{ printf "%.2f", $1 + $2 }' "$work/time"
}
greater() { awk -v a="$1" -v b="$2" 'BEGIN { print (a > b ? a : b) }'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / (b > 0.01 ? b : 0.01) }'; }
