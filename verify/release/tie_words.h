/* tie_words.h: the public words that break ties between tables that are equally close. Specification, section 14.3. */
#ifndef VERIFY_RELEASE_TIE_WORDS_H
#define VERIFY_RELEASE_TIE_WORDS_H

#include "scrutineer/hash.h"

struct tie_words;

/* For one seed and measurement digest M. */
SCR_MUST_CHECK scr_result tie_words_new(const char *seed, const struct scr_hash *measurement, struct tie_words **ties);
/* The first `count` words of the children of one unit: contest from 0, level from 1, index among all units. */
SCR_MUST_CHECK scr_result tie_words(struct tie_words *ties, uint32_t contest, uint32_t level, uint64_t index,
                                    size_t count, uint32_t *words);
void tie_words_free(struct tie_words *ties);

#endif
