# The verifier on a terminal: progress of many files, colours unless they are refused; and words that fit no path of the run.
escape=$(printf '\033')
carriage=$(printf '\r')
printf '<a/>\n' >a.xml
definition=$root/fixtures/valid/bound-l1/ballot-definition.xml deck=$root/fixtures/valid/bound-l1/deck.xml
on_terminal() { # COMMAND: its output on a terminal, into `said`
    script -qec "$1; echo status \$?" /dev/null >said </dev/null
}
many=$(printf ' a.xml%.0s' $(seq 251))
if script -qec true /dev/null >/dev/null 2>&1; then
    on_terminal "env TERM=xterm '$verify' $many"
    grep -q "${carriage}2 of 251 files checked${carriage}4 of 251 files checked" said
    grep -q "${carriage}250 of 251 files checked${carriage}251 of 251 files checked${carriage}$escape\[K" said
    if grep -q "[^0-9]3 of 251 files checked" said; then false; fi
    grep -q "$escape\[31mrefuted *$escape\[0m" said
    grep -q '^status 1' said
    on_terminal "'$verify' a.xml"
    if grep -q 'files checked' said; then false; fi
    # Colours: not into a file, not on a terminal that says it has none, not where NO_COLOR has a value.
    for setting in NO_COLOR=1 TERM=dumb; do
        on_terminal "env $setting '$verify' a.xml"
        grep -q 'ART-01  refuted' said
        if grep -q "$escape" said; then false; fi
    done
    for setting in NO_COLOR= '-u TERM' '-u NO_COLOR TERM=xterm'; do
        on_terminal "env $setting '$verify' a.xml"
        grep -q "ART-01  $escape\[31mrefuted" said
    done
else
    echo 'skipped: no pseudo-terminal can be had here'
fi
"$verify" a.xml >said || true
if grep -q "$escape" said; then false; fi

# A report that does not fit on the disk is none, be it refused at once or at the end.
for words in a.xml "--json $many"; do
    status=0
    # shellcheck disable=SC2086
    "$verify" $words >/dev/full 2>err || status=$?
    [ "$status" = 2 ]
    grep -q 'the report could not be written: No space left on device' err
done

# A machine's totals are those of one deck.
refuses() { # WORDS ARGUMENT...
    words=$1 status=0
    shift
    "$verify" "$@" >out 2>err || status=$?
    [ "$status" = 2 ]
    grep -q -- "$words" err
    [ ! -s out ]
}
mkdir folder
printf 'Contest,Total\n' >totals.csv
refuses 'reported: goes with exactly one test deck' --reported totals.csv "$definition"
refuses 'reported: goes with exactly one test deck' --reported totals.csv "$definition" "$deck" "$deck"
refuses 'reported: goes with exactly one test deck' --reported totals.csv folder
# A path, not an option; and a key that lies in one of the folders given, be it the root.
refuses '^scrutineer-verify: -: ' -
cp "$root/fixtures/keys/test-clerk.pub" folder/key.pub
refuses 'this key lies in the package itself' --key folder/key.pub a.xml folder a.xml
refuses 'this key lies in the package itself' --key folder/key.pub / a.xml
# A budget of which ten times would be more than there are numbers.
status=0
"$verify" --budget 18446744073709551615 "$definition" >said || status=$?
[ "$status" = 3 ]
