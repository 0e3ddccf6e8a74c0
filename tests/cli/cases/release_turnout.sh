# Public turnout of contests that are not complete: it bounds their votes, and what it determines is listed.
returns() {
    printf 'county,precinct,contest,selection,votes,votes_allowed\nC,P1,Ballots Cast,,20,\nC,P2,Ballots Cast,,%s,\n' "$1"
    printf 'C,%s,Plan,%s,%s,2\n' P1 A 20 P1 B 7 P2 A "$2" P2 B "$3"
}
announce() {
    "$gen" --db "$1" import --returns-only "$2" >/dev/null
    "$gen" --db "$1" noise-key commit --releases 3 --election e --key key --out noise.xml >/dev/null
    "$gen" --db "$1" release announce --contest all --epsilon 1 --budget 10 --turnout-public --dice Hall --time 2099-11-24T17:00:00Z --out "$1.xml"
}
head -c 32 /dev/urandom >key
chmod 600 key

# Everybody chose plan A, as the exact sum of the county says; of plan B it tells nothing.
returns 50 50 31 >full.csv
announce full full.csv >/dev/null
grep -q 'Complete="false"' full.xml
"$gen" --db full seed record --release 1 --out seed.xml --dice '4 1 2 3 6 5 4 3 2 1 2 3 4 5 6 1 2 3 4 5 6 1 2 3 4' --sides 6 >/dev/null
"$gen" --db full release publish --seed seed.xml --out release.xml >/dev/null
grep '<Determined Level="2"' release.xml | grep -qx ' *<Determined Level="2" Option="1" Units="1-2"/>'
[ "$(grep -c '<Determined Level="2"' release.xml)" = 1 ]
"$verify" noise.xml full.xml seed.xml release.xml --json >verdicts || true
grep -q '"id": "DPR-18", "verdict": "holds"' verdicts
grep -q 'only if everybody chose him' verdicts
grep -q '"release 1: level 1 of 2 exact, 2 determined cells without any protection;' verdicts
sed '/<Determined Level="2"/d' release.xml >hidden.xml
"$verify" noise.xml full.xml seed.xml hidden.xml --json >verdicts || true
grep -q '"id": "DPR-18", "verdict": "refuted"' verdicts
