# bash completion for scrutineer-verify: options, and the files and values that they take; artifacts and packages.

# files ENDING: files so named, and folders.
_scrutineer_verify_files() {
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(
        compgen -d -- "$word"
        compgen -f -X "!*${1:+.$1}" -- "$word" | while read -r file; do [[ -d $file ]] || echo "$file"; done
    )
}

_scrutineer_verify() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    COMPREPLY=()
    case $before in
        --key) _scrutineer_verify_files pub ;;
        --trust) _scrutineer_verify_files xml ;;
        --tsa | --with) _scrutineer_verify_files pem ;;
        --reported) _scrutineer_verify_files csv ;;
        --sealed) _scrutineer_verify_files ;;
        --require) mapfile -t COMPREPLY < <(compgen -W 'election-official=1 observer=1' -- "$word") ;;
        --fingerprint | --beacon-certificate | --sample | --budget | --memory) ;;
        *)
            if [[ $word == -* ]]; then
                mapfile -t COMPREPLY < <(compgen -W '--json --quiet --key --fingerprint --trust --tsa --require
                    --beacon-certificate --reported --sealed --with --sample --budget --memory --help --version' -- "$word")
            else
                _scrutineer_verify_files xml
            fi
            ;;
    esac
}

complete -F _scrutineer_verify scrutineer-verify
