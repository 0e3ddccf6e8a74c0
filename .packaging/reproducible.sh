#!/bin/sh
# Builds the static verifier and both Debian packages in two folders, under names of different length, and compares every byte.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/scrutineer-reproducible-XXXXXX")
trap 'rm -rf "$work"' EXIT
first=$work/one second=$work/another-folder/with-a-longer-name
for folder in "$first" "$second"; do
    mkdir -p "$folder"
    (cd "$root" && tar -c --exclude=./build --exclude=./.git .) | tar -x -C "$folder"
done
make -C "$first" --no-print-directory -j2 all build/static/scrutineer-verify
make -C "$second" --no-print-directory -j2 BUILD=build/elsewhere all build/elsewhere/static/scrutineer-verify
sh "$first/.packaging/deb.sh" "$first/build" "$work/debs-one"
sleep 1 # another second, for whatever would write the time
sh "$second/.packaging/deb.sh" "$second/build/elsewhere" "$work/debs-two"
cmp "$first/build/static/scrutineer-verify" "$second/build/elsewhere/static/scrutineer-verify"
for deb in "$work"/debs-one/*.deb; do cmp "$deb" "$work/debs-two/$(basename "$deb")"; done
sha256sum "$first/build/static/scrutineer-verify" "$work"/debs-one/*.deb | sed "s|$work/[^ ]*/||"
echo 'The same bytes from both folders.'
