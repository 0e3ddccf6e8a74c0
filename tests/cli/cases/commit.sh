# A commitment: valid against its schema, made again after a kill, replaced openly, and what it was made from stays as it is.
printf 'ballot,contest,selection,batch,position\nb1,Mayor,Ann,A,1\nb2,Mayor,Bo,A,2\nb3,Clerk,Cy,B,1\nb4,Clerk,,B,2\n' >records.csv
printf 'Batch Name,Number of Ballots\nA,3\nB,2\n' >manifest.csv
export SOURCE_DATE_EPOCH=1793750400
refuses() { # WORDS COMMAND...: exit status 1 or 2, with these words
    words=$1 status=0
    shift
    "$gen" --db e.sqlite "$@" >out 2>err || status=$?
    [ "$status" != 0 ]
    grep -q -- "$words" err
    [ ! -s out ]
}
"$gen" --db e.sqlite import records.csv manifest.csv >/dev/null
set -- --dice 'Town hall, "room <3>"' --time 2026-11-10T17:00:00Z
refuses 'not resolved' commit --out c.xml --election E1 "$@"
id=$("$gen" --db e.sqlite reconcile --json 2>/dev/null | sed 's/.*"id": "\([^"]*\)".*/\1/') || true
"$gen" --db e.sqlite reconcile resolve "$id" --reason 'spoiled by water' >/dev/null
refuses 'no election definition' commit --out c.xml "$@"
refuses 'name the source' commit --out c.xml --election E1
refuses 'is a moment in UTC' commit --out c.xml --election E1 --dice here --time tomorrow
refuses 'goes with --dice' commit --out c.xml --election E1 --beacon B --chain 2 --pulse 7 --arrangement rivest2019
refuses 'is not in the cast-vote records' commit --out c.xml --election E1 --contest Sheriff "$@"
refuses 'must hold 32 bytes' commit --out c.xml --election E1 --salt-key manifest.csv "$@"
[ ! -e c.xml ]
"$gen" --db e.sqlite commit --out c.xml --election E1 --batches-with-contest "$@" >said 2>err
[ ! -s err ]
grep -q '2 ballots left out' said
grep -q '1 without record' said
grep -q '^  scrutineer-gen timestamp request c.xml$' said
xmllint --noout --schema "$root/schemas/ballot-commitment.xsd" c.xml 2>/dev/null
grep -q 'Batches="1" Ballots="3"' c.xml
grep -q 'Place="Town hall, &quot;room &lt;3&gt;&quot;"' c.xml
# The file's digest is not in the open: it would confirm guesses about its ballots.
if grep -q "$(sha256sum <records.csv | cut -c1-64)" c.xml; then false; fi
grep -q "$(sha256sum <manifest.csv | cut -c1-64)" c.xml
# The same command gives the same file, as after a kill; another commitment needs --replace, and names the first.
mv c.xml first.xml
"$gen" --db e.sqlite commit --out c.xml --election E1 --batches-with-contest "$@" | grep -q 'stood already'
cmp first.xml c.xml
refuses 'another commitment stands' commit --out d.xml --election E1 "$@"
[ ! -e d.xml ]
# Twenty days later the dice have long been thrown, and somebody may know how.
SOURCE_DATE_EPOCH=1795478400 "$gen" --db e.sqlite commit --out d.xml --election E1 --replace "$@" >/dev/null 2>err
grep -q 'warning: 2026-11-10T17:00:00Z is not in the future: the seed may be known already' err
grep -q "<Supersedes SHA256=\"$(sha256sum <first.xml | cut -c1-64)\"/>" d.xml
"$gen" --db e.sqlite commit --out again.xml --again >/dev/null
cmp d.xml again.xml
# Salts are drawn for each commitment: the roots of one contest differ.
[ "$(grep -o 'Id="Clerk".*Root="[0-9a-f]*"' d.xml)" != "$(grep -o 'Id="Clerk".*Root="[0-9a-f]*"' first.xml)" ]
refuses 'use another store' import --replace records.csv
refuses 'use another store' import --replace manifest.csv
refuses 'use another store' reconcile resolve "$id" --reason 'something else'
# With a given key the bytes are the same in any store.
head -c 32 /dev/zero >key
for store in one two; do
    "$gen" --db $store.sqlite import records.csv >/dev/null
    "$gen" --db $store.sqlite commit --out $store.xml --election E1 --salt-key key --json "$@" | grep -q '"again": false'
done
cmp one.xml two.xml
# A run killed at any moment is finished by running it again; a file that appeared is the one of the store.
for delay in 0.002 0.004 0.006 0.008 0.01 0.015 0.02; do
    rm -f k.sqlite k.xml
    "$gen" --db k.sqlite import records.csv >/dev/null
    timeout --foreground -s KILL $delay "$gen" --db k.sqlite commit --out k.xml --election E1 "$@" >/dev/null 2>&1 || true
    [ ! -e k.xml ] || cp k.xml before.xml
    "$gen" --db k.sqlite commit --out k.xml --election E1 "$@" >/dev/null
    [ ! -e before.xml ] || cmp before.xml k.xml
    rm -f before.xml
done
# Real exports, when they are at hand: first preferences are named as such.
data=${SCRUTINEER_SHARED:-$root/../shared}/data/cvr
if [ -d "$data" ]; then
    "$gen" --db byron.sqlite import --first-preferences "$data"/byron2021_dominion_csv_irv/Byron_Mayoral*.csv >/dev/null
    "$gen" --db byron.sqlite commit --out byron.xml --election byron2021 "$@" >/dev/null
    xmllint --noout --schema "$root/schemas/ballot-commitment.xsd" byron.xml 2>/dev/null
    grep -q 'FirstPreferences="true" Batches="1-233" Ballots="18165"' byron.xml
else
    echo 'skipped: no real cast-vote records beside the project'
fi

# What people could take for something else is not committed: a batch in two places, ids that differ in case only.
twice() { # WORDS RECORDS: refused with these words
    rm -f twice.sqlite
    printf 'ballot,contest,selection,batch,position\n%b' "$2" >twice.csv
    "$gen" --db twice.sqlite import twice.csv >/dev/null
    status=0
    "$gen" --db twice.sqlite commit --out twice.xml --election E1 --dice Hall --time 2026-11-10T17:00:00Z >out 2>err || status=$?
    [ "$status" = 1 ]
    grep -q -- "$1" err
    [ ! -e twice.xml ]
}
twice 'batch A (tabulator , container ) stands twice' 'b1,Mayor,Ann,A,1\nb2,Mayor,Bo,B,1\nb3,Mayor,Bo,A,2\n'
twice 'ids Mayor and mayor of two contests look the same' 'b1,Mayor,Ann,A,1\nb2,mayor,Bo,A,2\n'
twice 'ids Mayor/Ann and Mayor/ANN of two candidates of one contest look the same' 'b1,Mayor,Ann,A,1\nb2,Mayor,ANN,A,2\n'
