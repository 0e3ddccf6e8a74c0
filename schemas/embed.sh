#!/bin/sh
# Turns XML Schemas into C: schemas/test-deck.xsd becomes `const unsigned char scr_schema_test_deck[]` and its size.
# An <xs:include> on a line of its own is replaced by the included schema's contents, so that the program needs no
# schema files at run time.
set -eu
echo '/* Made by schemas/embed.sh. */'
echo '#include "scrutineer/schemas.h"'
for file in "$@"; do
    folder=$(dirname "$file")
    name=scr_schema_$(basename "$file" .xsd | tr - _)
    echo "const unsigned char ${name}[] = {"
    awk -v folder="$folder" '
        /<xs:include schemaLocation="[a-z-]*\.xsd"\/>/ {
            split($0, part, "\""); included = folder "/" part[2]; inside = 0
            while ((getline line < included) > 0) {
                if (line ~ /<\/xs:schema>/) inside = 0
                if (inside) print line
                if (line ~ /elementFormDefault=/) inside = 1
            }
            close(included); next
        }
        { print }' "$file" | od -An -v -tu1 | sed 's/  */ /g; s/^ //; s/ /,/g; s/$/,/'
    echo '};'
    echo "const unsigned long ${name}_size = sizeof ${name};"
done
