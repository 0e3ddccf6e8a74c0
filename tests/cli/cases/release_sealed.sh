# The verifier draws the noise of the generator's releases again from their court openings, whatever the processing and the key.
awk 'BEGIN {
    print "county,precinct,contest,selection,votes,votes_allowed"
    for (c = 1; c <= 3; c++) for (p = 1; p <= 4; p++) for (s = 1; s <= 3; s++)
        printf "C%d,P%d,Mayor,%s,%d,1\n", c, p, substr("AnnBobCyd", 3 * s - 2, 3), c == 2 && s == 3 ? 0 : (c * p * s * 37) % 90
}' >returns.csv
openssl req -x509 -newkey rsa:2048 -nodes -keyout rsa.key -out rsa.pem -subj '/CN=County Court' -days 30 2>/dev/null
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out ec.key 2>/dev/null
openssl req -x509 -new -key ec.key -out ec.pem -subj '/CN=Court of Appeal' -days 30
$gen --db e.sqlite import returns.csv >/dev/null
$gen --db e.sqlite noise-key commit --releases 5 --election e1 --election-name Test --out noise.xml >/dev/null
# Arguments: release mechanism court, then options of `release announce`.
release() {
    number=$1 mechanism=$2 court=$3
    shift 3
    $gen --db e.sqlite release announce --contest all --epsilon 1/2 --budget 99 --dice 'City hall' --time 2026-11-24T17:00:00Z \
        --out statement.xml "$@" >/dev/null
    $gen --db e.sqlite seed record --release "$number" --out seed.xml --dice "$number 1 2 3 6 5 4 3 2 1 2 3 4 5 6 1 2 3 4 5 6 1 2 3 4" \
        --sides 6 >/dev/null
    $gen --db e.sqlite release publish --seed seed.xml --out "release$number.xml" --mechanism "$mechanism" >/dev/null
    $gen --db e.sqlite open --release "release$number.xml" --to "$court.pem" --out "opening$number.cms" >/dev/null
    status=0
    $verify --json --sealed "opening$number.cms" --with "$court.key" noise.xml statement.xml seed.xml "release$number.xml" >found.json ||
        status=$?
    [ $status = 3 ] # a bare file never says who published it
    for check in DPR-21 DPR-22 DPR-23; do grep -q "\"id\": \"$check\", \"verdict\": \"holds\"" found.json; done
    if grep -q "\"verdict\": \"refuted\"" found.json; then return 1; fi
}
release 1 discrete-laplace rsa --exact county
release 2 toydown ec --exact top
release 3 toydown-nonnegative rsa --exact top
release 4 topdown ec --exact top
# The opening of another release, and another court's key.
for words in "opening3.cms --with rsa.key" "opening4.cms --with rsa.key"; do
    status=0
    # shellcheck disable=SC2086
    $verify --json --sealed $words noise.xml statement.xml seed.xml release4.xml >found.json || status=$?
    [ $status = 1 ]
    grep -q '"id": "DPR-21", "verdict": "refuted"' found.json
done

# A court that was given the package opens it as it is; with two releases at hand nobody knows which is meant.
mkdir public
cp noise.xml statement.xml seed.xml release4.xml public/
"$gen" key new --out clerk >/dev/null
"$gen" package public --key clerk.key --role election-official --out package >/dev/null
$verify --json --key clerk.pub --sealed opening4.cms --with ec.key package >found.json || : # the dice are of another day
for check in DPR-21 DPR-22 DPR-23; do grep -q "\"id\": \"$check\", \"verdict\": \"holds\"" found.json; done
status=0
$verify --json --key clerk.pub --sealed opening3.cms --with rsa.key package >found.json || status=$?
[ $status = 1 ]
grep -q '"id": "DPR-21", "verdict": "refuted"' found.json
for more in release4.xml package; do
    status=0
    $verify --quiet --sealed opening4.cms --with ec.key package $more 2>said || status=$?
    [ $status = 2 ]
    grep -q 'exactly one precinct release, in a package or outside' said
done
status=0
$verify --quiet --sealed opening4.cms --with ec.key noise.xml 2>said || status=$?
[ $status = 2 ]
