#compdef scrutineer-verify
# zsh completion for scrutineer-verify: options, and the files and values that they take; artifacts and packages.

_arguments \
    '(--quiet)--json[print the findings as JSON]' \
    '(--json)--quiet[print nothing, the exit status alone tells]' \
    '(--fingerprint --trust)--key[the publisher’s public key, from elsewhere]:key:_files -g "*.pub"' \
    '(--key --trust)--fingerprint[the SHA-256 fingerprint of that key, from elsewhere]:64 hexadecimal digits: ' \
    '(--key --fingerprint)--trust[a list of keys that you trust]:trust list:_files -g "*.xml"' \
    '--tsa[certificates of the time-stamp authorities that you trust]:certificates:_files -g "*.pem"' \
    '*--require[so many owners must sign in this role]:ROLE=K:(election-official=1 observer=1)' \
    '*--beacon-certificate[a beacon’s CertificateId, from the beacon]:128 hexadecimal digits: ' \
    '--reported[compare a machine’s totals with the one deck given]:totals:_files -g "*.csv"' \
    '--sealed[a court opening of the one precinct release given]:court opening:_files' \
    '--with[the court’s private key, which opens it]:key:_files -g "*.pem"' \
    '--sample[make so many trials of each impact statement again]:trials: ' \
    '--budget[counted work of each search]:work: ' \
    '--memory[memory for the checks of each tree or audit]:MiB: ' \
    '(- : *)--help[print a summary]' \
    '(- : *)--version[print the version]' \
    '*:artifact or package:_files -g "*.xml"'
