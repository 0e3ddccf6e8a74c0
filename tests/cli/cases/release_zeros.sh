# Options that are not on a precinct's ballot, and precincts without ballots: zeros in the statement, in TopDown, and for the verifier.
awk 'BEGIN {
    print "county,precinct,contest,selection,votes,votes_allowed"
    for (c = 1; c <= 3; c++) for (p = 1; p <= 4; p++) {
        sum = 0
        for (s = 1; s <= 3; s++) {
            votes = c == 2 && s == 3 || c == 3 && p == 4 ? 0 : (c * p * s * 37) % 9
            sum += votes
            printf "C%d,P%d,Mayor,%s,%d,1\n", c, p, substr("ZedBobAnn", 3 * s - 2, 3), votes
        }
        printf "C%d,P%d,Mayor,Under Votes,1,1\nC%d,P%d,Mayor,Over Votes,%d,1\n", c, p, c, p, 0
        printf "C%d,P%d,Ballots Cast,,%d,\n", c, p, sum + 1
    }
}' | sed '/^C3,P4,Mayor,Under/s/,1,1$/,0,1/; s/^C3,P4,Ballots Cast,,1,/C3,P4,Ballots Cast,,0,/' >returns.csv
printf 'county,precinct,contest,selection\nC2,P4,Mayor,Ann\nC2,P1,Mayor,Ann\nC2,P2,Mayor,Ann\nC2,P3,Mayor,Ann\nC2,P4,Mayor,Ann\n' >zeros.csv
source_='--dice Hall --time 2099-11-24T17:00:00Z'
refused() {
    words=$1 status=0
    shift
    "$@" >out 2>err || status=$?
    [ $status != 0 ]
    [ ! -s out ]
    grep -qF -- "$words" err
}
announce() {
    "$gen" --db "$1" release announce $source_ --contest all --epsilon 1/8 --budget 9 --turnout-public --not-on-ballot "$2" --out "$3"
}
begin() {
    "$gen" --db "$1" import "$2" >/dev/null
    "$gen" --db "$1" noise-key commit --releases 3 --election e1 --election-name Test --key key --out noise.xml >/dev/null
}
head -c 32 /dev/urandom >key
chmod 600 key
begin e.sqlite returns.csv
before=$(sha256sum e.sqlite)
printf 'county,precinct,contest,selection\nC2,P1,Mayor,Zed\nC2,P9,Mayor,Ann\nC2,P1,Clerk,Ann\nC2,P1,Mayor,Cy\nC2,P1,Mayor\n' >bad.csv
refused 'bad.csv, line 3: the returns have no such unit' announce e.sqlite bad.csv s.xml
grep -q 'line 4: this contest is not in the release: Clerk' err
grep -q 'line 5: the contest has no such selection: Cy' err
grep -q 'line 6: this row has not as many fields' err
printf 'county,precinct,contest,selection\nC2,P1,Mayor,Zed\n' >counted.csv
refused 'the contest Mayor has votes for Zed in P1, where it is said not to be on the ballot' announce e.sqlite counted.csv s.xml
printf 'county,ward,contest,selection\n' >head.csv
refused 'not known, or stands twice: ward' announce e.sqlite head.csv s.xml
refused 'missing.csv' announce e.sqlite missing.csv s.xml
[ ! -e s.xml ]
[ "$before" = "$(sha256sum e.sqlite)" ]

# Options stand by name, so that Ann is the first.
announce e.sqlite zeros.csv statement.xml >/dev/null
xmllint --noout --schema "$root/schemas/measurement-statement.xsd" statement.xml
grep -q '<StructuralZero Option="1" Units="5-8 12"/>' statement.xml
for option in 2 3 4 5; do grep -q "<StructuralZero Option=\"$option\" Units=\"12\"/>" statement.xml; done
grep -q 'Complete="true"' statement.xml
# The same table with its rows in another order is the same statement: nothing in it says in which order the rows stood.
{ head -n 1 returns.csv && tail -n +2 returns.csv | sort -t, -k5,5nr -k4,4r -k1,1r; } >turned.csv
begin t.sqlite turned.csv
announce t.sqlite zeros.csv turned.xml >/dev/null
cmp statement.xml turned.xml

dice='4 1 2 3 6 5 4 3 2 1 2 3 4 5 6 1 2 3 4 5 6 1 2 3 4'
"$gen" --db e.sqlite seed record --release 1 --out seed.xml --dice "$dice" --sides 6 >/dev/null
"$gen" --db e.sqlite release publish --seed seed.xml --out release.xml >/dev/null
published() { sed -n "/<Counts Level=\"$1\" Kind=\"published\"/,/<.Counts>/s/.*<Row>\(.*\)<.Row>.*/\1/p" release.xml; }
published 3 | sed -n '5,8p' | grep -c '^0 ' | grep -qx 4
published 3 | sed -n 12p | grep -qx '0 0 0 0 0'
published 2 | sed -n 2p | grep -q '^0 '
"$verify" noise.xml statement.xml seed.xml release.xml --json >verdicts || true
refuted=$(grep -c '"verdict": "refuted"' verdicts || true)
[ "$refuted" = 0 ]
for check in DPR-03 DPR-13 DPR-15 DPR-16; do grep -q "\"id\": \"$check\", \"verdict\": \"holds\"" verdicts; done
