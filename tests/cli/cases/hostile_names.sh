# Names that turn text around, hide, end a quotation or a tag, or hold a line feed, of everything that has a name: elections, places,
# contests, candidates, parties, precincts, batches, signers, reasons. Whatever people look at shows them escaped: pages of reports in
# both languages, certificates, pictures of trees and audits, printed sheets, studies, impact statements.
. "$root/tests/cli/hostile.sh"
export SOURCE_DATE_EPOCH=1794600000
# It turns, hides, and would be a tag, an entity and the end of an attribute.
evil=$(printf '\342\200\256x\342\200\213<script>"\047&amp;</title>')
quoted=$(printf %s "$evil" | sed 's/"/""/g')
# The same as a person may type it where a command takes a name: what turns only the next letters instead of all that follow.
typed=$(printf '\342\200\217x\342\200\213<script>"\047&amp;</title>')
throws='1 2 3 6 5 4 3 2 1 2 3 4 5 6 1 2 3 4 5 6 1 2 3 4 1 2 3 4 5 6 1 2 3 4 5 6 1 2 3 4 1 2 3 4 5 6 1 2 3 4 5 6 1'
quiet() { "$@" >/dev/null 2>quiet.err || { cat quiet.err; exit 1; }; }
# verified FILE ARGUMENTS..: the findings, whatever they are.
verified() {
    findings=$1
    shift
    "$verify" --json "$@" >"$findings" || [ $? != 2 ]
}
# escaped FILE..: no control, turning or hidden character, and no element or attribute that a name brought.
escaped() {
    for file in "$@"; do
        clean "$file"
        case $file in
        *.html | *.svg)
            if grep -q '<script\|<img\|" *on[a-z]*=\|&amp;amp;amp;' "$file"; then complain "markup in $file"; fi
            grep -q '&lt;script&gt;' "$file" || complain "no name in $file"
            ;;
        *) grep -q '<script>' "$file" || complain "no name in $file" ;;
        esac
        case $file in
        *.svg) xmllint --noout --nonet "$file" ;;
        *.html) if grep -q 'xmlns="http://www.w3.org/1999/xhtml"' "$file"; then xmllint --noout --nonet "$file"; fi ;;
        esac
    done
}

