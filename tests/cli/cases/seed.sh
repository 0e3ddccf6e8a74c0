# A seed record: dice and a real pulse of NIST's beacon, held against what the commitment named; refused where a verifier would.
printf 'ballot,contest,selection\nb1,Mayor,Ann\nb2,Mayor,Bo\n' >records.csv
refuses() { # WORDS COMMAND...
    words=$1 status=0
    shift
    "$gen" "$@" >out 2>err || status=$?
    [ "$status" != 0 ]
    grep -q -- "$words" err
    [ ! -s out ]
}
"$gen" --db dice.sqlite import records.csv >/dev/null
refuses 'no commitment was made' --db dice.sqlite seed record --out s.xml --dice 1 --sides 6
"$gen" --db dice.sqlite commit --out dice.xml --election E1 --dice 'Town hall' --time 2026-11-10T17:00:00Z >/dev/null
set -- --db dice.sqlite seed record --out s.xml
refuses '20 throws, so 17 more' "$@" --dice '4 1 7' --sides 10
refuses 'not one of a die' "$@" --dice '4 1 7' --sides 6
refuses 'names dice' "$@" --pulse "$root/tests/vectors/nist-pulse.json"
refuses 'give one of' "$@"
refuses 'goes with' "$@" --dice '1 2' --sides 6 --certificate x
[ ! -e s.xml ]
throws='4 1 7 0 2 9 4 8 3 1 4 1 7 0 2 9 4 8 3 1'
"$gen" "$@" --dice "$throws" --sides 10 --witness 'A & B' --witness 'Zoë' >said
xmllint --noout --schema "$root/schemas/seed-record.xsd" s.xml 2>/dev/null
grep -q '<Seed>41702948314170294831</Seed>' s.xml
grep -q '<Witness Name="A &amp; B"/>' s.xml
grep -q "Kind=\"ballot-commitment\" SHA256=\"$(sha256sum <dice.xml | cut -c1-64)\"" s.xml
mv s.xml first.xml
"$gen" "$@" --dice "$throws" --sides 10 --witness 'A & B' --witness 'Zoë' >/dev/null
cmp first.xml s.xml
# Dice recorded before their time, the clock being wrong or not, are recorded, and said to be early.
SOURCE_DATE_EPOCH=1793750400 "$gen" "$@" --dice "$throws" --sides 10 --witness 'A & B' --witness 'Zoë' >/dev/null 2>err
grep -q 'announced for 2026-11-10T17:00:00Z, which is still to come' err
SOURCE_DATE_EPOCH=1794600000 "$gen" "$@" --dice "$throws" --sides 10 --witness 'A & B' --witness 'Zoë' >/dev/null 2>err
[ ! -s err ]
refuses 'another seed record stands' "$@" --dice "${throws}5" --sides 10
refuses 'go together' "$@" --dice "${throws}5" --sides 10 --replace
refuses 'go together' "$@" --dice "${throws}5" --sides 10 --reason 'a die fell off'
refuses 'without control' "$@" --dice "${throws}5" --sides 10 --replace --reason ' '
"$gen" "$@" --dice "${throws}5" --sides 10 --replace --reason 'a die fell off the <table>' >said
grep -q "^Replaced, at .* the record with SHA-256 $(sha256sum <first.xml | cut -c1-64): a die fell off the <table>" said
[ "$(sqlite3 dice.sqlite 'SELECT replaced, reason FROM seed_replacement')" = "$(sha256sum <first.xml | cut -c1-64)|a die fell off the <table>" ]
grep -q "<Supersedes SHA256=\"$(sha256sum <first.xml | cut -c1-64)\"/>" s.xml
# A reader is told that the dice were thrown again.
"$verify" s.xml >told || [ $? = 3 ]
grep -q "replaces an earlier one, with SHA-256 $(sha256sum <first.xml | cut -c1-64): ask why" told
"$verify" first.xml >told || [ $? = 3 ]
if grep -q 'replaces an earlier one' told; then false; fi
mv s.xml second.xml
"$gen" "$@" --again --json | grep -q '"seed": "417029483141702948315", "reason": "a die fell off the'
"$gen" "$@" --again | grep -q 'a die fell off'
cmp second.xml s.xml
# Once the seed is known the commitment stays.
refuses 'a seed was recorded' --db dice.sqlite commit --out d.xml --election E1 --dice 'Hall' --time 2026-11-10T17:00:00Z --replace

"$gen" --db beacon.sqlite import records.csv >/dev/null
"$gen" --db beacon.sqlite commit --out beacon.xml --election E1 --beacon 'NIST Randomness Beacon 2.0' --chain 2 --time 2026-07-10T11:02:00Z >/dev/null
set -- --db beacon.sqlite seed record --out b.xml
pulse=$root/tests/vectors/nist-pulse.json certificate=$root/tests/vectors/nist-beacon-certificate.pem
refuses 'names a beacon' "$@" --dice "$throws" --sides 10
sed 's/"pulseIndex" : 1853311/"pulseIndex" : 1853312/' "$pulse" >changed.json
refuses 'does not follow' "$@" --pulse changed.json
openssl req -x509 -newkey rsa:2048 -nodes -keyout own.key -out own.pem -subj /CN=own 2>/dev/null
refuses 'not the one that the pulse names' "$@" --pulse "$pulse" --certificate own.pem
[ ! -e b.xml ]
"$gen" "$@" --pulse "$pulse" --certificate "$certificate" | grep -q 'signature verifies'
xmllint --noout --schema "$root/schemas/seed-record.xsd" b.xml 2>/dev/null
grep -q '<Seed>f0ff1b76461225f6264febba97acb8b6' b.xml

"$gen" --db words.sqlite import records.csv >/dev/null
"$gen" --db words.sqlite commit --out w.xml --election E1 --dice Hall --time 2026-11-10T17:00:00Z --arrangement rivest2019 >/dev/null
set -- --db words.sqlite seed record --out ws.xml
refuses 'takes a decimal number' "$@" --seed 0x17 --statement 'read from the evening news'
refuses 'printable ASCII' "$@" --seed '1 7' --statement 'read from the evening news'
"$gen" "$@" --seed 17 --statement 'read from the evening news' | grep -q 'words alone'
xmllint --noout --schema "$root/schemas/seed-record.xsd" ws.xml 2>/dev/null

# A package holds one commitment and one seed record; what a commitment supersedes was published before it.
mkdir first artifacts
cp dice.xml first.xml first/
cp dice.xml second.xml artifacts/
"$gen" key new --out seal >/dev/null
refuses 'which the index does not list; publish that file first' package artifacts --key seal.key --role election-official --out bag
"$gen" package first --key seal.key --role election-official --out bag1 >/dev/null
"$gen" package artifacts --key seal.key --role election-official --index bag1 --out bag >/dev/null
cp first.xml artifacts/third.xml
refuses 'is superseded by' package artifacts --key seal.key --role election-official --out bag2
cp beacon.xml artifacts/third.xml
refuses 'is a second ballot-commitment' package artifacts --key seal.key --role election-official --out bag2
