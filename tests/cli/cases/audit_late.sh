# Readings of rounds that are over are put right at any time: what was planned stands, the end rests on what stands, and no course that
# the generator leads is refuted.
export SOURCE_DATE_EPOCH=1794600000
audit() { $gen audit "$@"; }
end() { sed -n 's/.*<End Result="\([a-z-]*\)" AuditedWinner="\(.*\)".*/\1:\2/p' "$1"; }
# Verifies commitment, the contest's tree $1 and its audit $2: exit status 3 at most, for what a plan-only tree does not show.
verified() {
    status=0
    "$verify" commitment.xml "$@" >verdict || status=$?
    if grep -Eq '^  TPT-[0-9]+ +refuted' verdict; then return 1; fi
    [ $status = 3 ]
}
refused() {
    words=$1
    shift
    if "$@" >out 2>err; then return 1; fi
    [ ! -s out ]
    grep -qF -- "$words" err
}
# Forty contests on the same 27 ballots; how they read is a matter of sums.
awk 'BEGIN {
    print "ballot,contest,selection"
    for (i = 1; i <= 27; i++)
        for (c = 1; c <= 40; c++) {
            r = (i * (c * 37 + 11) + c * 101 + int(i / 3) * 17) % 100
            printf "b%d,c%d,%s\n", i, c, r < 50 + c % 9 ? "Ann" : r < 92 ? "Bo" : ""
        }
}' >records.csv
$gen import records.csv >/dev/null
printf '%032d' 7 >salt.key
$gen commit --out commitment.xml --dice 'City hall' --time 2026-11-10T17:00:00Z --election e1 --salt-key salt.key >/dev/null 2>&1
cp election.sqlite fresh.sqlite

# The plan's first paper is misread; that calls for a second round, during which the error is found.
$gen tree --contest c1 --seed 20261110 --out tree.xml >/dev/null 2>&1
audit next --csv list.csv >/dev/null
said() { awk -F, -v b="b$1" -v c="$2" '$1 == b && $2 == c { print $3 == "" ? "blank" : $3 }' records.csv; }
as_recorded() { awk -F, -v c="$2" 'NR == FNR { if ($2 == c) said[$1] = $3 == "" ? "blank" : $3; next } FNR == 1 { print "ballot,interpretation"; next } { print $1 "," said["b" $1] }' records.csv "$1"; }
first=$(sed -n 2p list.csv | cut -d, -f1)
right=$(said "$first" c1)
[ "$right" = Ann ] && wrong=Bo || wrong=Ann
as_recorded list.csv c1 | awk -F, -v b="$first" -v w="$wrong" 'BEGIN { OFS = "," } $1 == b { $2 = w } { print }' >papers.csv
audit import papers.csv >/dev/null
audit next --csv list2.csv | grep -q 'round 2'
cp election.sqlite open2.sqlite
refused 'round 1 is over: what ballot' audit undo --ballot "$first" --reason 'misread'
refused 'go together' audit enter --correct "$first" "$right"
audit enter --correct "$first" "$right" --reason 'the paper beside it was read' >said
grep -q 'Round 1 was over: the report lists this correction as made during round 2' said
grep -q 'establish a winner already: read the rest of round 2, or close it' said
audit status | grep -q '^Corrections: 1, 1 of them in rounds that were over'
audit report --out open.xml >/dev/null
[ "$(end open.xml)" = unfinished: ]
grep -q "<Correction Round=\"1\" During=\"2\" Ballot=\"$first\" Was=\"[AB.]\" Now=\"[AB.]\" Reason=\"the paper beside it was read\"" open.xml
verified tree.xml open.xml
grep -q '1 reading of closed rounds was corrected later' verdict
# Closed at once, since what it was planned on has changed.
cp election.sqlite closed.sqlite
$gen --db closed.sqlite audit next --replan | grep -q 'Confirmed'
$gen --db closed.sqlite audit report --out closed.xml >/dev/null
[ "$(end closed.xml | cut -d: -f1)" = confirmed ]
grep -q '<Round Number="2" State="replanned">' closed.xml
verified tree.xml closed.xml
# Without the correction nothing excuses closing the second round.
refused 'no discrepancy was found in round 2, and nothing was corrected' $gen --db open2.sqlite audit next --replan
# Read to its end it confirms too.
as_recorded list2.csv c1 >papers.csv
audit import papers.csv >/dev/null
audit report --out audit.xml >/dev/null
[ "$(end audit.xml | cut -d: -f1)" = confirmed ]
verified tree.xml audit.xml
# A correction of what confirmed it, once the audit has ended: unsettled, said so, and another round follows.
second=$(sed -n 3p list.csv | cut -d, -f1)
[ "$(said "$second" c1)" = Ann ] && wrong=Bo || wrong=Ann
audit enter --correct "$first" "$([ "$right" = Ann ] && echo Bo || echo Ann)" --reason 'it was right at first' >/dev/null
audit enter --correct "$second" "$wrong" --reason 'looked at again' >said
grep -q 'The audit \(was\|is\) ' said
grep -q "write it again with 'audit report'" said
audit report --out unsettled.xml >/dev/null
verified tree.xml unsettled.xml
for round in 3 4 5 6 7; do
    audit next --csv more.csv >next
    grep -q await next || break
    as_recorded more.csv c1 >papers.csv
    audit import papers.csv >/dev/null
