# Cast-vote records and a manifest: imported, counted, reconciled; a disagreement stands until a reason is recorded, and is not lost.
printf 'ballot,contest,selection,batch,position\nb1,Mayor,Ann,A,1\nb2,Mayor,Bo,A,2\nb3,Mayor,,A,3\nb4,Mayor,Ann,B,1\n' >records.csv
printf 'Batch Name,Number of Ballots\nA,3\nB,2\n' >manifest.csv
"$gen" --db e.sqlite import records.csv manifest.csv >/dev/null
"$gen" --db e.sqlite tally >tally
grep -Eq '^ +2 +Ann$' tally
grep -Eq '^ +1 +Bo$' tally
grep -Eq '^ +1 +\(blank\)$' tally
status=0
"$gen" --db e.sqlite reconcile --json >json 2>err || status=$?
[ "$status" = 1 ]
grep -q '"phantoms": 1' json
grep -q '"unresolved": 1' json
id=$(sed 's/.*"id": "\([^"]*\)".*/\1/' json)
"$gen" --db e.sqlite reconcile resolve "$id" --reason 'Ballot spoiled by water, envelope 7' >/dev/null
"$gen" --db e.sqlite reconcile >settled
grep -q 'envelope 7' settled
# A bad file leaves the store as it was.
before=$(sha256sum e.sqlite)
printf 'ballot,contest,selection\nb1,Mayor,Ann\nb1,Mayor,Bo,extra\n' >bad.csv
status=0
"$gen" --db e.sqlite import --replace bad.csv >/dev/null 2>err || status=$?
[ "$status" = 1 ]
grep -q 'bad.csv' err
[ "$before" = "$(sha256sum e.sqlite)" ]
