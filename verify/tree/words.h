/* words.h: contests and candidates of trees as reports name them: always with what tells two of one name apart. */
#ifndef VERIFY_TREE_WORDS_H
#define VERIFY_TREE_WORDS_H

#include "verify/complaint.h"
#include "verify/tree/published.h"

/* "Mayor" (id "c1"), escaped: appended. */
SCR_MUST_CHECK scr_result words_add_contest(struct scr_buffer *out, const char *name, const char *id);
/* The same; valid until the complaint is released. */
const char *words_contest(struct complaint *complaint, const struct published_contest *contest);
/* A, "Ada": by position; "missing" where it is none. */
const char *words_candidate(struct complaint *complaint, const struct published_contest *contest, size_t position);

#endif
