# Two valid packages of one election and one publisher with parts exchanged: each file that both have and that differs, alone and with each
# other one, is put into the other package. As it is, and, for what lies in data/, with everything made again that follows from the payload
# and signed by the official's own key: an insider. Nothing of that may pass, whatever the rest of the package says.
keys=$root/fixtures/keys

# The files of the package b that an insider makes again: payload size, manifests, signature.
seal() {
    (
        cd b
        size=$(find data -type f -exec cat {} + | wc -c).$(find data -type f | wc -l)
        sed -i "s/^Payload-Oxum: .*/Payload-Oxum: $size/" bag-info.txt
        find data -type f | sort | xargs sha256sum >manifest-sha256.txt
        sha256sum HOWTO-VERIFY.txt bag-info.txt bagit.txt manifest-sha256.txt >tagmanifest-sha256.txt
        openssl pkeyutl -sign -rawin -inkey "$keys/test-clerk.key" -in tagmanifest-sha256.txt -out signatures/test-clerk.sig
    )
}

# Verifies b, which must be refuted. Argument: what was done.
refuted() {
    status=0
    "$verify" --key "$keys/test-clerk.pub" b >said 2>err || status=$?
    if [ "$status" != 1 ]; then
        echo "$1: exit $status"
        cat said err
        exit 1
    fi
}

# Puts the files $2 and $3 of the package $1 into b, which then is a copy of the package $4 with these two exchanged.
exchange() {
    rm -rf b
    cp -r "$4" b
    for file in "$2" "$3"; do cp "$1/$file" "b/$file"; done
    count=$((count + 1))
    refuted "$2 and $3 of $1 in $4"
    case $2$3 in data/*data/*) ;; *) return 0 ;; esac
    # When all that differs is exchanged, b is the other package.
    [ "$data" -gt 2 ] || [ "$2" = "$3" ] || return 0
    seal
    sealed=$((sealed + 1))
    refuted "$2 and $3 of $1 in $4, sealed again"
}

# The files of $1 that $2 has too, with other bytes.
differing() {
    (cd "$1" && find . -type f) | sed 's|^\./||' | sort | while read -r file; do
        [ ! -f "$2/$file" ] || cmp -s "$1/$file" "$2/$file" || echo "$file"
    done
}

count=0 sealed=0
while read -r one other; do
    one=$root/fixtures/valid/$one/package other=$root/fixtures/valid/$other/package
    if [ ! -f "$one/data/publication-index.xml" ] || [ ! -f "$other/data/publication-index.xml" ]; then
        echo "skipped: $one has no index of publications"
        continue
    fi
    for package in "$one" "$other"; do
        status=0
        "$verify" --key "$keys/test-clerk.pub" "$package" >said || status=$?
        [ "$status" != 1 ]
        [ "$status" != 2 ]
        rm -rf b
        cp -r "$package" b
        seal
        cmp b/tagmanifest-sha256.txt "$package/tagmanifest-sha256.txt" # what an insider can do, this does
    done
    differing "$one" "$other" >files
    data=$(grep -c '^data/' files)
    [ "$data" -ge 2 ]
    while read -r first; do
        while read -r second; do
            [ "$(printf '%s\n' "$first" "$second" | sort | head -n 1)" = "$first" ] || continue
            exchange "$one" "$first" "$second" "$other"
            exchange "$other" "$first" "$second" "$one"
        done <files
    done <files
done <<END
package package-supersedes
package-tree package-tree-audit
package-release package-release-topdown
END
echo "$count exchanges refuted as they are, $sealed of them also with manifests and signature made again"
