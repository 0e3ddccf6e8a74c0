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
