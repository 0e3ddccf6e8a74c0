#!/bin/sh
# Turns XML Schemas into C: schemas/test-deck.xsd becomes `const unsigned char scr_schema_test_deck[]` and its size.
# An <xs:include> on a line of its own is replaced by the included schema's contents, includes of its own too, so that
# the program needs no schema files at run time.
set -eu
echo '/* Made by schemas/embed.sh. */'
echo '#include "scrutineer/schemas.h"'
for file in "$@"; do
    folder=$(dirname "$file")
    name=scr_schema_$(basename "$file" .xsd | tr - _)
    echo "const unsigned char ${name}[] = {"
    awk -v folder="$folder" '
        function include(file,  line, inside) {
            while ((getline line < file) > 0) {
                if (line ~ /<\/xs:schema>/) inside = 0
                if (inside) resolve(line)
                if (line ~ /elementFormDefault=/) inside = 1
            }
            close(file)
        }
        function resolve(line,  part) {
            if (line ~ /<xs:include schemaLocation="[a-z-]*\.xsd"\/>/) {
                split(line, part, "\"")
                include(folder "/" part[2])
            } else print line
        }
        { resolve($0) }' "$file" | od -An -v -tu1 | sed 's/  */ /g; s/^ //; s/ /,/g; s/$/,/'
    echo '};'
    echo "const unsigned long ${name}_size = sizeof ${name};"
done
