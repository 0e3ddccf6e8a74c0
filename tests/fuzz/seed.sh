#!/bin/sh
# Makes the seed corpora of the fuzz targets from fixtures/: one folder OUT/PROGRAM.TARGET.NAME for each, and OUT/names.dict, the
# names of the schemas. Arguments: the build folder with fuzz-pack and
# scrutineer-verify, OUT, and the most bytes of a seed.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
programs=$(cd "$1" && pwd)
pack=$programs/fuzz-pack verify=$programs/scrutineer-verify
mkdir -p "$2"
out=$(cd "$2" && pwd)
most=$3
cd "$root"
IFS='
'
# seed CORPUS PATH..: a bundle of each folder or file that exists.
seed() {
    corpus=$out/$1
    shift
    for path in "$@"; do
        shift
        [ ! -e "$path" ] || set -- "$@" "$path"
    done
    mkdir -p "$corpus"
    [ "$#" = 0 ] || "$pack" "$corpus" "$most" "$@"
}

# The verifier: each folder is an input of its own kind, told from its name; a tampered one's begins with its check.
valid=fixtures/valid tampered=fixtures/tampered
seed verify.artifacts.definition $valid/definition-* $tampered/art-* $tampered/bdf-*
seed verify.artifacts.deck $valid/method-* $valid/overvote-* $valid/write-* $valid/zero-* $valid/gap-* $tampered/lat-0*
seed verify.artifacts.deck $tampered/lat-1[03456789]* $tampered/lat-2*
seed verify.artifacts.proof $valid/bound-* $valid/budget-for-* $valid/proof-* $tampered/lat-1[12]*
seed verify.artifacts.straight $valid/straight-* $valid/package-straight-party
seed verify.artifacts.reported $valid/reported-* $tampered/lat-31*
seed verify.artifacts.commitment $valid/commitment* $tampered/tpt-0[123]*
seed verify.artifacts.seed $valid/seed-* $tampered/tpt-0[45]*
seed verify.artifacts.tree $valid/tree* $tampered/tpt-0[6789]* $tampered/tpt-1*
seed verify.artifacts.audit $valid/audit-* $tampered/tpt-2*
seed verify.artifacts.noise $valid/noise-* $tampered/dpr-01*
seed verify.artifacts.statement $valid/statement* $valid/ledgers-* $tampered/dpr-0[23456789]*
seed verify.artifacts.release $valid/release* $tampered/dpr-1* $tampered/dpr-20*
seed verify.artifacts.sealed $valid/opening-* $tampered/dpr-2[123]*
seed verify.artifacts.impact $valid/impact-* $tampered/imp-*
seed verify.artifacts.package $valid/package* $tampered/pkg-* $tampered/idx-* $tampered/ord-*

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# What a court opening holds, without its encryption: the target seals it again.
for folder in $valid/opening-* $tampered/dpr-2[23]*; do
    [ -f "$folder/opening.cms" ] || continue
    opened=$scratch/opened/${folder##*/}
    mkdir -p "$opened"
    cp "$folder"/*.xml "$opened"
    openssl cms -decrypt -inform DER -in "$folder/opening.cms" -inkey fixtures/keys/test-court.key \
        -out "$opened/opening.xml" 2>/dev/null || rm -r "$opened"
done
seed verify.artifacts.opened "$scratch"/opened/*

# With what the reader gives besides: stage NAME FOLDER.. copies the folders of fixtures with the files that their arguments name.
stage() {
    staged=$scratch/$1
    shift
    for folder in "$@"; do
        to=$staged/${folder##*/}
        mkdir -p "$staged"
        rm -rf "$to"
        cp -r "$folder" "$to"
        words=$(cat "$folder/arguments")
        rm "$to/arguments"
        case $words in *--tsa\ *) authority=${words##*--tsa } && cp "$folder/${authority%% *}" "$to/tsa.pem" ;; esac
        case $words in *--require\ *) echo "$words" | tr ' ' '\n' | sed -n '/^--require$/{n;p;}' >"$to/require.txt" ;; esac
        case $words in *--with\ *) key=${words##*--with } && cp "$folder/${key%% *}" "$to/court.key" ;; esac
    done
}
stage stamps $(grep -l -e '--tsa' fixtures/valid/*/arguments fixtures/tampered/*/arguments | sed 's|/arguments$||')
seed verify.artifacts.stamps "$scratch"/stamps/*
stage signers $(grep -l -e '--trust' fixtures/valid/*/arguments fixtures/tampered/*/arguments | sed 's|/arguments$||') \
    $valid/package-countersign* $tampered/pkg-09*
seed verify.artifacts.signers "$scratch"/signers/*
seed verify.artifacts.index $valid/index-* $valid/package-index-* $valid/package-no-index $tampered/idx-* $tampered/pkg-12*
stage court $valid/opening-* $tampered/dpr-21*
seed verify.artifacts.court "$scratch"/court/*

# The generator's readers of packages: a package, its artifacts as a folder that goes on from it, a stamp to be added.
for folder in $valid/package-stamped* $valid/package-countersigned* $valid/package-index-* $tampered/pkg-0[3489]* $tampered/idx-*; do
    to=$scratch/carried/${folder##*/}
    mkdir -p "$to/folder"
    cp -r "$folder/package" "$to" 2>/dev/null || continue
    cp -r "$folder"/package/data/* "$to/folder"
    rm -f "$to/folder/publication-index.xml"
    for evidence in timestamps countersignatures; do
        [ ! -d "$to/package/$evidence" ] || cp -r "$to/package/$evidence" "$to/folder"
    done
    stamp=$(find "$to/folder" -name '*.tsr' | head -n 1)
    [ -z "$stamp" ] || mv "$stamp" "$to/answer.tsr"
done
seed gen.carried.package "$scratch"/carried/*

# A verdict and what it is about: every third, of all kinds.
number=0
for folder in $valid/*; do
    number=$((number + 1))
    [ "$((number % 3))" = 1 ] || continue
    to=$scratch/report/${folder##*/}
    case $folder in *proof* | *state* | *deepest*) continue ;; esac
    mkdir -p "$to"
    (cd "$folder" && "$verify" --json $(tr ' ' '\n' <arguments) >"$to/verdict.json") || :
    cp -r "$folder"/*.xml "$folder"/package "$to" 2>/dev/null || :
    rm -f "$to/trust.xml"
done
seed gen.report.pages "$scratch"/report/*

# The reader takes the bytes as they are.
seed verify.xml.reader $valid/*/*.xml $tampered/art-*/*.xml fixtures/import/*/nist*.xml

