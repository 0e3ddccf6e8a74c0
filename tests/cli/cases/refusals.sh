# Refusals: one sentence on stderr, exit 1 or 2, and nothing is left behind or overwritten.
expect() {
    wanted=$1 words=$2
    shift 2
    status=0
    "$@" >out 2>err || status=$?
    [ "$status" = "$wanted" ] || { echo "status $status, not $wanted: $*"; cat err; exit 1; }
    grep -q -- "$words" err || { echo "no \"$words\": $*"; cat err; exit 1; }
}
expect 2 'frobnicate: no such command' "$gen" frobnicate
expect 2 'needed' "$gen" --db e.sqlite deck
expect 1 'e.sqlite' "$gen" --db e.sqlite deck --out d
[ ! -e e.sqlite ]
[ ! -e d ]
expect 1 'missing.csv' "$gen" --db e.sqlite import missing.csv
printf 'style,contest,votes_allowed,candidate\nA,Mayor,0,Ann\nA,Clerk,x,Bo\n' >bad.csv
expect 1 'line 2' "$gen" --db e.sqlite import bad.csv
grep -q 'line 3' err # all errors together
"$gen" --db e.sqlite import "$root/fixtures/demo/election.csv" >/dev/null
before=$(sha256sum e.sqlite)
expect 1 'line 2' "$gen" --db e.sqlite import --replace bad.csv
[ "$before" = "$(sha256sum e.sqlite)" ]
expect 2 "no ballot style .Nowhere.; 'deck compare' lists them" "$gen" --db e.sqlite deck --style Nowhere --out d
[ ! -e d ]
mkdir full
echo kept >full/file
expect 1 'full' "$gen" --db e.sqlite deck --out full
[ "$(cat full/file)" = kept ]
echo '{"name": "x", "overvotes": "all"}' >rules.json
expect 1 'ohio: no rules of this name are built in: votes-for-all, michigan, none' "$gen" --db e.sqlite deck --rules ohio --out d
expect 1 'overvotes' "$gen" --db e.sqlite deck --rules rules.json --out d
"$gen" key new --out k >/dev/null
expect 1 'k.key' "$gen" key new --out k
expect 2 'no file or folder' "$verify"
expect 2 'missing.xml' "$verify" missing.xml
expect 2 'unknown' "$verify" --frobnicate
expect 2 'wrong value of --fingerprint: HEX is .* 64 hexadecimal digits' "$verify" --fingerprint '2f02 9e28' full
mkdir bare
cp "$root/fixtures/demo/election.csv" bare
"$verify" bare >out || [ $? = 1 ]
grep -q 'Nothing of what makes a folder a package is here: was another folder meant?' out
# The store, and what stands beside it, is not written over: under any spelling, through links, before it is there.
before=$(sha256sum e.sqlite)
rm -rf d
ln -s e.sqlite soft
ln e.sqlite hard
mkdir sub
ln -s .. sub/up
for word in e.sqlite ./e.sqlite "$PWD/e.sqlite" sub/../e.sqlite sub/up/e.sqlite soft hard; do
    expect 2 'the store itself' "$gen" --db e.sqlite noise-key commit --releases 2 --out "$word"
    expect 2 'the store itself' "$gen" --db e.sqlite tally "--csv=$word"
    [ "$before" = "$(sha256sum e.sqlite)" ]
done
for word in e.sqlite-journal ./e.sqlite.ledger-head sub/up/e.sqlite-wal; do
    expect 2 'belongs to the store' "$gen" --db e.sqlite deck --ou "$word"
    expect 2 'belongs to the store' "$gen" --db soft deck --out "$word"
    [ ! -e "$word" ]
done
expect 2 'the store itself' "$gen" --db new.sqlite import "$root/fixtures/demo/election.csv" new.sqlite
expect 2 'the store itself' "$gen" --db soft deck --out e.sqlite
[ ! -e new.sqlite ]
[ "$before" = "$(sha256sum e.sqlite)" ]
# Only its owner reads a new store, whatever the umask is; a store that others can read is worth a word.
(umask 0 && "$gen" --db own.sqlite import "$root/fixtures/demo/election.csv" >/dev/null 2>err && [ ! -s err ])
ls -l own.sqlite | grep -q '^-rw-------'
chmod 644 own.sqlite
"$gen" --db own.sqlite tally --help >/dev/null 2>err
[ ! -s err ]
"$gen" --db own.sqlite deck --out owned >/dev/null 2>err
[ "$(grep -c 'warning: the store own.sqlite can be read' err)" = 1 ]
ls | grep partial && exit 1
"$gen" --help | grep -q import
"$gen" deck --help | grep -q -- --effort
"$verify" --help | grep -q -- --reported
