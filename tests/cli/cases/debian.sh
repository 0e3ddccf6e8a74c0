# The Debian packages: the same bytes twice, dependencies that are those of the programs, and a verifier that runs from where they put it.
case $build in
*/sanitized)
    echo 'skipped: debian: packages are made of the plain build'
    exit 0
    ;;
esac
sh "$root/.packaging/deb.sh" "$build" one >said
[ "$(wc -l <said)" = 2 ]
(
    umask 077
    TZ=Asia/Kathmandu TMPDIR=$PWD sh "$root/.packaging/deb.sh" "$build" another/folder >said.again
)
cmp said said.again
(cd one && ls) >debs
[ "$(wc -l <debs)" = 2 ]
while read -r deb; do cmp "one/$deb" "another/folder/$deb"; done <debs

# unpack PACKAGE PROGRAM: every file is as md5sums lists it, root owns all, and each library that the program names is of a package in Depends.
unpack() {
    deb=$(echo one/"$1"_*.deb)
    mkdir "$1.control"
    dpkg-deb -e "$deb" "$1.control"
    dpkg-deb -x "$deb" tree
    dpkg-deb -c "$deb" >"$1.list"
    if grep -v ' root/root ' "$1.list"; then false; fi
    (cd tree && md5sum -c --strict --quiet) <"$1.control/md5sums"
    dpkg-deb -f "$deb" Depends | tr ',' '\n' | sed 's/^ *//; s/ .*//' | sort >"$1.depends"
    for library in $(readelf -d "tree/usr/bin/$2" | sed -n 's/.*NEEDED.*\[\(.*\)\]/\1/p' | grep -v '^libm[.]'); do
        dpkg -S "*/$library" | cut -d: -f1 | sort -u >owners
        grep -qxFf owners "$1.depends" || { echo "$1 depends on no package with $library"; exit 1; }
    done
}
mkdir tree
unpack scrutineer-verify scrutineer-verify
[ ! -e tree/usr/bin/scrutineer-gen ]
unpack scrutineer scrutineer-gen
grep -qx scrutineer-verify scrutineer.depends
# No file is in both.
sort scrutineer-verify.list scrutineer.list | sed -n 's/^-.* [.]\//./p' | sort | uniq -d >both
[ ! -s both ]

tree/usr/bin/scrutineer-gen --version
fixture=$root/fixtures/valid/package
status=0
verify=$PWD/tree/usr/bin/scrutineer-verify sh "$root/tests/conformance/scrutineer.sh" "$fixture" || status=$?
grep -qx "exit $status" "$fixture/expect"
gzip -dc tree/usr/share/man/man1/scrutineer-verify.1.gz | cmp - "$root/verify/scrutineer-verify.1"
