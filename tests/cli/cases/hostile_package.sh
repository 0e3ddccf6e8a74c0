# Packages with things in them that are no files, names that look alike or lead out, and files that change while they are read:
# the verifier ends with what is wrong and where, reads nothing outside, and never says "holds" of bytes that it did not read.
. "$root/tests/cli/hostile.sh"
key=$root/fixtures/keys/test-clerk.pub
mkdir outside
echo secret >outside/canary
mkdir outside/folder
echo secret >outside/folder/deck.xml
touch -a -d 2001-01-01 outside/canary outside/folder/deck.xml
find outside -printf '%p %y %s %T@ %A@ %C@ %n\n' | sort >before

# case SCRIPT: a fresh package `bag`, changed by the script in its folder.
fresh() {
    rm -rf bag
    cp -r "$root/fixtures/valid/package/package" bag
    (cd bag && eval "$1")
}
# refused WORDS SCRIPT: exit status 1, WORDS said, in words and as JSON.
refused() {
    fresh "$2"
    bounded 1 "$1" "$verify" --key "$key" bag
    if grep -q secret said; then complain "it reads outside"; fi
    bounded 1 "$1" "$verify" --json --key "$key" bag
}
fresh true
bounded 0 'PKG-11  *holds' "$verify" --key "$key" bag

# Links: to a file and a folder outside, back inside, to nothing, to itself, as a tag file, a key, a signature, the data folder.
for to in ../../outside/canary ../../outside/folder deck.xml ../../../nowhere x.xml /dev/zero /dev/tty; do
    refused 'PKG-01.*data/x.xml' "ln -s $to data/x.xml"
done
refused 'PKG-01.*data/sub' 'ln -s ../../outside/folder data/sub'
refused 'PKG-01.*data/deck.xml' 'rm data/deck.xml && ln -s ../../outside/folder/deck.xml data/deck.xml'
refused 'PKG-01.*data: is a symbolic link' 'mv data ../outside/data && ln -s ../outside/data data'
rm -r outside/data
for file in bagit.txt bag-info.txt manifest-sha256.txt tagmanifest-sha256.txt signatures/test-clerk.pub signatures/test-clerk.sig; do
    refused "PKG-01.*$file" "mv $file ../moved && ln -s $PWD/moved $file"
done
rm moved
refused 'PKG-01.*signatures' 'mv signatures ../outside/signatures && ln -s ../outside/signatures signatures'
rm -r outside/signatures

# What is no file. A pipe without a writer and a terminal must not make the verifier wait; a device without an end not read on.
refused 'PKG-01.*data/pipe.xml' 'mkfifo data/pipe.xml'
refused 'PKG-01.*data/deck.xml' 'rm data/deck.xml && mkfifo data/deck.xml'
refused 'PKG-01.*bag-info.txt' 'rm bag-info.txt && mkfifo bag-info.txt'
refused 'PKG-01.*signatures/test-clerk.sig' 'rm signatures/test-clerk.sig && mkfifo signatures/test-clerk.sig'
if (mknod probe c 1 5) 2>/dev/null; then
    rm probe
    refused 'PKG-01.*data/zero.xml' 'mknod data/zero.xml c 1 5'
    refused 'PKG-01.*data/deck.xml' 'rm data/deck.xml && mknod data/deck.xml c 1 5'
    refused 'PKG-01.*manifest-sha256.txt' 'rm manifest-sha256.txt && mknod manifest-sha256.txt c 5 0'
fi
if python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("socket")' 2>/dev/null; then
    refused 'PKG-01.*data/socket.xml' 'mv ../socket data/socket.xml'
fi
# A second name of a file is a file; only its path is judged.
refused 'PKG-01\|PKG-04' 'ln data/deck.xml data/again.xml'

# Names: twins but for case, not UTF-8, turning text around, hidden, with a line feed, on the way out.
refused 'PKG-01.*DECK.XML' 'cp data/deck.xml data/DECK.XML'
for name in '\377\376.xml' 'a\342\200\256lmx.xml' '.hidden.xml' 'a\nb.xml' 'a\033[2Jb.xml' '-rf' 'a b.xml' 'a%%41.xml'; do
    refused 'PKG-01' "cp data/deck.xml \"data/\$(printf -- '$name')\""
done
for line in ../outside/canary /etc/passwd data/../../outside/canary ./data/deck.xml 'data//deck.xml' ~/x; do
    refused 'PKG-04' "printf '%064d  %s\n' 0 '$line' >>manifest-sha256.txt"
    refused 'PKG-03' "printf '%064d  %s\n' 0 '$line' >>tagmanifest-sha256.txt"
done

# Depth, number, size.
refused 'PKG-01' "mkdir -p data/$(yes a | head -n 200 | tr '\n' '/')"
refused 'PKG-01' "touch \"data/\$(head -c 250 /dev/zero | tr '\\0' a)\""
refused 'PKG-04.*data/deck.xml.*more than 256 MiB' 'truncate -s 10G data/deck.xml'
refused 'PKG-06.*data/proof.drat' 'truncate -s 10G data/proof.drat'
refused 'signatures/test-clerk.sig' 'truncate -s 10G signatures/test-clerk.sig'
fresh 'truncate -s 10G manifest-sha256.txt'
bounded 3 'manifest-sha256.txt' "$verify" --key "$key" bag

# While the verifier runs, again and again, a file grows, shrinks, vanishes, comes back as a link to the outside, or is another of
# the same length. It says "holds" of the package only when it read the bytes that the manifest names.
fresh true
cp bag/data/deck.xml true.xml
sed 's/Target="1" Votes="1"/Target="1" Votes="2"/' true.xml >false.xml
[ "$(wc -c <true.xml)" = "$(wc -c <false.xml)" ]
if cmp -s true.xml false.xml; then false; fi
(
    trap 'exit 0' TERM
    while :; do
        cp false.xml bag/data/deck.xml
        cp true.xml bag/data/deck.xml
        truncate -s 100 bag/data/deck.xml
        cat false.xml >>bag/data/deck.xml
        rm -f bag/data/deck.xml
        ln -s "$PWD/outside/folder/deck.xml" bag/data/deck.xml
        rm -f bag/data/deck.xml
        cp true.xml bag/data/new
        mv bag/data/new bag/data/deck.xml
        mv bag/data bag/other
        mv bag/other bag/data
    done
) 2>/dev/null &
changing=$!
trap 'kill $changing 2>/dev/null || :' EXIT
true_hash=$(sha256sum <true.xml | cut -c1-64)
tries=0 held=0
while [ "$tries" -lt 40 ]; do
    tries=$((tries + 1))
    status=0
    "$verify" --json --key "$key" bag >said 2>err || status=$?
    case $status in
    [0123]) ;;
    *) complain "status $status" ;;
    esac
    if [ "$status" = 0 ]; then
        held=$((held + 1))
        grep -q "\"data/deck.xml\", \"kind\": \"test-deck\", \"sha256\": \"$true_hash\"" said || complain "holds of other bytes"
        grep -q '"LAT-03", "verdict": "holds"' said || complain "holds of other bytes"
    fi
    clean said
    clean err
    if grep -q secret said err; then complain "it reads outside"; fi
done
kill $changing
wait $changing || :
trap - EXIT
echo "$held of $tries runs beside a writer held"

find outside -printf '%p %y %s %T@ %A@ %C@ %n\n' | sort >after
grep -v '^outside \|^outside/folder d' before >before.files
grep -v '^outside \|^outside/folder d' after | cmp - before.files
