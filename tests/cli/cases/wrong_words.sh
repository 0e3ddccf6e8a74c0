# Command lines as people mistype them: each is refused before anything is read or written, in a sentence that names what is wrong.
refused() { # WORDS COMMAND..
    words=$1 status=0
    shift
    "$gen" "$@" >out 2>err || status=$?
    [ "$status" = 2 ] || { echo "status $status: $*"; cat err; exit 1; }
    grep -qF -e "$words" err || { echo "$*"; cat err; exit 1; }
    [ "$(wc -l <err)" = 1 ]
    [ ! -s out ]
}
# The same four mistakes with every command that has options: one that it does not know, one without its value, one whose value is the
# next option, one given twice. Before the colon the command's words, behind it an option with a value.
while IFS=: read -r words option; do
    # shellcheck disable=SC2086
    set -- $words
    refused "there is no option --nonsense; see 'scrutineer-gen $1 --help'" "$@" --nonsense
    refused "there is no option -x;" "$@" -x
    refused "$option needs a value behind it;" "$@" "$option"
    refused "$option needs a value behind it, and another option stands there" "$@" "$option" --json
    refused "$option is given twice;" "$@" "$option" 2 "$option" 2
done <<'LIST'
audit next:--contest
audit import list.csv:--contest
audit report:--out
commit:--out
commit:--time
countersign package:--key
deck:--style
deck compare:--style
deck attack:--swap
impact seats:--seed
import file.csv:--write-ins
index withdraw 1:--reason
key new:--out
noise-key commit:--out
open:--release
package folder:--role
reconcile resolve 1:--reason
release announce:--out
release publish:--seed
release study:--out
report package:--verdict
returns:--contest
seed record:--out
tally:--contest
timestamp add package answer.tsr:--name
tree --plan least:--contest
tree odds:--shares
tree simulate:--triples
tree draw:--triples
trust add list.xml:--owner
LIST
refused "--json takes no value" tally --json=yes
refused "--contest is given twice" tally --contest=A --contest B
refused "there is no option --cont;" tally --cont B
refused "'more' is one word more than it takes" tally --contest A more
refused "'more' is one word more than it takes" countersign package more --key k --role observer
refused "--reason does not go with 'audit next'" audit next --reason R
refused '--db needs a value' --db
refused 'there is no option --odd' --odd deck
refused '--role is missing;' package folder --key k --out p
refused '--owner, --role, --from and --to are missing;' trust add list.xml --key k.pub
refused "the authority's answer is missing;" timestamp add package
refused 'a file, package or folder and --key are missing;' countersign --role observer
# What may be repeated is not refused for that, and a value that begins so is written behind a sign of equality.
refused '--out names the file to write' commit --contest A --contest B
refused '--dice needs --sides' seed record --out s.xml --dice 1 --witness=--A --witness B
[ ! -e election.sqlite ]
[ ! -e s.xml ]
