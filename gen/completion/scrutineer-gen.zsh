#compdef scrutineer-gen
# zsh completion for scrutineer-gen: commands, subcommands, options, and the values and files that they take.

_scrutineer-gen() {
    local curcontext=$curcontext state state_descr line
    local -a commands
    typeset -A opt_args
    commands=(
        'audit:rounds of papers to examine, and what they say'
        'budget:show what private releases cost the voters, and what is left'
        'commit:fix ballots and trees before the seed is known'
        'impact:show what a mechanism’s noise does to decisions, before epsilon is fixed'
        'import:read an election definition, cast-vote records, a manifest or returns'
        'deck:make test decks for logic and accuracy testing'
        'key:make a signing key, or print the fingerprint of a public key'
        'noise-key:fix the keys of all noise when the polls close'
        'open:give a court what it needs to redraw a release, encrypted to it'
        'package:make a signed package of a folder of artifacts'
        'index:show the index of publications, or withdraw what was published'
        'timestamp:ask an authority to confirm when a file existed (RFC 3161)'
        'countersign:say, over your own key, that you hold a file or a package'
        'reconcile:compare cast-vote records with the ballot manifest'
        'release:private precinct releases\: announce what will be counted, publish noisy counts'
        'report:draw a page for a judge, or a template for a certification, from the verifier’s findings'
        'returns:show the imported precinct returns'
        'seed:record the public seed with its evidence'
        'tally:add up the imported cast-vote records'
        'tree:ternary plurality trees\: publish one with its audit plan, odds, mock audits, pictures'
        'trust:list the keys that you trust, for the verifier’s --trust'
    )
    _arguments -C \
        '--db[the store to work on]:store:_files -g "*.sqlite"' \
        '(- : *)--help[print the commands]' \
        '(- : *)--version[print the version]' \
        '1:command:->command' '*::argument:->argument'
    case $state in
        command) _describe command commands ;;
        argument) _scrutineer-gen-argument ;;
    esac
}

