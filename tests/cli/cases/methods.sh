# Decks of every method: the verifier says which are swap-safe; the others are refuted in the candidates' names.
"$gen" --db e.sqlite import "$root/fixtures/demo/election.csv" >/dev/null
verdict() {
    status=0
    "$verify" --json "$1/artifacts/ballot-definition.xml" "$1"/artifacts/deck-*.xml >"$1.json" || status=$?
    [ "$status" = "$2" ]
}
for rules in michigan votes-for-all none; do
    "$gen" --db e.sqlite deck --rules $rules --out safe-$rules >/dev/null
    verdict safe-$rules 3 # nothing says who published it
    grep -q '"arithmetic": *"holds"' safe-$rules.json
done
echo '{"name": "Example", "overvote": "exact", "blank_ballots": 2}' >exact.json
"$gen" --db e.sqlite deck --rules exact.json --out safe-exact >/dev/null
verdict safe-exact 3
grep -q overvote-signal safe-exact/artifacts/deck-Old-Town.xml
for method in distinct single; do
    "$gen" --db e.sqlite deck --method $method --out $method >/dev/null
    verdict $method 3
done
for method in heuristic legal; do
    "$gen" --db e.sqlite deck --method $method --out $method >/dev/null
    verdict $method 1
    grep -q 'can be exchanged unnoticed' $method.json
done
"$gen" --db e.sqlite deck compare | grep -q 'Proved shortest: 3 of 3'
"$gen" --db e.sqlite deck compare --csv | awk -F, 'NR > 1 && ($3 != $4 || $3 < $5 || $8 > $9) { exit 1 }'
"$gen" --db e.sqlite deck compare --json | grep -q '"swap_safe"'
# Theorem 4 hides a swap across contests with distinct totals in each; Proposition 6 hides any.
"$gen" --db e.sqlite deck attack --style "Old Town" --swap '1>6,6>11,11>1' --out theorem4 >/dev/null
verdict theorem4 1
"$gen" --db e.sqlite deck attack --style "Old Town" --swap '1<>2' --out proposition6 >/dev/null
verdict proposition6 1
