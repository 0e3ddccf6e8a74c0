# release publish: from returns to a release that names its noise's source; the same bytes again; refused when it does not fit.
awk 'BEGIN {
    print "county,precinct,contest,selection,votes,votes_allowed"
    for (c = 1; c <= 3; c++) for (p = 1; p <= 4; p++) {
        if (c == 3 && p > 1) break
        for (s = 1; s <= 3; s++) printf "C%d,P%d,Mayor,%s,%d,1\n", c, p, substr("AnnBobCy", 3 * s - 2, 3), c == 2 && s == 3 ? 0 : (c * p * s * 37) % 90
    }
}' >returns.csv
dice='4 1 2 3 6 5 4 3 2 1 2 3 4 5 6 1 2 3 4 5 6 1 2 3 4'
refused() {
    words=$1
    shift
    status=0
    "$@" >out 2>err || status=$?
    [ $status != 0 ]
    [ ! -s out ]
    [ "$(wc -l <err)" = 1 ]
    grep -qF -- "$words" err
}
announce() {
    $gen --db "$1" release announce --contest all --epsilon 1/2 --budget 9 --dice 'City hall' --time 2026-11-24T17:00:00Z \
        --out "$2" --exact county >/dev/null
}
begin() {
    $gen --db "$1" import returns.csv >/dev/null
    $gen --db "$1" noise-key commit --releases 3 --election e1 --election-name Test --out "$2" >/dev/null
}
begin e.sqlite noise.xml
mkdir office
publish="$gen --db e.sqlite release publish --out release.xml"
refused 'no release of this number' $gen --db e.sqlite seed record --release 1 --out seed.xml --dice "$dice" --sides 6
announce e.sqlite statement.xml
cp e.sqlite fresh.sqlite
cp e.sqlite.ledger-head fresh.sqlite.ledger-head
refused '--seed is missing' $publish
refused 'is no seed record' $publish --seed statement.xml
$gen --db e.sqlite seed record --release 1 --out seed.xml --dice "$dice" --sides 6 >/dev/null
xmllint --noout --schema "$root/schemas/seed-record.xsd" seed.xml
# One seed for one release: a second one would draw noise twice for one charge.
refused 'has another seed record' $gen --db e.sqlite seed record --release 1 --out other.xml --dice "6 $dice" --sides 6
refused 'is not replaced' $gen --db e.sqlite seed record --release 1 --out other.xml --dice "6 $dice" --sides 6 --replace
sed 's|<Seed>.|<Seed>6|' seed.xml >forged.xml
refused 'has another seed record' $publish --seed forged.xml
sed 's/Place="City hall"/Place="My cellar"/' seed.xml >moved.xml
refused 'is not that of the statement' $publish --seed moved.xml
sed 's/measurement-statement/ballot-commitment/' seed.xml >kind.xml
refused 'does not rest on a measurement statement of this store' $publish --seed kind.xml
begin other.sqlite other-noise.xml
announce other.sqlite other-statement.xml
refused 'does not rest on a measurement statement of this store' $gen --db other.sqlite release publish --seed seed.xml --out release.xml
refused '--mechanism is' $publish --seed seed.xml --mechanism gauss
refused 'another folder than that of --out' $publish --seed seed.xml --sealed-table ./true.csv
[ ! -e release.xml ]
[ ! -e true.csv ]
$gen --db e.sqlite budget | grep -q '1: announced'

# Published: in words and as JSON, the true table for the office alone.
$publish --seed seed.xml --sealed-table office/true.csv >said
xmllint --noout --schema "$root/schemas/precinct-release.xsd" release.xml
grep -q '^Exact and unprotected: ' said
# First the whole ballot: 1/2 was charged, and an exchange changes two ballots; then each contest apart.
tr '\n' ' ' <said | grep -q 'in all contests and all releases so far: .* exchanged their ballots, *the odds of all that .* e^1 (about 2.72)\. *Mayor .* in this contest alone, their other choices and the *other releases fixed, .* at most *e^1 (about 2.72)\.'
grep -q "SHA-256: $(sha256sum <release.xml | cut -c1-64)" said
# County 3 has one precinct: its 3 cells are the exact counts; nobody in county 2 voted for the third option: 4 cells.
grep -q '7 of 27 noisy cells are determined' said
grep -q '<Determined Level="3" Option="3" Units="5-9"/>' release.xml
[ "$(stat -c %a office/true.csv)" = 600 ]
[ "$(wc -l <office/true.csv)" = 28 ]
grep -q 'Mayor,C1 / P1,Ann,37,' office/true.csv
$gen --db e.sqlite budget | grep -q '1: finished'
cp release.xml kept.xml
$publish --seed seed.xml --json >said.json
cmp release.xml kept.xml
grep -q '"determinedCells": 7, "noisyCells": 27' said.json
# Another store with the same key and statement gives the same bytes: noise has no other source.
$gen --db fresh.sqlite release publish --seed seed.xml --out fresh.xml >/dev/null
cmp release.xml fresh.xml

# Another processing of the same noise supersedes the first, and is recognised when asked for again.
refused '--replace publishes one that supersedes it' $publish --seed seed.xml --mechanism toydown
cmp release.xml kept.xml
for mechanism in toydown toydown-nonnegative discrete-laplace topdown; do
    old=$(sha256sum <release.xml | cut -c1-64)
    [ "$mechanism" = topdown ] || $publish --seed seed.xml --mechanism $mechanism --replace >/dev/null
    [ "$mechanism" != topdown ] || $publish --seed seed.xml --replace >/dev/null
    xmllint --noout --schema "$root/schemas/precinct-release.xsd" release.xml
    grep -q "Supersedes SHA256=\"$old\"" release.xml
    cp release.xml last.xml
    $publish --seed seed.xml --mechanism $mechanism >/dev/null
    cmp release.xml last.xml
    measured() { sed -n '/Kind="measured"/,/<\/Counts>/p' "$1"; }
    measured kept.xml >one
    measured release.xml >two
    cmp one two
done

# Corrected counts are another measurement: they need another announcement.
sed 's/^C1,P1,Mayor,Ann,37/C1,P1,Mayor,Ann,38/' returns.csv >corrected.csv
$gen --db e.sqlite import --replace corrected.csv >/dev/null 2>err || $gen --db e.sqlite import corrected.csv --replace >/dev/null
refused 'need a new announcement' $publish --seed seed.xml

# Killed at any time: the release in the ledger is the one that is published in the end, with its one seed.
for wait in 0.001 0.004 0.008 0.012 0.016 0.02 0.03; do
    rm -f killed.xml
    cp fresh.sqlite killed.sqlite
    rm -f killed.sqlite.ledger-head
    timeout --foreground -s KILL $wait $gen --db killed.sqlite release publish --seed seed.xml --out killed.xml >/dev/null 2>&1 || true
    [ ! -e killed.xml ] || cmp killed.xml fresh.xml
    $gen --db killed.sqlite release publish --seed seed.xml --out killed.xml >/dev/null
    cmp killed.xml fresh.xml
done
