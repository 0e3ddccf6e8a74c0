# hostile.sh: sourced by the hostile cases: runs commands within bounds of memory and work, and looks at what they say.

# Sanitizers reserve terabytes of addresses, so that memory is bounded in plain builds only, and need more time.
case $build in
*sanitized*) memory=unlimited seconds=240 ;;
*) memory=700000 seconds=60 ;;
esac

# bounded STATUS WORDS COMMAND...: ends with this exit status within bounds, WORDS (a basic regular expression) stand in what it
# says, and no control character does. Leaves `said` and `err`.
bounded() {
    wanted=$1 words=$2
    shift 2
    status=0
    (ulimit -v "$memory" && ulimit -t "$seconds" && exec "$@") >said 2>err || status=$?
    [ "$status" = "$wanted" ] || complain "status $status, not $wanted"
    grep -q -e "$words" said err || complain "no \"$words\""
    clean said
    clean err
    # A refusal of the command line's own files is one sentence on stderr.
    [ "$wanted" != 2 ] || [ "$(grep -c . err)" = 1 ] || complain "not one sentence"
}
complain() {
    echo "$1: $*"
    cut -c1-600 err
    grep -a refuted said | cut -c1-600 || :
    exit 1
}
# clean FILE: no control characters but line feeds, and none of those that turn or hide text.
clean() {
    [ "$(LC_ALL=C tr -d '\001-\011\013-\037\177' <"$1" | wc -c)" = "$(wc -c <"$1")" ] || complain "control characters in $1"
    unclean=$(LC_ALL=C sed -n \
        '/\xe2\x80[\x8b-\x8f\xa8-\xae]/p; /\xe2\x81[\xa0-\xaf]/p; /\xef\xbb\xbf/p; /\xc2[\x80-\x9f]/p' "$1" | wc -l)
    [ "$unclean" = 0 ] || complain "turning or hidden characters in $1"
}
