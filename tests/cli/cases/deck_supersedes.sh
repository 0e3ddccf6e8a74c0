# deck --supersedes: corrected decks name those they replace, what has not changed stays as it was, and the index knows without words.
new() { "$gen" import --replace "$1" >/dev/null; }
"$gen" import "$root/fixtures/demo/election.csv" >/dev/null
"$gen" key new --out clerk >/dev/null
"$gen" deck --rules michigan --no-sheets --out one >/dev/null
"$gen" package one/artifacts --key clerk.key --role election-official --out package-1 >/dev/null

# Nothing has changed: the same bytes, from a package, a folder and a single file.
for from in package-1 one/artifacts one/artifacts/deck-Old-Town.xml; do
    "$gen" deck --rules michigan --no-sheets --supersedes $from --out same >said 2>&1
    diff -r one same
    rm -r same
done
grep -q '^Of what was published before, 0 superseded, 1 as it was' said

# Each names its predecessor, and the next version of the unchanged keeps the name.
sed 's/Delacroix-Obi/Delacroix-Obie/' "$root/fixtures/demo/election.csv" >corrected.csv
new corrected.csv
"$gen" deck --rules michigan --no-sheets --supersedes package-1 --json --out two >said
grep -q '"superseded": 4, "unchanged": 0' said
for file in one/artifacts/*.xml; do
    grep -q "<Supersedes SHA256=\"$(sha256sum <"$file" | cut -c-64)\"/>" "two/artifacts/${file##*/}"
done
"$gen" package two/artifacts --index package-1 --key clerk.key --role election-official --out package-2 >/dev/null
"$verify" --key clerk.pub package-2 >said
grep -q '^Arithmetic: holds' said
[ "$("$gen" index show package-2 | grep -c 'replaced by')" = 4 ]
"$gen" deck --rules michigan --no-sheets --supersedes package-2 --out three >/dev/null
diff -r two three
status=0
"$verify" --key clerk.pub package-1 package-2 >said || status=$?
[ $status = 1 ]
grep -q 'PKG-12  refuted .*was replaced on' said

# Other rules change decks and not the definition; a deck of a style that is no more is named as left.
"$gen" deck --rules none --no-sheets --supersedes package-2 --out rules >said
cmp two/artifacts/ballot-definition.xml rules/artifacts/ballot-definition.xml
grep -q '^Of what was published before, 3 superseded, 1 as it was' said
grep -v 'Old Town' corrected.csv >fewer.csv
new fewer.csv
"$gen" deck --rules michigan --no-sheets --supersedes package-2 --out fewer >said 2>&1
grep -q 'nothing supersedes the earlier logic-and-accuracy-test-deck of the ballot style Old Town' said
"$gen" deck --rules michigan --no-sheets --supersedes package-2 --style 'North Quay' --out few >said 2>&1
if grep -q 'nothing supersedes' said; then false; fi

refused() {
    words=$1 status=0
    shift
    "$gen" deck --no-sheets --out refused "$@" >said 2>&1 || status=$?
    [ $status != 0 ]
    grep -qF -e "$words" said || { cat said; exit 1; }
    [ ! -e refused ]
}
mkdir twice
cp one/artifacts/deck-Old-Town.xml twice/a.xml
cp two/artifacts/deck-Old-Town.xml twice/b.xml
refused 'holds two artifacts of the kind logic-and-accuracy-test-deck for the ballot style Old Town' --supersedes twice
refused 'neither a ballot definition nor a deck' --supersedes package-1/data/publication-index.xml
refused nowhere --supersedes nowhere

# A package that is not what was published any more: said of the whole, of its folder and of a file in it.
cp -r package-1 damaged
sed 's|<Software Name="|&Other |' package-1/data/deck-Old-Town.xml >damaged/data/deck-Old-Town.xml
for from in damaged damaged/data damaged/data/deck-North-Quay.xml; do
    refused 'damaged/manifest-sha256.txt: is not the list of the files that are there (first difference: data/deck-Old-Town.xml)' --supersedes $from
done

sed 's/Lindenau County General/Another/' "$root/fixtures/demo/election.csv" >other.csv
new other.csv
refused 'is of the election' --supersedes package-1

# What was withdrawn is replaced by nothing: the index says what to do, and that is enough.
new corrected.csv
number=$("$gen" index show package-1 | sed -n 's/^ *\([0-9]*\) .*-deck of Old Town$/\1/p')
"$gen" index withdraw "$number" --reason 'Old Town votes elsewhere' --index package-1 --out withdrawn.xml >/dev/null
packs() { # OUT FOLDER: on from the withdrawal
    "$gen" package "$2" --index withdrawn.xml --key clerk.key --role election-official --out "$1"
}
if packs no two/artifacts >said 2>&1; then false; fi
grep -q 'deck-Old-Town.xml: supersedes publication .*, which was withdrawn by entry 5 .*: Old Town votes elsewhere; .* make it again without naming that one' said
grep -q "'deck --supersedes' with a folder that holds the other earlier files only" said
if packs no one/artifacts >said 2>&1; then false; fi
grep -q 'deck-Old-Town.xml: is not current: .* Old Town votes elsewhere; leave it out: what was withdrawn is not published again, only what differs from it' said
[ ! -e no ]
mkdir others
cp one/artifacts/*.xml others
rm others/deck-Old-Town.xml
"$gen" deck --rules michigan --no-sheets --supersedes others --out four >/dev/null
packs package-4 four/artifacts >/dev/null
"$verify" --quiet --key clerk.pub package-4
