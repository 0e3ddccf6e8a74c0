#!/bin/sh
# Makes scrutineer-verify_VERSION_ARCH.deb (the verifier) and scrutineer_VERSION_ARCH.deb (the generator, which brings the verifier
# along) of the programs in a build folder. Arguments: the build folder; the folder where the packages go.
# The same programs give the same bytes: dates are those of the changelog (or SOURCE_DATE_EPOCH), owners are root, one thread packs.
set -eu
build=$(cd "$1" && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
work=$(mktemp -d "${TMPDIR:-/tmp}/scrutineer-deb-XXXXXX")
trap 'rm -rf "$work"' EXIT
umask 022
export LC_ALL=C.UTF-8

version=$(dpkg-parsechangelog -l "$here/changelog" -S Version)
[ "$version" = "$(sed -n 's/^VERSION := //p' "$root/Makefile")" ] || { echo "deb.sh: the changelog is of version $version" >&2; exit 1; }
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(dpkg-parsechangelog -l "$here/changelog" -S Timestamp)}
architecture=$(dpkg --print-architecture)
solver=$(dpkg-query -W -f='${source:Package} (= ${source:Version})' libcadical-dev)
export SOURCE_DATE_EPOCH

# dependencies PROGRAM: the packages of the libraries that it links, in the form of the control file.
dependencies() {
    mkdir -p "$work/debian"
    printf 'Source: scrutineer\n\nPackage: scrutineer\nArchitecture: any\n' >"$work/debian/control"
    (cd "$work" && dpkg-shlibdeps -O -e"$1") | sed -n 's/^shlibs:Depends=//p'
}

# pack PACKAGE PROGRAM INSTALL-TARGET
pack() {
    tree=$work/$1
    # -o: the programs are those that were built, also where a source has changed since.
    make -s -C "$root" --no-print-directory -o "$build/$2" BUILD="$build" DESTDIR="$tree" PREFIX=/usr \
        ZSH_FUNCTIONS=/usr/share/zsh/vendor-completions "$3"
    strip --strip-unneeded --remove-section=.comment "$tree/usr/bin/$2"
    find "$tree/usr/share/man" -type f -exec gzip -9n {} +
    install -d "$tree/usr/share/doc/$1" "$tree/DEBIAN"
    install -m 0644 "$here/$1.copyright" "$tree/usr/share/doc/$1/copyright"
    gzip -9n <"$here/changelog" >"$tree/usr/share/doc/$1/changelog.gz"
    sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@LIBRARIES@/$(dependencies "$tree/usr/bin/$2")/" \
        -e "s/@SOLVER@/$solver/" \
        -e "s/@SIZE@/$(du -sk --apparent-size "$tree/usr" | cut -f1)/" "$here/$1.control" >"$tree/DEBIAN/control"
    (cd "$tree" && find usr -type f | LC_ALL=C sort | xargs md5sum) >"$tree/DEBIAN/md5sums"
    find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
    dpkg-deb --root-owner-group -Zxz --threads-max=1 --build "$tree" "$out/$1_${version}_$architecture.deb" >/dev/null
    echo "$(sha256sum "$out/$1_${version}_$architecture.deb" | cut -c-64)  $1_${version}_$architecture.deb"
}

pack scrutineer-verify scrutineer-verify install-verify
pack scrutineer scrutineer-gen install-gen
