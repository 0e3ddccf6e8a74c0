# release study: tables, pictures and a page from public counts; the same seed gives the same bytes; refusals write nothing.
printf 'county,precinct,contest,selection,votes,votes_allowed\nBell,1,Mayor,Ann,69,1\nBell,1,Mayor,Bo,0,1\nBell,2,Mayor,Ann,1,1\nBell,2,Mayor,Bo,134,1\nCole,1,Mayor,Ann,143,1\nCole,1,Mayor,Bo,0,1\nCole,2,Mayor,Ann,425,1\nCole,2,Mayor,Bo,1,1\nCole,3,Mayor,Ann,20,1\nCole,3,Mayor,Bo,30,1\n' >r.csv
printf 'unit,district\nBell/1,A\nBell/2,A\nCole/1,B\nCole/2,B\n' >d.csv
printf 'unit,part,whole\nBell/1,10,100\nBell/2,80,100\nCole/1,20,100\nCole/2,15,100\nCole/3,50,100\n' >s.csv
$gen --db e.sqlite import r.csv >/dev/null
no() { if "$@"; then return 1; fi; } # '!' alone would not end the case
study() { # seed, folder, options
    seed=$1 out=$2
    shift 2
    $gen --db e.sqlite release study --public-data --contest Mayor --epsilon 1/5,1 --seed "$seed" --out "$out" "$@"
}
all='--districts d.csv --regular 484,4,25 --regression s.csv --option Ann --noised votes --runs 40'
study abc one $all >said
grep -q '^Written: study.html, 8 tables, 4 pictures' said
study abc two $all >/dev/null
diff -r one two
study abd three $all >/dev/null
no cmp -s one/levels.csv three/levels.csv
cmp one/disclosure.csv three/disclosure.csv

