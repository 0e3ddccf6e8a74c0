# The completions know every command, subcommand and option of --help and no other.
. "$root/tests/cli/help.sh"

# complete PROGRAM WORD...: what bash would offer for the last of these words, one on a line.
cat >complete.bash <<'BASH'
program=$1 file=$2
shift 2
source "$file"
COMP_WORDS=("$program" "$@") COMP_CWORD=$#
function=$(complete -p "$program" | sed 's/.*-F \([^ ]*\) .*/\1/')
"$function" "$program" "${@: -1}" "${COMP_WORDS[$#-1]}"
printf '%s\n' "${COMPREPLY[@]}"
BASH
offered() { bash complete.bash scrutineer-gen "$root/gen/completion/scrutineer-gen.bash" "$@" | sed '/^$/d' | sort; }
offered_verify() { bash complete.bash scrutineer-verify "$root/verify/completion/scrutineer-verify.bash" "$@" | sed '/^$/d' | sort; }

"$gen" --help | help_commands | sort >expected
offered '' >found
diff expected found
for command in $(cat expected); do
    "$gen" "$command" --help >help
    { help_options <help && echo --help; } | grep -vx -e --db | sort >expected_options
    offered "$command" -- | sed 's/=.*//' >found
    diff expected_options found || { echo "$command: < --help, > bash"; exit 1; }

    # zsh is not needed for this: an option's line names it first.
    sed -n "/^        $command)/,/;;/s/^ *'[*]\{0,1\}\(--[a-z-]*[a-z]\).*/\1/p" "$root/gen/completion/scrutineer-gen.zsh" | sort >found
    diff expected_options found || { echo "$command: < --help, > zsh"; exit 1; }

    help_usages <help | sed -n "s/^$command //p" | tr '|' '\n' | sort -u >expected_words
    if [ -s expected_words ]; then
        offered "$command" '' >found
        diff expected_words found || { echo "$command: subcommands of < --help, > bash"; exit 1; }
        sed -n "/^        $command)/,/;;/s/^ *'1:what:(\(.*\))'.*/\1/p" "$root/gen/completion/scrutineer-gen.zsh" | tr ' ' '\n' | sort >found
        diff expected_words found || { echo "$command: subcommands of < --help, > zsh"; exit 1; }
    fi
done
"$verify" --help | help_options >expected
offered_verify -- >found
diff expected found
sed -n "s/^ *'\(([^)]*)\)\{0,1\}[*]\{0,1\}\(--[a-z-]*\).*/\2/p" "$root/verify/completion/scrutineer-verify.zsh" | sort >found
diff expected found

# Words of an option, and files by their ending; folders always.
[ "$(offered release announce --mechanism topd)" = topdown ]
[ "$(offered impact coverage --mechanism daw | tr '\n' ' ')" = 'dawa-published dawa-sound ' ]
[ "$(offered package data --role e)" = election-official ]
[ "$(offered --db x.sqlite tree --plan c)" = classic ]
[ "$(offered import --wr)" = --write-ins=exclude ]
mkdir 'files' 'files/in a folder'
touch files/clerk.key files/clerk.pub 'files/deck 1.xml'
[ "$(offered package files --key files/ | tr '\n' ' ')" = 'files/clerk.key files/in a folder ' ]
[ "$(offered_verify --key files/c)" = files/clerk.pub ]
[ "$(offered_verify files/d)" = 'files/deck 1.xml' ]
[ "$(offered_verify --require o)" = observer=1 ]
[ -z "$(offered package files --organization c)" ]
