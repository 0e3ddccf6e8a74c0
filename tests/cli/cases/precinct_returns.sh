# Precinct returns: two files become one election, totals add up, the listing says so; bad files change nothing and all problems are told.
printf 'county,precinct,contest,selection,votes\nBell,1,Mayor,Ann,12\nBell,1,Mayor,Bo,3.0\nBell,1,Mayor,Under Votes,2\nBell,1,Ballots Cast,,17\n' >bell-1.csv
printf 'county,precinct,contest,selection,votes\nBell,2,Mayor,Ann,1\nBell,2,Mayor,Bo,5\nBell,2,Mayor,Under Votes,0\nBell,,Mayor,Ann,13\nBell,,Mayor,Bo,8\nBell,,Mayor,Under Votes,2\n' >bell-2.csv
"$gen" --db e.sqlite import bell-1.csv bell-2.csv >said
grep -Eq '^ +reporting units 3$' said
grep -q '^note: bell-1.csv, line 3: 1 counts are written with zeros behind a point' said
"$gen" --db e.sqlite returns >listed
grep -Eq '^ +1  county$' listed
grep -Eq '^ +2  precincts$' listed
grep -Eq '^ +17  ballots cast$' listed
grep -q '^Mayor (2 units, 1 totals that they add up to)$' listed
grep -Eq '^ +13  Ann$' listed
grep -Eq '^ +2  Under Votes \(undervotes\)$' listed
"$gen" --db e.sqlite returns --json >json
grep -q '"precincts": 2' json
grep -q '{"name": "Bo", "party": "", "kind": "candidate", "votes": 8}' json
before=$(sha256sum e.sqlite)
# Standing returns are not replaced unasked.
status=0
"$gen" --db e.sqlite import bell-1.csv 2>err || status=$?
[ "$status" = 1 ]
grep -q 'holds precinct returns already' err
# Every problem is told, and nothing is imported.
printf 'county,precinct,contest,selection,votes\nBell,1,Mayor,Ann,-1\nBell,1,Mayor,Bo,69.5\nBell,2,Mayor,Bo,\nBell,2,Mayor,Ann,4\nBell,2,Mayor,Ann,4\nBell,,Mayor,Ann,5\n' >bad.csv
status=0
"$gen" --db e.sqlite import --replace bad.csv bell-1.csv >out 2>err || status=$?
[ "$status" = 1 ]
[ ! -s out ]
[ "$before" = "$(sha256sum e.sqlite)" ]
for place in 'line 2.*negative' 'line 3.*no whole number' 'line 4.*missing' 'line 6.*stands already in bad.csv, line 5' 'line 7.*add up to'; do
    grep -q "bad.csv, $place" err
done
# An election imported with --replace replaces the returns of the one before.
"$gen" --db e.sqlite import --replace bell-1.csv >/dev/null
"$gen" --db e.sqlite returns --contest Mayor | grep -Eq '^ +12  Ann$'
"$gen" --db e.sqlite import --replace "$root/fixtures/demo/election.csv" >/dev/null
status=0
"$gen" --db e.sqlite returns 2>err || status=$?
[ "$status" = 1 ]
grep -q 'holds no precinct returns' err
