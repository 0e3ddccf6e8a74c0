# Where the bounds fall short the deck carries a DRAT proof, which the verifier checks; the integer programs give the same answers.
printf 'style,contest,votes_allowed,candidate\nA,Board,2,a\nA,Board,2,b\nA,Board,2,c\nA,Mayor,1,d\nA,Mayor,1,e\n' >e.csv
"$gen" --db e.sqlite import e.csv >/dev/null
"$gen" --db e.sqlite deck --out d >/dev/null
proof=$(ls d/artifacts/proof-*.drat)
status=0
"$verify" --json d/artifacts/*.xml >json || status=$?
[ "$status" = 3 ]
grep -q '"arithmetic": *"holds"' json
grep -q 'TestBallots="4" LowerBound="4" Claim="minimal"' d/artifacts/deck-A.xml

# A proof that does not belong to the deck, or is not there.
cp -r d broken
echo '1 0' >broken/artifacts/$(basename "$proof")
status=0
"$verify" --quiet broken/artifacts/*.xml || status=$?
[ "$status" = 1 ]
cp -r d without
rm without/artifacts/proof-*
status=0
"$verify" --json without/artifacts/*.xml >json || status=$?
[ "$status" = 3 ]
grep -q '"arithmetic": *"undecided"' json

"$gen" --db e.sqlite deck --style A --emit-lp lp >/dev/null
if command -v glpsol >/dev/null; then
    glpsol --lp lp/relaxation-3.lp | grep -q 'NO.*FEASIBLE SOLUTION'
    glpsol --lp lp/relaxation-4.lp | grep -q 'INTEGER OPTIMAL SOLUTION FOUND'
    glpsol --lp lp/cut.lp | grep -q 'NO.*FEASIBLE SOLUTION'
else
    echo 'skipped: glpsol is not installed, the integer programs are written but not solved'
fi

# An effort that is too small gives an honest gap, never a claim.
awk 'BEGIN { print "style,contest,votes_allowed,candidate"; for (k = 1; k <= 20; k++) for (c = 1; c <= 2; c++) print "H,Q" k ",1,c" c
             for (k = 1; k <= 11; k++) for (c = 1; c <= 3; c++) print "H,T" k ",1,c" c }' >hard.csv
"$gen" --db hard.sqlite import hard.csv >/dev/null
"$gen" --db hard.sqlite deck --effort 0 --no-sheets --out hard >out
grep -q 'may not be the shortest' out
status=0
"$verify" --json hard/artifacts/*.xml >json || status=$?
[ "$status" = 3 ]
grep -q '"arithmetic": *"undecided"' json