# pictures FOLDER: the same of drawings, which need not show a name.
pictures() {
    for picture in "$1"/*.svg; do
        clean "$picture"
        if grep -q '<script' "$picture"; then complain "markup in $picture"; fi
        xmllint --noout --nonet "$picture"
    done
}
# untyped WORDS..: a command that does not take $evil as the value of its last option.
untyped() {
    status=0
    "$gen" "$@" "$evil" >said 2>err || status=$?
    [ "$status" = 2 ] || complain "status $status: $*"
    for option; do :; done
    grep -q -e "$option: has the character U+202E at place 1; write " err || { cat err; exit 1; }
}

# Ballots: decks, sheets, a package by a signer of this name, its report and certificate.
{
    printf 'election,date,jurisdiction,style,contest,votes_allowed,candidate,party\n'
    for name in One Two "$quoted"; do
        printf '"E%s",2026-11-03,"J%s","S%s","M%s",1,"%s","P%s"\n' "$quoted" "$quoted" "$quoted" "$quoted" "$name" "$quoted"
    done
} >ballots.csv
quiet "$gen" --db ballots.sqlite import ballots.csv
quiet "$gen" --db ballots.sqlite deck --out decks
escaped decks/sheets/*.html
quiet "$gen" key new --out clerk
package() { # FOLDER OUT OPTIONS..
    from=$1 to=$2
    shift 2
    quiet "$gen" package "$from" --key clerk.key --role election-official --organization "$typed" --out "$to" "$@"
}
# pages NAME FILES..: the report in both languages and the certificate, of what was verified with these files.
pages() {
    name=$1
    shift
    verified "$name.json" "$@"
    for language in en es; do
        quiet "$gen" report --verdict "$name.json" "$@" --language $language --out "$name-$language.html"
    done
    quiet "$gen" report --certificate --verdict "$name.json" "$@" --out "$name-certificate.html"
    quiet "$gen" report --certificate --verdict "$name.json" "$@" --out "$name-certificate.txt"
    escaped "$name-en.html" "$name-es.html"
    clean "$name-certificate.txt"
    clean "$name-certificate.html"
    if grep -q '<script' "$name-certificate.html"; then complain "markup in a certificate"; fi
    xmllint --noout --nonet "$name-certificate.html"
    "$verify" "$@" >said 2>err || [ $? != 2 ]
    clean said
}
mkdir decks/artifacts/countersignatures
quiet "$gen" countersign decks/artifacts/ballot-definition.xml --key clerk.key --role observer --words "I saw $typed" \
    --time 2026-09-30T12:00:00Z
package decks/artifacts bag --date 2026-10-01
clean bag/HOWTO-VERIFY.txt
"$gen" index withdraw 2 --reason "wrong $typed" --index bag --out withdrawn.xml --date 2026-10-02 >said
clean said
"$gen" index show withdrawn.xml >said
clean said
grep -q 'u{200F}x' said
mv decks/artifacts/countersignatures .
quiet "$gen" package --key clerk.key --role election-official --index withdrawn.xml --date 2026-10-02 --out second
grep -qx 'Source-Organization: not stated' second/bag-info.txt # the jurisdiction is a name that turns text
pages deck bag second
# The word of an observer is on no page but in the findings of a reader who trusts him, escaped.
"$verify" --key clerk.pub bag >said 2>err || [ $? != 2 ]
clean said

# Cast votes: containers, batches, the commitment's place, candidates; a correction's reason; tree and audit in pictures.
awk -v evil="$quoted" 'BEGIN {
    print "ballot,contest,selection,batch,position"
    for (i = 1; i <= 30; i++)
        printf "b%d,\"M%s\",\"%s\",\"B%s%d\",%d\n", i, evil, i % 3 ? evil : "Two", evil, int((i - 1) / 15) + 1, (i - 1) % 15 + 1
}' >records.csv
{
    printf 'Container,Batch Name,Number of Ballots\n'
    for batch in 1 2; do printf '"S%s","B%s%d",15\n' "$quoted" "$quoted" $batch; done
} >manifest.csv
printf '%032d' 7 >salt.key
quiet "$gen" --db votes.sqlite import records.csv manifest.csv
quiet "$gen" --db votes.sqlite commit --out commitment.xml --dice "Hall $typed" --time 2026-11-10T17:00:00Z --election "e$typed" \
    --election-name "N$typed" --jurisdiction "J$typed" --salt-key salt.key
quiet "$gen" --db votes.sqlite seed record --out seed.xml --sides 6 --dice "$throws" --witness "W$typed"
quiet "$gen" --db votes.sqlite tree --contest "M$evil" --seed seed.xml --out tree.xml --draw tree.svg
"$gen" --db votes.sqlite audit next --csv list.csv >said
clean said
ballot=$(sed -n 2p list.csv | cut -d, -f1)
quiet "$gen" --db votes.sqlite audit enter "$ballot" not-found
quiet "$gen" --db votes.sqlite audit enter --correct --reason "found $typed" "$ballot" A
"$gen" --db votes.sqlite audit status >said
clean said
quiet "$gen" --db votes.sqlite audit report --out audit.xml --draw audit.svg
escaped tree.svg audit.svg
pages tree commitment.xml seed.xml tree.xml audit.xml

# Precincts: a measurement statement, a release, its page, a study of the same returns, its page and pictures.
{
    printf 'county,precinct,contest,selection,votes,votes_allowed\n'
    for unit in 1 2 3; do
        for name in One "$quoted"; do printf '"C%s","P%s%d","M%s","%s",1%d,1\n' "$quoted" "$quoted" $unit "$quoted" "$name" $unit; done
    done
} >returns.csv
quiet "$gen" --db study.sqlite import returns.csv
quiet "$gen" --db study.sqlite release study --public-data --contest "M$evil" --epsilon 1 --split equal --seed s --runs 2 --out study
escaped study/study.html
pictures study
quiet "$gen" --db release.sqlite import returns.csv
quiet "$gen" --db release.sqlite noise-key commit --releases 3 --election "e$typed" --election-name "N$typed" --key salt.key --out noise.xml
quiet "$gen" --db release.sqlite release announce --contest all --epsilon 1/2 --budget 9 --dice "Hall $typed" --time 2026-11-10T17:00:00Z \
    --out statement.xml
quiet "$gen" --db release.sqlite seed record --release 1 --sides 6 --out release-seed.xml --dice "$throws"
quiet "$gen" --db release.sqlite release publish --seed release-seed.xml --out release.xml
pages release noise.xml statement.xml release-seed.xml release.xml

# Districts of an impact statement.
printf 'id,name,population\n1,"%s",700000\n2,Two,300000\n' "$quoted" >seats.csv
quiet "$gen" impact seats --input seats.csv --epsilon 1/1000000 --trials 20 --seed s --out impact --election "e$typed" \
    --election-name "N$typed" --jurisdiction "J$typed"
escaped impact/index.html
pictures impact
pages impact impact/impact.xml

# Where a name is typed, what would turn all that follows is refused, by one rule.
untyped package decks/artifacts --key clerk.key --role election-official --out no --organization
untyped package decks/artifacts --key clerk.key --role election-official --out no --index withdrawn.xml --withdraw-old
untyped index withdraw 3 --index withdrawn.xml --out no --reason
untyped countersign bag --key clerk.key --role observer --words
untyped trust add no --key clerk.pub --role observer --from 2026-01-01 --to 2026-12-31 --owner
untyped trust add no --key clerk.pub --role observer --from 2026-01-01 --to 2026-12-31 --owner Clerk --election
untyped --db no.sqlite commit --out no --time 2026-11-10T17:00:00Z --dice
untyped --db no.sqlite commit --out no --chain 2 --pulse 1 --beacon
untyped --db no.sqlite commit --out no --dice Hall --time 2026-11-10T17:00:00Z --election e --jurisdiction
untyped --db no.sqlite noise-key commit --releases 1 --out no --election
untyped --db no.sqlite seed record --out no --sides 6 --dice 1 --witness
untyped --db no.sqlite seed record --out no --seed abc --statement
untyped --db votes.sqlite seed record --out no --sides 6 --dice 1 --replace --reason
untyped --db votes.sqlite audit undo --reason
untyped --db votes.sqlite reconcile resolve 1 --reason
untyped impact seats --input seats.csv --epsilon 1 --trials 5 --seed s --out no --election-name
[ ! -e no ]
[ ! -e no.sqlite ]

# Findings changed by hand: sentences that repaint a terminal, as JSON can hold them.
sed 's/"detail": "/&\\u001b[2J\\u202e<script>\\u0007\\n/; s/"not_proved": \["/&\\u009b<script>/' impact.json >changed.json
if cmp -s impact.json changed.json; then complain "nothing was changed"; fi
for way in '--language en' '--language es' --certificate; do
    rm -f changed.html
    # shellcheck disable=SC2086
    if "$gen" report --verdict changed.json impact/impact.xml $way --out changed.html >said 2>err; then
        clean changed.html
        xmllint --noout --nonet changed.html
        if grep -q '<script' changed.html; then complain "markup"; fi
    fi
    clean err
done

# A line feed in a name: refused, or shown as something else.
printf 'style,contest,votes_allowed,candidate\nA,"Ma\nyor",1,Ann\nA,"Ma\nyor",1,Bo\n' >lines.csv
if "$gen" --db lines.sqlite import lines.csv >said 2>err; then
    quiet "$gen" --db lines.sqlite deck --out lines
    if grep -q '^yor' lines/sheets/*.html; then complain "a line feed in a name"; fi
else
    clean err
    [ "$(wc -l <err)" -lt 4 ]
fi

# Paths that repaint a terminal, wherever one is given: none comes into a sentence as it is.
path=$(printf 'a\033[2J\342\200\256b')
refuse() { # COMMAND..: whatever it says against the path is escaped
    status=0
    "$@" >said 2>err || status=$?
    [ "$status" = 1 ] || [ "$status" = 2 ] || complain "status $status"
    clean said
    clean err
}
valid=$root/fixtures/valid keys=$root/fixtures/keys
stamped=$valid/package-stamped/package opening=
for file in noise statement seed release; do opening="$opening $valid/opening-flat/$file.xml"; done
cp -r "$stamped" "$path"
cp "$keys/test-clerk.pub" "$keys/test-tsa-ca.pem" "$path"
refuse "$verify" --key "$path/test-clerk.pub" "$path"
refuse "$verify" --tsa "$path/test-tsa-ca.pem" "$path"
rm -r "$path"
echo garbage >"$path"
printf 'county,code,Ann,Bo\nBell,1,69,0\nBell,2,1,134\n' >table.csv
for words in --key --trust "--key $keys/test-clerk.pub --tsa"; do
    # shellcheck disable=SC2086
    refuse "$verify" $words "$path" "$stamped"
done
# shellcheck disable=SC2086
refuse "$verify" --sealed "$path" --with "$keys/test-court.key" $opening
# shellcheck disable=SC2086
refuse "$verify" --sealed "$valid/opening-flat/opening.cms" --with "$path" $opening
refuse "$verify" --reported "$path" "$valid/reported-equal/deck.xml" "$valid/reported-equal/ballot-definition.xml"
refuse "$verify" "$path"
while read -r words; do
    # shellcheck disable=SC2086
    refuse "$gen" --db ballots.sqlite $words "$path"
done <<'LIST'
import
deck --out no --rules
package decks/artifacts --role election-official --out no --key
package decks/artifacts --role election-official --key clerk.key --out no --index
index show
timestamp request
timestamp add bag
countersign bag --role observer --key
report --out no --verdict
audit import
tree --contest x --out no --seed
open --release noise.xml --out no --to
impact seats --epsilon 1 --seed s --trials 5 --out no --input
noise-key commit --releases 3 --election e --out no --key
release announce --contest all --epsilon 1 --budget 9 --dice H --time 2099-11-24T17:00:00Z --out no --not-on-ballot
release study --public-data --levels county --counts Ann --epsilon 1 --seed s --out no --table
release study --public-data --table table.csv --levels county,code --counts Ann,Bo --epsilon 1 --seed s --out no --districts
release study --public-data --table table.csv --levels county,code --counts Ann,Bo --epsilon 1 --seed s --out no --decisions
nonsense
LIST
