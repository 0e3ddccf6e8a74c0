# tree odds of an imported contest: shares from the records, size from the manifest, refusals.
{
    echo ballot,contest,selection,batch,position
    awk 'BEGIN {
        for (i = 1; i <= 1000; i++) {
            print "b" i ",Mayor," (i <= 515 ? "Ann" : i <= 970 ? "Bo & Co" : "") ",A," i
            if (i <= 40) print "b" i ",Board," (i % 2 ? "Cy" : "Di") ",A," i
        }
    }'
} >records.csv
printf 'Batch Name,Number of Ballots\nA,1000\nB,200\n' >manifest.csv
$gen --db e.sqlite import records.csv manifest.csv >/dev/null
$gen --db e.sqlite tree odds --contest Mayor >odds
grep -q '^Mayor: 1200 ballots, 970 with a valid vote' odds
grep -Eq '^  candidate  1: +515  Ann$' odds
grep -Eq '^  candidate  2: +455  Bo & Co$' odds
grep -q '1 disagreements of records and manifest are not resolved' odds
# The same numbers as with the shares given, but the margin is diluted: 60 votes in 1,200 ballots.
$gen tree odds --shares 515:455 --ballots 1200 >given
sed -n '/^Probability/,$p' odds | grep -v 'risk-limiting\|rule of thumb, ' >left
grep -v 'risk-limiting\|rule of thumb, ' given >right
cmp left right
grep -q 'margin 0.0500000' odds
$gen --db e.sqlite tree odds --contest Mayor --json >odds.json
grep -q '^{"contest": "Mayor", "contestBallots": 1200, "ballotsWithVotes": 970, "outside": 0, "unresolved": 1, ' odds.json
grep -qF '{"name": "Bo & Co", "votes": 455}], "ballots": 1200, ' odds.json
# A name that two contests bear, none, and a store without records.
refused() {
    words=$1
    shift
    status=0
    "$@" >out 2>err || status=$?
    [ $status != 0 ]
    [ ! -s out ]
    [ "$(wc -l <err)" = 1 ]
    grep -q "$words" err
}
refused 'no contest has the id or name' $gen --db e.sqlite tree odds --contest Sheriff
refused 'less than the number of votes' $gen --db e.sqlite tree odds --contest Mayor --ballots 900
refused '' $gen --db none.sqlite tree odds --contest Mayor
[ ! -e none.sqlite ]
