# trust: a list that is written and extended, which the verifier reads; what a list must not say is refused and changes nothing.
day='--from 2020-01-01 --to 2120-12-31'
for name in clerk deputy observer; do "$gen" key new --out $name >/dev/null; done
"$gen" import "$root/fixtures/demo/election.csv" >/dev/null
"$gen" deck --rules none --no-sheets --out decks >/dev/null
"$gen" package decks/artifacts --key clerk.key --role election-official --out package >/dev/null
"$gen" countersign package --key observer.key --role observer >/dev/null

"$gen" trust add trust.xml --key clerk.pub --owner 'County "clerk" & <co>' --role election-official $day >said
grep -q '^A new list trusts County "clerk" & <co> as election-official, for every election, from 2020-01-01 to 2120-12-31' said
[ "$(stat -c %a trust.xml)" = 644 ]
hex=$(openssl pkey -pubin -in observer.pub -outform DER | sha256sum | cut -c-64 | tr a-f A-F | sed 's/..../& /g')
"$gen" trust add trust.xml --fingerprint "$hex" --owner 'A. Observer' --role observer $day --election '*' >said
grep -q '^The list now also trusts A. Observer as observer' said
xmllint --noout --schema "$root/schemas/trust-list.xsd" trust.xml
"$verify" --trust trust.xml --require observer=1 package >said
grep -q 'PKG-11  holds .*County' said
grep -q 'PKG-13  holds      As many sign as you ask for: 1 as observer: A. Observer' said
[ "$("$gen" trust show trust.xml | wc -l)" = 4 ]
"$gen" trust show trust.xml --json | python3 -c '
import json, sys
keys = json.load(sys.stdin)["keys"]
assert [(k["owner"], k["role"], k["election"], k["from"], k["revoked"]) for k in keys] == [
    ("County \"clerk\" & <co>", "election-official", "*", "2020-01-01", False), ("A. Observer", "observer", "*", "2020-01-01", False)]'

# What a list must not say.
cp trust.xml before.xml
refused() {
    words=$1
    shift
    status=0
    "$gen" trust "$@" >said 2>&1 || status=$?
    [ $status = "${wanted:-1}" ] || { cat said; exit 1; }
    grep -qF -e "$words" said || { cat said; exit 1; }
    cmp before.xml trust.xml
}
refused 'looks the same in another spelling' add trust.xml --key deputy.pub --owner 'A. observer' --role observer $day
refused 'looks the same in another spelling' add trust.xml --key deputy.pub --owner "A. Obse$(printf '\342\200\213')rver" --role observer $day
for blanks in '  ' "$(printf '\302\240')" "$(printf ' \342\200\203\342\200\257')" "$(printf '\342\201\237 \342\200\213 ')" "$(printf '\343\200\200')"; do
    refused 'looks the same in another spelling' add trust.xml --key deputy.pub --owner "A.${blanks}Observer" --role observer $day
    for name in "Deputy$blanks" "${blanks}Deputy"; do
        wanted=2 refused '--owner: begins or ends with a blank; write 1 to 2,000 bytes' add trust.xml --key deputy.pub --owner "$name" --role observer $day
    done
    wanted=2 refused '--owner: holds nothing that can be seen' add trust.xml --key deputy.pub --owner "$blanks" --role observer $day
