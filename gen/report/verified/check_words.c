/* check_words.c: finds the sentence of a check. */
#include "gen/report/verified/check_words.h"

#include <string.h>

static const struct check_words_table *const tables[] = {&check_words_decks, &check_words_packages, &check_words_trees,
                                                         &check_words_releases};

const struct check_words *check_words_at(size_t position) {
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
        if (position < tables[t]->count) return &tables[t]->checks[position];
        position -= tables[t]->count;
    }
    return NULL;
}

const char *check_words(const char *id, enum language language) {
    const struct check_words *check;
    for (size_t i = 0; (check = check_words_at(i)); i++)
        if (!strcmp(check->id, id)) return check->words[language];
    return NULL;
}
