# What the machine printed is compared with what it should have printed; an exchange is named.
"$gen" --db e.sqlite import "$root/fixtures/demo/election.csv" >/dev/null
"$gen" --db e.sqlite deck --rules michigan --out d >/dev/null
cd d
deck="artifacts/deck-Old-Town.xml artifacts/ballot-definition.xml"
sheet=sheets/deck-Old-Town-expected.csv
status=0
"$verify" $deck --reported "$sheet" >../equal || status=$?
[ "$status" = 3 ]
grep -q 'LAT-31  holds' ../equal
tail -n 1 ../equal | grep -q "^Machine's totals: equal in all "

# Exchange the reported totals of two candidates in different contests, as a machine with exchanged targets would print them.
python_free_exchange() {
    awk -F, -v OFS=, -v a="$1" -v b="$2" 'NR == FNR { if ($3 == a) va = $4; if ($3 == b) vb = $4; next }
        $3 == a { $4 = vb } $3 == b { $4 = va } { print }' "$sheet" "$sheet"
}
first=$(awk -F, 'NR == 2 { print $3 }' "$sheet")
second=$(awk -F, 'NR == 3 { print $3 }' "$sheet")
python_free_exchange "$first" "$second" >../swapped.csv
if cmp -s "$sheet" ../swapped.csv; then false; fi
status=0
"$verify" $deck --reported ../swapped.csv >../differs || status=$?
[ "$status" = 1 ]
grep -q 'LAT-31  refuted' ../differs
grep -q '^Arithmetic: holds' ../differs
tail -n 1 ../differs | grep -q "^Machine's totals: differ: "
grep -q "$first" ../differs
grep -q "$second" ../differs

printf 'contest,candidate,votes\n' >../short.csv
status=0
"$verify" $deck --reported ../short.csv >/dev/null 2>../err || status=$?
[ "$status" = 2 ]
[ -s ../err ]
