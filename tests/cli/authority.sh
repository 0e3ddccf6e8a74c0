# A time-stamp authority made of the stock openssl command, for cases to read in: authority_new makes it in the folder tsa/,
# authority_answer REQUEST ANSWER lets it answer, at the time it is now.
authority_new() {
    mkdir tsa
    cat >tsa/tsa.cnf <<CONF
[req]
distinguished_name = name
prompt = no
[name]
CN = An authority of one test
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[stamps]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = here
[here]
serial = tsa/serial
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
CONF
    openssl req -x509 -newkey rsa:2048 -nodes -keyout tsa/ca.key -out tsa/ca.pem -days 3650 -subj '/CN=Test root' \
        -config tsa/tsa.cnf -extensions ca 2>/dev/null
    openssl req -newkey rsa:2048 -nodes -keyout tsa/tsa.key -out tsa/tsa.csr -config tsa/tsa.cnf 2>/dev/null
    openssl x509 -req -in tsa/tsa.csr -CA tsa/ca.pem -CAkey tsa/ca.key -set_serial 2 -days 3650 -out tsa/tsa.pem \
        -extfile tsa/tsa.cnf -extensions stamps 2>/dev/null
    echo 01 >tsa/serial
}
authority_answer() {
    openssl ts -reply -queryfile "$1" -out "$2" -config tsa/tsa.cnf -section here -signer tsa/tsa.pem -inkey tsa/tsa.key 2>/dev/null
}
