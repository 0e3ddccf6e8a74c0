#!/bin/sh
# make bench: the impact statement of funds on 13,184 made districts, Laplace, 1,000 trials at each of four epsilons, made and verified.
# Argument: the build folder. Times are CPU seconds of one core, also as ratios to drawing nothing but bytes: AES-256-CTR of a
# gigabyte by openssl. Ends in status 1 when making it takes more than 15 s, or verifying it longer than making it.
set -eu
name=impact
. "$(dirname "$0")/timing.sh"

echo "== an impact statement of funds: 13184 districts (51 weights, 1 to 700000 children), 4 epsilons, 1000 trials of each"
# A generator of its own, so that every awk makes the same table: x -> 16807 x mod (2^31 - 1). Sizes are skewed: few districts are large.
awk 'function draw() { x = (16807 * x) % 2147483647; return x / 2147483647 }
BEGIN {
    x = 2019
    print "id,name,weight,children"
    for (i = 1; i <= 13184; i++) {
        u = draw() * draw() * draw()
        printf "%07d,District %d,%d,%d\n", i, i, 7000 + 400 * (i % 51), 1 + int(700000 * u * u)
    }
}' >"$work/districts.csv"
made=$(seconds "$gen" impact funds --input "$work/districts.csv" --mechanism laplace --epsilon 0.01,0.1,1,10 --trials 1000 --seed bench \
    --out "$work/impact")
# A bare file: nothing is refuted, and provenance is undecided (exit status 3).
verified=$(seconds sh -c '"$@"; [ $? = 3 ]' verify "$verify" --quiet "$work/impact/impact.xml")
read=$(seconds sh -c 'head -c 1000000000 /dev/zero | openssl enc -aes-256-ctr -K 00 -iv 00 2>/dev/null | tail -c 1')
echo "made in $made s ($(ratio "$made" "$read") times a gigabyte of AES-256-CTR, $read s); $(ratio 52736 "$made") thousand draws a second with all else"
echo "verified in $verified s ($(ratio "$verified" "$read") times; $(ratio "$verified" "$made") times making it)"
awk -v make="$made" -v verify="$verified" 'BEGIN {
    printf "impact statement: %s s to make (bar: 15), %s s to verify (bar: %s, as long as making it)\n", make, verify, make
    exit !(make <= 15 && verify <= make)
}'
