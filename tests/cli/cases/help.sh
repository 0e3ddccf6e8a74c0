# --help of a subcommand shows that subcommand alone; all of them together show what the command's own --help shows.
. "$root/tests/cli/help.sh"
"$gen" --help | help_commands >commands
[ -s commands ]
subcommands=0
while read -r command; do
    "$gen" "$command" --help >whole
    ! grep -q '^@' whole
    help_usages <whole | sed -n "s/^$command //p" | tr '|' '\n' | sort -u >words
    [ -s words ] || continue
    help_usages <whole >usages
    : >parts
    # Not all words of a usage line: a command that is none by itself, as tree, has a line of its own.
    if grep -qx "$command" usages; then cat whole >>parts; fi
    while read -r word; do
        subcommands=$((subcommands + 1))
        "$gen" "$command" "$word" --help >help
        "$gen" "$command" "$word" x --help >again
        cmp help again
        cat help >>parts
        head -n 1 help | grep -q "^usage: scrutineer-gen \(\[--db FILE\] \)\{0,1\}$command .*$word" || { echo "$command $word"; cat help; exit 1; }
        # No usage line of another subcommand, and no option that only stands there.
        if help_usages <help | sed "s/^$command //" | tr '|' '\n' | grep -vxF -f words; then echo "$command $word"; exit 1; fi
        help_usages <help | sed "s/^$command //" | while read -r usage; do
            echo "|$usage|" | grep -qF "|$word|" || { echo "$command $word --help has the usage of $usage"; exit 1; }
        done
        # Each option that the part explains is used or explained for it: none of the usage lines is without its options.
        sed '/^$/,$d' help | help_options >used
        help_options <help >named
        [ -z "$(comm -23 used named)" ]
        [ "$(awk 'length > 120' help | wc -l)" = 0 ]
        # No paragraph is left of nothing but blank lines.
        [ -z "$(awk 'blank && /^$/ { print NR } { blank = /^$/ }' help)" ] || { echo "$command $word: blank lines"; exit 1; }
    done <words
    sort -u parts | sed 's/^usage: /       /' | sort -u >said
    sed 's/^usage: /       /' whole | sort -u >wanted
    diff wanted said || { echo "$command: < --help, > its subcommands"; exit 1; }
done <commands
[ $subcommands -ge 25 ]

# What follows no subcommand, or an unknown one, is the command's whole help.
"$gen" audit --help >whole
"$gen" audit nothing --help >unknown
cmp whole unknown
"$gen" audit next --help >next
grep -q -e --codes next
if grep -q -e --correct next; then false; fi
"$gen" trust show --help >show
if grep -q -e --owner show; then false; fi
