# A real contest from its records to an audited outcome: Byron 2021, with some papers read differently and some not found.
shared=${SCRUTINEER_SHARED:-$root/../shared}
data=$shared/data/cvr/byron2021_dominion_csv_irv
if [ ! -d "$data" ]; then
    echo 'skipped: no real cast-vote records beside the project'
    exit 0
fi
export SOURCE_DATE_EPOCH=1794600000
$gen import "$data/Byron_Mayoral.csv" "$data/Byron_Mayoral.manifest.csv" --first-preferences >/dev/null
printf '%032d' 7 >salt.key
$gen commit --out commitment.xml --dice 'City hall' --time 2026-11-10T17:00:00Z --election byron --salt-key salt.key >/dev/null
$gen seed record --out seed.xml --dice '4 1 2 3 6 5 4 3 2 1 2 3 4 5 6 1 2 3 4 5 6 1 2 3 4' --sides 6 >/dev/null
cp election.sqlite full.sqlite
$gen tree --contest 'Byron Mayoral' --seed seed.xml --out tree.xml >said
grep -q '^TPT winner: *LYON Michael$' said
grep -q '^Plurality leader: *LYON Michael (4312 votes)$' said
# 700 bytes at most for each ballot that is opened.
[ "$(wc -c <tree.xml)" -le $((700 * $(sed -n 's/.*<Plan Kind="[a-z]*" Ballots="\([0-9]*\)".*/\1/p' tree.xml))) ]
$gen --db full.sqlite tree --contest 'Byron Mayoral' --seed seed.xml --out all.xml --disclose all >/dev/null
sed -n 's/.*<Codes>\(.*\)<.Codes>/\1/p' all.xml | fold -w1 >codes
for round in 1 2 3 4 5 6 7 8 9; do
    $gen audit next --csv list.csv >next
    grep -q await next || break
    awk -F, 'NR == FNR { code[NR] = $1; next } FNR == 1 { print "ballot,interpretation"; next }
        { n++; print $1 "," (n % 97 == 0 ? "B" : n % 311 == 0 ? "not-found" : n % 503 == 0 ? "overvote" : code[$1]) }' codes list.csv >papers.csv
    $gen audit import papers.csv >/dev/null
done
grep -q 'Confirmed\|Changed' next
$gen audit report --out audit.xml >/dev/null
for pair in ballot-commitment:commitment seed-record:seed plurality-tree:tree plurality-tree:all tree-audit:audit; do
    xmllint --noout --schema "$root/schemas/${pair%:*}.xsd" "${pair#*:}.xml"
done
"$verify" commitment.xml seed.xml tree.xml audit.xml >verdict || [ $? = 3 ]
if grep -Eq '^  TPT-[0-9]+ +refuted' verdict; then exit 1; fi
"$verify" commitment.xml seed.xml all.xml >verdict || [ $? = 3 ]
grep -q '^Arithmetic: holds' verdict