# Known answers: the blog post's precincts, theorem 6.2, Frag of the county of two precincts (weights 2/5 in all, 1 in Bell).
grep -q '^1,Bell,Ann,69,69,unanimous,1.000000,1.000000,0.549834,0.549834,' one/disclosure.csv
grep -q '^2,Bell,Bo,134,135,near-unanimous,0.992593,0.732240,0.549834,0.540798,' one/disclosure.csv
grep -q '^2,Cole,Ann,425,426,near-unanimous,0.997653,0.896624,0.549834,0.549763,' one/disclosure.csv
[ "$(wc -l <one/disclosure.csv)" = 5 ]
grep -q '^"484,4,25",4,90.750000,98.000000,444.475101,348.333333' one/theorem.csv
grep -q '^A,2,0.500000,1.0000,0.0000' one/districts.csv
grep -q '^1/5,0.450166,0.549834,' one/protection.csv
# An exact level has no error, and the noise of the others is what the formula says: 2q/(1-q)^2 with t = 20.
grep 'whole jurisdiction' one/levels.csv >top
no grep -v ',exact,.*,0,0,0$' top
grep -q '^1/5,equal,precinct,5,1/2,20,discrete-laplace,799.833,' one/levels.csv
for picture in one/*.svg; do xmllint --noout "$picture"; done
grep -q 'functions of true counts' one/study.html
no grep -q 'href="http\|src=\|<script' one/study.html
no grep -rq "$PWD" one

# Any table of counts; names cannot become markup.
printf 'code,<b>x,y\n1001,5,6\n1002,7,8\n2001,9,1\n' >t.csv
$gen release study --public-data --table t.csv --levels code:1,code --counts '<b>x,y' --epsilon 1 --seed s --exact none --split equal --split 1/2,1/4,1/4 --out t >/dev/null
grep -q '^1,"1/2,1/4,1/4",all,1,1/2,4,topdown' t/levels.csv
grep -q '&lt;b&gt;x' t/study.html
no grep -q '<b>' t/study.html
# A single unit.
printf 'code,x,y\n1,5,6\n' >t1.csv
$gen release study --public-data --table t1.csv --levels code --counts x,y --epsilon 1 --seed s --exact none --out t1 >/dev/null
test -s t1/changes.csv

refused() { # status, words that must be said; then options of the study
    status=0 expected=$1 words=$2
    shift 2
    study abc no "$@" >out 2>err || status=$?
    [ "$status" = "$expected" ]
    [ ! -s out ]
    grep -q -e "$words" err
    [ ! -e no ]
}
refused 2 'three measured levels' --split tract-heavy
refused 2 'every count is exact' --exact precinct
refused 2 'the counts have no option' --regression s.csv --option Cy --noised votes
refused 2 'go together' --regression s.csv
printf 'unit,district\nBell/9,A\n' >bad.csv
refused 1 'bad.csv, line 2: the counts have no unit' --districts bad.csv
refused 2 'whole number from 2' --runs 1
status=0
$gen --db e.sqlite release study --contest Mayor --epsilon 1 --seed s --out no >out 2>err || status=$?
[ "$status" = 2 ]
grep -q 'never those that noise is to protect' err
[ ! -e no ]
# What stands is not replaced.
status=0
study abc one >out 2>err || status=$?
[ "$status" = 1 ]
diff -r one two
# Counts that noise protects are not public data.
$gen --db e.sqlite noise-key commit --releases 4 --election e1 --election-name Bell --out n.xml >/dev/null
refused 1 'this store holds a noise key'
$gen release --help | grep -q 'release study --public-data'

# Decisions of a rules file: without noise at the top everything stands; the same seed gives the same rates; words name the worst off.
cat >rules.json <<'J'
{"rules": [
    {"name": "Access <b>", "kind": "share-threshold", "level": "precinct", "part": ["Bo"], "threshold": "1/2", "strict": true},
    {"name": "Recount", "kind": "recount-margin", "votes": 500},
    {"name": "In districts", "kind": "recount-margin", "level": "districts", "of": "all", "threshold": "1%"},
    {"name": "Petition", "kind": "petition-quota", "level": "county", "of": "known", "threshold": "10%", "rounding": "up", "signatures": {"Bell": 25}},
    {"name": "Quota", "kind": "petition-quota", "level": "precinct", "threshold": "10%", "rounding": "nearest"}]}
J
printf 'unit,count\nBell/1,100\nBell/2,155\nCole/1,200\nCole/2,500\nCole/3,60\n' >known.csv
decided() { # folder; a store of its own, without a noise key
    $gen --db d.sqlite release study --public-data --contest Mayor --epsilon 1/5,5 --seed abc --split equal --runs 60 \
        --districts d.csv --known known.csv --decisions "$2" --out "$1"
}
$gen --db d.sqlite import r.csv >/dev/null
decided five rules.json >said
grep -q '^Written: study.html, 9 tables, 7 pictures' said
decided six rules.json >/dev/null
diff -r five six
# The margin of the whole, 658 to 165, is exact: 7 votes within the limit, a recount in every run.
grep -q '^Recount,whole jurisdiction,recount,7.000,1/5,equal,topdown,100.00,100.00,100.00,' five/decisions-units.csv
# 135 of 210 in Bell/2 is far from the half, 30 of 50 in Cole/3 5 votes; 26 signatures of 255 known people are one too few.
grep -q '^Access <b>,Bell/2,above,66.500,5,equal,topdown,100.00,100.00,' five/decisions-units.csv
grep -q '^Access <b>,Cole/3,above,5.000,' five/decisions-units.csv
grep -q '^Petition,Bell,not met,1.000,1/5,equal,toydown,100.00,0.00,,26,26,26.000,26,1.000000,1.000000' five/decisions-units.csv
no grep -q '^Petition,Cole,met' five/decisions-units.csv
grep -q '^Access <b>,1/5,equal,topdown,5,' five/decisions-worst.csv
grep -q 'Decisions: whom the noise would hurt' five/study.html
grep -q 'Worst off: <strong>Cole/3</strong> (above; 5.000 votes from the limit)' five/study.html
no grep -q '<b>' five/study.html
for picture in five/*.svg; do xmllint --noout "$picture"; done
[ -s five/decision-5.svg ]

misruled() { # words; the text of a rules file
    printf '%s' "$2" >bad.json
    status=0
    decided no bad.json >out 2>err || status=$?
    [ "$status" = 1 ]
    grep -q -e "$1" err
    [ ! -e no ]
}
misruled 'bad.json, rule 1: the counts have no option "Cy"; they have "Ann", "Bo"' \
    '{"rules": [{"name": "a", "kind": "recount-margin", "votes": 1, "options": ["Cy", "Bo"]}]}'
misruled 'not a JSON rules file' '{"rules": [{"name": "a", "name": "b"}]}'
misruled 'rule 2: two rules have the name' \
    '{"rules": [{"name": "a", "kind": "recount-margin", "votes": 1}, {"name": "a", "kind": "recount-margin", "votes": 2}]}'
misruled 'up to 100 %' '{"rules": [{"name": "a", "kind": "recount-margin", "threshold": "120%"}]}'
misruled 'up to 100 %' '{"rules": [{"name": "a", "kind": "recount-margin", "threshold": "1/0"}]}'
printf 'unit,count\nBell/1,100\n' >known.csv
misruled 'no line has the unit' '{"rules": [{"name": "a", "kind": "recount-margin", "votes": 1}]}'
status=0
$gen --db d.sqlite release study --public-data --contest Mayor --epsilon 1 --seed s --known known.csv --out no >out 2>err || status=$?
[ "$status" = 2 ]
grep -q 'goes with --decisions' err
$gen release --help | grep -q 'share-threshold'
