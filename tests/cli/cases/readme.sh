# The README's blocks marked ```demo, run from first to last in one shell: each line "$ COMMAND" must print what stands below it. ".."
# alone stands for lines left out, at the end of a line for its rest, and "(exit status N)" is added where N is not 0. Digests and dates
# differ from run to run and are not compared. The curl line asks an authority made here.
. "$root/tests/cli/authority.sh"
authority_new
cp tsa/ca.pem authority.pem
ln -s "$root/fixtures" fixtures
PATH=$build:$PATH
curl() {
    for word in "$@"; do
        case $word in @*) request=${word#@} ;; esac
        answer=$word
    done
    authority_answer "$request" "$answer"
}
masked() { sed -E 's/[0-9a-f]{8,}/#/g; s/20[0-9]{2}-[0-9]{2}-[0-9]{2}(T[0-9:]+Z)?/DATE/g' "$1"; }

# Each command to N.command, what is wanted of it to N.wanted.
mkdir steps
awk '/^```/ { kind = kind == "" ? substr($0, 4) : ""; next }
    kind == "demo" && /^[$] / { n++; print substr($0, 3) >("steps/" n ".command"); printf "" >("steps/" n ".wanted"); next }
    kind == "demo" { print >("steps/" n ".wanted") }
    END { print n >"steps/count" }' "$root/README.md"
count=$(cat steps/count) step=0
[ "$count" -ge 25 ]
here=$PWD
while [ $step -lt "$count" ]; do
    step=$((step + 1)) status=0
    command=$(cat "$here/steps/$step.command")
    eval "$command" >"$here/said" 2>&1 || status=$?
    [ $status = 0 ] || echo "(exit status $status)" >>"$here/said"
    masked "$here/said" >"$here/got"
    masked "$here/steps/$step.wanted" >"$here/wanted"
    # In the order of the page, each line right after the one before unless ".." stands between.
    awk -v wanted="$here/wanted" '
        function fits(line, want) {
            if (want ~ / [.][.]$/) return index(line, substr(want, 1, length(want) - 2)) == 1
            return line == want
        }
        { got[++lines] = $0 }
        END {
            at = 1
            while ((getline want <wanted) > 0) {
                if (want == "..") { gap = 1; continue }
                while (gap && at <= lines && !fits(got[at], want)) at++
                if (at > lines || !fits(got[at], want)) { print "the README has: " want; exit 1 }
                gap = 0
                at++
            }
            if (!gap && at <= lines) { print "the README does not have: " got[at]; exit 1 }
        }' "$here/got" || {
        echo "$command"
        cat "$here/said"
        exit 1
    }
done
