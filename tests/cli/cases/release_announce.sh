# Private releases are charged before they appear, once, within the declared limit; a killed run is finished by running it again.
printf 'county,precinct,contest,selection,votes,votes_allowed\nBell,1,Mayor,Ann,12,1\nBell,1,Mayor,Bo,3,1\nBell,2,Mayor,Ann,1,1\nBell,2,Mayor,Bo,5,1\nCole,1,Mayor,Ann,7,1\nCole,1,Mayor,Bo,0,1\nCole,1,Council,Xi,4,2\nCole,1,Council,Yo,9,2\nCole,2,Council,Xi,2,2\nCole,2,Council,Yo,1,2\n' >r.csv
source_='--dice Hall --time 2026-11-24T17:00:00Z'
announce() { "$gen" --db e.sqlite release announce $source_ "$@"; }
refused() { # words that must be said; then the command
    words=$1 status=0
    shift
    "$@" >out 2>err || status=$?
    [ "$status" != 0 ]
    [ ! -s out ]
    grep -q -e "$words" err
}
"$gen" --db e.sqlite import r.csv >/dev/null
refused 'no noise commitment' announce --contest all --epsilon 1/2 --budget 2 --out s.xml

# One key for the election; the same words give the same file again, other ones nothing.
"$gen" --db e.sqlite noise-key commit --releases 40 --election e1 --election-name 'Bell & Cole' --out n.xml >/dev/null
xmllint --noout --schema "$root/schemas/noise-commitment.xsd" n.xml 2>/dev/null
cp n.xml n1.xml
rm n.xml
"$gen" --db e.sqlite noise-key commit --releases 40 --election e1 --out n.xml --json | grep -q '"again": true'
cmp n.xml n1.xml
refused 'an election has one noise key' "$gen" --db e.sqlite noise-key commit --releases 41 --election e1 --out n2.xml
[ ! -e n2.xml ]
head -c 32 /dev/zero >key
refused 'could choose the noise' "$gen" --db e.sqlite noise-key commit --releases 40 --election e1 --key key --out n2.xml

refused 'declares the limit' announce --contest Mayor --epsilon 1/2 --out s.xml
announce --contest Mayor --epsilon 1/2 --budget 2 --out s1.xml --json | grep -q '"spent": "1/2"'
xmllint --noout --schema "$root/schemas/measurement-statement.xsd" s1.xml 2>/dev/null
# The same announcement again is not charged again.
announce --contest Mayor --epsilon 1/2 --budget 2 --out s1b.xml --json | grep -q '"again": true.*"spent": "1/2"'
cmp s1.xml s1b.xml
refused 'cannot change' announce --contest Mayor --epsilon 1/3 --budget 3 --out s.xml
# Above the limit: refused before anything is written. All contests are on one ballot as far as the store knows.
before=$(sha256sum e.sqlite e.sqlite.ledger-head)
refused 'would be 53/26, above the declared limit of 2' announce --contest all --epsilon 10/13 --out s.xml
[ ! -e s.xml ]
[ "$before" = "$(sha256sum e.sqlite e.sqlite.ledger-head)" ]
# An older copy of the store is noticed, by the head beside it and by what was published.
cp e.sqlite old.sqlite
announce --contest Council --epsilon 1/4 --adjacency add-remove --exact none --split block-heavy --out s2.xml >said
grep -q 'Release 2 is announced and charged' said
grep -q 'so far: 1 of 2' said
grep -q '^  scrutineer-gen timestamp request s2.xml$' said
grep -q '^  scrutineer-gen countersign s2.xml --key NAME.key --role observer' said
cp e.sqlite new.sqlite
cp old.sqlite e.sqlite
refused 'older than what was published' announce --contest Mayor --epsilon 1/8 --out s.xml
refused 'older than what was published' "$gen" --db e.sqlite budget
rm e.sqlite.ledger-head
refused 'the store is older, or of another election' announce --contest Mayor --epsilon 1/8 --published s2.xml --out s.xml
refused 's2x.xml' announce --contest Mayor --epsilon 1/8 --published s2x.xml --out s.xml
refused 'not a measurement statement' announce --contest Mayor --epsilon 1/8 --published n.xml --out s.xml
mv new.sqlite e.sqlite
"$gen" --db e.sqlite budget --json >json
grep -q '"spent": "1", "left": "1"' json
grep -q '{"id": "Council", "spent": "1/2", "disclosed": false}' json
grep -q '{"release": 1, "finished": false}, {"release": 2, "finished": false}' json
"$gen" --db e.sqlite budget | grep -q '^  2: announced, not finished'
# The definition must not change under the noise key; the returns may, but then need a new announcement.
refused 'its definition stays' "$gen" --db e.sqlite import --replace "$root/fixtures/demo/election.csv"
if grep -q -e 'election.sqlite' s1.xml s2.xml; then false; fi

