# make install puts both programs, the schemas and the specification below PREFIX; make -o keeps it from building again.
make -C "$root" --no-print-directory -o all BUILD="$build" PREFIX="$PWD/usr" install >/dev/null
usr/bin/scrutineer-gen --version
usr/bin/scrutineer-verify --version
[ -s usr/share/scrutineer/schemas/specification.md ]
[ -s usr/share/scrutineer/schemas/test-deck.xsd ]
