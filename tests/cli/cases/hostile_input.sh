# Files made to hurt, given to both programs: entity bombs, sparse files of 10 GB, depth, length, names that repaint a terminal,
# numbers beyond all use, searches without an end, archives that unfold. Each ends with a sentence, in bounded memory and time.
. "$root/tests/cli/hostile.sh"
valid=$root/fixtures/valid keys=$root/fixtures/keys
"$gen" --db g.sqlite import "$root/fixtures/demo/election.csv" >/dev/null

# Entities, inside and outside, and encodings that hide them.
outside=$(mktemp)
echo secret >"$outside"
element() { printf '<TestDeck xmlns="urn:scrutineer:artifact:1" Version="1">%s</TestDeck>\n' "$1"; }
{
    printf '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaa">\n'
    before=a
    for name in b c d e f g h i; do
        printf '<!ENTITY %s "&%s;&%s;&%s;&%s;&%s;&%s;&%s;&%s;&%s;&%s;">\n' $name $before $before $before $before $before $before \
            $before $before $before $before
        before=$name
    done
    printf ']>\n'
    element '&i;'
} >bomb.xml
{
    printf '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY e SYSTEM "file://%s">]>\n' "$outside"
    element '&e;'
} >file.xml
printf '<?xml version="1.0"?>\n<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">\n<x/>\n' >net.xml
iconv -f UTF-8 -t UTF-16 bomb.xml >wide.xml
for file in bomb.xml file.xml net.xml wide.xml; do
    bounded 1 'ART-01' "$verify" "$file"
    bounded 1 "$file" "$gen" --db e.sqlite import "$file"
    if grep -q secret said err; then false; fi
done
rm "$outside"

# Ten gigabytes, as a file of each kind, of zeros and with a true beginning.
truncate -s 10G zeros
big() { # big NAME BEGINNING..: a sparse file that begins so
    printf "$2" >"$1"
    truncate -s 10G "$1"
}
big x.xml '<?xml version="1.0" encoding="UTF-8"?>\n<TestDeck xmlns="urn:scrutineer:artifact:1" Version="1">\n'
big x.csv 'style,contest,votes_allowed,candidate\nA,Mayor,1,Ann\n'
big x.json '{"election": '
big x.zip 'PK\003\004'
bounded 1 'ART-01.*268435456 bytes' "$verify" x.xml
bounded 1 'ART-01.*268435456 bytes' "$verify" zeros
for file in x.xml x.csv x.json x.zip zeros; do
    bounded 1 "$file" "$gen" --db e.sqlite import "$file"