done
audit report --out audit.xml >/dev/null
case $(end audit.xml) in confirmed:* | changed:* | not-confirmable:) ;; *) exit 1 ;; esac
verified tree.xml audit.xml
# The reading of the last round, which was closed early for it, was wrong: the round is open again.
cp fresh.sqlite election.sqlite
$gen tree --contest c1 --seed 20261110 --out tree.xml >/dev/null 2>&1
audit next >/dev/null
audit enter "$first" not-found >/dev/null
sed 1,2d list.csv | cut -d, -f1 | while read -r ballot; do
    [ "$ballot" = "$(tail -n 1 list.csv | cut -d, -f1)" ] || audit enter "$ballot" "not-found" >/dev/null
done
audit next --replan >next
if grep -q 'Not confirmable' next; then
    sed 1d list.csv | sed '$d' | cut -d, -f1 | while read -r ballot; do
        audit enter --correct "$ballot" "$(said "$ballot" c1)" --reason 'found in another box' >said
    done
    grep -q 'Round 1 is open again: no discrepancy is left in it' said
    audit report --out reopened.xml >/dev/null
    grep -q '<Round Number="1" State="open">' reopened.xml
    verified tree.xml reopened.xml
fi

# Audits with papers misread and corrected at any time, by sums again: never refuted, nor anything of them.
cp fresh.sqlite election.sqlite
for c in $(seq 1 "${AUDIT_LATE_CONTESTS:-6}"); do
    $gen tree --contest "c$c" --seed "s$c" --out "tree-$c.xml" >/dev/null 2>&1
    : >entered
    for round in 1 2 3 4 5 6 7 8 9; do
        audit next --contest "c$c" --csv list.csv >next
        if ! grep -q await next; then break; fi
        as_recorded list.csv "c$c" | awk -F, -v c="$c" -v round="$round" 'BEGIN { OFS = "," }
            NR > 1 && ($1 * 7 + c * 3 + round) % 5 == 0 { $2 = $2 == "Ann" ? "Bo" : "Ann" }
            NR > 1 && ($1 * 5 + c + round) % 31 == 0 { $2 = "not-found" } { print }' >papers.csv
        half=$(($(wc -l <papers.csv) / 2 + 1))
        head -n $half papers.csv >some.csv
        audit import --contest "c$c" some.csv >/dev/null
        sed 1d some.csv >>entered
        for k in 1 2; do
            line=$(((c * 31 + round * 17 + k * 7) % $(wc -l <entered) + 1))
            ballot=$(sed -n "${line}p" entered | cut -d, -f1)
            set -- Ann Bo blank no-consensus
            shift $(((c + round + k) % 4))
            audit enter --contest "c$c" --correct "$ballot" "$1" --reason 'read again' >/dev/null 2>&1 || continue
        done
        # Some rounds are closed early where that may be; the others are read to their end.
        [ $(((c + round) % 3)) != 0 ] || audit next --contest "c$c" --replan >/dev/null 2>&1 || true
        if audit import --contest "c$c" papers.csv >/dev/null 2>&1; then exit 1; fi
        sed "2,${half}d" papers.csv >rest.csv
        if audit import --contest "c$c" rest.csv >/dev/null 2>&1; then sed 1d rest.csv >>entered; fi
    done
    audit report --contest "c$c" --out "audit-$c.xml" >/dev/null
done
verified tree-*.xml audit-*.xml
# Some of the corrections were late, and some audits ended each way.
late=$(sed -n 's/.*<Correction Round="\([0-9]*\)" During="\([0-9]*\)".*/\1 \2/p' audit-*.xml | awk '$1 < $2' | wc -l)
[ "$late" -ge 3 ]
grep -q 'State="replanned"' audit-*.xml
for file in audit-*.xml; do end "$file"; done | cut -d: -f1 | sort -u >ends
[ "$(wc -l <ends)" -ge 2 ]

# A clock that stands before the moment announced for the tree's seed is wrong: nothing is entered by it.
clock() { $gen --db fresh.sqlite audit "$@"; }
$gen --db fresh.sqlite seed record --out seed.xml --dice '4 1 2 3 6 5 4 3 2 1 2 3 4 5 6 1 2 3 4 5 6 1 2 3 4' --sides 6 >/dev/null
$gen --db fresh.sqlite tree --contest c1 --seed seed.xml --out clock.xml >/dev/null 2>&1
clock next --csv list.csv >/dev/null
first=$(sed -n 2p list.csv | cut -d, -f1)
as_recorded list.csv c1 >papers.csv
moment=$(date -u -d '2026-11-10 17:00:00' +%s)
SOURCE_DATE_EPOCH=$((moment - 1))
refused 'the clock says 2026-11-10T16:59:59Z, before 2026-11-10T17:00:00Z, the moment announced' clock enter "$first" Ann
refused 'is the clock of this computer wrong?' clock import papers.csv
SOURCE_DATE_EPOCH=$moment
clock import papers.csv >/dev/null
SOURCE_DATE_EPOCH=$((moment - 1))
refused 'is the clock of this computer wrong?' clock enter --correct "$first" no-consensus --reason r
refused 'is the clock of this computer wrong?' clock undo --reason r
SOURCE_DATE_EPOCH=$moment
clock enter --correct "$first" no-consensus --reason r >/dev/null
