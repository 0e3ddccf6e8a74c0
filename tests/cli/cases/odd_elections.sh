# A style without a target to test does not stop the others; a candidate named like a count does not confuse the sheet.
printf 'style,contest,votes_allowed,candidate,kind\nS,C,1,,write-in\nT,D,1,A,\nT,D,1,B,\nT,D,1,overvotes,\n' >e.csv
"$gen" --db e.sqlite import --write-ins=exclude e.csv >/dev/null
"$gen" --db e.sqlite deck --out d >/dev/null 2>notes
grep -q 'note: S: .*no target' notes
status=0
"$gen" --db e.sqlite deck --style S --out s 2>err || status=$?
[ "$status" = 1 ]
[ ! -e s ]
status=0
"$verify" d/artifacts/*.xml --reported d/sheets/deck-T-expected.csv >report || status=$?
[ "$status" = 3 ]
grep -q 'LAT-31  holds' report

# A store that was tampered with makes no artifact that contradicts itself.
"$gen" --db t.sqlite import "$root/fixtures/demo/straight-party.csv" >/dev/null
cp t.sqlite u.sqlite
sqlite3 t.sqlite 'update candidate set kind = 3 where position = 1'
sqlite3 u.sqlite 'delete from source_file'
for store in t u; do
    status=0
    "$gen" --db $store.sqlite deck --out $store 2>err || status=$?
    [ "$status" = 1 ]
    [ -s err ]
    [ ! -e $store ]
done

# Names that a spreadsheet would run as formulas are quoted in the sheets, and read back from them.
printf 'style,contest,votes_allowed,candidate\n-x,=C,1,+Ann\n-x,=C,1,@Bo\n-x,-D,1,Cy\n-x,-D,1,=1+1\n' >f.csv
"$gen" --db f.sqlite import f.csv >/dev/null
"$gen" --db f.sqlite deck --out f >/dev/null
status=0
"$verify" f/artifacts/*.xml --reported f/sheets/deck-*-expected.csv >report || status=$?
[ "$status" = 3 ]
grep -q 'LAT-31  holds' report
