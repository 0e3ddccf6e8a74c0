# Four real elections from their vendors' records to signed packages of an audited tree: once with the ballots of the plan alone and
# papers that agree with the records, once with every ballot and papers that do not. Each has its published totals beside it.
data=${SCRUTINEER_SHARED:-$root/../shared}/data/cvr
if [ ! -d "$data" ]; then
    echo 'skipped: no real cast-vote records beside the project'
    exit 0
fi
export SOURCE_DATE_EPOCH=1794600000
printf '%032d' 7 >salt.key
$gen key new --out clerk >/dev/null
$gen key new --out observer >/dev/null
sh "$root/tests/cli/trust_list.sh" clerk.pub Clerk election-official observer.pub Observer observer >trust.xml
value() { sed -n "s/.*\"$1\": \"\{0,1\}\([^,\"}]*\).*/\1/p" "$2"; }
said() { grep -Eq -- "$1" "$2" || { echo "'$1' is not in $2:"; cat "$2"; false; }; }
# ends STATUS COMMAND...: the command ends with this status.
ends() {
    wanted=$1 status=0
    shift
    "$@" || status=$?
    [ $status = "$wanted" ] || { echo "status $status, not $wanted: $*"; exit 1; }
}
# audited STORE WRONG: rounds until no list comes. Of each WRONG papers one says another candidate than its record, and then one of
# each 83 is not found. WRONG 0: papers are as recorded; 1: all votes for A and B are exchanged, as by a misplaced voting target.
audited() {
    for round in 1 2 3 4 5 6 7 8 9; do
        $gen --db "$1" audit next --csv list.csv >next
        grep -q await next || return 0
        # The list has places, and a number for each ballot; what the records say is on no list.
        if tr -d '\r' <list.csv | sed 1d | grep -Eqv '^[0-9]+,.*,$'; then return 1; fi
        awk -F, -v wrong="$2" 'NR == FNR { code[NR] = $1; next } FNR == 1 { print "ballot,interpretation"; next } {
            n++
            paper = code[$1] == "." ? "blank" : code[$1]
            if (wrong && n % wrong == 0) paper = paper == "A" ? "B" : paper == "B" || wrong > 1 ? "A" : paper
            if (wrong > 1 && n % 83 == 0) paper = "not-found"
            print $1 "," paper
        }' codes list.csv >papers.csv
        $gen --db "$1" audit import papers.csv >entered
    done
    echo "nine rounds did not end the audit of $1"
    return 1
}
# election NAME CONTEST BALLOTS LEADER VOTES LEAST MOST WRONG [RESULT]: VOTES are "CANDIDATE=VOTES|..", the plan has LEAST to MOST ballots.
election() {
    name=$1 contest=$2
    $gen --db "$name.sqlite" tally --contest "$contest" >tally
    said "^$3 ballots" tally
    echo "$5" | tr '|' '\n' | while IFS='=' read -r candidate votes; do said "^ +$votes  $candidate\$" tally; done
    $gen --db "$name.sqlite" reconcile | grep -q '^no disagreements'
    mkdir "$name-plan" "$name-all"
    $gen --db "$name.sqlite" commit --out "$name-plan/commitment.xml" --dice 'City hall' --time 2026-11-10T17:00:00Z \
        --election "$name" --salt-key salt.key >/dev/null
    # An observer holds the commitment before the dice are thrown, so that the order of events is shown (PKG-10).
    $gen countersign "$name-plan/commitment.xml" --key observer.key --role observer --time 2026-11-10T09:00:00Z >/dev/null
    $gen --db "$name.sqlite" seed record --out "$name-plan/seed.xml" --sides 6 \
        --dice '4 1 2 3 6 5 4 3 2 1 2 3 4 5 6 1 2 3 4 5 6 1 2 3 4' >/dev/null
    cp -r "$name-plan/commitment.xml" "$name-plan/seed.xml" "$name-plan/countersignatures" "$name-all"
    cp "$name.sqlite" "$name-all.sqlite"
    $gen --db "$name.sqlite" tree --contest "$contest" --seed "$name-plan/seed.xml" --out "$name-plan/tree.xml" --json >plan.json
    $gen --db "$name-all.sqlite" tree --contest "$contest" --seed "$name-all/seed.xml" --out "$name-all/tree.xml" --disclose all \
        --json >all.json
    # Both forms make one claim; records leave no ballot out.
    winner=$(value tptWinner plan.json) planned=$(value planned plan.json)
    [ "$winner" = "$(value tptWinner all.json)" ]
    [ "$planned" = "$(value planned all.json)" ]
    [ "$(value ballots plan.json)" = "$3" ]
    said "\"pluralityLeaders\": \[\"$4\"\]" plan.json
    [ "$planned" -ge "$6" ] && [ "$planned" -le "$7" ] || { echo "$name: a plan of $planned ballots"; exit 1; }
    [ "$(wc -c <"$name-plan/tree.xml")" -le $((700 * planned + 8000)) ]
    [ "$(wc -c <"$name-all/tree.xml")" -le $((2 * $3 + 7 * planned + 8000)) ]
    sed -n 's/.*<Codes>\(.*\)<.Codes>/\1/p' "$name-all/tree.xml" | fold -w1 >codes
    # Counted again without the program: one character for each ballot, and the published totals among them.
    [ "$(tr -d '\n' <codes | wc -c)" = "$3" ]
    echo "$5" | tr '|' '\n' | sed 's/.*=//' | while read -r votes; do
        sort codes | uniq -c | grep -Eq "^ *$votes [A-Z]\$" || { echo "no code occurs $votes times"; exit 1; }
    done

    # Papers as recorded: the first list settles it.
    audited "$name.sqlite" 0
    said 'Confirmed: ' next
    $gen --db "$name.sqlite" audit report --out "$name-plan/audit.xml" >report
    said "^Round 1 \(complete\): $planned of $planned papers examined, 0 discrepancies\.\$" report
    said "^Audit: confirmed, TPT winner of the papers: $winner\.\$" report
    if grep -q '^Round 2' report; then exit 1; fi
    $gen package "$name-plan" --key clerk.key --role election-official --out "$name-plan-package" >/dev/null
    ends 3 "$verify" --trust trust.xml "$name-plan-package" >verdict
    said '^Arithmetic: undecided' verdict
    said '^Provenance: holds' verdict
    said "TPT-27  holds .* confirmed: .* TPT winner ., \"$winner\"" verdict
    said 'TPT-13  undecided' verdict

    # Papers that differ, to the end, whatever it is; every ballot is disclosed, so that nothing is left undecided.
    audited "$name-all.sqlite" "$8"
    $gen --db "$name-all.sqlite" audit report --out "$name-all/audit.xml" >report
    result=$(sed -n 's/^Audit: \([a-z-]*\).*/\1/p' report)
    found=$(sed -n 's/.* papers examined, \([0-9]*\) discrepanc.*/\1/p' report | awk '{ n += $1 } END { print n }')
    [ "$found" -ge 1 ] || { echo "$name: no discrepancy was found"; exit 1; }
    [ -z "${9:-}" ] || [ "$result" = "$9" ] || { echo "$name: the audit ended as '$result', not '$9'"; exit 1; }
    case $result in
    confirmed | changed) final=$(sed -n 's/^Audit: .*TPT winner of the papers: \(.*\)\.$/\1/p' report) words="TPT-27  holds .*\"$final\"" ;;
    not-confirmable) words='TPT-27  holds .*not confirmable' ;;
    *) echo "$name: the audit ended as '$result'" && exit 1 ;;
    esac
    $gen package "$name-all" --key clerk.key --role election-official --out "$name-all-package" >/dev/null
    ends 0 "$verify" --trust trust.xml "$name-all-package" >verdict
    said '^Arithmetic: holds' verdict
    said '^Provenance: holds' verdict
    said "$words" verdict
    "$verify" --json --trust trust.xml "$name-all-package" >verdict.json
    said "TPT-12\", \"verdict\": \"holds\", \"detail\": \"the root's value is the TPT winner, candidate ., ..$winner" verdict.json
    if grep -Eq '"verdict": "(refuted|undecided)"' verdict.json; then exit 1; fi
    echo "$name: $planned of $3 planned, TPT winner $winner; with $found discrepancies $result"

    # Another total for the first candidate, or one ballot's code exchanged: refuted by what the files say.
    sed '0,/Votes="[0-9]*\([0-9]\)"/s//Votes="7"/' "$name-all/tree.xml" >wrong.xml
    ends 1 "$verify" "$name-all/commitment.xml" "$name-all/seed.xml" wrong.xml >verdict
    said 'TPT-13  refuted' verdict
    first=$(head -n 1 codes)
    [ "$first" = A ] && other=B || other=A
    sed "s/<Codes>$first/<Codes>$other/" "$name-all/tree.xml" >wrong.xml
    ends 1 "$verify" "$name-all/commitment.xml" "$name-all/seed.xml" wrong.xml >verdict
    said 'TPT-09  refuted' verdict
}

