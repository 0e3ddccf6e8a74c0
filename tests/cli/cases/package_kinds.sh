# Packages of every kind of artifact: what the verifier accepts together can be packaged, what PKG-07 refuses cannot.
# The bagging date is fixed by SOURCE_DATE_EPOCH.
export SOURCE_DATE_EPOCH=1793750400
keys=$root/fixtures/keys
for case in "$root"/fixtures/valid/package-release* "$root"/fixtures/valid/package-tree*; do
    name=$(basename "$case")
    "$gen" package "$case/package/data" --key "$keys/test-clerk.key" --role election-official --out "$name" >/dev/null
    status=0
    "$verify" --key "$keys/test-clerk.pub" "$name" >said 2>err || status=$?
    [ "$status" != 1 ]
    [ "$status" != 2 ]
    # Every check of the package holds, the trusted key too.
    [ "$(grep -c '^  PKG-[0-9]*  *holds' said)" = "$(grep -c '^  PKG-' said)" ]
    grep -q '^  PKG-11  *holds' said
done
for case in "$root"/fixtures/tampered/pkg-07-two-*; do
    status=0
    "$gen" package "$case/package/data" --key "$keys/test-clerk.key" --role election-official --out refused >out 2>err || status=$?
    [ "$status" = 1 ]
    grep -q 'is a second' err
    [ ! -e refused ]
done
