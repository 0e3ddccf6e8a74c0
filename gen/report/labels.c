/* labels.c: finds the names that are good labels. */
#include "labels.h"

#include <stdlib.h>
#include <string.h>

struct word {
    const char *text;
    struct label *of;
};

static int by_text(const void *a, const void *b) {
    const struct word *x = a, *y = b;
    return strcmp(x->text, y->text);
}

static bool plain(const char *name) {
    static const char *const words[] = {"undervotes", "overvotes", "ballots"};
    if (!*name || strchr("=+-@\t\r", *name)) return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(name, words[i])) return false;
    return true;
}

scr_result labels_find(struct label *labels, size_t count) {
    enum { FEW = 64 };
    struct word few[2 * FEW], *words = few;
    if (count > FEW) words = calloc(count, 2 * sizeof *words);
    if (!words) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < count; i++) {
        labels[i].by_name = plain(labels[i].name);
        words[2 * i] = (struct word){labels[i].id, &labels[i]};
        words[2 * i + 1] = (struct word){labels[i].name, &labels[i]};
    }
    qsort(words, 2 * count, sizeof *words, by_text);
    for (size_t i = 0, end; i < 2 * count; i = end) {
        bool shared = false; /* words i .. end - 1 are equal; two things among them? */
        for (end = i + 1; end < 2 * count && !strcmp(words[i].text, words[end].text); end++)
            shared |= words[end].of != words[i].of;
        if (!shared) continue;
        for (size_t j = i; j < end; j++)
            if (!strcmp(words[j].of->name, words[i].text)) words[j].of->by_name = false;
    }
    if (words != few) free(words);
    return scr_done();
}