_scrutineer-gen-argument() {
    case $words[1] in
        audit)
            _arguments \
                '1:what:(next enter import undo status report)' \
                '--ballot[the ballot]:BALLOT: ' \
                '--codes[prints only what can be entered]' \
                '*--contest[the contest]:ID|NAME: ' \
                '--correct[replaces an interpretation that was entered]' \
                '--csv[as CSV]:FILE:_files -g "*.csv"' \
                '--draw[a picture too, SVG]:FILE.svg:_files -g "*.svg"' \
                '--json[as JSON]' \
                '--out[where the result goes]:FILE:_files' \
                '--reason[why]:TEXT: ' \
                '--replan[closes the open round early]' \
                '--help[print the command’s arguments]' '*:file:_files'
            ;;
        budget)
            _arguments \
                '--json[as JSON]' \
                '--help[print the command’s arguments]' '*:file:_files'
            ;;
        commit)
            _arguments \
                '--again[write the file of the commitment that stands once more]' \
                '--arity[children of a node, 2 to 5]:K:(2 3 4 5)' \
                '--arrangement[how the tree is arranged]:A:(scrutineer1 rivest2019)' \
                '--batches-with-contest[leave out batches in which no record bears the contest]' \
                '--beacon[a public beacon]:NAME: ' \
                '--chain[its chain]:N: ' \
                '*--contest[the contest]:ID|NAME|all:(all)' \
                '--dice[dice thrown in public]:PLACE: ' \
                '--election[which election]:ID: ' \
                '--election-date[its date]:TEXT: ' \
                '--election-name[its name]:TEXT: ' \
                '--json[as JSON]' \
                '--jurisdiction[its jurisdiction]:TEXT: ' \
                '--out[where the result goes]:FILE:_files' \
                '--pulse[its pulse]:N: ' \
                '--replace[replace the commitment that stands, before a seed is recorded]' \
                '--replicate[put every ballot into the tree R times]:R: ' \
                '--salt-key[32 random bytes to derive the salts from]:FILE:_files' \
                '--time[the time, in UTC]:T: ' \
                '--help[print the command’s arguments]' '*:file:_files'
            ;;
        impact)
            _arguments \
                '1:what:(coverage funds seats)' \
                '--delta[of the no-penalty repair of funds under laplace]:D: ' \
                '--election[which election]:ID: ' \
                '--election-date[its date]:TEXT: ' \
                '--election-name[its name]:TEXT: ' \
                '--epsilon[up to 16 numbers such as 0.1 or 1/3]:EE: ' \
                '--house[seats to be given]:H: ' \
                '--illiteracy-rate[the national rate]:R: ' \
                '--input[the table]:FILE:_files' \
                '--json[as JSON]' \
                '--jurisdiction[its jurisdiction]:TEXT: ' \
                '--language[the language]:L: ' \
                '--mechanism[the mechanism of noise]:M:(laplace d-laplace dawa-sound dawa-published)' \
                '--no-constructed[no rows made to fail just below each threshold]' \
                '--no-repair[neither of the two]' \
                '--out[where the result goes]:FOLDER:_files' \
                '--rho[the part of epsilon that DAWA spends on its partition]:R: ' \
                '--samples[of noise for the repair of coverage]:M: ' \
                '--seed[the seed]:TEXT: ' \
                '--state[only the districts of this postal code]:XX: ' \
                '--trials[at each epsilon]:N: ' \
                '--help[print the command’s arguments]' '*:file:_files'
            ;;
        import)
            _arguments \
                '--ballots-only[of cast-vote records read no ballot styles]' \
                '--first-preferences[of ranked contests read the first preferences, as if they were votes]' \
                '--json[as JSON]' \
                '--replace[replace what the store holds]' \
                '--returns-only[of results with ballot styles]' \
                '--write-ins=-[leave write-in lines out of test decks]:write-ins:(exclude)' \
                '--help[print the command’s arguments]' '*:file:_files'
            ;;
        deck)
            _arguments \
                '1:what:(compare attack)' \
                '--csv[as CSV]' \
                '--effort[conflicts that the SAT solver may spend on one shape]:N: ' \
                '--emit-lp[writes the integer programs of the paper for one style]:DIR:_files' \
                '--json[as JSON]' \
                '--method[how it is done]:METHOD:(swap-safe heuristic legal distinct single)' \
                '--no-sheets[no papers to print]' \
                '--out[where the result goes]:DIR:_files' \
                '--rules[what decks must have]:RULES:(michigan votes-for-all none)' \
                '--style[only this ballot style]:ID: ' \
                '--supersedes[what was published before]:PACKAGE:_files' \
                '--swap[the swap to hide]:SWAP: ' \
                '--help[print the command’s arguments]' '*:file:_files'
            ;;
        key)
            _arguments \
                '1:what:(new show)' \
                '--out[where the result goes]:NAME:_files' \
                '--passphrase[encrypt the private key]' \
                '--passphrase-file[the same, with the passphrase in a file]:FILE:_files' \
                '--help[print the command’s arguments]' '*:file:_files'
            ;;
        noise-key)
            _arguments \
                '1:what:(commit)' \
                '--election[which election]:ID: ' \
                '--election-date[its date]:TEXT: ' \
                '--election-name[its name]:TEXT: ' \
                '--json[as JSON]' \
                '--jurisdiction[its jurisdiction]:TEXT: ' \
                '--key[32 random bytes to use instead of drawing them]:FILE:_files' \
                '--out[where the result goes]:FILE:_files' \
                '--releases[releases that the key is for, 1 to 1000]:N: ' \
                '--help[print the command’s arguments]' '*:file:_files'
            ;;
        open)
            _arguments \
                '--json[as JSON]' \
                '--out[where the result goes]:FILE:_files' \
                '--release[the release artifact, as it was published]:FILE.xml:_files -g "*.xml"' \
                '--to[the courts X.509 certificate, with an RSA key]:COURT.pem:_files -g "*.pem"' \
                '--help[print the command’s arguments]' '*:file:_files'
            ;;
        package)
            _arguments \
                '--date[the date]:YYYY-MM-DD: ' \
                '--index[the newest index of this election, or the package that holds it]:FILE|PACKAGE:_files -g "*.xml"' \
                '--key[the private key]:NAME.key:_files -g "*.key"' \
                '--organization[who publishes]:TEXT: ' \
                '--out[where the result goes]:PKG:_files' \
                '--passphrase-file[that passphrase, in a file]:FILE:_files' \
                '--role[the role in which you sign]:ROLE:(election-official observer)' \
                '--signer[the signers name in the package]:NAME: ' \
                '--withdraw-old[withdraws, for this reason]:REASON: ' \
                '--help[print the command’s arguments]' '*:file:_files'
            ;;
        index)
            _arguments \
                '1:what:(show withdraw)' \
                '--date[the date]:YYYY-MM-DD: ' \
                '--index[the newest index]:INDEX|PACKAGE:_files -g "*.xml"' \
                '--json[as JSON]' \
                '--out[where the result goes]:FILE:_files' \
                '--reason[why]:TEXT: ' \
                '--help[print the command’s arguments]' '*:file:_files'
            ;;
        timestamp)
            _arguments \
                '1:what:(request add)' \
                '--name[the stamps name]:NAME: ' \
                '--out[where the result goes]:NAME.tsq:_files' \
                '--help[print the command’s arguments]' '*:file:_files'
            ;;
        countersign)
            _arguments \
                '--key[your private key]:NAME.key:_files -g "*.key"' \
                '--out[where the result goes]:DIR:_files' \
                '--passphrase-file[that passphrase, in a file]:FILE:_files' \
                '--role[observer, or what the readers trust list calls you]:ROLE:(election-official observer)' \
                '--signer[your name in the statement]:NAME: ' \
                '--time[the time, in UTC]:T: ' \
                '--words[what you wish to say]:TEXT: ' \
                '--help[print the command’s arguments]' '*:file:_files'
            ;;
        reconcile)
            _arguments \
                '1:what:(resolve)' \
                '--json[as JSON]' \
                '--reason[why]:TEXT: ' \
                '--help[print the command’s arguments]' '*:file:_files'
            ;;
        release)
            _arguments \
                '1:what:(announce publish study)' \
                '--adjacency[what is protected]:A:(substitute add-remove)' \
                '--after-disclosure[release a contest all of whose ballots were disclosed in a tree]' \
                '--ballots-cast[count ballots cast as one more noisy option]' \
                '--beacon[a public beacon]:NAME: ' \
                '--budget[limit of the loss of one voter over all releases]:TOTAL: ' \
                '--chain[its chain]:N: ' \
                '*--contest[the contest]:NAME|all:(all)' \
                '--counts[its columns of counts]:CC: ' \
                '--decisions[rules of decisions that the counts feed]:FILE:_files -g "*.json"' \
                '--dice[dice thrown in public]:PLACE: ' \
                '--districts[CSV with the columns unit and district]:FILE:_files -g "*.csv"' \
                '--epsilon[privacy loss of each contest]:E: ' \
                '--exact[published exactly, with the levels above it]:LEVEL:(state county municipality precinct top none)' \
                '--json[as JSON]' \
                '--known[CSV with the columns unit and count]:FILE:_files -g "*.csv"' \
                '--levels[the levels]:CC:(state county municipality precinct)' \
                '--mechanism[the mechanism of noise]:M:(topdown toydown toydown-nonnegative discrete-laplace)' \
                '--noised[whose counts are noised]:votes|group:(votes group)' \
                '--not-on-ballot[CSV with the columns of the returns units, contest and selection]:FILE:_files -g "*.csv"' \
                '--option[the option of the table whose share is noised]:NAME: ' \
                '--others[what the observer of near-unanimous units holds about each other vote]:Q: ' \
                '--out[where the result goes]:FILE:_files' \
                '--parts[the Greedy district is one of K]:K: ' \
                '--public-data[says that the counts are public or of an earlier election]' \
                '--published[the last statement published]:FILE.xml:_files -g "*.xml"' \
                '--pulse[its pulse]:N: ' \
                '--regression[CSV with the columns unit, part, whole, known exactly]:FILE:_files -g "*.csv"' \
                '--regular[Theorem 6.2 on a hierarchy with so many children on each level]:NN: ' \
                '--replace[publish anew, with the same noise, what was published with another mechanism]' \
                '--runs[of noise for each epsilon and split]:N: ' \
                '--sealed-table[the true counts of every precinct, unanimous ones marked]:FILE:_files' \
                '--seed[the seed]:RECORD.xml:_files -g "*.xml"' \
                '*--split[how E is divided among the other levels]:S:(equal best state-heavy tract-heavy BG-heavy block-heavy)' \
                '--table[any CSV file of counts, a line for each of the smallest units]:FILE:_files -g "*.csv"' \
                '--time[the time, in UTC]:T: ' \
                '--total-share[part of each levels loss that measures the sum of all options]:F: ' \
                '--turnout-public[ballots cast in each precinct are published exactly]' \
                '--votes-allowed[of contests for which neither returns nor a ballot definition say it]:N: ' \
                '--help[print the command’s arguments]' '*:file:_files'
            ;;
        report)
            _arguments \
                '--certificate[a template for a certification]' \
                '--language[the language]:en|es:(en es)' \
                '--out[where the result goes]:FILE.html|FILE.txt:_files' \
                '--verdict[what scrutineer-verify --json printed]:VERDICT.json:_files -g "*.json"' \
                '--help[print the command’s arguments]' '*:file:_files'
            ;;
        returns)
            _arguments \
                '*--contest[the contest]:NAME: ' \
                '--json[as JSON]' \
                '--help[print the command’s arguments]' '*:file:_files'
            ;;
        seed)
            _arguments \
                '1:what:(record)' \
                '--again[write the file of the record that stands once more]' \
                '--certificate[the certificate of the beacon, PEM]:FILE:_files -g "*.pem"' \
                '--dice[dice thrown in public]:4: ' \
                '--json[as JSON]' \
                '--out[where the result goes]:FILE:_files' \
                '--pulse[its pulse]:FILE:_files -g "*.json"' \
                '--reason[why]:TEXT: ' \
                '--release[the seed of precinct release N]:N: ' \
                '--replace[replace the record that stands, before a tree is published]' \
                '--seed[the seed]:TEXT: ' \
                '--sides[sides of the dice]:N: ' \
                '--statement[where the seed was read]:WORDS: ' \
                '*--witness[who saw the dice]:NAME: ' \
                '--help[print the command’s arguments]' '*:file:_files'
            ;;
        tally)
            _arguments \
                '*--contest[the contest]:ID|NAME: ' \
                '--json[as JSON]' \
                '--help[print the command’s arguments]' '*:file:_files'
            ;;
        tree)
            _arguments \
                '1:what:(odds simulate draw)' \
                '--arity[children of a node, 2 to 5]:K:(2 3 4 5)' \
                '--arrangement[how the tree is arranged]:scrutineer1|rivest2019:(scrutineer1 rivest2019)' \
                '--audit[draws the ballots that a mock audit examined, and the values as it left them]' \
                '--ballots[ballots in the contest]:N: ' \
                '*--contest[the contest]:ID|NAME: ' \
                '--disclose[which ballots are published]:plan|all:(plan all)' \
                '--draw[a picture too, SVG]:FILE.svg:_files -g "*.svg"' \
                '--json[as JSON]' \
                '--memory[what planning may take]:MIB: ' \
                '--method[how it is done]:METHOD:(tree grouping)' \
                '--out[where the result goes]:FILE:_files' \
                '--plan[which papers are planned]:least|classic:(least classic recursive)' \
                '--replace[supersedes a tree of the contest that was published before]' \
                '--replicate[the whole list of ballots R times]:R: ' \
                '--risk-limit[of the risk-limiting audit, a decimal between 0 and 1]:A: ' \
                '--seed[the seed]:SEED|RECORD.xml:_files -g "*.xml"' \
                '--shares[votes of each candidate, blanks left out]:S1S2..|--contest: ' \
                '--title[of the contest]:TEXT: ' \
                '--triples[papers recorded for R that say A]:RACOUNT: ' \
                '--want[wanted probability of agreement, a decimal between 0 and 1]:P: ' \
                '--help[print the command’s arguments]' '*:file:_files'
            ;;
        trust)
            _arguments \
                '1:what:(add revoke show)' \
                '--election[only this election]:ID: ' \
                '--fingerprint[the fingerprint of the key]:HEX: ' \
                '--from[the first day]:YYYY-MM-DD: ' \
                '--json[as JSON]' \
                '--key[the public key]:NAME.pub:_files -g "*.pub"' \
                '--owner[whose it is]:NAME: ' \
                '--role[in which it is trusted]:ROLE:(election-official observer)' \
                '--to[the last day]:YYYY-MM-DD: ' \
                '--help[print the command’s arguments]' '*:file:_files'
            ;;
    esac
}

_scrutineer-gen "$@"
