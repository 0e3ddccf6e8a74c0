# tree odds and tree simulate: published numbers from the command line, refusals, JSON that parses.
$gen tree odds --shares 515:485 --ballots 1000000 > odds
grep -q 'with probability 0.9999982 to 1.0000000' odds
grep -q '4096 at least, 7168 at most' odds
grep -q ' 208 exactly' odds
$gen tree odds --shares 4750:4727:523 --ballots 4799284 --want 0.9999 --risk-limit 0.01 --json > odds.json
grep -q '"replication": {"times": 81, "height": 18, "agreement": 0.9999761' odds.json

# The paper's experiment (7,207 papers, 5 discrepancies) and the least plan of the same election.
errors=A:A:514485,A:B:515,B:A:485,B:B:484515
$gen tree simulate --triples $errors --seed 1 --arrangement rivest2019 --plan classic > classic
grep -q '^First plan (classic): 7168 leaves' classic
grep -q '^Examined: 7207 leaves, 7207 papers; 0 leaves not found; 5 discrepancies' classic
for leaf in 3015 534445 553869 858601 888695; do grep -q "leaf $leaf: recorded A, paper B" classic; done
grep -q '^Confirmed: ' classic
$gen tree simulate --triples A:A:515000,B:B:485000 --seed 1 --arrangement rivest2019 --json > least.json
grep -q '"plan": "least", "last_plan": "least", "planned_leaves": 4096' least.json

# Three-candidate runs are repeatable, and a paper that nobody finds is no confirmation.
$gen tree simulate --triples 'Ann:Ann:50,Bob:Bob:40,-:-:3,Cy:Ann:12' --seed xyz --json > first.json
$gen tree simulate --triples 'Ann:Ann:50,Bob:Bob:40,-:-:3,Cy:Ann:12' --seed xyz --json > second.json
cmp first.json second.json
$gen tree simulate --triples 'Ann:?:50' --seed xyz > gone
grep -q '^Not confirmable: ' gone

# Names are shown without their control characters.
$gen tree simulate --triples "$(printf 'A\033[31m:A\033[31m:9')" --seed 1 > shown
if grep -q "$(printf '\033')" shown; then exit 1; fi

for words in '' 'grow' 'odds' 'odds --shares 0' 'simulate --seed 1' 'simulate --triples A:A:3 --seed x --arrangement rivest2019'; do
    status=0
    $gen tree $words > out 2> err || status=$?
    [ $status = 2 ]
    [ ! -s out ]
    [ "$(wc -l < err)" = 1 ]
done
$gen tree --help | grep -Eq '^(usage:|      ) scrutineer-gen tree odds'
