/* reported_names.h: finds a deck's contests and candidates by identifier or by name. */
#ifndef VERIFY_DECK_REPORTED_NAMES_H
#define VERIFY_DECK_REPORTED_NAMES_H

#include "verify/deck/deck.h"

struct name_entry {
    const char *text;
    uint32_t contest, number; /* contest: 0 for contests themselves */
};

struct name_index { /* each sorted by contest and text, in the arena */
    struct name_entry *contest_ids, *contest_names, *candidate_ids, *candidate_names;
    uint32_t contests, candidates;
};

enum name_found { NAME_FOUND, NAME_UNKNOWN, NAME_AMBIGUOUS };

SCR_MUST_CHECK scr_result names_index(const struct deck *deck, struct scr_arena *arena, struct name_index *index);
/* By identifier first, else by a name that is not shared. */
enum name_found names_contest(const struct name_index *index, const char *text, uint32_t *contest);
enum name_found names_candidate(const struct name_index *index, uint32_t contest, const char *text, uint32_t *target);

/* A field that a spreadsheet would take for a formula is often written with an apostrophe before it: the field without
 * it, or NULL. Names are looked up as they stand first. */
const char *names_unquoted(const char *text);

#endif
