# Files of another kind than a command wants, folders for files, places that are not there: each sentence says what would be right.
refused() { # STATUS WORDS COMMAND..
    wanted=$1 words=$2 status=0
    shift 2
    "$gen" "$@" >out 2>err || status=$?
    [ "$status" = "$wanted" ] || { echo "status $status: $*"; cat err; exit 1; }
    grep -qF -e "$words" err || { echo "$*"; cat err; exit 1; }
    [ ! -s out ]
}
"$gen" import "$root/fixtures/demo/election.csv" >/dev/null
"$gen" deck --rules none --no-sheets --out decks >/dev/null
"$gen" key new --out clerk >/dev/null
"$gen" package decks/artifacts --key clerk.key --role election-official --out package >/dev/null
official='--key clerk.key --role election-official --out new'

# What this program made is nothing to import.
refused 1 'package: holds artifacts such as <BallotDefinition>, which this program or its like made; import reads what election systems' import package
refused 1 'artifacts: holds artifacts such as' import decks/artifacts
refused 1 'deck-Old-Town.xml: is an artifact <TestDeck>' import decks/artifacts/deck-Old-Town.xml
[ "$(wc -l <err)" = 1 ]
refused 1 'nowhere/e.sqlite: the store could not be made: No such file or directory' --db nowhere/e.sqlite import "$root/fixtures/demo/election.csv"

# Packages, indexes, keys.
# shellcheck disable=SC2086
{
    refused 1 'package: is a package already; give the folder of artifacts that it was made of' package package $official
    refused 1 'clerk.pub: is a file; give the folder of the artifacts' package clerk.pub $official
    refused 1 'nowhere: could not be opened: No such file' package nowhere $official
    refused 1 'deck-Old-Town.xml, line 2: is no index of publications; give a package' package decks/artifacts $official --index decks/artifacts/deck-Old-Town.xml
}
[ ! -e new ]
refused 1 'decks: is a folder without data/publication-index.xml' index show decks
refused 1 'clerk.pub: is a public key, with which nobody signs; give the private one' package decks/artifacts --key clerk.pub --role election-official --out new
refused 1 'clerk.pub: is a public key' countersign package --key clerk.pub --role observer
for words in 'key show' 'trust add l.xml --owner C --role observer --from 2026-01-01 --to 2026-12-31 --key' 'trust revoke l.xml --key'; do
    # shellcheck disable=SC2086
    refused 1 'clerk.key: is a private key, which nobody else is to see; give the public one' $words clerk.key
done
[ ! -e l.xml ]
refused 2 'write the package first, then the answer' timestamp add answer.tsr package

# A seed that is the name of something, and whose command it is that lacks a source.
printf 'ballot,contest,selection,batch,position\nb1,M,Ann,B1,1\nb2,M,Bo,B1,2\n' >records.csv
"$gen" --db votes.sqlite import records.csv >/dev/null
"$gen" --db votes.sqlite commit --out c.xml --dice Hall --time 2026-01-01T00:00:00Z --election e >/dev/null 2>&1
refused 2 '--seed names a file or folder that is no seed record' --db votes.sqlite tree --contest M --seed decks --out t.xml
[ ! -e t.xml ]
refused 2 'release announce: name the source of the seed' release announce --contest all --epsilon 1 --budget 9 --out s.xml
refused 2 'commit: name the source of the seed' commit --out s.xml

# A folder that may not be looked into is none without an index, and no folder that is no package. Who may look everywhere cannot see it.
if mkdir shut && chmod 0 shut && ! ls shut >/dev/null 2>&1; then
    refused 1 'Permission denied' index show shut
    refused 1 'shut: could not be opened as a folder: Permission denied' timestamp request shut
else
    echo 'skipped: this user may look into every folder'
fi
chmod 700 shut
