# Audit rounds from the command line: blind lists, entries, corrections with a trace, replanning, import, report.
awk 'BEGIN {
    print "ballot,contest,selection,batch,position"
    for (i = 1; i <= 60; i++) {
        r = (i * 7919) % 10
        printf "b%d,Mayor,%s,B%d,%d\n", i, r < 5 ? "Ann" : r < 8 ? "Bo & Co" : r < 9 ? "=Cy" : "", int((i - 1) / 20) + 1, (i - 1) % 20 + 1
    }
}' >records.csv
printf 'Container,Batch Name,Number of Ballots\nShelf 1,B1,20\nShelf 1,B2,20\nShelf 2,B3,20\n' >manifest.csv
export SOURCE_DATE_EPOCH=1794600000
refused() {
    words=$1
    shift
    status=0
    "$@" >out 2>err || status=$?
    [ $status != 0 ]
    [ ! -s out ]
    [ "$(wc -l <err)" = 1 ]
    grep -qF -- "$words" err
}
verified() { "$verify" commitment.xml tree.xml "$1" >verdict || [ $? = 3 ] && ! grep -Eq '^  TPT-[0-9]+ +refuted' verdict; }
end() { sed -n 's/.*<End Result="\([a-z-]*\)" AuditedWinner="\(.*\)".*/\1:\2/p' "$1"; }
audit() { $gen audit "$@"; }
$gen import records.csv manifest.csv >/dev/null
printf '%032d' 7 >salt.key
$gen commit --out commitment.xml --dice 'City hall' --time 2026-11-10T17:00:00Z --election e1 --salt-key salt.key >/dev/null
refused '--contest must say which' audit status
$gen tree --contest Mayor --seed 20261110 --out tree.xml >/dev/null 2>&1
refused 'no round is open' audit enter 1 Ann
refused 'nothing is entered that could be undone' audit undo --reason wrong
audit report --out empty.xml >/dev/null
[ "$(end empty.xml)" = unfinished: ]
verified empty.xml

# The list has every place and no vote.
audit next --csv list.csv >list
head -n 1 list.csv | grep -q '^ballot,container,tabulator,batch,position,imprinted,record,interpretation'
sed '/^What can be entered/,$d' list >places
if grep -q 'Ann\|Bo & Co' places list.csv; then exit 1; fi
# What can be entered stands behind the list, and alone.
grep -q '^    [AB]             Bo & Co$' list
audit next --codes >codes
sed -n '/^What can be entered/,/no-consensus/p' list | cmp - codes
grep -q '^    [ABC]             =Cy$' codes
refused '--codes stands alone' audit next --codes --json
audit next --json | grep -q '\], "candidates": \[{"code": "A", "id": '
grep -q 'container Shelf 1  batch B1  (20 ballots)' list
planned=$(sed -n 's/.*<Plan Kind="least" Ballots="\([0-9]*\)".*/\1/p' tree.xml)
[ "$(sed 1d list.csv | wc -l)" = "$planned" ]
[ "$(grep -c 'position ' list)" = "$planned" ]
audit next --json | grep -q '"round": 1, "awaited": \[{"ballot": [0-9]*, "container": "Shelf [12]", '
set -- $(sed 1d list.csv | cut -d, -f1)
first=$1 second=$2 third=$3
said() { awk -F, -v b="b$1" '$1 == b { print $3 == "" ? "blank" : $3 }' records.csv; }

# Entries, each refusal, and what stands afterwards.
audit enter "$first" "$(said "$first")" | grep -q "1 of $planned papers entered"
refused 'was entered already' audit enter "$first" Ann
other=1
while sed 1d list.csv | cut -d, -f1 | grep -qx $other; do other=$((other + 1)); done
refused 'is not on the list of the open round' audit enter $other Ann
refused 'and no ballot 61' audit enter 61 Ann
refused 'no candidate' audit enter "$second" Nobody
refused "given by its number" audit enter 0x7 Ann
refused '--correct and --reason go together' audit enter "$first" Ann --correct
refused 'needs a ballot and its interpretation, or a terminal' audit enter </dev/null
refused 'no discrepancy was found in round 1' audit next --replan
audit enter "$second" not-found >/dev/null
audit enter --correct --reason 'it lay in box 3' "$second" "$(said "$second")" >/dev/null
refused 'what stands' audit enter --correct --reason again "$second" "$(said "$second")"
audit undo --reason 'typed for another' >/dev/null
[ "$(audit next --json | grep -o "\"ballot\": $second," | wc -l)" = 1 ]
refused 'without control' audit undo --reason '  '

# At the keyboard: what is not understood or not confirmed is asked again, s skips a paper, q stops.
if script -qec true /dev/null >/dev/null 2>&1; then
    cp election.sqlite keys.sqlite
    printf 'Nobody\nAnn\nn\nblank\ny\ns\nnot-found\nyes\nq\n' | script -qec "$gen --db keys.sqlite audit enter" /dev/null >typed
    grep -q 'Nobody is no candidate' typed
    if grep -q 'Bo & Co' typed; then exit 1; fi
    grep -q "Round 1: 3 of $planned papers entered" typed
    [ "$(sqlite3 keys.sqlite 'SELECT group_concat(now, "") FROM (SELECT now FROM audit_entry ORDER BY sequence DESC LIMIT 2)')" = '!.' ]
