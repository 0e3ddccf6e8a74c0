/* nist_cvr.h: what the two files that read NIST cast-vote records share. */
#ifndef GEN_IMPORT_CVR_NIST_CVR_H
#define GEN_IMPORT_CVR_NIST_CVR_H

#include "cvr_format.h"
#include "xml_walk.h"

/* The Election element, which follows the records: names for the ids that the records use. */
struct nist_definition {
    struct cvr_builder *builder;
    struct name_index candidates, contests, selections; /* by ObjectId */
    struct nist_named {
        const char *id, *name, *text;     /* text: of a selection without candidates; of a contest nothing */
        const char *candidates, *contest; /* of a selection: ids parted by spaces; its contest's id */
        unsigned votes;                   /* of a contest, 0: not told */
        bool write_in;
        unsigned long line;
    } * list;
    size_t count, capacity, open_candidate, open_contest, open_selection; /* indices, or CVR_NONE */
};

SCR_MUST_CHECK scr_result nist_definition_open(struct nist_definition *definition, struct xml_walk *walk);
SCR_MUST_CHECK scr_result nist_definition_close(struct nist_definition *definition, struct xml_walk *walk);
/* Names contests and candidates of the builder, and adds candidates that no record mentions. */
SCR_MUST_CHECK scr_result nist_definition_apply(struct nist_definition *definition);
void nist_definition_free(struct nist_definition *definition);

#endif
