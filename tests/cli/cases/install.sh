# make install puts both programs, their pages and completions, the schemas and the specification below PREFIX; make -o keeps it from
# building again.
make -C "$root" --no-print-directory -o "$build/scrutineer-gen" -o "$build/scrutineer-verify" BUILD="$build" PREFIX="$PWD/usr" install >/dev/null
usr/bin/scrutineer-gen --version
usr/bin/scrutineer-verify --version
[ -s usr/share/scrutineer/schemas/specification.md ]
[ -s usr/share/scrutineer/schemas/test-deck.xsd ]
[ -s usr/share/man/man1/scrutineer-gen.1 ]
[ -s usr/share/man/man1/scrutineer-gen-package.1 ]
[ -s usr/share/man/man1/scrutineer-verify.1 ]
[ -s usr/share/man/man5/scrutineer-package.5 ]
for program in scrutineer-gen scrutineer-verify; do
    [ -s "usr/share/bash-completion/completions/$program" ]
    [ -s "usr/share/zsh/site-functions/_$program" ]
done
