#!/bin/sh
# Turns XML Schemas into C: schemas/deck.xsd becomes `const unsigned char scr_schema_deck[]` and `scr_schema_deck_size`.
set -eu
echo '/* Made by schemas/embed.sh. */'
echo '#include "scrutineer/schemas.h"'
for file in "$@"; do
    name=scr_schema_$(basename "$file" .xsd | tr - _)
    echo "const unsigned char ${name}[] = {"
    od -An -v -tu1 "$file" | sed 's/  */ /g; s/^ //; s/ /,/g; s/$/,/'
    echo '};'
    echo "const unsigned long ${name}_size = sizeof ${name};"
done
