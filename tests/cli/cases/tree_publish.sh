# tree --contest: published whole, the same bytes again, refused where it departs from what was committed.
awk 'BEGIN {
    print "ballot,contest,selection,batch,position"
    for (i = 1; i <= 60; i++) {
        r = (i * 7919) % 10
        printf "b%d,Mayor,%s,B%d,%d\n", i, r < 5 ? "Ann" : r < 8 ? "Bo & Co" : r < 9 ? "Cy <x>" : "", int((i - 1) / 20) + 1, (i - 1) % 20 + 1
    }
}' >records.csv
dice='4 1 2 3 6 5 4 3 2 1 2 3 4 5 6 1 2 3 4 5 6 1 2 3 4'
refused() {
    words=$1
    shift
    status=0
    "$@" >out 2>err || status=$?
    [ $status != 0 ]
    [ ! -s out ]
    [ "$(wc -l <err)" = 1 ]
    grep -qF -- "$words" err
}
$gen --db e.sqlite import records.csv >/dev/null
refused 'no commitment was published' $gen --db e.sqlite tree --contest Mayor --seed 1 --out t.xml
# A fixed salt key: with a random one the order of the leaves, and with it the winner of the tree, would differ from run to run.
commit() {
    printf '%032d' "${3:-7}" >salt.key
    $gen --db "$1" commit --out "$2" --dice 'City hall' --time 2026-11-10T17:00:00Z --election e1 --election-name Test \
        --salt-key salt.key >/dev/null
}
commit e.sqlite commitment.xml
cp e.sqlite plain.sqlite
$gen --db e.sqlite seed record --out seed.xml --dice "$dice" --sides 6 >/dev/null

# Options that differ from the commitment, contests that are none, plans that cannot be asked for.
refused '--arity differs from what was committed' $gen --db e.sqlite tree --contest Mayor --seed seed.xml --out t.xml --arity 4
refused '--arrangement differs' $gen --db e.sqlite tree --contest Mayor --seed seed.xml --out t.xml --arrangement rivest2019
refused '--replicate differs' $gen --db e.sqlite tree --contest Mayor --seed seed.xml --out t.xml --replicate 2
refused 'no contest of the commitment' $gen --db e.sqlite tree --contest Sheriff --seed seed.xml --out t.xml
refused '--disclose is plan or all' $gen --db e.sqlite tree --contest Mayor --seed seed.xml --out t.xml --disclose some
refused '--plan is least or classic' $gen --db e.sqlite tree --contest Mayor --seed seed.xml --out t.xml --plan recursive
refused '--seed and --out are missing' $gen --db e.sqlite tree --contest Mayor
refused 'without space' $gen --db plain.sqlite tree --contest Mayor --seed 'a b' --out t.xml
# A seed record of another commitment, of another source, of no seed.
cp plain.sqlite other.sqlite
$gen --db new.sqlite import records.csv >/dev/null
commit new.sqlite other.xml 8
$gen --db new.sqlite seed record --out other-seed.xml --dice "$dice" --sides 6 >/dev/null
refused 'rests on the commitment with SHA-256' $gen --db e.sqlite tree --contest Mayor --seed other-seed.xml --out t.xml
sed 's/Place="City hall"/Place="My cellar"/' seed.xml >moved.xml
refused 'the Place of the seed record is not that of the commitment' $gen --db plain.sqlite tree --contest Mayor --seed moved.xml --out t.xml
sed 's|<Seed>.|<Seed>9|' seed.xml >changed.xml
refused 'not the seed record that' $gen --db e.sqlite tree --contest Mayor --seed changed.xml --out t.xml
refused 'no seed record' $gen --db e.sqlite tree --contest Mayor --seed commitment.xml --out t.xml
[ ! -e t.xml ]

