/* audit_history.c: undoes corrections. */
#include "verify/tree/audit_history.h"

#include <stdlib.h>

static int compare(uint64_t a, uint64_t b) { return (a > b) - (a < b); }

/* Both arrays' orders, by what comes first in each; pointers into one array tell the order of the file. */
static int in_order(const struct audit_correction *x, const struct audit_correction *y, bool time_first) {
    int time = compare(x->during, y->during), order = time_first ? time : 0;
    if (!order) order = compare(x->round, y->round);
    if (!order) order = compare(x->ballot, y->ballot);
    if (!order) order = time;
    return order ? order : (x > y) - (x < y);
}

static int by_ballot(const void *a, const void *b) {
    const struct audit_correction *const *x = a, *const *y = b;
    return in_order(*x, *y, false);
}

static int by_time(const void *a, const void *b) {
    const struct audit_correction *const *x = a, *const *y = b;
    return in_order(*x, *y, true);
}

scr_result audit_history_make(const struct audit *audit, struct audit_history *history) {
    size_t count = audit->correction_count;
    *history = (struct audit_history){.of_ballots = calloc(count + 1, sizeof *history->of_ballots),
                                      .in_time = calloc(count + 1, sizeof *history->in_time),
                                      .count = count};
    if (!history->of_ballots || !history->in_time) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < count; i++) history->of_ballots[i] = history->in_time[i] = &audit->corrections[i];
    qsort(history->of_ballots, count, sizeof *history->of_ballots, by_ballot);
    qsort(history->in_time, count, sizeof *history->in_time, by_time);
    return scr_done();
}

void audit_history_free(struct audit_history *history) {
    free(history->of_ballots);
    free(history->in_time);
    *history = (struct audit_history){0};
}

bool audit_same_ballot(const struct audit_correction *a, const struct audit_correction *b) {
    return a->round == b->round && a->ballot == b->ballot;
}

bool audit_find_examined(const struct audit_round *round, uint64_t ballot, size_t *at) {
    const struct examined_list *examined = &round->examined;
    size_t first = 0, end = examined->count;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        if (examined->items[middle].number < ballot)
            first = middle + 1;
        else
            end = middle;
    }
    *at = first;
    return first < examined->count && examined->items[first].number == ballot;
}

/* The first of a sorted array that is not before (round, ballot, during), or (during) alone. */
static size_t first_from(const struct audit_history *history, size_t round, uint64_t ballot, size_t during, bool time) {
    size_t first = 0, end = history->count;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        const struct audit_correction *x = (time ? history->in_time : history->of_ballots)[middle];
        int order = time ? 0 : compare(x->round, round);
        if (!order && !time) order = compare(x->ballot, ballot);
        if (!order) order = compare(x->during, during);
        if (order < 0)
            first = middle + 1;
        else
            end = middle;
    }
    return first;
}

char audit_known_before(const struct audit_history *history, size_t round, uint64_t ballot, char stands,
                        size_t before) {
    size_t at = first_from(history, round, ballot, before, false);
    if (at == history->count) return stands;
    const struct audit_correction *undone = history->of_ballots[at];
    return undone->round == round && undone->ballot == ballot ? undone->was : stands;
}

void audit_made_during(const struct audit_history *history, size_t round, size_t *first, size_t *end) {
    *first = first_from(history, 0, 0, round, true);
    *end = first_from(history, 0, 0, round + 1, true);
}
