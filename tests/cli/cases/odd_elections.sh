# A style without a target to test does not stop the others; a candidate named like a count does not confuse the sheet.
printf 'style,contest,votes_allowed,candidate,kind\nS,C,1,,write-in\nT,D,1,A,\nT,D,1,B,\nT,D,1,overvotes,\n' >e.csv
"$gen" --db e.sqlite import --write-ins=exclude e.csv >/dev/null
"$gen" --db e.sqlite deck --out d >/dev/null 2>notes
grep -q 'note: S: .*no target' notes
status=0
"$gen" --db e.sqlite deck --style S --out s 2>err || status=$?
[ "$status" = 1 ] && [ ! -e s ]
status=0
"$verify" d/artifacts/*.xml --reported d/sheets/deck-T-expected.csv >report || status=$?
[ "$status" = 3 ] && grep -q 'LAT-31  holds' report

# A store that was tampered with makes no artifact that contradicts itself.
"$gen" --db t.sqlite import "$root/fixtures/demo/straight-party.csv" >/dev/null
cp t.sqlite u.sqlite
sqlite3 t.sqlite 'update candidate set kind = 3 where position = 1'
sqlite3 u.sqlite 'delete from source_file'
for store in t u; do
    status=0
    "$gen" --db $store.sqlite deck --out $store 2>err || status=$?
    [ "$status" = 1 ] && [ -s err ] && [ ! -e $store ]
done
