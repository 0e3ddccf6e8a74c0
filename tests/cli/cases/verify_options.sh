# The verifier's options: what a wrong one is answered, both ways of giving a value, a path that begins with a dash.
refuses() { # WORDS ARGUMENT...: usage is status 2, with one sentence and nothing on standard output
    words=$1 status=0
    shift
    "$verify" "$@" >out 2>err || status=$?
    [ "$status" = 2 ]
    grep -q -- "$words" err || { cat err; false; }
    [ ! -s out ]
}
wrong() { refuses "wrong value of $1" "$@"; }
printf '<a/>\n' >a.xml
refuses 'no file or folder was given'
refuses 'unknown option --odd' --odd a.xml
refuses 'unknown option --jso' --jso a.xml
refuses 'no value belongs to --json' --json=yes a.xml
refuses 'wrong value of --budget' --budget
refuses 'json and --quiet exclude' --json --quiet a.xml
refuses 'budget is given twice' --budget 1 --budget 2 a.xml
refuses 'key, --fingerprint and --trust exclude' --key a.pub --trust a.xml a.xml
refuses 'owners of keys on a list' --require election-official=1 a.xml
refuses 'sealed and --with go together' --sealed a.xml a.xml
wrong --budget -1 a.xml
wrong --budget 1x a.xml
wrong --sample 0 a.xml
wrong --sample two a.xml
wrong --memory 0 a.xml
wrong --memory 17592186044416 a.xml
wrong --memory x a.xml
wrong --require election-official a.xml
wrong --require =1 a.xml
wrong --require Nobody=1 a.xml
wrong --require 1st=1 a.xml
wrong --require no_body=1 a.xml
wrong --require "$(printf '%065d' 0 | tr 0 a)=1" a.xml
wrong --require election-official=0 a.xml
wrong --require election-official=many a.xml
wrong --beacon-certificate 12 a.xml
hex=$(printf '%0128d' 0)
wrong --beacon-certificate "$(printf '%s' "$hex" | tr 0 g)" a.xml
# At most 16 of each.
set --
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do set -- "$@" "--beacon-certificate=$hex"; done
refuses 'wrong value of --beacon-certificate' "$@" "--beacon-certificate=$hex" a.xml
set --
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do set -- "$@" --require=election-official=1; done
refuses 'wrong value of --require' "$@" --require=election-official=1 a.xml

# "--" ends the options; without it the name is taken for one. One file holds, and who published it stays open: status 3.
holds() {
    status=0
    "$verify" "$@" >said || status=$?
    [ "$status" = 3 ]
}
definition=$root/fixtures/valid/bound-l1/ballot-definition.xml
cp "$definition" ./--json
holds --memory 64 -- --json
grep -q '^--json (ballot-definition): holds$' said
refuses 'no file or folder was given' --json
holds --memory=64 --budget=1000 --sample=1 --json "$definition"
grep -q '"id": "BDF-01", "verdict": "holds"' said
holds --quiet "$definition"
[ ! -s said ]

# What says whom the reader trusts is read also where no package needs it: a list that is none would not be noticed.
: >empty.xml
refuses '^scrutineer-verify: empty.xml: the file is empty$' --trust empty.xml "$definition"
refuses '^scrutineer-verify: a.xml, line 1: ' --trust a.xml "$definition"
refuses '^scrutineer-verify: absent.xml' --trust absent.xml "$definition"
refuses '^scrutineer-verify: a.xml' --key a.xml "$definition"
refuses '^scrutineer-verify: a.xml' --tsa a.xml "$definition"
holds --trust "$root/fixtures/valid/package-trust-list/trust.xml" "$definition"
