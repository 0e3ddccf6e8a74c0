# open: what a court decrypts with stock tools, and what is refused.
printf 'precinct,contest,selection,votes,votes_allowed\nP1,Mayor,Ann,0,1\nP1,Mayor,Bob,69,1\nP2,Mayor,Ann,12,1\nP2,Mayor,Bob,5,1\n' >returns.csv
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
certificate() {
    openssl req -x509 -newkey "$1" -nodes -keyout "$2.key" -out "$2.pem" -subj "$3" -days 30 2>/dev/null
}
certificate rsa:2048 court '/CN=County Court'
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out ec.key 2>/dev/null
openssl req -x509 -new -key ec.key -out ec.pem -subj '/CN=Court of Appeal' -days 30
openssl genpkey -algorithm ED25519 -out sign.key
openssl req -x509 -new -key sign.key -out sign.pem -subj '/CN=Signs only' -days 30
$gen --db e.sqlite import returns.csv >/dev/null
$gen --db e.sqlite noise-key commit --releases 2 --election e1 --election-name Test --out noise.xml >/dev/null
open="$gen --db e.sqlite open --release release.xml --out opening.cms"
for release in 1 2; do
    $gen --db e.sqlite release announce --contest all --epsilon 0.$release --budget 9 --dice 'City hall' \
        --time 2026-11-24T17:00:00Z --out statement.xml >/dev/null
    $gen --db e.sqlite seed record --release $release --out seed.xml --dice '4 1 2 3 6 5 4 3 2 1 2 3 4 5 6 1 2 3 4 5 6 1 2 3 4' --sides 6 >/dev/null
    $gen --db e.sqlite release publish --seed seed.xml --out release.xml >/dev/null
    $open --to court.pem >said
    grep -q "release $release of 2, SHA-256 $(sha256sum <release.xml | cut -c1-64)" said
    grep -q 'CN=County Court' said
    grep -q 'Keys of other releases' said
    [ "$(stat -c %a opening.cms)" = 600 ]
    openssl cms -decrypt -inform DER -binary -in opening.cms -inkey court.key -recip court.pem -out opening$release.xml
    xmllint --noout --schema "$root/schemas/court-opening.xsd" opening$release.xml
    grep -q "Release SHA256=\"$(sha256sum <release.xml | cut -c1-64)\"" opening$release.xml
    [ "$(grep -c '<Row>' opening$release.xml)" = 2 ]
    grep -q '<Row>0 69</Row>' opening$release.xml
done
openssl cms -cmsout -print -inform DER -in opening.cms | grep -q aes-256-cbc
# The two have no key in common.
for opening in 1 2; do grep -o 'Key="[0-9a-f]*"' opening$opening.xml; done >keys
[ "$(sort keys | uniq -d | wc -l)" = 0 ]
[ "$(wc -l <keys)" = 4 ]
$open --to ec.pem --json >said.json
grep -q '"release": 2.*"subject": "CN=Court of Appeal", "rows": 2, "counts": 4' said.json
openssl cms -decrypt -inform DER -binary -in opening.cms -inkey ec.key -recip ec.pem -out again.xml
cmp again.xml opening2.xml

rm opening.cms
refused 'not fit to encrypt to' $open --to sign.pem
refused 'not one X.509 certificate' $open --to court.key
cat court.pem ec.pem >two.pem
refused 'not one X.509 certificate' $open --to two.pem
refused '--to is missing' $open
sed 's/69/70/' release.xml >changed.xml
echo >>changed.xml
refused 'no release that was published from this store' $gen --db e.sqlite open --release changed.xml --to court.pem --out opening.cms
refused 'could not be opened' $gen --db e.sqlite open --release absent.xml --to court.pem --out opening.cms
[ ! -e opening.cms ]
