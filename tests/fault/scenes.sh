#!/bin/sh
# Writes the scenes of the fault test: what stands before a command, and the command. Arguments: the build folder, an empty
# folder for the scenes. Each group works on an election of its own, so that stores are small.
set -eu
build=$(cd "$1" && pwd)
scenes=$(cd "$2" && pwd)
root=$(cd "$(dirname "$0")/../.." && pwd)
gen=$build/scrutineer-gen
work=$(mktemp -d "${TMPDIR:-/tmp}/scrutineer-scenes-XXXXXX")
trap 'rm -rf "$work"' EXIT
export TZ=UTC LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1800000000

# scene NAME PROGRAM WORD...: this folder as it stands now, and what is run in it.
scene() {
    name=$1
    shift
    mkdir -p "$scenes/$name"
    cp -rp . "$scenes/$name/before"
    printf '%s\n' "$@" >"$scenes/$name/command"
}
# The files that the command of the scene made last differ from run to run: only their names are compared.
random() { : >"$scenes/$name/random"; }
group() { mkdir "$work/$1" && cd "$work/$1"; }
# Runs the command of the scene made last, for the scenes that follow it.
go_on() {
    while read -r word; do set -- "$@" "$word"; done <"$scenes/$name/command"
    shift
    "$gen" "$@" >/dev/null 2>&1
}

# Imports, one of each kind.
for file in "$root"/fixtures/import/good/*; do
    group "definition-$(basename "$file")"
    cp "$file" .
    scene "import-$(basename "$file")" gen import "$(basename "$file")"
done
for file in "$root"/fixtures/cvr/good/*; do
    case $file in *manifest* | *ranked*) continue ;; esac
    group "records-$(basename "$file")"
    cp -r "$file" .
    scene "records-$(basename "$file")" gen import "$(basename "$file")"
done
for form in "$root"/fixtures/cvr/good/manifest*; do
    group "$(basename "$form")"
    cp "$form" .
    scene "import-$(basename "$form")" gen import "$(basename "$form")"
done
group replace
cp "$root/fixtures/demo/election.csv" "$root/fixtures/import/good/smallest.csv" .
"$gen" import smallest.csv >/dev/null
scene import-replace gen import --replace election.csv

# Test decks.
group deck
cp "$root/fixtures/demo/election.csv" .
"$gen" import election.csv >/dev/null
scene deck gen deck --rules michigan --out d
go_on
scene deck-compare gen deck compare
scene deck-attack gen deck attack --style 'Old Town' --swap '1<>2' --out attack
scene deck-programs gen deck --style 'Old Town' --emit-lp programs
scene key-new gen key new --out clerk
random
: >"$scenes/$name/keeps"
cp "$root/fixtures/keys/test-clerk.key" "$root/fixtures/keys/test-clerk.pub" .
scene package gen package d/artifacts --key test-clerk.key --role election-official --out package
go_on
scene verify-deck verify --json d/artifacts/deck-Old-Town.xml d/artifacts/ballot-definition.xml
scene verify-deck-reported verify --json d/artifacts/deck-Old-Town.xml d/artifacts/ballot-definition.xml --reported d/sheets/deck-Old-Town-expected.csv
scene verify-package verify --json --key test-clerk.pub package
group straight
cp "$root/fixtures/demo/straight-party.csv" .
"$gen" import straight-party.csv >/dev/null
scene deck-straight-party gen deck --out d
go_on
scene verify-straight-party verify --json d/artifacts
scene verify-text verify d/artifacts

# Plurality trees and their audit.
group tree
awk 'BEGIN {
    print "ballot,contest,selection,batch,position"
    for (i = 1; i <= 60; i++) {
        r = (i * 7919) % 10
        printf "b%d,Mayor,%s,B%d,%d\n", i, r < 5 ? "Ann" : r < 8 ? "Bo & Co" : r < 9 ? "=Cy" : "", int((i - 1) / 20) + 1, (i - 1) % 20 + 1
    }
}' >records.csv
printf 'Container,Batch Name,Number of Ballots\nShelf 1,B1,20\nShelf 1,B2,20\nShelf 2,B3,20\n' >manifest.csv
scene import-records-and-manifest gen import records.csv manifest.csv
go_on
scene tally gen tally
scene reconcile gen reconcile
scene commit gen commit --out commitment.xml --dice 'City hall' --time 2020-11-10T17:00:00Z --election e1
go_on
dice='4 1 7 2 9 0 3 3 8 5 6 1 2 7 0 4 9 9 1 5'
scene seed-record gen seed record --dice "$dice" --sides 10 --witness 'A. Observer' --out seed.xml
go_on
scene tree gen tree --contest Mayor --seed seed.xml --out tree.xml --draw tree.svg
go_on
scene tree-all gen tree --contest Mayor --seed seed.xml --out all.xml --disclose all --replace
scene tree-odds gen tree odds --contest Mayor
scene audit-next gen audit next --csv list.csv
go_on
first=$(sed -n '2s/,.*//p' list.csv)
scene audit-enter gen audit enter "$first" Ann
go_on
scene audit-status gen audit status
scene audit-correct gen audit enter "$first" 'Bo & Co' --correct --reason 'read anew'
scene audit-undo gen audit undo --reason 'wrong paper'
go_on
awk -F, 'NR == FNR { said[$1] = $3 == "" ? "blank" : $3; next } FNR == 1 { print "ballot,interpretation"; next }
    { print $1 "," said["b" $1] }' records.csv list.csv >papers.csv
