# Pages for a judge from the verifier's findings: well-formed, repeatable, about the files that were verified or not written at all; and
# the template of a certificate.
"$gen" --db e.sqlite import "$root/fixtures/demo/election.csv" >/dev/null
"$gen" --db e.sqlite deck --no-sheets --out decks >/dev/null
"$gen" key new --out clerk >/dev/null
"$gen" package decks/artifacts --key clerk.key --role election-official --date 2026-10-01 --out package >/dev/null
# verified FILE ARGUMENTS..: the findings, whatever they are.
verified() {
    findings=$1
    shift
    "$verify" --json "$@" >"$findings" || [ $? = 3 ] || [ $? = 1 ]
}
# refused WORDS COMMAND..: exit status 1 or 2, with these words, and no page.
refused() {
    wanted=$1
    shift
    rm -f page.html
    if "$@" --out page.html 2>err; then false; fi
    grep -Eq -- "$wanted" err || { cat err; false; }
    [ ! -e page.html ]
}

verified v.json --key clerk.pub package
"$gen" report --verdict v.json package --out report.html >said
grep -q "SHA-256 $(sha256sum <report.html | cut -c1-64)" said
"$gen" report --verdict v.json package --out again.html >/dev/null
cmp report.html again.html
"$gen" report --verdict v.json package --language es --out informe.html >/dev/null
xmllint --noout report.html informe.html
grep -q 'lang="es"' informe.html
[ "$(grep -c '<svg' report.html)" = 3 ]
# Every check and every sentence of what was not proved is on it, and all digests.
sed -n 's/.*"id": "\([A-Z0-9-]*\)".*/\1/p' v.json | sort | uniq -c | sort >made
sed -n 's/.*<th scope="row" class="id">\([A-Z0-9-]*\)<.*/\1/p' report.html | sort | uniq -c | sort >shown
cmp made shown
sed -n 's/.*"sha256": "\([0-9a-f]*\)".*/\1/p' v.json | while read -r digest; do grep -q "$digest" report.html; done
grep -q 'that the machine behaves on election day as it did in the test' report.html
for file in bag-info.txt signatures/clerk.sig; do grep -q "$(sha256sum <package/$file | cut -c1-64)" report.html; done

# The commands that it prints do what it says.
awk '/<pre>openssl/ { on = 1 } on { print } on && /<\/pre>/ { exit }' report.html |
    sed "s/<[^>]*>//g; s/&#39;/'/g; s/&quot;/\"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g; s|KEY-YOU-TRUST.pem|../clerk.pub|" >stock.sh
[ "$(wc -l <stock.sh)" -ge 4 ]
(cd package && sh -eu ../stock.sh) >out
[ "$(cat out)" = 'Signature Verified Successfully' ]

# A package that was tampered with: what is refuted is on the page, and in words.
cp -r package bad
sed -i '0,/Votes="2"/s//Votes="3"/' bad/data/deck-North-Quay.xml
verified bad.json --key clerk.pub bad
"$gen" report --verdict bad.json bad --out bad.html >/dev/null
xmllint --noout bad.html
grep -q 'class="verdict refuted"' bad.html
grep -q 'In these points the published data contradict' bad.html
# The findings of one are no findings about the other.
refused 'not the file that was verified, which has SHA-256 [0-9a-f]{64}; it now has' "$gen" report --verdict v.json bad
refused 'not the file that was verified' "$gen" report --verdict bad.json package
cp v.json data.json
refused 'among those that were verified' "$gen" report --verdict v.json package decks/artifacts/ballot-definition.xml bad/data/deck-North-Quay.xml
sed -i '0,/"holds"/s//"refuted"/' data.json
refused 'arithmetic: this headline is not the one' "$gen" report --verdict data.json package
head -c 3000 v.json >cut.json
refused 'cut.json, line [0-9]+, column [0-9]+: the file is not correct JSON' "$gen" report --verdict cut.json package
refused '--verdict is missing' "$gen" report package
refused 'en or es' "$gen" report --verdict v.json --language fr package

