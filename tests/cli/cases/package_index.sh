# The index of publications through four packages: first, corrected deck, withdrawal, index alone; what it does not allow is refused.
refuses() { # WORDS COMMAND...
    words=$1 status=0
    shift
    "$gen" "$@" >out 2>err || status=$?
    [ "$status" = 1 ]
    grep -q -- "$words" err || { cat err; false; }
    [ ! -s out ]
}
pack() { # DATE OUT WORDS...: by the clerk
    date=$1 out=$2
    shift 2
    "$gen" package --key clerk.key --role election-official --date "$date" --out "$out" "$@"
}
"$gen" --db e.sqlite import "$root/fixtures/demo/election.csv" >/dev/null
"$gen" --db e.sqlite deck --no-sheets --out decks >/dev/null
"$gen" key new --out clerk >/dev/null
artifacts=decks/artifacts

pack 2026-10-01 first $artifacts >said
grep -q '^This is the first publication of this election in this index; if there were earlier packages, give the newest with --index\.$' said
grep -q '^Index of publications: 4 entries, 4 of them new, the last of 2026-10-01' said
xmllint --noout --schema "$root/schemas/publication-index.xsd" first/data/publication-index.xml 2>/dev/null
[ "$(grep -c '<Publication ' first/data/publication-index.xml)" = 4 ]
# The ballot definition, on which the decks rest, stands first.
[ "$(sed -n 's/.*Number="1".* Kind="\([^"]*\)".*/\1/p' first/data/publication-index.xml)" = ballot-definition ]
"$verify" --quiet --key clerk.pub first
# The same inputs give the same bytes; a date far from the clock's is warned of.
(export SOURCE_DATE_EPOCH="$(date -u -d '2026-10-02 23:59:59' +%s)" && pack 2026-10-01 again $artifacts >/dev/null 2>err)
[ ! -s err ]
diff -r first again
for day in 2026-09-29 2026-10-03; do
    (export SOURCE_DATE_EPOCH="$(date -u -d $day +%s)" && pack 2026-10-01 far $artifacts >/dev/null 2>err)
    grep -q "warning: the package bears the date 2026-10-01, but this computer's clock says $day: " err
    diff -r first far
    rm -r far
done
# The package can be stamped: the request is what stock openssl writes for its tag manifest.
openssl ts -query -data first/tagmanifest-sha256.txt -sha256 -cert -no_nonce -out query.tsq 2>/dev/null
cmp query.tsq first/timestamps/tagmanifest-sha256.tsq

# A corrected deck supersedes the one before: its header says so, the index follows.
old=$(sha256sum $artifacts/deck-North-Quay.xml | cut -c-64)
cp -r $artifacts corrected
sed "s|  </Header>|    <Supersedes SHA256=\"$old\"/>\\n&|" $artifacts/deck-North-Quay.xml >corrected/deck-North-Quay.xml
refuses 'which the index does not list; publish that file first' package corrected --key clerk.key --role election-official --out second
refuses '2026-09-30 is before 2026-10-01' package corrected --key clerk.key --role election-official --out second --index first --date 2026-09-30
pack 2026-10-05 second corrected --index first >said
if grep -q 'first publication' said; then false; fi
grep -q '^Index of publications: 5 entries, 1 of them new, the last of 2026-10-05' said
[ "$(grep '<Publication ' first/data/publication-index.xml)" = "$(grep '<Publication ' second/data/publication-index.xml | head -n 4)" ]
grep -q "<Supersedes SHA256=\"$(sha256sum first/data/publication-index.xml | cut -c-64)\"/>" second/data/publication-index.xml
"$gen" index show second >shown
grep -q '^ *3  2026-10-01  [0-9a-f]*  replaced by 5  *logic-and-accuracy-test-deck of North Quay$' shown
grep -q '^ *5  2026-10-05  [0-9a-f]*  current  *logic-and-accuracy-test-deck of North Quay$' shown
last=$(sed -n 's/.*Number="5".* Hash="\([^"]*\)".*/\1/p' second/data/publication-index.xml)
[ "$(tail -n 1 shown)" = "$last" ]
"$gen" index show second/data/publication-index.xml --json >shown.json
grep -q "\"state\": \"replaced\", \"by\": 5" shown.json
grep -q "\"last_hash\": \"$last\"" shown.json
"$verify" --quiet --key clerk.pub second
# Beside the second package the first is out of date, and alone it is as good as it was.
status=0
"$verify" --key clerk.pub first second >said || status=$?
[ "$status" = 1 ]
grep -q '^first (package): holds; provenance: refuted$' said
grep -q '^second (package): holds$' said
grep -q '^  PKG-12  refuted' said
# The old deck is not published again, in words.
refuses 'is not current: publication 3 (logic-and-accuracy-test-deck of North Quay, 2026-10-01) was replaced by publication 5 on 2026-10-05' \
    package $artifacts --key clerk.key --role election-official --out third --index second --date 2026-10-06

# A withdrawal, published with an index alone.
refuses 'the index has the entries 1 to 5, and no 9' index withdraw 9 --reason R --index second --out w.xml --date 2026-10-07
refuses 'does not stand any more' index withdraw 3 --reason R --index second --out w.xml --date 2026-10-07
[ ! -e w.xml ]
"$gen" index withdraw 4 --reason 'Old Town is merged' --index second --out w.xml --date 2026-10-07 >said
grep -q '^Withdrawn: publication 4 (logic-and-accuracy-test-deck of Old Town, 2026-10-01)' said
# A date far from the clock's is warned of, here too.
(export SOURCE_DATE_EPOCH="$(date -u -d 2026-10-08 +%s)" && "$gen" index withdraw 4 --reason 'Old Town is merged' --index second --out near.xml --date 2026-10-07 >/dev/null 2>err)
[ ! -s err ]
(export SOURCE_DATE_EPOCH="$(date -u -d 2026-10-05 +%s)" && "$gen" index withdraw 4 --reason 'Old Town is merged' --index second --out far.xml --date 2026-10-07 >/dev/null 2>err)
grep -q "index withdraw: warning: the withdrawal bears the date 2026-10-07, but this computer's clock says 2026-10-05: no later package may bear an earlier one" err
cmp near.xml w.xml
cmp far.xml w.xml
refuses 'exists already' index withdraw 2 --reason R --index second --out w.xml --date 2026-10-07
pack 2026-10-07 alone --index w.xml >/dev/null
cmp w.xml alone/data/publication-index.xml
[ "$(find alone/data -type f | wc -l)" = 1 ]
"$verify" --key clerk.pub alone >said
grep -q 'PKG-12  holds      Of artifacts nothing is here but the index of publications; its last entry is number 6' said
status=0
"$verify" --key clerk.pub second alone >said || status=$?
[ "$status" = 1 ]
grep -q 'Old Town' said
refuses 'withdrawn by entry 6 on 2026-10-07: Old Town is merged' package corrected --key clerk.key --role election-official --out third --index alone --date 2026-10-08
rm corrected/deck-Old-Town.xml
pack 2026-10-08 third corrected --index alone >said
cmp alone/data/publication-index.xml third/data/publication-index.xml # nothing is new: the index stays as it is
"$verify" --quiet --key clerk.pub third

# What an index is not.
mkdir empty
refuses 'holds no artifact' package empty --key clerk.key --role election-official --out x --index alone
refuses 'is a folder without data/publication-index.xml' package corrected --key clerk.key --role election-official --out x --index empty
refuses 'a package makes its own' package alone/data --key clerk.key --role election-official --out x --index alone
sed 's/merged/margin/' w.xml >forged.xml
refuses 'the list was changed' package corrected --key clerk.key --role election-official --out x --index forged.xml
sed 's/Reason="/&\&#9;/' w.xml >forged.xml
refuses 'forged.xml, line [0-9]*: Reason has the character U+0009 at place 1' index show forged.xml
refuses 'could not be opened' index show missing.xml
sed 's/Lindenau County General Election, 2026-11-03/Other/g' corrected/ballot-definition.xml >other.xml
mkdir other
mv other.xml other/ballot-definition.xml
refuses 'the artifacts are of Other' package other --key clerk.key --role election-official --out x --index alone
[ ! -e x ]
status=0
"$gen" package --key clerk.key --role election-official --out x 2>err || status=$?
[ "$status" = 2 ]
for words in index 'index show' 'index show a b' 'index withdraw 1 --index w.xml --out v.xml' 'index withdraw x --index w.xml --out v.xml --reason r'; do
    status=0
    # shellcheck disable=SC2086
    "$gen" $words 2>err || status=$?
    [ "$status" = 2 ]
done

# Killed at any moment: no package that looks finished, and no index.
for delay in 0.002 0.005 0.01 0.02; do
    rm -rf killed killed.xml
    timeout --foreground -s KILL $delay "$gen" package corrected --key clerk.key --role election-official --date 2026-10-08 --index alone --out killed >/dev/null 2>&1 || true
    if [ -e killed ]; then "$verify" --quiet --key clerk.pub killed; fi
    timeout --foreground -s KILL $delay "$gen" index withdraw 2 --reason R --index alone --out killed.xml --date 2026-10-08 >/dev/null 2>&1 || true
    if [ -e killed.xml ]; then "$gen" index show killed.xml >/dev/null; fi
done

# A deck made again for the same style stands beside the first until that one is withdrawn: refused, or done at once with a reason.
cp -r $artifacts remade
sed 's|<Software Name="|&Other |' $artifacts/deck-North-Quay.xml >remade/deck-North-Quay.xml
refuses 'would stand beside publication 3 (logic-and-accuracy-test-deck of North Quay, 2026-10-01), which it does not supersede' \
    package remade --key clerk.key --role election-official --out fifth --index first --date 2026-10-09
[ ! -e fifth ]
pack 2026-10-09 fifth remade --index first --withdraw-old 'printed anew' >said
grep -q '^Index of publications: 6 entries, 2 of them new' said
grep -q '<Withdrawal Number="5" Date="2026-10-09" Of="3" Reason="printed anew"' fifth/data/publication-index.xml
"$verify" --quiet --key clerk.pub fifth