$gen --db byron.sqlite import --first-preferences "$data"/byron2021_dominion_csv_irv/Byron_Mayoral.csv \
    "$data"/byron2021_dominion_csv_irv/Byron_Mayoral.manifest.csv >/dev/null
$gen --db creek.sqlite import "$data"/clearcreek2016_dominion_json >/dev/null
$gen --db bay.sqlite import "$data"/bay2012_clearballot/fl_bay_2012m.cvr.csv >/dev/null
$gen --db jefferson.sqlite import "$data"/jeffco2015_ess_sample.csv >/dev/null

# Totals: as published with the data. A plan opens at least two children of each node that it opens, so at least 2 to the power of the
# depth above which every leaf lies: 8, 6, 7 and 4 levels of threes. The upper ends are half as much again as was planned for a few
# arrangements: which one it is follows from the commitment, hence from the version of the program too.
election byron 'Byron Mayoral' 18165 'LYON Michael' \
    'LYON Michael=4312|SWIVEL Mark=3286|DEY Duncan=2673|COOREY Cate=2599|PUGH Asren=2105|HUNTER Alan=1296|CLARKE Bruce=1017|ANDERSON John=592|MCILRATH Christopher=285' \
    256 2200 97
election creek 'United States Senator - REP' 1344 'Darryl Glenn' \
    'Darryl Glenn=221|Jack Graham=170|Robert Blaha=122|Jon Keyser=121|Ryan L. Frazier=36' 64 290 61
election bay 6 3562 'Keith Curry' 'Keith Curry=891|Debbie Sasser=763|Ed Benjamin=388' 128 320 31
election jefferson 'BALLOT ISSUE 1A' 100 NO 'NO=52|YES=45' 16 30 1 changed

# A ranked contest is not read as votes without being told, and a contest without candidates has no tree.
ends 1 $gen --db other.sqlite import "$data"/byron2021_dominion_csv_irv/Byron_Mayoral.csv >/dev/null 2>err
said 'first preferences' err
ends 2 $gen --db creek.sqlite tree --contest 'State Representative - District 13 - REP' --seed creek-plan/seed.xml --out none.xml 2>err
said 'no contest of the commitment' err
