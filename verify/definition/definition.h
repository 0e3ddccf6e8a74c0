/* definition.h: a ballot definition as the verifier reads it, and the definitions at hand in one run. Specification,
 * section 3. Names live in the arena, the growing arrays by themselves; contests, candidates and styles count from 0.
 */
#ifndef VERIFY_DEFINITION_H
#define VERIFY_DEFINITION_H

#include "verify/document.h"
#include "verify/verdict.h"

enum definition_contest_kind { CONTEST_ORDINARY, CONTEST_QUESTION, CONTEST_STRAIGHT_PARTY };

struct definition_candidate {
    const char *id, *name, *kind, *party;
    bool covered;
};

struct definition_contest {
    const char *id, *name;
    enum definition_contest_kind kind;
    uint32_t votes_allowed;
    size_t first, count; /* its candidates, in ballot order */
};

struct definition_style {
    const char *id, *name;
    size_t first, count; /* its entries of style_contests, in ballot order */
};

struct definition {
    struct scr_arena arena;
    struct scr_hash file_hash;
    struct artifact_header header;
    struct definition_candidate *candidates;
    struct definition_contest *contests;
    struct definition_style *styles;
    const char **contest_ids; /* as written under the styles */
    size_t *style_contests;   /* the contests that contest_ids name */
    size_t candidate_count, contest_count, style_count, contest_id_count;
    size_t *contests_by_id, *styles_by_id; /* positions, sorted by id */
};

/* Reads the file and adds BDF-01 and BDF-02 to `findings`; *valid when both hold, and only then is the definition to be
 * used. The caller frees it in any case. */
SCR_MUST_CHECK scr_result definition_read(const char *path, const struct scr_xml_schema *schema,
                                          struct definition *definition, struct findings *findings, bool *valid);
/* The style with this id, or NULL. */
const struct definition_style *definition_style(const struct definition *definition, const char *id);
void definition_free(struct definition *definition);

/* The valid definitions at hand; owns them. Zero-initialise. */
struct definitions {
    struct definition *items;
    size_t count, capacity;
    size_t invalid; /* further ones that were given and are not valid */
};
/* Takes the definition over, also on failure. */
SCR_MUST_CHECK scr_result definitions_add(struct definitions *definitions, struct definition *definition);
const struct definition *definitions_find(const struct definitions *definitions, const struct scr_hash *hash);
void definitions_free(struct definitions *definitions);

#endif
