/* words.c: the languages of the report. */
#include "gen/report/verified/words.h"

#include <string.h>

static const char *const codes[LANGUAGES] = {[ENGLISH] = "en", [SPANISH] = "es"};

const char *language_code(enum language language) { return codes[language]; }

bool language_parse(const char *code, enum language *language) {
    for (*language = 0; *language < LANGUAGES; ++*language)
        if (!strcmp(code, codes[*language])) return true;
    return false;
}

/* Spanish: a no-break space, as the Academy asks. */
const char *language_thousands(enum language language) { return language == SPANISH ? "\xc2\xa0" : ","; }

const char *report_words(enum report_word word, enum language language) {
    const char *words = (language == SPANISH ? words_es : words_en)[word];
    return words ? words : "";
}
