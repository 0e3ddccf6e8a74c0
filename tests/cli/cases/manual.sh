# The manual pages are well formed, name every command and option of --help and no other, and their examples work.
pages="$root/gen/scrutineer-gen.1 $root/verify/scrutineer-verify.1 $root/schemas/scrutineer-package.5"
# shellcheck disable=SC2086
mandoc -Tlint -W warning $pages "$root"/gen/manual/*.1

. "$root/tests/cli/help.sh"

# page_options FILE: the options that a page has as such (Fl), one on a line.
page_options() { grep -oE 'Fl -[a-z][a-z-]*' "$1" | sed 's/^Fl /-/' | sort -u; }

"$gen" --help >gen.help
commands=$(help_commands <gen.help)
[ "$(echo "$commands" | wc -l)" -ge 20 ]

# One page for each command, and its options are those of the command's --help.
echo "$commands" | sed 's/.*/scrutineer-gen-&.1/' | sort >expected
(cd "$root/gen/manual" && ls) | sort >found
diff expected found
for command in $commands; do
    page=$root/gen/manual/scrutineer-gen-$command.1
    "$gen" "$command" --help >"$command.help"
    help_options <"$command.help" >expected
    page_options "$page" >found
    diff expected found || { echo "$command: < --help, > page"; exit 1; }
    # Each synopsis begins with the subcommands of its usage line.
    sed -n '/^[.]Sh SYNOPSIS/,/^[.]Sh DESCRIPTION/p' "$page" | sed -n 's/^[.]Cm //p' | sed 's/Cm //g; s/ .*Fl .*//; s/ Ar .*//' >found
    help_usages <"$command.help" >expected
    diff expected found || { echo "$command: usages of < --help, > page"; exit 1; }
    grep -qx "[.]Xr scrutineer-gen-$command 1 [.]" "$root/gen/scrutineer-gen.1" || { echo "$command is not in the page of the program"; exit 1; }
done

grep -oE '^  --[a-z-]+' gen.help | sed 's/^  //' | sort -u >expected
page_options "$root/gen/scrutineer-gen.1" | grep -vx -e --passphrase >found
diff expected found
"$verify" --help | help_options >expected
page_options "$root/verify/scrutineer-verify.1" >found
diff expected found

# Every variable of the environment that the programs read is in a page.
grep -rhoE 'getenv\("[A-Z_]+"\)' "$root/gen" "$root/verify" "$root/common" | sed 's/.*"\(.*\)".*/\1/' | sort -u >variables
[ -s variables ]
while read -r variable; do
    # shellcheck disable=SC2086
    grep -q "^[.]It Ev .*$variable" $pages || { echo "no page names $variable"; exit 1; }
done <variables

# The examples, one page after the other in one folder: lines behind "$ ", with what continues them.
examples() {
    sed -n '/^[.]Sh EXAMPLES/,/^[.]Sh SEE/p' "$1" | sed -n '/^[.]Bd/,/^[.]Ed/{/^[.]/d;p;}' | sed 's/^[$] //; s/\\e/\\/g'
}
mkdir examples bin
ln -s "$gen" bin/scrutineer-gen
ln -s "$verify" bin/scrutineer-verify
cp "$root/fixtures/demo/election.csv" examples/
for page in $pages; do
    examples "$page" >commands
    [ "$(wc -l <commands)" -ge 4 ]
    (cd examples && PATH="$PWD/../bin:$PATH" sh -eux ../commands) >said 2>&1 || { cat said; exit 1; }
done
grep -q 'Signature Verified Successfully' said
[ -s examples/report.html ]

# The lines for stock tools are those of the specification, but for the names of keys and the breaks of lines.
examples "$root/schemas/scrutineer-package.5" | sed 's/\\$//' | tr -s ' \n' ' ' >stock
sed -n '/^openssl pkeyutl/,/^```/p' "$root/schemas/specification.md" | sed '/^```/,$d; s/KEY-YOU-TRUST[.]pem/..\/clerk.pub/; s/NAME[.]sig/clerk.sig/' >lines
[ "$(wc -l <lines)" = 4 ]
while read -r line; do grep -qF -e "$line" stock || { echo "the page lacks: $line"; exit 1; }; done <lines
