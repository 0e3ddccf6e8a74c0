# Packages of every kind of artifact: what the verifier accepts together can be packaged, what PKG-07 refuses cannot.
# The bagging date is fixed by SOURCE_DATE_EPOCH.
export SOURCE_DATE_EPOCH=1793750400
keys=$root/fixtures/keys
for case in "$root"/fixtures/valid/package-release* "$root"/fixtures/valid/package-tree*; do
    name=$(basename "$case")
    # A package makes its own index: that of the fixture is taken out.
    cp -r "$case/package/data" "$name-data"
    rm -f "$name-data/publication-index.xml"
    "$gen" package "$name-data" --key "$keys/test-clerk.key" --role election-official --out "$name" >/dev/null
    status=0
    "$verify" --key "$keys/test-clerk.pub" "$name" >said 2>err || status=$?
    [ "$status" != 1 ]
    [ "$status" != 2 ]
    # Every check of the package holds, the trusted key too; only the order of events needs somebody else's word.
    [ "$(grep -c '^  PKG-[0-9]*  *holds' said)" = "$(grep '^  PKG-' said | grep -vc '^  PKG-10')" ]
    grep -q '^  PKG-10  *undecided' said
    grep -q '^  PKG-12  *holds' said
    grep -q '^  PKG-11  *holds' said
done
for case in "$root"/fixtures/tampered/pkg-07-two-*; do
    status=0
    rm -rf data
    cp -r "$case/package/data" data
    rm -f data/publication-index.xml
    "$gen" package data --key "$keys/test-clerk.key" --role election-official --out refused >out 2>err || status=$?
    [ "$status" = 1 ]
    grep -q 'is a second' err
    [ ! -e refused ]
done

# Where only the order of events is open, or refuted, the report says that and not that nobody trusted signed.
name=$(basename "$(ls -d "$root"/fixtures/valid/package-tree* | head -n 1)")
"$verify" --json --key "$keys/test-clerk.pub" "$name" >open.json || [ $? = 3 ]
"$gen" report --verdict open.json "$name" --out open.html >/dev/null
grep -q 'Only the order of events is not shown' open.html
sed '/"PKG-10"/s/"undecided"/"refuted"/; s/^  "provenance": "undecided"/  "provenance": "refuted"/' open.json >against.json
"$gen" report --verdict against.json "$name" --out against.html >/dev/null
grep -q 'But no, the order of events is not the one' against.html
"$gen" report --verdict against.json "$name" --language es --out against.html >/dev/null
grep -q 'Pero no, el orden de los hechos' against.html
# With another open question, or a file outside packages, it is the general sentence.
"$verify" --json "$name" >nobody.json || [ $? = 3 ]
"$gen" report --verdict nobody.json "$name" --out nobody.html >/dev/null
grep -q 'Either nothing says who published these files' nobody.html
"$verify" --json --key "$keys/test-clerk.pub" "$name" "$root/fixtures/valid/commitment/commitment.xml" >bare.json || [ $? = 3 ]
"$gen" report --verdict bare.json "$name" "$root/fixtures/valid/commitment/commitment.xml" --out bare.html >/dev/null
grep -q 'Either nothing says who published these files' bare.html
