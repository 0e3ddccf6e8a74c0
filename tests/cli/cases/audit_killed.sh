# Runs that are killed at any moment (timeout waits for their end only with --foreground): an entry is in the store as a whole or not at all, a tree too, and the audit goes on.
{
    echo ballot,contest,selection
    awk 'BEGIN { for (i = 1; i <= 729; i++) print "b" i ",Mayor," (i % 7 < 4 ? "Ann" : "Bob") }'
} >records.csv
$gen import records.csv >/dev/null
$gen commit --out commitment.xml --dice 'City hall' --time 2026-11-10T17:00:00Z --election e1 >/dev/null
for delay in 0.001 0.003 0.006 0.01 0.02 0.04; do
    timeout --foreground -s KILL $delay $gen tree --contest Mayor --seed 20261110 --out tree.xml >/dev/null 2>&1 || true
    [ ! -e tree.xml ] || xmllint --noout tree.xml
done
$gen tree --contest Mayor --seed 20261110 --out tree.xml >/dev/null 2>&1
[ "$(sqlite3 election.sqlite 'SELECT count(*), max(sha256) FROM tree')" = "1|$(sha256sum <tree.xml | cut -c1-64)" ]
for delay in 0.001 0.004 0.008 0.016; do timeout --foreground -s KILL $delay $gen audit next >/dev/null 2>&1 || true; done
$gen audit next --csv list.csv >/dev/null
rows=$(sqlite3 election.sqlite 'SELECT count(*) FROM audit_round_ballot')
[ "$rows" = "$(sed 1d list.csv | wc -l)" ]
[ "$(sqlite3 election.sqlite 'SELECT count(*) FROM audit_round')" = 1 ]
n=0
for ballot in $(sed 1d list.csv | cut -d, -f1); do
    n=$((n + 1))
    [ $n -le 40 ] || break
    [ $((ballot % 7)) -lt 4 ] && said=Ann || said=Bob
    timeout --foreground -s KILL 0.0$((n % 10))$((n * 7 % 10)) $gen audit enter "$ballot" $said >/dev/null 2>&1 || true
    [ $((n % 4)) != 0 ] || timeout --foreground -s KILL 0.0$((n % 3))5 $gen audit undo --reason 'tried' >/dev/null 2>&1 || true
done
# What is entered adds up, each entry follows the one before, and the rest is still asked for.
entered=$(sqlite3 election.sqlite "SELECT count(*) FROM (SELECT now, max(sequence) FROM audit_entry GROUP BY ballot) WHERE now <> ''")
[ "$entered" -gt 0 ]
[ "$entered" -lt "$rows" ]
$gen audit status --json | grep -q "\"planned\": $rows, \"examined\": $entered, \"discrepancies\": 0}"
# An import that is killed has entered everything or nothing.
$gen audit next --csv rest.csv >/dev/null
awk -F, 'NR == 1 { print "ballot,interpretation" } NR > 1 { print $1 "," ($1 % 7 < 4 ? "Ann" : "Bob") }' rest.csv >papers.csv
for delay in 0.004 0.008 0.012 0.016 0.024; do
    timeout --foreground -s KILL $delay $gen audit import papers.csv >/dev/null 2>&1 || true
    now=$($gen audit status --json | sed 's/.*"examined": \([0-9]*\).*/\1/')
    [ "$now" = "$entered" ] || [ "$now" = "$rows" ]
done
[ "$now" = "$rows" ] || $gen audit import papers.csv >/dev/null
$gen audit next | grep -q 'Confirmed'
$gen audit report --out audit.xml >/dev/null
"$verify" commitment.xml tree.xml audit.xml >verdict || [ $? = 3 ]
if grep -Eq '^  TPT-[0-9]+ +refuted' verdict; then exit 1; fi
