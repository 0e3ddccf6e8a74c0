# Three people: the official commits, the observer holds the commitment and has it stamped before the dice are thrown, the voter finds
# that out from the package. And what countersign refuses.
. "$root/tests/cli/authority.sh"
refuses() { # STATUS WORDS COMMAND...
    wanted=$1 words=$2 status=0
    shift 2
    "$gen" "$@" >out 2>err || status=$?
    [ "$status" = "$wanted" ]
    grep -q -- "$words" err || { cat err; false; }
    [ ! -s out ]
}
awk 'BEGIN {
    print "ballot,contest,selection,batch,position"
    for (i = 1; i <= 60; i++) printf "b%d,Mayor,%s,B%d,%d\n", i, i % 3 ? "Ann" : "Bo", int((i - 1) / 20) + 1, (i - 1) % 20 + 1
}' >records.csv
authority_new
for person in clerk observer neighbour; do "$gen" key new --out $person >/dev/null; done
sh "$root/tests/cli/trust_list.sh" clerk.pub 'The clerk' election-official observer.pub 'The observer' observer >trust.xml

# The official commits to dice that are thrown in an hour.
moment=$(date -u -d '+1 hour' +%Y-%m-%dT%H:%M:%SZ)
later=$(($(date +%s) + 7200))
mkdir public
"$gen" --db e.sqlite import records.csv >/dev/null
"$gen" --db e.sqlite commit --out public/commitment.xml --dice 'City hall' --time "$moment" --election e1 --election-name Test >/dev/null

# The observer signs for it now; both the commitment and what he says are stamped.
"$gen" countersign public/commitment.xml --key observer.key --role observer --words 'This is the commitment that was read out.' >said
grep -q '^observer says by this: at 20.* I held exactly these bytes\. Not: that what they claim is true' said
digest=$(sha256sum public/commitment.xml | cut -c-64)
name=observer-$(printf %.8s "$digest")
statement=public/countersignatures/$name
cat >wanted <<TXT
Scrutineer-Statement: 1
Election: e1
Object: ballot-commitment
SHA256: $digest
Signer: observer
Role: observer
Fingerprint: $(openssl pkey -pubin -in observer.pub -outform DER | sha256sum | cut -c-64)
TXT
head -n 7 "$statement.txt" | cmp - wanted
grep -qx 'Words: This is the commitment that was read out\.' "$statement.txt"
[ "$(wc -l <"$statement.txt")" = 9 ]
cmp observer.pub "$statement.pub"
openssl pkeyutl -verify -rawin -pubin -inkey observer.pub -in "$statement.txt" -sigfile "$statement.sig" >/dev/null
refuses 1 'has made a statement about this before' countersign public/commitment.xml --key observer.key --role observer
refuses 1 "countersignatures/Observer-.*sig: differs only in upper and lower case" countersign public/commitment.xml --key observer.key --signer Observer --role observer
[ "$(find public/countersignatures -type f | wc -l)" = 3 ]
for file in public/commitment.xml "$statement.txt"; do
    "$gen" timestamp request "$file" >/dev/null
    stamp=$(basename "$file" | sed 's/\.[a-z]*$//')
    authority_answer "public/timestamps/$stamp.tsq" "$stamp.tsr"
    "$gen" timestamp add public "$stamp.tsr" >/dev/null
done

# The dice, the tree, the package.
export SOURCE_DATE_EPOCH=$later
"$gen" --db e.sqlite seed record --out public/seed.xml --dice '4 1 2 3 6 5 4 3 2 1 2 3 4 5 6 1 2 3 4 5 6 1 2 3 4' --sides 6 >/dev/null
"$gen" --db e.sqlite tree --contest Mayor --seed public/seed.xml --out public/tree.xml --disclose all >/dev/null
"$gen" package public --key clerk.key --role election-official --out package >said
grep -q '^  carried along: 2 time stamps, 2 requests for one, 1 countersignature$' said
"$gen" countersign package --key observer.key --role observer >said
grep -q '^Countersigned package (package), SHA-256$' said
digest=$(sha256sum package/tagmanifest-sha256.txt | cut -c-64)
own=package/countersignatures/observer-$(printf %.8s "$digest")
grep -qx "SHA256: $digest" "$own.txt"
grep -qx 'Words: I hold this package and the SHA-256 of its tagmanifest-sha256.txt is the one above\.' "$own.txt"
grep -qx "Time: $(date -u -d @$later +%Y-%m-%dT%H:%M:%SZ)" "$own.txt"
openssl pkeyutl -verify -rawin -pubin -inkey observer.pub -in "$own.txt" -sigfile "$own.sig" >/dev/null

