/* check_words.h: each check of the specification in one plain sentence, in every language of the page. */
#ifndef GEN_REPORT_VERIFIED_CHECK_WORDS_H
#define GEN_REPORT_VERIFIED_CHECK_WORDS_H

#include <stddef.h>

#include "gen/report/verified/words.h"

/* What the check asks; UTF-8 text, not HTML. */
struct check_words {
    const char *id, *words[LANGUAGES];
};

/* The sentence for "LAT-11"; NULL for an id that this version does not know. */
const char *check_words(const char *id, enum language language);
/* All of them, by position; NULL behind the last. */
const struct check_words *check_words_at(size_t position);

/* The tables behind it, each in the order of ids. */
struct check_words_table {
    const struct check_words *checks;
    size_t count;
};
extern const struct check_words_table check_words_decks, check_words_packages, check_words_releases, check_words_trees;

#endif
