# Impact statements from plain tables: valid, reproducible, whole or not at all; hostile tables are refused with their place.
printf 'id,name,vac,lep,lit\na,"Ann, County",2000,500,100\nb,Béarn,400000,60000,6000\n' >coverage.csv
printf 'id,name,weight,children\nd1,One,9,100\nd2,Two,7,20\nd3,Three,9,0\n' >funds.csv
printf 'id,name,population\ns1,One,1000\ns2,Two,90\n' >seats.csv
set -- --epsilon 1,0.1,1/2 --trials 50 --seed public
for decision in coverage funds seats; do
    for mechanism in laplace dawa-sound dawa-published; do
        out=$decision-$mechanism
        "$gen" impact $decision --input $decision.csv --mechanism $mechanism "$@" --out $out >said
        xmllint --noout --schema "$root/schemas/impact-statement.xsd" $out/impact.xml 2>/dev/null
        grep -q "$(sha256sum <$out/impact.xml | cut -c1-64)" said
        "$gen" impact $decision --input $decision.csv --mechanism $mechanism "$@" --out again >/dev/null
        diff -r $out again
        rm -r again
    done
    grep -q 'Claim="epsilon"' $decision-dawa-sound/impact.xml
    grep -q 'Claim="none"' $decision-dawa-published/impact.xml
done
grep -q 'no privacy guarantee' said
# Pictures and the page are whole, on their own, and name what impact.xml is.
for out in coverage-laplace funds-laplace seats-laplace; do
    for picture in $out/*.svg; do xmllint --noout --nonet "$picture"; done
    grep -q "<code>$(sha256sum <$out/impact.xml | cut -c1-64)</code>" $out/index.html
    grep -q '<svg ' $out/index.html
    [ "$(grep -ciE '<script|<link|<img|src=|href=|url\(' $out/index.html)" = 0 ]
done
[ "$(ls coverage-laplace | tr '\n' ' ')" = 'impact.xml index.html rate-by-distance.svg rates-covered.svg rates-not-covered.svg repair.svg rows.csv summary.csv ' ]
grep -q 'nobody is worse off' coverage-laplace/index.html # all are far from thresholds
grep -q '<th scope="row">Two <small>d2</small>' funds-laplace/index.html
grep -q 'gives no guarantee of privacy' seats-dawa-published/index.html
# Epsilons ascend, sources are named by digest, the noise-free seats are right (quotas 498.2 and 44.8 of 543).
[ "$(sed -n 's/.*<Epsilon Value="\(.*\)"\/>/\1/p' seats-laplace/impact.xml | tr '\n' ' ')" = '1/10 1/2 1 ' ]
grep -q "<Source Name=\"seats.csv\" Format=\"plain-csv\" SHA256=\"$(sha256sum <seats.csv | cut -c1-64)\"/>" seats-laplace/impact.xml
grep -q '<Row Id="s1" Name="One" Values="1000" Truth="498"/>' seats-laplace/impact.xml
# Another seed is another statement.
"$gen" impact seats --input seats.csv --epsilon 0.1 --trials 50 --seed other --out other >/dev/null
if cmp -s other/impact.xml seats-laplace/impact.xml; then false; fi

refuses() { # WORDS ARGUMENTS...
    words=$1 status=0
    shift
    "$gen" impact "$@" --out refused >out 2>err || status=$?
    [ "$status" != 0 ]
    grep -q -- "$words" err
    [ ! -s out ]
    [ ! -e refused ]
}
table() { printf '%b' "$1" >bad.csv; }
set -- --input bad.csv --epsilon 1 --seed s
table 'id,name,vac,lep,lit\na,A,10,11,1\nb,B,-5,1,1\nc,C,10,5,6\n'
refuses 'bad.csv, line 2: there are more persons with limited' coverage "$@"
grep -q 'line 3: vac is "-5"' err
grep -q 'line 4: there are more persons of low' err
table 'id,name,weight,children\na,A,1,5\na,B,1,6\n'
refuses 'the id "a" occurs in two rows' funds "$@"
table 'id,name,weight,children\na,A,1,0\n'
refuses 'no row has a child' funds "$@"
table 'id,name,weight,children\na,A,0,1\n'
refuses 'line 2: the weight' funds "$@"
table 'id,name,population\na,A,99999999999999999999\n'
refuses 'not a whole number' seats "$@"
table 'id,name,population\na,"A\n'
refuses 'quotation marks' seats "$@"
table 'id,name,population\na,A\0377,5\n'
refuses 'line 2: name is not UTF-8' seats "$@"
table 'code,name\na,b\n'
refuses 'no header' seats "$@"
table 'LEVEL,GEOID,NAMELSAD,LANGUAGE,VACIT,VACLEP,ILLIT\nCounty,01,A,Hispanic,5,2,1\n'
refuses 'does not follow the "Total Population" row' coverage "$@"
table 'LEVEL,GEOID,NAMELSAD,LANGUAGE,VACIT,VACLEP,ILLIT\nCounty,01,Do\0361a Ana,Total Population,50,,\nCounty,01,Do\0361a Ana,Hispanic,20,9,1\n'
"$gen" impact coverage "$@" --trials 2 --out ana >/dev/null
grep -q 'Name="Doña Ana" Values="50 9 1" Truth="1 ' ana/impact.xml # latin-1
# Options that do not go together, and scales beyond the arithmetic.
set -- --input seats.csv --epsilon 1 --seed s
refuses 'd-laplace is for coverage' seats "$@" --mechanism d-laplace
refuses 'goes with DAWA' seats "$@" --rho 1/2
refuses 'passes 2^31' seats --input seats.csv --epsilon 0.0000001 --seed s --mechanism dawa-sound
refuses 'a value occurs twice' seats --input seats.csv --epsilon 1,1.0 --seed s
refuses '--seed is missing' seats --input seats.csv --epsilon 1
refuses 'No such file\|no such file\|does not exist\|could not' seats --input none.csv --epsilon 1 --seed s
mkdir full
: >full/file
if "$gen" impact seats "$@" --out full 2>err; then false; fi
[ "$(ls full)" = file ]
