/* clear_ballot_names.h: the names of contests and choices that older Clear Ballot exports keep in files of their own.
 */
#ifndef GEN_IMPORT_CVR_CLEAR_BALLOT_NAMES_H
#define GEN_IMPORT_CVR_CLEAR_BALLOT_NAMES_H

#include "cvr_builder.h"

struct clear_ballot_names {
    struct name_index contests, choices; /* by id */
    struct clear_ballot_row {
        const char *id, *contest, *name; /* contest: of a choice, its contest's id */
    } * rows;
    size_t count, capacity;
};

/* Reads NAME.contests.csv and NAME.choices.csv beside NAME.cvr.csv; *found is false when there are none. The texts live
 * in the builder. */
SCR_MUST_CHECK scr_result clear_ballot_names_read(struct clear_ballot_names *names, struct cvr_builder *builder,
                                                  const char *path, bool *found);
bool clear_ballot_name(const struct clear_ballot_names *names, const char *choice_id, const char **contest_id,
                       const char **contest, const char **choice);
void clear_ballot_names_free(struct clear_ballot_names *names);

#endif
