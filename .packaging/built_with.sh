#!/bin/sh
# Prints what a published hash is about: the program's SHA-256, its sources and what it was built with.
# Arguments: the program, then the packages of Debian that took part.
set -eu
program=$1
shift
cd "$(dirname "$0")/.."
sources=$(find Makefile .packaging include common verify schemas -type f | LC_ALL=C sort | xargs sha256sum | sha256sum | cut -c-64)
echo "SHA-256   $(sha256sum "$program" | cut -c-64)  $(basename "$program") $(sed -n 's/^VERSION := //p' Makefile)"
echo "sources   $sources  (find Makefile .packaging include common verify schemas -type f | LC_ALL=C sort | xargs sha256sum | sha256sum)"
echo "system    $(. /etc/os-release && echo "$PRETTY_NAME"), $(dpkg --print-architecture)"
for package in "$@"; do dpkg-query -W -f='package   ${Package} ${Version}\n' "$package"; done
