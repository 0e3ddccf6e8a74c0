# HOWTO-VERIFY.txt beyond its four lines: the key copied from print, one countersignature with openssl alone; and the commands that
# make a moment provable, which are told where something was just written.
"$gen" --db e.sqlite import "$root/fixtures/demo/election.csv" >said
grep -qx 'Kept in e.sqlite. Next: scrutineer-gen deck --help' said
"$gen" --db e.sqlite deck --no-sheets --out decks >/dev/null
for name in clerk observer; do "$gen" key new --out $name >$name.said; done
"$gen" package decks/artifacts --key clerk.key --role election-official --out package >/dev/null
"$gen" countersign package --key observer.key --role observer >/dev/null
howto=package/HOWTO-VERIFY.txt
grep -q '3 means undecided: something that it needs is' $howto

# What `key new` prints is what HOWTO takes; `key show` prints it again.
line=$(sed -n 's/^ *\(MCowBQYDK2VwAyEA.*\)/\1/p' clerk.said)
[ "$line" = "$("$gen" key show clerk.pub | sed -n 's/^ *\(MCow.*\)/\1/p')" ]
sed -n "s|^    \(printf .*\)|\1|p" $howto | sed "s| LINE | $line |" >make-key.sh
[ "$(wc -l <make-key.sh)" = 1 ]
(cd package && sh -eu ../make-key.sh)
cmp KEY-YOU-TRUST.pem clerk.pub

# The statement, with a key from elsewhere; changed, it fails.
statement=$(cd package/countersignatures && ls ./*.txt | sed 's|^[.]/||; s/[.]txt$//')
sed -n '/^    openssl pkeyutl .*OF-THAT-PERSON/,/sigfile/p' $howto |
    sed "s|KEY-OF-THAT-PERSON.pem|../observer.pub|; s|NAME|$statement|g" >check.sh
[ "$(wc -l <check.sh)" = 2 ]
(cd package && sh -eu ../check.sh) >said
grep -q 'Signature Verified Successfully' said
grep -qx "SHA256: $(sha256sum <package/tagmanifest-sha256.txt | cut -c-64)" "package/countersignatures/$statement.txt"
sed -i 's/^Words: I/Words: i/' "package/countersignatures/$statement.txt"
if (cd package && sh -eu ../check.sh) >said 2>&1; then false; fi

# The commands that are told work as they stand, also for a name with a blank.
"$gen" --db e.sqlite noise-key commit --releases 2 --out 'noise key.xml' >said
sed -n "s|^  scrutineer-gen \(timestamp request .*\)|\1|p; s|^  scrutineer-gen \(countersign .*\)  *(each .*|\1|p" said | sed 's/NAME.key/observer.key/' >commands
[ "$(wc -l <commands)" = 2 ]
while read -r command; do eval "\"\$gen\" $command" >/dev/null; done <commands
[ -s timestamps/noise-key.tsq ]
ls countersignatures/observer-*.sig >/dev/null
"$gen" --db e.sqlite noise-key commit --releases 2 --out noise.xml --json >said.json
python3 -c '
import json
said = json.load(open("said.json"))
assert said["provable"] == ["scrutineer-gen timestamp request noise.xml",
                            "scrutineer-gen countersign noise.xml --key NAME.key --role observer"], said'
