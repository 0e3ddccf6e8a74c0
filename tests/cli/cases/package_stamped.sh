# Time stamps in a package: the verifier with --tsa and the stock `openssl ts -verify` agree on which are good; --tsa and --require are used as they must be.
keys=$root/fixtures/keys
cp -r "$root/fixtures/valid/package/package" package
chmod -R u+w package
digest=$(sha256sum <package/tagmanifest-sha256.txt | cut -c1-64)
mkdir package/timestamps
stamp=package/timestamps/day.tsr
says() { # VERDICT WORDS CERTIFICATES FAULT...: what both say of a stamp with these faults
    verdict=$1 words=$2 certificates=$3 status=0
    shift 3
    "$build/tsa" "$digest" 2026-11-03T12:00:00.25Z "$keys" "$stamp" "$@"
    "$verify" --json --key "$keys/test-clerk.pub" --tsa "$keys/$certificates" package >report || status=$?
    [ "$status" != 2 ]
    grep -q "\"id\": \"PKG-08\", \"verdict\": \"$verdict\", \"detail\": \".*$words" report
    if [ "$verdict" = holds ]; then
        openssl ts -verify -digest "$digest" -in "$stamp" -CAfile "$keys/$certificates" >/dev/null 2>&1
    else
        if openssl ts -verify -digest "$digest" -in "$stamp" -CAfile "$keys/$certificates" >/dev/null 2>&1; then false; fi
    fi
}
says holds '1 time stamp of what is in the package' test-tsa-ca.pem
grep -q '"time_stamps": \[{"file": "timestamps/day.tsr", "verdict": "holds", .*"time": "2026-11-03T12:00:00.250Z", "object": "tagmanifest-sha256.txt"' report
says holds '1 time stamp' test-tsa-ca.pem --cert=intermediate --accuracy=2
says undecided 'leads to none of those given with --tsa' test-tsa-other-ca.pem
says undecided 'leads to none' test-tsa-ca.pem --cert=self-signed
says refuted 'is not signed with the key' test-tsa-ca.pem --break
says refuted 'not one for time stamping alone' test-tsa-ca.pem --cert=more-eku
says refuted 'a refusal' test-tsa-ca.pem --status=2
# The request of section 7.2 is the stock one.
openssl ts -query -data package/tagmanifest-sha256.txt -sha256 -cert -no_nonce -out package/timestamps/next.tsq 2>/dev/null
[ "$(wc -c <package/timestamps/next.tsq)" = 59 ]
says holds '1 request for others' test-tsa-ca.pem
# What the reader trusts does not come from the package, and --require asks for a list.
refuses() { # WORDS OPTION...
    words=$1 status=0
    shift
    "$verify" "$@" package >out 2>err || status=$?
    [ "$status" = 2 ]
    grep -q -- "$words" err
    [ ! -s out ]
}
cp "$keys/test-tsa-ca.pem" package/timestamps/
refuses 'this certificate lies in the package itself' --tsa package/timestamps/test-tsa-ca.pem
rm package/timestamps/test-tsa-ca.pem
refuses 'holds no certificate in PEM form' --tsa "$keys/test-clerk.pub"
refuses 'give one with --trust' --require observer=1
refuses 'wrong value of --require' --require observer=0 --trust x
refuses 'wrong value of --require' --require Observer=1 --trust x
refuses 'wrong value of --require' --require observer --trust x
"$verify" --help | grep -q -- '--tsa FILE'
"$verify" --help | grep -q -- '--require ROLE=K'