# The lists of a package are those that were verified, and the files are as they say; what the findings have no digest of is said.
cp -r package other
sed -i 's/^Bagging-Date: .*/Bagging-Date: 2026-10-02/' other/bag-info.txt
refused 'bag-info.txt' "$gen" report --verdict v.json other
sed -i "s/^[0-9a-f]*  bag-info/$(sha256sum <other/bag-info.txt | cut -c-64)  bag-info/" other/tagmanifest-sha256.txt
refused 'tagmanifest-sha256.txt: this is not the file that was verified' "$gen" report --verdict v.json other
rm -r other
cp -r package other
mv other/timestamps/tagmanifest-sha256.tsq other/timestamps/day.tsq
head -c 64 /dev/zero >other/signatures/clerk.sig
"$gen" report --verdict v.json other --out other.html >/dev/null
for page in report.html other.html; do
    grep -q 'Not compared: 3 files of the packages, as signatures, time stamps and countersignatures are' $page
done
"$gen" report --verdict v.json other --language es --out otro.html >/dev/null
grep -q 'Sin comparar: 3 archivos de los paquetes' otro.html
grep -q "<code>$(sha256sum <package/tagmanifest-sha256.txt | cut -c-64)</code> (tagmanifest-sha256.txt)" other.html
# A verifier that found the lists broken fixes nothing by them: more files are not compared.
grep -q 'Not compared: 7 files of the packages' bad.html

# What anyone can add to a package is faulty: the answer says that, in both languages, and so does the verifier.
cp -r package added
mkdir -p added/countersignatures
echo junk >added/countersignatures/a.txt
verified added.json --key clerk.pub added
"$gen" report --verdict added.json added --out added.html >/dev/null
"$gen" report --verdict added.json added --language es --out anadido.html >/dev/null
xmllint --noout added.html anadido.html
grep -q 'so this says nothing against what the publisher signed' added.html
grep -q 'esto no dice nada contra lo que firmó' anadido.html
if grep -q 'No\. Either no key' added.html; then false; fi
"$verify" --key clerk.pub added >said || [ $? = 1 ]
tr -s ' \n' ' ' <said | grep -q 'Provenance: refuted (a key that you trust signed the list, but a stamp or countersignature that was added is faulty; anyone can add one, and it says nothing against the publisher: see PKG-09)'

# Findings alone, and a machine's totals.
"$gen" report --verdict v.json --out alone.html >/dev/null
grep -q 'nothing here was compared with the files' alone.html
if grep -q '<svg' alone.html; then false; fi
tape=$root/fixtures/valid/reported-equal
verified m.json --reported "$tape/totals.csv" "$tape/deck.xml" "$tape/ballot-definition.xml"
"$gen" report --verdict m.json "$tape/deck.xml" "$tape/ballot-definition.xml" --out m.html >/dev/null
grep -q 'Did the voting machine print the totals' m.html
grep -q "<pre>scrutineer-verify --json --reported .*totals.csv .*deck.xml .*ballot-definition.xml</pre>" m.html
# Output that does not tell how the program was run.
sed '/^  "arguments": /d' m.json >old.json
"$gen" report --verdict old.json "$tape/deck.xml" "$tape/ballot-definition.xml" --out old.html >/dev/null
grep -q 'add <code>--reported TOTALS.csv</code>' old.html

"$gen" report --certificate --verdict v.json package --out certificate.html >/dev/null
"$gen" report --certificate --verdict v.json package --out certificate.txt >/dev/null
xmllint --noout certificate.html
for file in certificate.html certificate.txt; do
    grep -q 'This is a template, not a' $file
    grep -q "$(sha256sum <v.json | cut -c1-64)" $file
    if grep -qi 'perjury' $file; then false; fi
done
refused 'give the package' "$gen" report --certificate --verdict v.json

# The certificate has the command that was run, which gives the output again, and the digests by their paths in the package.
"$gen" trust add 'my trust.xml' --key clerk.pub --owner Clerk --role election-official --from 2020-01-01 --to 2120-12-31 >/dev/null
verified t.json --trust 'my trust.xml' ./package
"$gen" report --certificate --verdict t.json package --out t.txt >/dev/null
[ "$(grep -c "scrutineer-verify --json --trust 'my trust.xml' ./package" t.txt)" = 2 ]
if grep -q -e --key t.txt; then false; fi
line=$(sed -n "s/^ *scrutineer-verify \(.* | sha256sum\)$/\1/p" t.txt)
[ "$(eval "\"\$verify\" $line" | cut -c-64)" = "$(sha256sum <t.json | cut -c-64)" ]
sed -n '/^Package (folder)/,/^4[.]/p' t.txt >listed
for file in tagmanifest-sha256.txt data/ballot-definition.xml signatures/clerk.sig; do
    grep -A 1 -x "$file" listed | grep -q "$(sha256sum <package/$file | cut -c-64)"
done
if grep -q '^package/' listed; then false; fi
