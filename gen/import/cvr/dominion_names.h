/* dominion_names.h: the manifests of a Dominion JSON export: what its numbers mean. */
#ifndef GEN_IMPORT_CVR_DOMINION_NAMES_H
#define GEN_IMPORT_CVR_DOMINION_NAMES_H

#include <jansson.h>

#include "cvr_format.h"

/* Names by number, sorted. */
struct dominion_list {
    struct dominion_line {
        json_int_t id;
        const char *name;      /* lives in the builder */
        size_t contest, index; /* of a contest: its index; of a candidate: its contest's and its own */
        bool ranked;
    } * lines;
    size_t count, capacity;
};

struct dominion_names {
    struct dominion_list contests, candidates, styles, precincts;
};

/* Reads ContestManifest.json and CandidateManifest.json, which must be there, BallotTypeManifest.json and
 * PrecinctPortionManifest.json, and adds contests and candidates to the builder. */
SCR_MUST_CHECK scr_result dominion_names_read(struct dominion_names *names, struct cvr_builder *builder,
                                              const char *folder);
bool dominion_name(const struct dominion_list *list, json_int_t id, const char **name);
bool dominion_contest(const struct dominion_names *names, json_int_t id, size_t *contest, bool *ranked);
bool dominion_candidate(const struct dominion_names *names, size_t contest, json_int_t id, size_t *candidate);
void dominion_names_free(struct dominion_names *names);

#endif