# Published, with a picture that shows no more than the artifact.
$gen --db e.sqlite tree --contest Mayor --seed seed.xml --out tree.xml --draw tree.svg >said
grep -q '^TPT winner: *Ann$' said
grep -q '^Plurality leader: *Ann (30 votes)$' said
grep -q 'no legal force' said
grep -q 'ballots to examine (least)' said
grep -q "SHA-256 $(sha256sum <tree.xml | cut -c1-64)" said
xmllint --noout --schema "$root/schemas/plurality-tree.xsd" tree.xml
xmllint --noout tree.svg
"$verify" commitment.xml seed.xml tree.xml >verdict || [ $? = 3 ]
if grep -q ' refuted  ' verdict; then exit 1; fi
# Again: the same bytes. Another one only with --replace, which it then supersedes.
$gen --db e.sqlite tree --contest Mayor --seed seed.xml --out again.xml --json >said.json
cmp tree.xml again.xml
grep -q '"tptWinner": "Ann", "pluralityLeaders": \["Ann"\], "plan": "least"' said.json
refused 'another tree of this contest was published' $gen --db e.sqlite tree --contest Mayor --seed seed.xml --out all.xml --disclose all
$gen --db e.sqlite tree --contest Mayor --seed seed.xml --out all.xml --disclose all --replace >said 2>warned
if grep -q 'ballots, and' warned; then false; fi
# A batch of fewer than ten ballots: its exact result would be public, so it is said; with the plan's ballots alone nothing is.
(head -n 1 records.csv && sed -n '2,13p;22,30p' records.csv) >small.csv
$gen --db small.sqlite import small.csv >/dev/null
commit small.sqlite small.xml 2>/dev/null
$gen --db small.sqlite tree --contest Mayor --seed 7 --out small-plan.xml 2>warned >/dev/null
if grep -q 'ballots, and' warned; then false; fi
$gen --db small.sqlite tree --contest Mayor --seed 7 --out small-all.xml --disclose all --replace 2>warned >/dev/null
grep -q "warning: 1 of the contest's 2 batches holds fewer than 10 ballots, and --disclose all makes the exact result" warned
grep -q 'counts this' said
grep -q "Supersedes SHA256=\"$(sha256sum <tree.xml | cut -c1-64)\"" all.xml
"$verify" commitment.xml seed.xml all.xml >verdict || [ $? = 3 ]
grep -q '^Arithmetic: holds' verdict
[ "$(sqlite3 e.sqlite 'SELECT contest, kind, sha256 FROM disclosure')" = "Mayor|tree-all|$(sha256sum <all.xml | cut -c1-64)" ]
cp all.xml kept.xml
$gen --db e.sqlite tree --contest Mayor --seed seed.xml --out all.xml --disclose all --replace >/dev/null
cmp all.xml kept.xml
# After the audit has begun only the disclosure may change.
$gen --db e.sqlite audit next >/dev/null
refused 'only --disclose may differ' $gen --db e.sqlite tree --contest Mayor --seed 7 --out t.xml --replace
[ ! -e t.xml ]
$gen --db e.sqlite tree --contest Mayor --seed seed.xml --out plan.xml --replace >/dev/null

# A seed without a record is possible, and told.
$gen --db plain.sqlite tree --contest Mayor --seed 20261110 --out plain.xml >/dev/null 2>err
grep -q 'the seed has no record' err
if grep -q 'seed-record' plain.xml; then exit 1; fi

# Ballots that were changed in the store after the commitment.
cp plain.sqlite forged.sqlite
sqlite3 forged.sqlite "UPDATE cvr_codes SET codes = CAST(substr(codes, 2) || substr(codes, 1, 1) AS BLOB)"
refused 'do not give the root that was committed to' $gen --db forged.sqlite tree --contest Mayor --seed 20261110 --out t.xml --replace
[ ! -e t.xml ]

# A classic plan that establishes nothing is refused, and nothing is written.
{
    echo ballot,contest,selection
    awk 'BEGIN { for (i = 1; i <= 27; i++) print "c" i ",Clerk," (i % 3 ? "" : i % 2 ? "Ann" : "Bob") }'
} >blank.csv
$gen --db b.sqlite import blank.csv >/dev/null
$gen --db b.sqlite commit --out b.xml --dice 'City hall' --time 2026-11-10T17:00:00Z --election e1 --salt-key salt.key >/dev/null
$gen --db b.sqlite tree --contest Clerk --seed 1 --plan classic --out classic.xml >/dev/null 2>err && false
grep -q -- '--plan least' err
[ ! -e classic.xml ]
$gen --db b.sqlite tree --contest Clerk --seed 1 --out least.xml >/dev/null 2>&1
# Grouping by threes names the tree's winner when the ballots are a power of three.
for seed in 1 2 3 4 5; do
    $gen tree simulate --triples A:A:40,B:B:38,-:-:3 --seed $seed --method grouping --json >grouped
    tree=$(sed 's/.*"reported_tree_winner": \("[AB]"\|null\).*/\1/' grouped)
    [ "$tree" = "$(sed 's/.*"grouping_winner": \("[AB]"\|null\).*/\1/' grouped)" ]
done
refused '--arity is 3' $gen tree simulate --triples A:A:4,B:B:3 --seed 1 --method grouping --arity 2
