# What --help says, for the cases that compare manual pages and completions with it. Each reads it on standard input.

# The commands of the program's own --help.
help_commands() { sed -n 's/^  \([a-z][a-z-]*\)  *[^ ].*/\1/p'; }

# Options, one on a line. What stands in quotation marks is another command's, as in 'tree --contest'.
help_options() {
    tr '\n' ' ' | sed "s/\([ (]\)'[^']*'/\1/g" | grep -oE '(^|[^a-z-])--[a-z][a-z-]*' | sed 's/^[^-]//' | sort -u
}

# The commands with their subcommands as the lines of usage begin with them.
help_usages() {
    sed '/^$/,$d' | sed -n 's/^.\{6\} scrutineer-gen \([[]--db FILE[]] \)\{0,1\}//p' | sed 's/ [^a-z].*//'
}
