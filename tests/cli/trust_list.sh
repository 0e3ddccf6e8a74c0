#!/bin/sh
# Prints a trust list. Arguments, in threes: PUBLIC-KEY-FILE OWNER ROLE.
set -eu
echo '<?xml version="1.0" encoding="UTF-8"?>'
echo '<TrustList xmlns="urn:scrutineer:artifact:1" Version="1">'
while [ $# -ge 3 ]; do
    fingerprint=$(openssl pkey -pubin -in "$1" -outform DER | sha256sum | cut -c-64)
    echo "  <Key Fingerprint=\"$fingerprint\" Owner=\"$2\" Role=\"$3\" Election=\"*\" NotBefore=\"2020-01-01\" NotAfter=\"2120-01-01\" Revoked=\"false\"/>"
    shift 3
done
echo '</TrustList>'
