# bash completion for scrutineer-gen: commands, subcommands, options, and the values and files that they take.

# words WORD...: those that begin with what stands at the cursor; files ENDING: files so named, and folders.
_scrutineer_gen_words() { mapfile -t COMPREPLY < <(compgen -W "$*" -- "$word"); }
_scrutineer_gen_files() {
    compopt -o filenames 2>/dev/null
    mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(
        compgen -d -- "$word"
        compgen -f -X "!*${1:+.$1}" -- "$word" | while read -r file; do [[ -d $file ]] || echo "$file"; done
    )
}

# Sets `subcommands` and `options` of one command, and `texts`, its options whose value nothing can suggest.
_scrutineer_gen_table() {
    case $1 in
        audit)
            subcommands='next enter import undo status report'
            options='--ballot --codes --contest --correct --csv --draw --help --json --out --reason --replan'
            texts='--ballot --contest --reason'
            ;;
        budget)
            options='--help --json'
            ;;
        commit)
            options='--again --arity --arrangement --batches-with-contest --beacon --chain --contest --dice
                --election --election-date --election-name --help --json --jurisdiction --out --pulse --replace
                --replicate --salt-key --time'
            texts='--beacon --chain --dice --election --election-date --election-name --jurisdiction --pulse
                --replicate --time'
            ;;
        impact)
            subcommands='coverage funds seats'
            options='--delta --election --election-date --election-name --epsilon --help --house --illiteracy-rate
                --input --json --jurisdiction --language --mechanism --no-constructed --no-repair --out --rho
                --samples --seed --state --trials'
            texts='--delta --election --election-date --election-name --epsilon --house --illiteracy-rate
                --jurisdiction --language --rho --samples --seed --state --trials'
            ;;
        import)
            options='--ballots-only --first-preferences --help --json --replace --returns-only --write-ins=exclude'
            ;;
        deck)
            subcommands='compare attack'
            options='--csv --effort --emit-lp --help --json --method --no-sheets --out --rules --style --supersedes
                --swap'
            texts='--effort --style --swap'
            ;;
        key)
            subcommands='new show'
            options='--help --out --passphrase --passphrase-file'
            ;;
        noise-key)
            subcommands='commit'
            options='--election --election-date --election-name --help --json --jurisdiction --key --out --releases'
            texts='--election --election-date --election-name --jurisdiction --releases'
            ;;
        open)
            options='--help --json --out --release --to'
            ;;
        package)
            options='--date --help --index --key --organization --out --passphrase-file --role --signer
                --withdraw-old'
            texts='--date --organization --signer --withdraw-old'
            ;;
        index)
            subcommands='show withdraw'
            options='--date --help --index --json --out --reason'
            texts='--date --reason'
            ;;
        timestamp)
            subcommands='request add'
            options='--help --name --out'
            texts='--name'
            ;;
        countersign)
            options='--help --key --out --passphrase-file --role --signer --time --words'
            texts='--signer --time --words'
            ;;
        reconcile)
            subcommands='resolve'
            options='--help --json --reason'
            texts='--reason'
            ;;
        release)
            subcommands='announce publish study'
            options='--adjacency --after-disclosure --ballots-cast --beacon --budget --chain --contest --counts
                --decisions --dice --districts --epsilon --exact --help --json --known --levels --mechanism
                --noised --not-on-ballot --option --others --out --parts --public-data --published --pulse
                --regression --regular --replace --runs --sealed-table --seed --split --table --time --total-share
                --turnout-public --votes-allowed'
            texts='--beacon --budget --chain --counts --dice --epsilon --option --others --parts --pulse --regular
                --runs --time --total-share --votes-allowed'
            ;;
        report)
            options='--certificate --help --language --out --verdict'
            ;;
        returns)
            options='--contest --help --json'
            texts='--contest'
            ;;
        seed)
            subcommands='record'
            options='--again --certificate --dice --help --json --out --pulse --reason --release --replace --seed
                --sides --statement --witness'
            texts='--dice --reason --release --seed --sides --statement --witness'
            ;;
        tally)
            options='--contest --help --json'
            texts='--contest'
            ;;
        tree)
            subcommands='odds simulate draw'
            options='--arity --arrangement --audit --ballots --contest --disclose --draw --help --json --memory
                --method --out --plan --replace --replicate --risk-limit --seed --shares --title --triples --want'
            texts='--ballots --contest --memory --replicate --risk-limit --shares --title --triples --want'
            ;;
        trust)
            subcommands='add revoke show'
            options='--election --fingerprint --from --help --json --key --owner --role --to'
            texts='--election --fingerprint --from --owner --to'
            ;;
    esac
}