# The voter.
"$verify" --trust trust.xml --require observer=1 --tsa tsa/ca.pem package >said
for check in PKG-08 PKG-09 PKG-10 PKG-11 PKG-12 PKG-13; do grep -q "^  $check  holds " said; done
"$verify" --trust trust.xml --tsa tsa/ca.pem package | grep -q '^  PKG-10  holds '
status=0
"$verify" --trust trust.xml --require observer=2 --tsa tsa/ca.pem package >said || status=$?
[ "$status" = 1 ] || [ "$status" = 3 ]
if grep -q '^  PKG-13  holds' said; then false; fi
# A countersigner whom the reader does not trust counts for nothing; without stamps nothing shows the order then.
sh "$root/tests/cli/trust_list.sh" clerk.pub 'The clerk' election-official >clerk-only.xml
cp -r package bare
rm -r bare/timestamps
status=0
"$verify" --trust clerk-only.xml bare >said || status=$?
[ "$status" = 3 ]
grep -q '^  PKG-10  undecided ' said

# A folder: each artifact in a statement of its own; those that were made before stay.
cp -r public folder
"$gen" countersign folder --key observer.key --role observer >said
grep -q "^There is a statement of observer about folder/commitment.xml already" said
[ "$(find folder/countersignatures -name '*.txt' | wc -l)" = 3 ]
"$gen" countersign public/tree.xml --key neighbour.key --signer N-1 --role observer --out elsewhere --time 2026-11-10T18:00:00Z >/dev/null
[ "$(find elsewhere -type f | wc -l)" = 3 ]
# An artifact inside a package: into that package.
(cd package && "$gen" countersign data/tree.xml --key ../neighbour.key --role observer >/dev/null)
[ "$(find package/countersignatures -name 'neighbour-*' | wc -l)" = 3 ]
"$verify" --trust trust.xml --require observer=1 --tsa tsa/ca.pem package >said
grep -q '^  PKG-09  holds ' said

# Nobody countersigns a broken package unknowingly.
broken() { # WORDS COMMAND: in a copy of the package
    rm -rf broken
    cp -r package broken
    (cd broken && eval "$2")
    refuses 1 "$1" countersign broken --key neighbour.key --role observer
    [ "$(find broken/countersignatures -newer broken/stamp 2>/dev/null | wc -l)" = 0 ]
}
broken 'first difference: data/tree.xml' "sed -i 's/Ann/Ana/' data/tree.xml"
broken 'first difference: data/seed.xml' 'rm data/seed.xml'
broken 'first difference: data/extra.xml' 'cp data/seed.xml data/extra.xml'
broken 'first difference: bag-info.txt' "sed -i 's/^Source.*/Source-Organization: Me/' bag-info.txt"
broken 'has no place in a package' 'touch extra'
broken 'has no place in a package' 'ln -s /etc/passwd data/link.xml'
broken 'bagit.txt' 'rm bagit.txt'

# Words that no statement has.
set -- countersign public/tree.xml --key neighbour.key
refuses 2 '--role is missing' "$@"
refuses 2 '--role is lower-case' "$@" --role Observer
refuses 2 '--words: has the character U+000A at place 4' "$@" --role observer --words 'two
lines'
refuses 2 '--time is a moment' "$@" --role observer --time yesterday
refuses 2 '1 to 55 letters' "$@" --role observer --signer a/b
refuses 1 'not an artifact' countersign trust.xml --key neighbour.key --role observer
refuses 1 'could not be opened' countersign missing.xml --key neighbour.key --role observer
printf secret >phrase
"$gen" key new --out locked --passphrase-file phrase >/dev/null
"$gen" countersign public/tree.xml --key locked.key --passphrase-file phrase --role observer --out locked >/dev/null
mkdir leftover
digest=$(sha256sum public/tree.xml | cut -c-8)
: >"leftover/neighbour-$digest.sig"
refuses 1 'is left over from a statement that was not finished' "$@" --role observer --out leftover

# A folder whose statements are not of its files, not whole, or not genuine, is not packaged.
stale() { # WORDS COMMAND: in a copy of the folder
    rm -rf stale
    cp -r public stale
    (cd stale && eval "$2")
    refuses 1 "$1" package stale --key clerk.key --role election-official --out stale-package
    [ ! -e stale-package ]
}
stale 'is a statement about a ballot-commitment that is not in this package' "sed -i 's/^SHA256: ..../SHA256: 0000/' countersignatures/*.txt"
stale 'its .sig is not the signature' "sed -i 's/^Words: This/Words: That/' countersignatures/*.txt"
stale 'a key of another fingerprint' 'cp ../neighbour.pub countersignatures/*.pub'
stale 'not an Ed25519 public key' 'for f in countersignatures/*.pub; do echo x >"$f"; done'
stale 'is not a statement of nine lines' 'for f in countersignatures/*.txt; do echo >>"$f"; done'
stale 'stands without its .sig and .pub' 'rm countersignatures/*.sig'
stale 'stands without its .txt' 'rm countersignatures/*.txt timestamps/observer*'
stale 'is no part of a countersignature' 'touch countersignatures/notes.md'
stale 'about another package' "cp ../$own.* countersignatures/"
