/* companion.h: what other files of a vendor's export say about the ballots of a cast-vote record file: ES&S "Ballots"
 * (batch and tabulator) and Hart "scanned ballot information" (workstation and imprinted id), joined by the record's
 * identifier. Held in memory, about 200 bytes a ballot, at most the
 * builder's 512 MB. */
#ifndef GEN_IMPORT_CVR_COMPANION_H
#define GEN_IMPORT_CVR_COMPANION_H

#include "cvr_builder.h"

struct companion_row {
    const char *fields[CVR_FIELDS]; /* NULL: says nothing */
    unsigned long line;
};

struct cvr_companion {
    struct companion_row *rows; /* their texts live in the builder */
    size_t count, capacity;
    struct name_index ids;
    bool ess;
    unsigned char *used; /* per row, once records are read; written through the pointer */
};

enum companion_kind { COMPANION_ESS, COMPANION_HART };

/* Reads one file and adds its rows; a record named twice with different words is a problem. */
SCR_MUST_CHECK scr_result companion_read(struct cvr_companion *companion, struct cvr_builder *builder, const char *path,
                                         enum companion_kind kind);
/* Fills the fields of the open ballot that its own file leaves empty. */
SCR_MUST_CHECK scr_result companion_complete(const struct cvr_companion *companion, struct cvr_builder *builder);
void companion_free(struct cvr_companion *companion);

/* "0001013415": the number that an ES&S tabulator gave the ballot begins with its own, of four digits. */
SCR_MUST_CHECK scr_result companion_ess_tabulator(struct cvr_builder *builder);

#endif
