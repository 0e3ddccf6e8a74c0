#!/bin/sh
# The demonstration: from the demo election's definition to a signed package that a stranger verifies. Argument: the build folder.
set -eu
build=$1
gen=$build/scrutineer-gen verify=$build/scrutineer-verify demo=$build/demo

rm -rf "$demo"
mkdir -p "$demo"
say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
[ -t 1 ] && [ -z "${NO_COLOR:-}" ] || say() { printf '\n== %s\n' "$*"; }
run() {
    printf '$'
    for word in "$@"; do
        case $word in *[\ \<\>]*) printf " '%s'" "$word" ;; *) printf ' %s' "$word" ;; esac
    done
    echo
    "$@"
}

say "1. The official imports the election's definition"
run "$gen" --db "$demo/election.sqlite" import fixtures/demo/election.csv

say "2. The official makes the shortest test decks that detect every swap of voting targets"
run "$gen" --db "$demo/election.sqlite" deck --rules michigan --out "$demo/decks"

say "3. The official makes a signing key, publishes its fingerprint, and signs a package"
run "$gen" key new --out "$demo/clerk"
run "$gen" package "$demo/decks/artifacts" --key "$demo/clerk.key" --role election-official --out "$demo/package"

say "4. Anyone verifies the package, with a public key that came from elsewhere"
run "$verify" --key "$demo/clerk.pub" "$demo/package"

say "5. What a vendor could do: a deck that hides an exchange of two candidates; the verifier refutes it"
run "$gen" --db "$demo/election.sqlite" deck attack --style "North Quay" --swap '1<>6' --no-sheets --out "$demo/attack"
status=0
run "$verify" "$demo/attack/artifacts/deck-North-Quay.xml" "$demo/attack/artifacts/ballot-definition.xml" || status=$?
[ "$status" = 1 ] || { echo "the attack was not refuted (exit status $status)"; exit 1; }

say "Where to look"
printf '  %-30s %s\n' "$demo/package" 'the signed package to publish; HOWTO-VERIFY.txt says how to check it with stock tools' \
    "$demo/package/data" 'the artifacts: one deck for each ballot style, and the ballot definition' \
    "$demo/decks/sheets" 'marking sheets and expected totals to print for the test at the machine' \
    schemas/specification.md 'what every artifact means, and every numbered check' \
    README.md 'what the official, the observer and the court do next'