else
    echo 'skipped: no pseudo-terminal can be had here'
fi

# A discrepancy, and a new plan at once that does not ask again for what was examined.
[ "$(said "$third")" = Ann ] && wrong='Bo & Co' || wrong=Ann
audit enter "$third" "$wrong" >/dev/null
audit report --out open.xml >/dev/null
[ "$(end open.xml)" = unfinished: ]
verified open.xml
grep -q "<Correction Round=\"1\" During=\"1\" Ballot=\"$second\" Was=\"!\" Now=\"[A-Z.]\" Reason=\"it lay in box 3\" Time=\"2026-11-13T" open.xml
grep -q "Now=\"\" Reason=\"typed for another\"" open.xml
# A list with readings that are not entered yet is not written over; one without any is, and so is one whose readings are in.
sed '$s/\r*$/Ann\r/' list.csv >list2.csv
cp list2.csv filled.csv
refused "list2.csv: line $(sed -n '$=' list.csv) has an interpretation that is not entered yet" audit next --replan --csv list2.csv
cmp filled.csv list2.csv
cp list.csv list2.csv
audit next --replan --csv list2.csv >/dev/null
if sed 1d list2.csv | cut -d, -f1 | grep -qx "$first\|$third"; then exit 1; fi
refused 'round 1 is over: what ballot' audit undo --ballot "$third" --reason 'second thoughts'

# Import: all wrong lines at once and nothing entered; then by place, with a formula's apostrophe.
fourth=$(sed -n 2p list2.csv | cut -d, -f1)
printf 'ballot,interpretation\n%s,Ann\n%s,Ann\n99,Ann\n%s,Nobody\n,Ann\n%s,\nx\n' "$fourth" "$fourth" "$first" "$fourth" >bad.csv
audit import bad.csv >out 2>err && false
[ "$(wc -l <err)" = 5 ]
grep -q 'bad.csv, line 3: ballot .* stands on two lines' err
grep -q 'bad.csv, line 8: the line has 1 columns' err
[ "$(audit status --json | sed 's/.*"round": 2, [^}]*"examined": \([0-9]*\).*/\1/')" = 0 ]
refused 'must name the columns' audit import records.csv
paper() { awk -F, -v OFS=, 'NR == FNR { said[$1] = $3 == "" ? "blank" : $3; next } FNR > 1 { s = said["b" $1]; if (s ~ /^=/) s = "\x27" s; print $2, $4, $5, s }' records.csv "$1"; }
{ echo container,batch,position,interpretation; paper list2.csv; } >papers.csv
audit import papers.csv | grep -q ' interpretations entered'
refused 'no round is open' audit import papers.csv
for round in 3 4 5 6 7 8; do
    audit next --csv more.csv >next
    grep -q 'await' next || break
    { echo container,batch,position,interpretation; paper more.csv; } >papers.csv
    audit import papers.csv >/dev/null
done
grep -q 'Confirmed\|Changed' next
audit report --out audit.xml --draw audit.svg >/dev/null
xmllint --noout audit.svg
grep -q 'papers examined\|examined' audit.svg
xmllint --noout --schema "$root/schemas/tree-audit.xsd" audit.xml
case $(end audit.xml) in confirmed:C | confirmed:A | confirmed:B | changed:[ABC.]) ;; *) false ;; esac
verified audit.xml
audit status | grep -q '^Audit: \(confirmed\|changed\), TPT winner of the papers'
# The report is the same whenever it is written, and a forged log is noticed.
audit report --out again.xml >/dev/null
cmp audit.xml again.xml
cp election.sqlite forged.sqlite
sqlite3 forged.sqlite "UPDATE audit_entry SET now = 'B' WHERE sequence = (SELECT min(sequence) FROM audit_entry WHERE was = '!') - 1"
refused 'contradict each other' $gen --db forged.sqlite audit status

# Nothing found at all: not confirmable, and said so.
cp election.sqlite lost.sqlite
sqlite3 lost.sqlite 'DELETE FROM audit_entry; DELETE FROM audit_round_ballot; DELETE FROM audit_round'
for round in 1 2 3 4 5 6 7 8 9; do
    $gen --db lost.sqlite audit next --csv lost.csv >next
    grep -q await next || break
    sed '1!s/$/not-found/; s/\r//' lost.csv | sed 's/,\(not-found\)$/,\1/' >lost2.csv
    $gen --db lost.sqlite audit import lost2.csv >/dev/null
done
grep -q 'Not confirmable' next
$gen --db lost.sqlite audit report --out lost.xml >/dev/null
[ "$(end lost.xml)" = not-confirmable: ]
verified lost.xml
