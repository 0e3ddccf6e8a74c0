# Real returns to verified releases: two counties of Texas (2016) with every mechanism, opened to a court, and the Dallas hierarchy of
# tracts, block groups and blocks as if its population were votes; and a study of that hierarchy.
data=${SCRUTINEER_SHARED:-$root/../shared}/data
if [ ! -d "$data/returns" ]; then
    echo 'skipped: no real returns beside the project'
    exit 0
fi
export SOURCE_DATE_EPOCH=1793750400
# ends STATUS COMMAND...: the command ends with this status.
ends() {
    wanted=$1 status=0
    shift
    "$@" >out 2>err || status=$?
    [ $status = "$wanted" ] || { echo "status $status, not $wanted: $*"; cat out err; exit 1; }
}
later='--dice Hall --time 2026-11-24T17:00:00Z'
dice='4 1 2 3 6 5 4 3 2 1 2 3 4 5 6 1 2 3 4 5 6 1 2 3 4'
# start STORE: the noise key; announced STORE OPTIONS...: the statement of release 1 and its seed.
start() { ends 0 "$gen" --db "$1" noise-key commit --releases 2 --election tx --election-name Texas --out noise.xml; }
announced() {
    store=$1
    shift
    ends 0 "$gen" --db "$store" release announce --contest all --votes-allowed 1 --budget 9 $later --out statement.xml "$@"
    ends 0 "$gen" --db "$store" seed record --release 1 --dice "$dice" --sides 6 --out seed.xml
}
openssl req -x509 -newkey rsa:2048 -nodes -keyout court.key -out court.pem -subj /CN=Court -days 30 2>/dev/null

# The file of Roberts County that contradicts itself is refused with all of its lines.
ends 1 "$gen" --db roberts.sqlite import "$data/returns/20161108__tx__general__roberts__precinct.csv"
[ "$(grep -c 'precinct.csv' err)" -gt 100 ]

start texas.sqlite
ends 0 "$gen" --db texas.sqlite import "$data"/returns/medsl2016_president_tx_*.csv
announced texas.sqlite --epsilon 1
for mechanism in topdown toydown toydown-nonnegative discrete-laplace; do
    ends 0 "$gen" --db texas.sqlite release publish --seed seed.xml --mechanism $mechanism --replace --out release.xml
    ends 0 "$gen" --db texas.sqlite open --release release.xml --to court.pem --out opening-$mechanism
    ends 3 "$verify" --sealed opening-$mechanism --with court.key --json noise.xml statement.xml seed.xml release.xml
    for check in 06 13 15 16 17 18 21 22 23; do grep -q "\"DPR-$check\", \"verdict\": \"holds\"" out; done
    if grep -q '"verdict": "refuted"' out; then false; fi
    # Trump's votes in both counties, 4,333 and 524, are exact in the sum.
    grep -Eq '<Row>([0-9]+ )*4857( [0-9]+)*</Row>' release.xml
done

awk -F, 'BEGIN { print "county,municipality,precinct,contest,selection,votes" }
    NR == 1 { for (i = 1; i <= NF; i++) if ($i ~ /^(HISP|NH_.*POP)$/) kept[i] = $i; next }
    { for (i in kept) printf "%s,%s,%s,Population,%s,%d\n", substr($1, 1, 11), substr($1, 1, 12), $1, kept[i], $i }' \
    "$data/hierarchy/dallas_blocks_reconstructed.csv" >blocks.csv
start dallas.sqlite
ends 0 "$gen" --db dallas.sqlite import --returns-only blocks.csv
announced dallas.sqlite --epsilon 1 --split equal
ends 0 "$gen" --db dallas.sqlite release publish --seed seed.xml --mechanism topdown --out release.xml
ends 3 "$verify" --json noise.xml statement.xml seed.xml release.xml
for check in 06 13 14 15 16 17 18 19; do grep -q "\"DPR-$check\", \"verdict\": \"holds\"" out; done
if grep -q '"verdict": "refuted"' out; then false; fi

ends 0 "$gen" release study --public-data --table "$data/hierarchy/dallas_blocks_reconstructed.csv" --levels GEOID:5,GEOID:11,GEOID:12,GEOID \
    --counts HISP,NH_WHITEPOP --epsilon 1 --split equal --runs 2 --seed dallas --out study
[ -s study/levels.csv ]
[ -s study/study.html ]
