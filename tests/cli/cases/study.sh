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