# Killed at any moment: either nothing was charged and no file is there, or it was charged; run again, it is charged once.
number=2
for delay in 0.001 0.002 0.003 0.004 0.005 0.006 0.008 0.01 0.012 0.015 0.02 0.03; do
    rm -f k.xml
    number=$((number + 1))
    timeout --foreground -s KILL $delay "$gen" --db e.sqlite release announce $source_ --contest Mayor --epsilon 1/$((100 + number)) \
        --out k.xml >/dev/null 2>&1 || true
    charged=$("$gen" --db e.sqlite budget | grep -c "^  $number: announced" || true)
    [ ! -e k.xml ] || [ "$charged" = 1 ]
    "$gen" --db e.sqlite release announce $source_ --contest Mayor --epsilon 1/$((100 + number)) --out k.xml --json >json
    grep -q "\"release\": $number," json
    [ "$charged" = 0 ] || grep -q '"again": true' json
    [ "$("$gen" --db e.sqlite budget | grep -c "announced, not finished")" = "$number" ]
    xmllint --noout --schema "$root/schemas/measurement-statement.xsd" k.xml 2>/dev/null
done

# Charged, and the file could not be written: the next run writes it, and charges nothing.
refused 'missing' announce --contest Mayor --epsilon 1/500 --out missing/x.xml
"$gen" --db e.sqlite budget | grep -q "^  $((number + 1)): announced"
announce --contest Mayor --epsilon 1/500 --out x.xml --json | grep -q '"again": true'

# Styles: contests that no voter has together do not add up; a definition gives ids and votes allowed.
printf 'style,contest,votes_allowed,candidate,kind,party,election,date,jurisdiction\nB,Mayor,1,Ann,candidate,,Local,2026-11-03,Shire\nB,Mayor,1,Bo,candidate,,,,\nC,Council,2,Xi,candidate,,,,\nC,Council,2,Yo,candidate,,,,\n' >d.csv
"$gen" --db d.sqlite import d.csv >/dev/null
sed 's/,votes_allowed$//; s/,[12]$//' r.csv >r2.csv
"$gen" --db d.sqlite import r2.csv >/dev/null
"$gen" --db d.sqlite noise-key commit --releases 2 --out dn.xml >/dev/null
"$gen" --db d.sqlite release announce $source_ --contest all --epsilon 1/2 --budget 1/2 --out d.xml --json | grep -q '"spent": "1/2", "styles": 2'
grep -q 'Jurisdiction="Shire"' d.xml
grep -q 'Name="Council" VotesAllowed="2"' d.xml
xmllint --noout --schema "$root/schemas/measurement-statement.xsd" d.xml 2>/dev/null
"$gen" --db d.sqlite budget | grep -q '^  B: spent 1/2 (0.5), left 0$'

# Words of people: numbers without zeros at their end, and about only where they are rounded.
"$gen" --db d.sqlite release announce $source_ --contest Mayor --epsilon 1/3 --exact none --out d2.xml >out 2>err && exit 1
grep -q 'above the declared limit of 1/2' err
dice='4 1 2 3 6 5 4 3 2 1 2 3 4 5 6 1 2 3 4 5 6 1 2 3 4'
"$gen" --db d.sqlite seed record --release 1 --out dseed.xml --dice "$dice" --sides 6 >/dev/null
"$gen" --db d.sqlite release publish --seed dseed.xml --out drelease.xml >said
# No ballot has both contests: the whole ballot loses what one contest does.
[ "$(grep -c 'e^1 (about 2.72)' said)" = 3 ]
rm -f o.sqlite
"$gen" --db o.sqlite import r.csv >/dev/null
"$gen" --db o.sqlite noise-key commit --releases 2 --election e1 --out on.xml >/dev/null
"$gen" --db o.sqlite release announce $source_ --contest Mayor --epsilon 1/3 --exact none --budget 5/4 --out o.xml >said
grep -q 'so far: 1/3 (about 0.3333) of 5/4 (1.25)\.$' said
"$gen" --db o.sqlite seed record --release 1 --out oseed.xml --dice "$dice" --sides 6 >/dev/null
"$gen" --db o.sqlite release publish --seed oseed.xml --out orelease.xml >said
tr '\n' ' ' <said | grep -q 'had she voted otherwise, *the odds .* e^1/3 (about 1.40)\. *Mayor *Epsilon 1/3 (substitute).* in this contest alone, her other'

# A seed whose time has come may be known to whoever chooses what is fixed now.
late=1800000000 # 2027-01-15T08:00:00Z
warned() { [ "$(grep -c 'warning: .* the seed may be known already' err)" = "$1" ]; }
SOURCE_DATE_EPOCH=$late "$gen" --db o.sqlite release announce --dice Hall --time 2027-01-15T08:00:01Z --contest Mayor --epsilon 1/9 --out o2.xml >/dev/null 2>err
warned 0
rm -f p.sqlite
"$gen" --db p.sqlite import r.csv >/dev/null
"$gen" --db p.sqlite noise-key commit --releases 2 --election e1 --out pn.xml >/dev/null
past() { SOURCE_DATE_EPOCH=$late "$gen" --db p.sqlite release announce --dice Hall --time 2027-01-15T08:00:00Z --contest Mayor --epsilon 1/9 --budget 1 --out p.xml; }
past >/dev/null 2>err
warned 1
past >/dev/null 2>err # it stood announced, perhaps since before that time
warned 0
