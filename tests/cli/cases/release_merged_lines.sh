# A line that merges several can hold all votes of a ballot: it is told from its name, the noise is made for it, and the summary says so.
rows() { printf 'precinct,contest,selection,votes,votes_allowed\n'; for p in 1 2; do
    printf "$p,School,Ann,3,5\n$p,School,Bo,2,5\n"; [ $# = 0 ] || printf "$p,School,%s,25,5\n" "$@"; done; }
turnout='' json=''
# announced LINES...: the statement of a contest with two candidates and these lines.
announced() {
    rm -f e.sqlite* s.xml n.xml
    rows "$@" >r.csv
    [ -z "$turnout" ] || printf '%s,Ballots Cast,,%s,\n' 1 $turnout 2 $turnout >>r.csv
    "$gen" --db e.sqlite noise-key commit --releases 1 --election e1 --out n.xml >/dev/null
    "$gen" --db e.sqlite import r.csv >imported
    "$gen" --db e.sqlite release announce --dice Hall --time 2026-11-24T17:00:00Z --contest all --epsilon 1/2 --budget 2 --out s.xml $json >said
}
# kind NAME KIND
kind() { grep -q "Name=\"$1\" Kind=\"$2\"" s.xml; }

announced 'Under/Over Votes'
grep -q 'Scale="20"' s.xml
kind 'Under/Over Votes' other
grep -qx '  no candidates: "Under/Over Votes" is other' said
grep -q 'Every other line is taken for a candidate of whom a ballot holds one vote at most' said
"$verify" --json s.xml n.xml >out || [ $? = 3 ]
for check in 02 03 04 06; do grep -q "\"DPR-$check\", \"verdict\": \"holds\"" out; done
# Twenty ballots can hold 25 such votes; the returns say what the line is.
turnout=20
announced 'Under/Over Votes'
turnout=
grep -q 'Scale="20"' s.xml
"$gen" --db e.sqlite returns | grep -q 'Under/Over Votes (other)'

# All names at once, in the order of their Kinds.
json=--json
announced 'OVER-UNDER VOTES' 'UNDERVOTES/OVERVOTES' 'Residual Votes' 'No Vote' 'All Others' Scattering Other Blanks 'None of these candidates' 'None of the above'
[ "$(grep '<Option' s.xml | grep -o ' Kind="[a-z-]*"' | uniq -c | tr -s ' \n' ' ')" = ' 4 Kind="listed" 1 Kind="write-in" 6 Kind="other" 1 Kind="undervotes" ' ]
kind 'None of these candidates' listed
kind 'None of the above' listed
kind Scattering write-in
kind Blanks undervotes
for name in 'OVER-UNDER VOTES' UNDERVOTES/OVERVOTES 'Residual Votes' 'No Vote' 'All Others' Other; do
    kind "$name" other
    grep -q "{\"contest\": \"School\", \"option\": \"$name\", \"kind\": \"other\"}" said
done
grep -q '"notListed": \[{"contest": "School", "option": "Scattering", "kind": "write-in"}' said
"$verify" --json s.xml n.xml >out || [ $? = 3 ]
for check in 02 03 04 06; do grep -q "\"DPR-$check\", \"verdict\": \"holds\"" out; done

# Candidates alone are noised as before, and nothing is said of other lines.
json=
announced Cy
grep -q 'Scale="12"' s.xml
if grep -q 'no candidates:' said; then false; fi