scene audit-import gen audit import papers.csv
go_on
scene audit-report gen audit report --out audit.xml --draw audit.svg
go_on
scene verify-tree verify --json commitment.xml seed.xml tree.xml audit.xml
sed 's/,4$/,5/' manifest.csv | sed '$s/20/19/' >less.csv
"$gen" --db other.sqlite import records.csv less.csv >/dev/null
id=$("$gen" --db other.sqlite reconcile --json 2>/dev/null | sed 's/.*"id": "\([^"]*\)".*/\1/') || true
scene reconcile-resolve gen --db other.sqlite reconcile resolve "$id" --reason 'Counted again'

# Private releases.
group release
awk 'BEGIN {
    print "county,precinct,contest,selection,votes,votes_allowed"
    for (c = 1; c <= 3; c++) for (p = 1; p <= 3; p++) {
        if (c == 3 && p > 1) break
        for (s = 1; s <= 3; s++) printf "C%d,P%d,Mayor,%s,%d,1\n", c, p, substr("AnnBobCy", 3 * s - 2, 3), c == 2 && s == 3 ? 0 : (c * p * s * 37) % 90
    }
}' >returns.csv
openssl req -x509 -newkey rsa:2048 -nodes -keyout court.key -out court.pem -subj '/CN=County Court' -days 3650 2>/dev/null
scene import-returns gen import returns.csv
go_on
scene returns gen returns
scene study gen release study --public-data --contest Mayor --epsilon 1/5 --seed abc --out study --runs 3
scene noise-key gen noise-key commit --releases 3 --election e1 --election-name Test --out noise.xml
go_on
scene release-announce gen release announce --contest all --epsilon 1/2 --budget 9 --dice 'City hall' --time 2027-11-24T17:00:00Z --exact county --out statement.xml
go_on
scene release-announce-second gen release announce --contest all --epsilon 1/4 --dice 'City hall' --time 2027-11-24T17:00:00Z --out second.xml
throws='4 1 2 3 6 5 4 3 2 1 2 3 4 5 6 1 2 3 4 5 6 1 2 3 4'
scene release-seed gen seed record --release 1 --dice "$throws" --sides 6 --out seed.xml
scene release-budget gen budget
name=release-seed
go_on
mkdir office
scene release-publish gen release publish --seed seed.xml --out release.xml --sealed-table office/true.csv
go_on
scene release-supersede gen release publish --seed seed.xml --out other.xml --mechanism toydown --replace
scene release-open gen open --release release.xml --to court.pem --out opening.cms
random
go_on
scene verify-release verify --json noise.xml statement.xml seed.xml release.xml
scene verify-sealed verify --json noise.xml statement.xml seed.xml release.xml --sealed opening.cms --with court.key
mkdir public
cp noise.xml statement.xml seed.xml release.xml public/
cp "$root/fixtures/keys/test-clerk.key" "$root/fixtures/keys/test-clerk.pub" .
scene package-release gen package public --key test-clerk.key --role election-official --out package
go_on
scene verify-package-release verify --json --key test-clerk.pub package

# Impact statements.
group impact
printf 'id,name,vac,lep,lit\na,"Ann, County",2000,500,100\nb,Béarn,400000,60000,6000\n' >coverage.csv
printf 'id,name,weight,children\nd1,One,9,100\nd2,Two,7,20\nd3,Three,9,0\n' >funds.csv
printf 'id,name,population\ns1,One,1000\ns2,Two,90\n' >seats.csv
for decision in coverage funds seats; do
    scene impact-$decision gen impact $decision --input $decision.csv --mechanism dawa-sound --epsilon 1,1/2 --trials 20 --seed public --out $decision
    go_on
done
scene verify-impact verify --json coverage/impact.xml funds/impact.xml seats/impact.xml

# What is refuted stays refuted.
for case in lat-11 lat-31 pkg-04 tpt-17 dpr-14 imp-04; do
    for folder in "$root"/fixtures/tampered/"$case"*; do
        [ -f "$folder/arguments" ] || continue
        read -r arguments <"$folder/arguments"
        cd "$folder"
        case $arguments in *../*) continue ;; esac
        # shellcheck disable=SC2086
        scene "refuted-$(basename "$folder")" verify --json $arguments
        break
    done
done
