# A package is checked by stock openssl and sha256sum alone, in the documented order, and by the verifier; forgeries by neither.
"$gen" --db e.sqlite import "$root/fixtures/demo/election.csv" >/dev/null
"$gen" --db e.sqlite deck --no-sheets --out decks >/dev/null
"$gen" key new --out clerk >/dev/null
"$gen" key new --out forger >/dev/null
[ "$(stat -c %a clerk.key)" = 600 ]
"$gen" package decks/artifacts --key clerk.key --role election-official --date 2026-10-01 --out package >/dev/null

stock() {
    (cd "$1" &&
        openssl pkeyutl -verify -rawin -pubin -inkey ../clerk.pub -in tagmanifest-sha256.txt -sigfile signatures/clerk.sig >/dev/null 2>&1 &&
        sha256sum -c --strict --quiet tagmanifest-sha256.txt >/dev/null 2>&1 &&
        sha256sum -c --strict --quiet manifest-sha256.txt >/dev/null 2>&1 &&
        ! (cut -c67- tagmanifest-sha256.txt manifest-sha256.txt; find . ! -type d ! -path './signatures/*' ! -path './timestamps/*' ! -path './countersignatures/*' ! -path ./tagmanifest-sha256.txt -print0 | tr '\n\0' '?\n' | sed 's|^\./||' | sort -u) | sort | uniq -u | grep . >/dev/null)
}
refused() { # by both
    if stock "$1"; then false; fi
    status=0
    "$verify" --quiet --key clerk.pub "$1" || status=$?
    [ "$status" = 1 ]
}
stock package
"$verify" --quiet --key clerk.pub package
deck=data/deck-Old-Town.xml

cp -r package changed
sed -i 's/Old Town/Old Towm/' changed/$deck
refused changed
cp -r changed remade
(cd remade && find data -type f | LC_ALL=C sort | xargs sha256sum >manifest-sha256.txt)
refused remade
cp -r remade retagged
(cd retagged && sha256sum HOWTO-VERIFY.txt bag-info.txt bagit.txt manifest-sha256.txt >tagmanifest-sha256.txt)
refused retagged
cp -r package added
echo hello >added/data/extra.txt
refused added
# Names that would pass for two equal lines, or for a line of the manifest.
feed='
'
for name in "a${feed}a" "data/x${feed}data/x" "$deck$feed"; do
    rm -rf fed
    cp -r package fed
    mkdir -p "$(dirname "fed/$name")"
    echo hello >"fed/$name"
    refused fed
done
rm -rf fed
cp -r package fed
echo hello >"fed/a${feed}a"
echo hello >'fed/a?a'
refused fed
cp -r package removed
rm removed/$deck
refused removed
"$gen" package decks/artifacts --key forger.key --signer clerk --role election-official --date 2026-10-01 --out forged >/dev/null
refused forged

# Without a key that the user trusts, nothing is said about who published it.
status=0
"$verify" --quiet package || status=$?
[ "$status" = 3 ]

# A fingerprint as people print it stands for the key; the key inside the package is never a reason to trust.
fingerprint=$(openssl pkey -pubin -in clerk.pub -outform DER | sha256sum | cut -c1-64)
"$verify" --quiet --fingerprint "$fingerprint" package
"$verify" --quiet --fingerprint "$(echo "$fingerprint" | tr a-f A-F | sed 's/..../& /g')" package
for wrong in "--fingerprint=${fingerprint}0" "--fingerprint=${fingerprint#?}" --fingerprint= --key=package/signatures/clerk.pub; do
    status=0
    "$verify" --quiet "$wrong" package 2>/dev/null || status=$?
    [ "$status" = 2 ]
done
status=0
"$verify" --quiet --fingerprint "$fingerprint" forged || status=$?
[ "$status" = 1 ]