done
bounded 2 'zeros: is longer' "$verify" --key zeros "$valid/package/package"
bounded 2 'zeros: is longer' "$verify" --trust zeros "$valid/package/package"
reported=$valid/reported-equal
bounded 2 'zeros: is longer' "$verify" --reported zeros "$reported/deck.xml" "$reported/ballot-definition.xml"
opening=
for file in noise statement seed release; do opening="$opening $valid/opening-flat/$file.xml"; done
# shellcheck disable=SC2086
bounded 2 'zeros: is longer' "$verify" --sealed zeros --with "$keys/test-court.key" $opening
# shellcheck disable=SC2086
bounded 2 'zeros: is longer' "$verify" --sealed "$valid/opening-flat/opening.cms" --with zeros $opening
bounded 1 'zeros: is longer' "$gen" --db g.sqlite deck --rules zeros --out decks
bounded 1 'zeros: the file is not a store' "$gen" --db zeros deck --out decks
bounded 1 'zeros: is longer' "$gen" package "$valid/package/package/data" --key zeros --role election-official --out bag
cp "$valid"/bound-search/*.xml .
truncate -s 10G proof.drat
bounded 3 'LAT-12.*more than 64 MiB' "$verify" deck.xml ballot-definition.xml
[ ! -e e.sqlite ]
[ ! -e decks ]
[ ! -e bag ]
rm -f zeros x.* proof.drat

# Depth and length: elements, attributes, texts, names; brackets; columns.
repeat() { yes "$1" | head -n "$2" | tr -d '\n'; } # repeat WORDS TIMES
letters() { head -c "$1" /dev/zero | tr '\0' x; }
{ repeat '<a>' 200000; repeat '</a>' 200000; } >deep.xml
{ printf '<TestDeck xmlns="urn:scrutineer:artifact:1" Version="'; letters 30000000; printf '"/>\n'; } >long.xml
{ printf '<TestDeck xmlns="urn:scrutineer:artifact:1">'; letters 20000000; printf '</TestDeck>\n'; } >text.xml
{
    printf '<TestDeck xmlns="urn:scrutineer:artifact:1"'
    awk 'BEGIN { for (i = 0; i < 3000; i++) printf " a%d=\"\"", i }'
    printf '/>\n'
} >many.xml
{ repeat '[' 1000000; repeat ']' 1000000; } >deep.json
{ printf '{"x": "'; letters 30000000; printf '"}'; } >long.json
{ printf 'style,contest,votes_allowed,candidate'; repeat ',' 300000; printf '\n'; } >wide.csv
{ printf 'style,contest,votes_allowed,candidate\nA,"'; letters 30000000; printf '"\n'; } >long.csv
for file in deep.xml long.xml text.xml many.xml; do
    bounded 1 "^$file .*: refuted" "$verify" "$file"
    [ "$(wc -c <said)" -lt 40000 ] || complain "more words than anybody reads"
done
for file in deep.xml long.xml text.xml deep.json long.json wide.csv long.csv; do
    bounded 1 "$file" "$gen" --db e.sqlite import "$file"
    [ "$(wc -c <err)" -lt 40000 ] || complain "more words than anybody reads"
done
rm -f deep.* long.* text.xml many.xml wide.*

# Names that turn text around, hide, repaint a terminal, end a quotation or a tag, or run in a spreadsheet. What XML cannot hold is
# refused; the rest is shown escaped in every report, page and picture.
evil=$(printf 'Ann\342\200\256xob\342\200\213<script>"&')
printf 'style,contest,votes_allowed,candidate\nA,Mayor,1,Ann\033[2J\n' >control.csv
bounded 1 'control.csv, line 2' "$gen" --db e.sqlite import control.csv
printf 'style,contest,votes_allowed,candidate\nA,Mayor,1,Ann\302\233 2J\n' >c1.csv
bounded 1 'c1.csv, line 2' "$gen" --db e.sqlite import c1.csv
[ ! -e e.sqlite ]
quoted=$(printf %s "$evil" | sed 's/"/""/g')
{
    printf 'style,contest,votes_allowed,candidate\n'
    for name in One Two "$quoted" "=cmd|1"; do printf '"%s","M %s",1,"%s"\n' "$quoted" "$quoted" "$name"; done
} >evil.csv
bounded 0 'ballot style' "$gen" --db evil.sqlite import evil.csv
bounded 0 'deck' "$gen" --db evil.sqlite deck --out evil
bounded 3 'Arithmetic: holds' "$verify" evil/artifacts/*.xml
style=$(printf %s "$evil")
bounded 0 '' "$gen" --db evil.sqlite deck attack --style "$style" --swap '1<>2' --out attack
bounded 1 'u{202E}xob' "$verify" attack/artifacts/*.xml
bounded 1 'u{202E}xob' "$verify" --json attack/artifacts/*.xml
{
    printf 'precinct,contest,selection,votes\n'
    for name in P1 "$quoted"; do
        printf '"%s","M %s","%s",7\n"%s","M %s",Two,3\n' "$name" "$quoted" "$quoted" "$name" "$quoted"
    done
} >returns.csv
bounded 0 'contests  *1' "$gen" --db evil.sqlite import returns.csv
bounded 0 'u{202E}xob' "$gen" --db evil.sqlite returns
bounded 0 'u202Exob' "$gen" --db evil.sqlite returns --json
printf 'id,name,population\n1,"%s",700000\n2,=cmd,300000\n' "$quoted" >seats.csv
"$gen" impact seats --input seats.csv --epsilon 1/1000000 --trials 20 --seed s --out impact >/dev/null # a table with CR LF
bounded 3 'Arithmetic: holds' "$verify" impact/impact.xml
# What people read: printed sheets, pages, pictures. Artifacts and tables hold the names as they are, for programs to compare, but
# no field that a spreadsheet runs.
find evil attack impact -type f ! -name '*.xml' ! -name '*.csv' >readable
[ "$(wc -l <readable)" -gt 5 ]
while read -r file; do
    clean "$file"
    if grep -q '<script>' "$file"; then complain "markup in $file"; fi
done <readable
find evil attack impact -name '*.csv' -exec cat {} + >tables
grep -q '=cmd' tables
if grep -q '^"*=cmd\|,"*=cmd' tables; then complain "a formula"; fi

# Numbers beyond all use, in valid form otherwise: each is refused or undecided, at once. FOLDER FILE OLD NEW, of fixtures/valid.
nines=$(letters 900 | tr x 9)
while read -r folder file old new; do
    cp "$valid/$folder"/*.xml .
    sed "s|$old|$new|" "$file" >changed
    if cmp -s changed "$file"; then complain "$old does not stand in $folder/$file"; fi
    mv changed "$file"
    read -r arguments <"$valid/$folder/arguments"
    # shellcheck disable=SC2086
    bounded 1 'refuted' "$verify" $arguments
    rm -f ./*.xml
done <<LIST
tree tree.xml Arity="[0-9]*" Arity="4294967295"
tree tree.xml Arity="[0-9]*" Arity="1"
tree-replicated tree.xml Replication="[0-9]*" Replication="$nines"
release statement.xml Epsilon="[0-9/]*" Epsilon="$nines/7"
statement statement.xml Epsilon="[0-9/]*" Epsilon="1/$nines"
statement statement.xml Release="1" Release="4294967295"
noise-commitment noise.xml Releases="[0-9]*" Releases="18446744073709551615"
impact-tree impact.xml Trials="[0-9]*" Trials="1000000"
impact-tree impact.xml Trials="[0-9]*" Trials="$nines"
audit-confirmed audit.xml <Planned>2 <Planned>4294967295
method-distinct deck.xml VotesAllowed="1" VotesAllowed="1000000"
LIST

# Archives that unfold: many members of blanks, a long one, an archive in an archive, members that overlap.
if python3 - 2>/dev/null <<'PY'; then
import zipfile
def write(name, members, most):
    with zipfile.ZipFile(name, 'w', zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for i, size in enumerate(members):
            if i == most: break
            archive.writestr('%d.xml' % i, b'<CastVoteRecord xmlns="http://tempuri.org/CVRDesign.xsd">' + b' ' * size)
write('many.zip', [4000000] * 30, 30)
write('one.zip', [30000000], 1)
write('entries.zip', [0] * 3000, 3000)
with zipfile.ZipFile('inner.zip', 'w', zipfile.ZIP_DEFLATED) as archive: archive.write('many.zip', 'x.xml')
bytes = open('many.zip', 'rb').read()
end = bytes.rfind(b'PK\5\6')
first = bytes.find(b'PK\1\2')
entry = bytes[first:bytes.find(b'PK\1\2', first + 4)]
count = 6000
import struct
tail = struct.pack('<IHHHHIIH', 0x06054b50, 0, 0, count, count, len(entry) * count, first, 0)
open('overlap.zip', 'wb').write(bytes[:first] + entry * count + tail)
PY
    bounded 1 'unfolds to more than 100 times' "$gen" --db e.sqlite import many.zip
    bounded 1 'longer than 4 MB' "$gen" --db e.sqlite import one.zip
    bounded 1 '0.xml, line 1' "$gen" --db e.sqlite import entries.zip
    bounded 1 'x.xml, line 1' "$gen" --db e.sqlite import inner.zip
    bounded 1 'overlap.zip' "$gen" --db e.sqlite import overlap.zip
    [ ! -e e.sqlite ]
else
    echo 'skipped: no python3 to make archives with'
fi
rm -f ./*.zip
