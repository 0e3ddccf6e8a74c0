# Time stamps with a local authority: requests as stock openssl writes them, answers laid in whole or not at all, accepted by stock
# openssl and by the verifier; what is no answer, or of something else, is refused.
. "$root/tests/cli/authority.sh"
refuses() { # STATUS WORDS COMMAND...
    wanted=$1 words=$2 status=0
    shift 2
    "$gen" "$@" >out 2>err || status=$?
    [ "$status" = "$wanted" ]
    grep -q -- "$words" err || { cat err; false; }
    [ ! -s out ]
}
authority_new
"$gen" --db e.sqlite import "$root/fixtures/demo/election.csv" >/dev/null
"$gen" --db e.sqlite deck --no-sheets --out decks >/dev/null
"$gen" key new --out clerk >/dev/null
cp -r decks/artifacts public

# A file's request lies beside it, and says how to go on.
"$gen" timestamp request public/ballot-definition.xml >said
grep -q -- '--data-binary @public/timestamps/ballot-definition.tsq TSA-URL -o ballot-definition.tsr$' said
grep -q '^  scrutineer-gen timestamp add public ballot-definition.tsr$' said
[ "$(wc -c <public/timestamps/ballot-definition.tsq)" = 59 ]
openssl ts -query -data public/ballot-definition.xml -sha256 -cert -no_nonce -out query.tsq 2>/dev/null
cmp query.tsq public/timestamps/ballot-definition.tsq
"$gen" timestamp request public/ballot-definition.xml >/dev/null # the same again
"$gen" timestamp request public/ballot-definition.xml --out own.tsq >/dev/null
cmp own.tsq query.tsq
refuses 1 'exists already' timestamp request public/deck-Old-Town.xml --out own.tsq
refuses 1 'only artifacts, statements and packages are stamped' timestamp request clerk.pub
refuses 1 'is a folder and no package' timestamp request public
refuses 1 'could not be opened' timestamp request missing.xml

# The answer.
authority_answer own.tsq ballot-definition.tsr
"$gen" timestamp add public ballot-definition.tsr >said
grep -q '^Added public/timestamps/ballot-definition.tsr: ballot-definition.xml existed at 20[0-9-]*T[0-9:]*Z, says the authority\.$' said
cmp ballot-definition.tsr public/timestamps/ballot-definition.tsr
refuses 1 'exists already' timestamp add public ballot-definition.tsr
"$gen" timestamp add public ballot-definition.tsr --name another >/dev/null
# No name that some systems mix up with one that is there, as for 'package'; no folder of stamps that is somewhere else.
refuses 1 'public/timestamps/Another.tsr: differs only in upper and lower case' timestamp add public ballot-definition.tsr --name Another
refuses 1 'public/timestamps/Ballot-definition.tsq: differs only' timestamp request public/ballot-definition.xml --out public/timestamps/Ballot-definition.tsq
(cd public/timestamps && refuses 1 'ANOTHER.TSR: differs only' timestamp request ../ballot-definition.xml --out ANOTHER.TSR && rm out err)
[ "$(ls public/timestamps)" = "$(printf 'another.tsr\nballot-definition.tsq\nballot-definition.tsr')" ]
mkdir linked outside
cp public/ballot-definition.xml linked
ln -s ../outside linked/timestamps
refuses 1 'linked/timestamps: is a symbolic link or a file' timestamp add linked ballot-definition.tsr
refuses 1 'linked/timestamps: is a symbolic link or a file' timestamp request linked/ballot-definition.xml
[ -z "$(ls outside)" ]

"$gen" package public --key clerk.key --role election-official --out package >said
grep -q '^  carried along: 2 time stamps, 1 request for one, 0 countersignatures$' said
authority_answer package/timestamps/tagmanifest-sha256.tsq package.tsr
refuses 1 'which is not in public' timestamp add public package.tsr
refuses 2 'is the name for a stamp of a package itself' timestamp add package ballot-definition.tsr --name tagmanifest-sha256
"$gen" timestamp add package package.tsr --name tagmanifest-sha256 >said
grep -q 'tagmanifest-sha256.txt existed at' said

# Stock openssl, as HOWTO-VERIFY.txt says it, and the verifier.
grep -q '^    openssl ts -verify -data tagmanifest-sha256.txt ' package/HOWTO-VERIFY.txt
(cd package && openssl ts -verify -data tagmanifest-sha256.txt -in timestamps/tagmanifest-sha256.tsr -CAfile ../tsa/ca.pem >/dev/null 2>&1)
"$verify" --key clerk.pub --tsa tsa/ca.pem package >said
grep -q '^  PKG-08  holds ' said
status=0
"$verify" --key clerk.pub package >said || status=$?
[ "$status" = 3 ]
grep -q '^  PKG-08  undecided ' said
# The four stock lines of the package hold with stamps in it.
(cd package && ! (cut -c67- tagmanifest-sha256.txt manifest-sha256.txt; find . ! -type d ! -path './signatures/*' ! -path './timestamps/*' ! -path './countersignatures/*' ! -path ./tagmanifest-sha256.txt -print0 | tr '\n\0' '?\n' | sed 's|^\./||' | sort -u) | sort | uniq -u | grep .)

# What is no answer, and what has no place.
head -c 100 ballot-definition.tsr >short.tsr
{ cat ballot-definition.tsr; printf x; } >long.tsr
: >empty.tsr
head -c 70000 /dev/zero >large.tsr
openssl ts -query -digest 00 -sha256 -out bad.tsq 2>/dev/null || openssl ts -query -data own.tsq -sha512 -cert -out bad.tsq 2>/dev/null
authority_answer bad.tsq rejected.tsr
refuses 1 'is not the answer of a time-stamp authority' timestamp add public short.tsr --name x
refuses 1 'has bytes behind' timestamp add public long.tsr --name x
refuses 1 'is not an answer of 1 to 65,536 bytes' timestamp add public empty.tsr --name x
refuses 1 'large.tsr' timestamp add public large.tsr --name x
refuses 1 'did not grant the time stamp' timestamp add public rejected.tsr --name x
refuses 1 'is not the answer' timestamp add public own.tsq --name x
refuses 2 '--name is 1 to 64' timestamp add public ballot-definition.tsr --name ../x
refuses 1 'is a file; name the package' timestamp add public/ballot-definition.xml ballot-definition.tsr --name x
refuses 2 "the authority's answer is missing" timestamp add public
refuses 2 "say 'timestamp request' or" timestamp
[ "$(find public -name 'x.*' -o -name '*partial*' | wc -l)" = 0 ]

# A folder whose stamps are not of its files is not packaged.
cp -r public stale
rm stale/deck-Old-Town.xml
"$gen" timestamp request decks/artifacts/deck-Old-Town.xml --out stale/timestamps/old.tsq >/dev/null
refuses 1 'old.tsq: is of a file with SHA-256 .*, which is not in this package' package stale --key clerk.key --role election-official --out stale-package
rm stale/timestamps/old.tsq
cp short.tsr stale/timestamps/short.tsr
refuses 1 'stale/timestamps/short.tsr: is not the answer' package stale --key clerk.key --role election-official --out stale-package
mv stale/timestamps/short.tsr stale/timestamps/short.txt
refuses 1 'neither a request' package stale --key clerk.key --role election-official --out stale-package
mv stale/timestamps/ballot-definition.tsr stale/timestamps/tagmanifest-sha256.tsr
refuses 1 'has the name of the stamp of the package itself' package stale --key clerk.key --role election-official --out stale-package
[ ! -e stale-package ]