# What follows an option, or nothing.
_scrutineer_gen_value() {
    case $1:$2 in
        *:--arity) _scrutineer_gen_words 2 3 4 5 ;;
        commit:--contest | release:--contest) _scrutineer_gen_words all ;;
        *:--role) _scrutineer_gen_words election-official observer ;;
        report:--language) _scrutineer_gen_words en es ;;
        *:--split) _scrutineer_gen_words equal best state-heavy tract-heavy BG-heavy block-heavy ;;
        impact:--mechanism) _scrutineer_gen_words laplace d-laplace dawa-sound dawa-published ;;
        tree:--plan) _scrutineer_gen_words least classic recursive ;;
        deck:--rules) _scrutineer_gen_words michigan votes-for-all none; _scrutineer_gen_files json ;;
        *:--disclose) _scrutineer_gen_words plan all ;;
        *:--arrangement) _scrutineer_gen_words scrutineer1 rivest2019 ;;
        *:--exact) _scrutineer_gen_words state county municipality precinct top none ;;
        release:--levels) _scrutineer_gen_words state county municipality precinct ;;
        *:--adjacency) _scrutineer_gen_words substitute add-remove ;;
        deck:--method) _scrutineer_gen_words swap-safe heuristic legal distinct single ;;
        release:--mechanism) _scrutineer_gen_words topdown toydown toydown-nonnegative discrete-laplace ;;
        tree:--method) _scrutineer_gen_words tree grouping ;;
        *:--noised) _scrutineer_gen_words votes group ;;
        *:--emit-lp | *:--input | *:--out | *:--supersedes | *:--passphrase-file | *:--salt-key | *:--sealed-table | \
            noise-key:--key) _scrutineer_gen_files ;;
        *:--districts | *:--known | *:--not-on-ballot | *:--regression | *:--table | audit:--csv)
            _scrutineer_gen_files csv ;;
        *:--decisions | *:--verdict | seed:--pulse) _scrutineer_gen_files json ;;
        countersign:--key | package:--key) _scrutineer_gen_files key ;;
        trust:--key) _scrutineer_gen_files pub ;;
        open:--to | seed:--certificate) _scrutineer_gen_files pem ;;
        *:--db) _scrutineer_gen_files sqlite ;;
        *:--draw) _scrutineer_gen_files svg ;;
        *:--index | *:--published | open:--release | release:--seed | tree:--seed) _scrutineer_gen_files xml ;;
        *) return 1 ;;
    esac
}

_scrutineer_gen() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} at=1 command= subcommands= options= texts=
    COMPREPLY=()
    while ((at < COMP_CWORD)) && [[ ${COMP_WORDS[at]} == -* ]]; do
        [[ ${COMP_WORDS[at]} == --db ]] && ((at++))
        ((at++))
    done
    if ((at > COMP_CWORD)) || [[ $before == --db ]]; then
        _scrutineer_gen_files sqlite
        return
    fi
    if ((at == COMP_CWORD)); then
        if [[ $word == -* ]]; then
            _scrutineer_gen_words --db --help --version
        else
            _scrutineer_gen_words 'audit budget commit impact import deck key noise-key open package index timestamp
                countersign reconcile release report returns seed tally tree trust'
        fi
        return
    fi
    command=${COMP_WORDS[at]}
    _scrutineer_gen_table "$command"
    _scrutineer_gen_value "$command" "$before" && return
    [[ " $texts " == *" $before "* ]] && return
    if [[ $word == -* ]]; then
        # shellcheck disable=SC2086
        _scrutineer_gen_words $options
    elif ((COMP_CWORD == at + 1)) && [[ $subcommands ]]; then
        # shellcheck disable=SC2086
        _scrutineer_gen_words $subcommands
    else
        _scrutineer_gen_files
    fi
}

complete -F _scrutineer_gen scrutineer-gen