# The importers, one corpus for each format.
for quality in good bad; do
    imports=fixtures/import/$quality cvr=fixtures/cvr/$quality
    seed gen.import.nist $imports/nist*
    seed gen.import.votingworks $imports/votingworks* $imports/vx_*
    seed gen.import.electionguard $imports/electionguard* $imports/eg_* $imports/json_*
    seed gen.import.dominion $imports/dominion* $cvr/dominion*.csv
    seed gen.import.csv $imports/csv_* $imports/columns* $imports/fusion* $imports/s*.csv $imports/empty*
    seed gen.import.nist-cvr $cvr/nist*
    seed gen.import.hart $cvr/hart*.xml
    seed gen.import.manifest $cvr/manifest*
    seed gen.import.cvr-csv $cvr/clear* $cvr/ess* $cvr/plain*
done
mkdir "$scratch/dominion" "$scratch/hart" "$scratch/zip"
cp -r fixtures/cvr/good/dominion_json "$scratch/dominion/export"
seed gen.import.dominion-json "$scratch/dominion"
cp -r fixtures/cvr/good/hart "$scratch/hart/export"
seed gen.import.hart "$scratch/hart"
if python3 -m zipfile -c "$scratch/zip/hart.zip" fixtures/cvr/good/hart/*.xml 2>/dev/null; then
    seed gen.import.hart-zip "$scratch/zip/hart.zip"
fi

cd "$scratch"
cat >plain.csv <<'CSV'
state,county,municipality,precinct,contest,selection,party,votes,mode,votes_allowed
OH,Adams,,P1,Mayor,Ann,DEM,12,election day,1
OH,Adams,,P1,Mayor,Bob,REP,7,election day,1
OH,Adams,,P1,Mayor,Ann,DEM,3,mail,1
OH,Adams,,P1,Ballots Cast,,,23,,
OH,Adams,,P1,Registered Voters,,,60,,
OH,Adams,,P2,Mayor,Ann,DEM,5,election day,1
OH,Adams,,P2,Mayor,Write-ins,,1,election day,1
OH,Adams,,,Mayor,Ann,DEM,20,,1
CSV
cat >openelections.csv <<'CSV'
county,precinct,office,district,party,candidate,votes,election_day,absentee
Dallas,1001,Registered Voters,,,,100,,
Dallas,1001,Ballots Cast,,,,50,,
Dallas,1001,U.S. Senate,,DEM,Ann Doe,20,12,8
Dallas,1001,U.S. Senate,,REP,Bob Roe,25,20,5
Dallas,1002,State House,103,DEM,Cy Poe,9.0,9,0
CSV
cat >medsl.csv <<'CSV'
precinct,office,party_detailed,mode,votes,county_name,jurisdiction_name,candidate,district,magnitude,stage,special,writein,state
P1,GOVERNOR,DEMOCRAT,ELECTION DAY,5,ADAMS,ADAMS,ANN DOE,STATEWIDE,1,GEN,FALSE,FALSE,OHIO
P1,GOVERNOR,REPUBLICAN,ELECTION DAY,6,ADAMS,ADAMS,BOB ROE,STATEWIDE,1,GEN,FALSE,FALSE,OHIO
[JURISDICTION-WIDE],GOVERNOR,,ABSENTEE,2,ADAMS,ADAMS,UNDERVOTES,STATEWIDE,1,GEN,FALSE,FALSE,OHIO
CSV
seed gen.import.returns "$scratch/plain.csv" "$scratch/openelections.csv" "$scratch/medsl.csv"
cat >coverage.csv <<'CSV'
id,name,vac,lep,lit
01001,Autauga,1000,60,10
01003,Baldwin,200000,12000,3000
CSV
cat >funds.csv <<'CSV'
id,name,weight,children
1,One,5000,100
2,Two,6000.5,3
CSV
cat >seats.csv <<'CSV'
id,name,population
AL,Alabama,4779736
AK,Alaska,710231
CSV
seed gen.decisions.tables "$scratch/coverage.csv" "$scratch/funds.csv" "$scratch/seats.csv"
printf '{"name": "x", "source": "s", "each_candidate": true, "overvote": "exact", "blank_ballots": 2}\n' >rules.json
seed gen.rules.json "$scratch/rules.json"
mkdir pulse
cp "$root"/tests/vectors/nist-pulse.json "$root"/tests/vectors/nist-beacon-certificate.pem pulse
mv pulse/nist-pulse.json pulse/a-pulse.json # read first
seed gen.pulse.json "$scratch/pulse"
seed gen.keys.pem "$root"/fixtures/keys/test-*.key "$root"/fixtures/keys/test-*.pub "$root"/fixtures/keys/test-*.pem
printf 'GEOID,a,b\n010010001,5,6\n010010002,7,8.0\n020010001,0,1\n' >table.csv
seed gen.table.csv "$scratch/table.csv"
seed gen.court.pem "$root"/fixtures/keys/test-*.pem "$root"/tests/vectors/nist-beacon-certificate.pem
mkdir study
printf 'unit,district\nBell/1,A\nBell/2,A\nCole/3,B\nCole/4,B\n' >study/districts.csv
printf 'unit,part,whole\nBell/1,10,100\nBell/2,80,100\nCole/3,20,100\nCole/4,15,100\n"Co""le/5",50,100\n' >study/shares.csv
printf 'unit,count\nBell/1,100\nBell/2,300\nCole/3,200\nCole/4,500\n"Co""le/5",60\n' >study/known.csv
cat >study/rules.json <<'JSON'
{"rules": [
 {"name": "Ballot access", "kind": "share-threshold", "level": "county", "part": ["Ann"], "of": "all", "threshold": "5%", "strict": false},
 {"name": "Recount", "kind": "recount-margin", "options": ["Ann", "Bo"], "threshold": "1/200"},
 {"name": "Close", "kind": "recount-margin", "level": "districts", "votes": 100, "source": "a law"},
 {"name": "Petition", "kind": "petition-quota", "level": "county", "of": "known", "threshold": "0.1", "rounding": "up", "signatures": {"Bell": 12}}
]}
JSON
printf 'county,code,Ann,Bo\nBell,1,69,0\nBell,2,1,134.0\nCole,3,143,0\nCole,4,425,1\n"Co""le",5,20,30\n' >study/table.csv
mkdir study-plain
cp study/districts.csv study/rules.json study-plain
sed -i '/Petition/d; s/"a law"},/"a law"}/' study-plain/rules.json
mkdir study-table
cp study/table.csv study-table
seed gen.study.tables "$scratch/study" "$scratch/study-plain" "$scratch/study-table"
printf 'county,precinct,contest,selection\nC2,P4,Mayor,Ann\nC2,P1,Mayor,Ann\nC2,P2,Mayor,Ann\nC2,P3,Mayor,Ann\n' >zeros.csv
printf 'contest,selection,party,precinct,county\nMayor,Ann,,P4,C2\nMayor,Zed,,P4,C2\nMayor,Cy,,P9,C2\n' >more.csv
cat >list.csv <<'CSV'
ballot,container,tabulator,batch,position,imprinted,record,interpretation
1,Shelf 1,,B1,1,,b1,A
2,Shelf 1,,B1,2,,b2,A
4,Shelf 1,,B1,4,,b4,blank
14,Shelf 1,,B1,14,,b14,not-found
22,Shelf 1,,B2,2,,b22,=Cy
CSV
printf 'interpretation,position,batch,container\nBo & Co,13,B2,Shelf 1\novervote,2,B3,Shelf 2\n,15,B3,Shelf 2\n' >places.csv
seed gen.audit.csv "$scratch/list.csv" "$scratch/places.csv"
seed gen.zeros.csv "$scratch/zeros.csv" "$scratch/more.csv"

sed -n 's/.* \(name\|value\|fixed\)="\([A-Za-z0-9 .:-]*\)".*/"\2"/p' "$root"/schemas/*.xsd | LC_ALL=C sort -u >"$out/names.dict"
