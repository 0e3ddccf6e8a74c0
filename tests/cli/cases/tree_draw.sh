# tree draw: the paper's example, a large tree on one page, refusals.
$gen tree draw --triples A:A:1,B:B:1,A:A:1,B:B:1,A:A:1,B:B:4 --seed 8 --arrangement rivest2019 --out nine.svg
xmllint --noout nine.svg
grep -q 'plurality tree of 9 ballots</title>' nine.svg
grep -q 'Tree winner: B. Most votes: B, 6.' nine.svg
# The published plan of this example has the four leaves 1, 3, 4 and 5: ballots 8, 9, 4 and 7.
$gen tree draw --triples A:A:1,B:B:1,A:A:1,B:B:1,A:A:1,B:B:4 --seed 8 --arrangement rivest2019 --plan classic >classic.svg
grep -q 'in the order of the leaves: 8, 9, 4, 7\.' classic.svg
$gen tree draw --triples A:A:515000,B:B:485000 --seed 1 --arrangement rivest2019 --out million.svg
xmllint --noout million.svg
grep -q 'Bold: 4,096 ballots to examine by hand' million.svg
[ "$(wc -c <million.svg)" -lt 60000 ]
$gen tree draw --triples 'Ann:Ann:20,<Bo>:<Bo>:18,Ann:<Bo>:3' --seed x --audit --title '<&>' >audit.svg
xmllint --noout audit.svg
grep -q ' examined by hand. Whatever the others say' audit.svg
if grep -q '<Bo>' audit.svg; then false; fi
for words in '' '--seed 1' '--triples A:A:3' '--triples A:A --seed 1' '--triples A:A:3 --seed x --arrangement rivest2019'; do
    status=0
    $gen tree draw $words >out 2>err || status=$?
    [ $status = 2 ]
    [ ! -s out ]
    [ "$(wc -l <err)" = 1 ]
done
