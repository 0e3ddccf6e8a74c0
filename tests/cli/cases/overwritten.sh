# What is written replaces an earlier one of its kind and nothing else: a mistyped name costs neither an input nor a signed package,
# and nothing is begun.
refused() { # FILE WORDS COMMAND..: it stays as it is
    file=$1 words=$2 status=0
    shift 2
    cp "$file" before
    "$gen" "$@" >out 2>err || status=$?
    [ "$status" = 2 ] || { echo "status $status: $*"; cat err; exit 1; }
    grep -qF -e "$words" err || { cat err; exit 1; }
    cmp "$file" before
    [ ! -s out ]
}
other='is there already, and is something else than what is to be written'
"$gen" import "$root/fixtures/demo/election.csv" >/dev/null
"$gen" deck --rules none --no-sheets --out decks >/dev/null
"$gen" key new --out clerk >/dev/null
"$gen" package decks/artifacts --key clerk.key --role election-official --out package >/dev/null
"$verify" --json --key clerk.pub package >v.json
refused v.json "v.json: $other" report --verdict v.json package --out v.json
refused v.json "./v.json: $other" report --verdict v.json package --out=./v.json
"$gen" report --verdict v.json package --out report.html >/dev/null
"$gen" report --verdict v.json package --out report.html --language es >/dev/null
grep -q 'lang="es"' report.html
"$gen" report --certificate --verdict v.json package --out report.html >/dev/null
refused clerk.key "clerk.key: $other" report --certificate --verdict v.json package --out clerk.key

# Nothing is charged, fixed or drawn where the result could not be kept.
printf 'county,precinct,contest,selection,votes,votes_allowed\nC,P1,M,Ann,10,1\nC,P1,M,Bo,12,1\nC,P2,M,Ann,30,1\nC,P2,M,Bo,5,1\n' >returns.csv
"$gen" --db r.sqlite import returns.csv >/dev/null
refused returns.csv "$other" --db r.sqlite noise-key commit --releases 2 --election e --out returns.csv
"$gen" --db r.sqlite noise-key commit --releases 2 --election e --out noise.xml >/dev/null
announce() { "$gen" --db r.sqlite release announce --contest all --epsilon 1 --budget 9 --dice H --time 2099-11-10T17:00:00Z --out "$1"; }
for file in returns.csv noise.xml; do
    cp $file before
    if announce $file >out 2>err; then false; fi
    grep -qF "$file: $other" err
    cmp $file before
done
"$gen" --db r.sqlite budget | grep -q 'No release was announced'
: >empty.xml
announce empty.xml >/dev/null
grep -q '<MeasurementStatement ' empty.xml
"$gen" tree draw --triples A:A:3,B:B:1 --seed 1 --out tree.svg >/dev/null
"$gen" tree draw --triples A:A:4,B:B:1 --seed 1 --out tree.svg >/dev/null
refused empty.xml "$other" tree draw --triples A:A:3 --seed 1 --out empty.xml

# In a package, whole or in part, from within it too.
for place in package/report.html package/data/report.html package/new/../report.html; do
    mkdir -p package/new
    refused v.json "$place: lies in a package, to which nothing is added once it is signed" report --verdict v.json package --out $place
    rmdir package/new
done
refused v.json 'lies in a package' key new --out package/second
refused v.json 'lies in a package' deck --rules none --out package/decks
refused v.json 'lies in a package' index withdraw 2 --reason R --index package --out package/index.xml
(cd package/data && if "$gen" --db ../../election.sqlite deck --rules none --no-sheets --out more 2>../../err; then false; fi)
grep -q 'more: lies in a package' err
"$verify" --quiet --key clerk.pub package
