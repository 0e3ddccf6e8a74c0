/* seed_source.h: the element SeedSource of commitments and seed records: which public source the seed comes from.
 * Specification, section 10.2. */
#ifndef VERIFY_TREE_SEED_SOURCE_H
#define VERIFY_TREE_SEED_SOURCE_H

#include "verify/complaint.h"
#include "verify/tree/published.h"

/* For the handler of the element. */
SCR_MUST_CHECK scr_result seed_source_read(struct document *document, struct seed_source *source);
/* Complains about everything that is not as section 10.2 asks. */
void seed_source_check(const struct seed_source *source, struct complaint *complaint);
/* The first attribute in which they differ, or NULL; its values in *ours and *theirs. */
const char *seed_source_difference(const struct seed_source *a, const struct seed_source *b, const char **ours,
                                   const char **theirs);
bool seed_source_dice(const struct seed_source *source);
/* Where the seed comes from, for people: "dice at \"City Hall\", 2026-11-05T17:00:00Z". Names escaped. In the arena;
 * NULL when memory is short. */
const char *seed_source_words(const struct seed_source *source, struct scr_arena *arena);

#endif