done
wanted=2 refused '--owner: has the character U+202E at place 3;' add trust.xml --key deputy.pub --owner "$(printf 'Zo\342\200\256Deputy')" --role observer $day
wanted=2 refused '--owner: is empty' add trust.xml --key deputy.pub --owner '' --role observer $day
wanted=2 refused '--owner: is not UTF-8 at place 2' add trust.xml --key deputy.pub --owner "$(printf 'D\351puty')" --role observer $day
wanted=2 refused '--election: begins or ends with a blank' add trust.xml --key deputy.pub --owner Deputy --role observer $day --election ' *'
wanted=2 refused 'given twice' add trust.xml --key observer.pub --owner 'Somebody' --role observer $day --from 2121-01-01
refused 'a key has one owner' add trust.xml --key observer.pub --owner 'Somebody' --role observer --from 2121-01-01 --to 2122-01-01
refused 'one role at a time' add trust.xml --key observer.pub --owner 'A. Observer' --role auditor --from 2120-12-31 --to 2122-01-01
refused 'has this key of A. Observer already' add trust.xml --key observer.pub --owner 'A. Observer' --role observer $day --election lindenau
refused 'the role is lower-case' add trust.xml --key deputy.pub --owner 'Deputy' --role 'Observer' $day
refused 'ends before it begins' add trust.xml --key deputy.pub --owner 'Deputy' --role observer --from 2026-02-02 --to 2026-02-01
refused 'written as YYYY-MM-DD' add trust.xml --key deputy.pub --owner 'Deputy' --role observer --from 2026-02-30 --to 2027-02-01
refused 'does not have this key' revoke trust.xml --key deputy.pub
wanted=2 refused 'are needed' add trust.xml --key deputy.pub --fingerprint "$hex" --owner 'Deputy' --role observer $day
wanted=2 refused '64 hexadecimal digits' add trust.xml --fingerprint 12 --owner 'Deputy' --role observer $day
wanted=2 refused 'trust --help' nothing trust.xml

# The same key in another period, and in another role for another election, may be listed.
"$gen" trust add trust.xml --key observer.pub --owner 'A. Observer' --role auditor --from 2121-01-01 --to 2122-01-01 >/dev/null
"$gen" trust add trust.xml --key deputy.pub --owner Deputy --role observer $day --election one >/dev/null
"$gen" trust add trust.xml --key deputy.pub --owner Deputy --role auditor $day --election two >/dev/null
xmllint --noout --schema "$root/schemas/trust-list.xsd" trust.xml

# Revoked on every line, for good.
"$gen" trust revoke trust.xml --key observer.pub >said
grep -q '^Revoked on 2 lines' said
"$gen" trust revoke trust.xml --key observer.pub >said
grep -q 'revoked before' said
[ "$("$gen" trust show trust.xml | grep -c REVOKED)" = 2 ]
cp trust.xml before.xml
refused 'revoked, which counts for every line' add trust.xml --key observer.pub --owner 'A. Observer' --role observer --from 2130-01-01 --to 2131-01-01
status=0
"$verify" --trust trust.xml --require observer=1 package >said || status=$?
[ $status = 1 ]

# A list that somebody wrote by hand, with comments and in another layout, is read; what is no list is refused and stays.
sed 's/ Owner=/\n    Owner=/; s/<Key/<!-- mine --><Key/' before.xml >hand.xml
"$gen" trust add hand.xml --fingerprint "$(printf '%064d' 7)" --owner 'By hand' --role observer $day >said
xmllint --noout --schema "$root/schemas/trust-list.xsd" hand.xml
grep -q 'hand.xml has 6 lines' said
cp hand.xml whole.xml
for edit in 's/ Role="observer"//' 's/Revoked="true"/Revoked="yes"/' 's/TrustList/Trustlist/g' 's/artifact:1/artifact:2/' 's/Version="1"/Version="2"/' \
    's/2121-01-01/2121-1-01/' 's/<Key F/<Key Extra="1" F/' 's/\/>$/>text<\/Key>/' 's/Owner="Deputy"/Owner="Deputy "/' '/<Key/d'; do
    sed "$edit" whole.xml >trust.xml
    cp trust.xml before.xml
    refused '' add trust.xml --key clerk.pub --owner 'Another' --role observer $day
done
for what in 's/Owner="D/&\xC2\x85/:6: Owner of a key has the character U+0085 at place 2' 's/Election="t/&\&#9;/:7: Election of a key has the character U+0009 at place 2' \
    's/Owner="D[^"]*/Owner="/:6: Owner of a key is empty' 's/Owner="Deputy"/Name="Deputy"/:6: Owner of a key is missing'; do
    sed "${what%%:*}" whole.xml >trust.xml
    cp trust.xml before.xml
    refused "trust.xml, line ${what#*:}" show trust.xml
done
