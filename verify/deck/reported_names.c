/* reported_names.c: sorted lists of identifiers and names. */
#include "verify/deck/reported_names.h"

#include <stdlib.h>
#include <string.h>

static int by_text(const void *a, const void *b) {
    const struct name_entry *x = a, *y = b;
    if (x->contest != y->contest) return x->contest < y->contest ? -1 : 1;
    return strcmp(x->text, y->text);
}

scr_result names_index(const struct deck *deck, struct scr_arena *arena, struct name_index *index) {
    size_t contests = deck->contest_count, candidates = deck->target_count;
    index->contests = deck->contest_count;
    index->candidates = deck->target_count;
    index->contest_ids = scr_arena_alloc(arena, contests, sizeof *index->contest_ids);
    index->contest_names = scr_arena_alloc(arena, contests, sizeof *index->contest_names);
    index->candidate_ids = scr_arena_alloc(arena, candidates, sizeof *index->candidate_ids);
    index->candidate_names = scr_arena_alloc(arena, candidates, sizeof *index->candidate_names);
    if (!index->contest_ids || !index->contest_names || !index->candidate_ids || !index->candidate_names)
        return (scr_result){SCR_MEMORY};
    for (uint32_t k = 0; k < contests; k++) {
        index->contest_ids[k] = (struct name_entry){deck->contests[k].id, 0, k};
        index->contest_names[k] = (struct name_entry){deck->contests[k].name, 0, k};
    }
    for (uint32_t i = 0; i < candidates; i++) {
        index->candidate_ids[i] = (struct name_entry){deck->candidates[i].id, deck->candidates[i].contest, i};
        index->candidate_names[i] = (struct name_entry){deck->candidates[i].name, deck->candidates[i].contest, i};
    }
    qsort(index->contest_ids, contests, sizeof *index->contest_ids, by_text);
    qsort(index->contest_names, contests, sizeof *index->contest_names, by_text);
    qsort(index->candidate_ids, candidates, sizeof *index->candidate_ids, by_text);
    qsort(index->candidate_names, candidates, sizeof *index->candidate_names, by_text);
    return scr_done();
}

static enum name_found find(const struct name_entry *entries, uint32_t count, struct name_entry key, uint32_t *number) {
    const struct name_entry *found = bsearch(&key, entries, count, sizeof *entries, by_text);
    if (!found) return NAME_UNKNOWN;
    *number = found->number;
    if (found > entries && !by_text(found - 1, &key)) return NAME_AMBIGUOUS;
    if (found + 1 < entries + count && !by_text(found + 1, &key)) return NAME_AMBIGUOUS;
    return NAME_FOUND;
}

const char *names_unquoted(const char *text) {
    return text[0] == '\'' && text[1] && strchr("=+-@\t\r", text[1]) ? text + 1 : NULL;
}

static enum name_found find_either(const struct name_entry *ids, const struct name_entry *names, uint32_t count,
                                   struct name_entry key, uint32_t *number) {
    enum name_found found = find(ids, count, key, number);
    return found == NAME_FOUND ? found : find(names, count, key, number);
}

static enum name_found find_text(const struct name_entry *ids, const struct name_entry *names, uint32_t count,
                                 struct name_entry key, uint32_t *number) {
    enum name_found found = find_either(ids, names, count, key, number);
    key.text = names_unquoted(key.text);
    return found != NAME_UNKNOWN || !key.text ? found : find_either(ids, names, count, key, number);
}

enum name_found names_contest(const struct name_index *index, const char *text, uint32_t *contest) {
    return find_text(index->contest_ids, index->contest_names, index->contests, (struct name_entry){text, 0, 0},
                     contest);
}

enum name_found names_candidate(const struct name_index *index, uint32_t contest, const char *text, uint32_t *target) {
    return find_text(index->candidate_ids, index->candidate_names, index->candidates,
                     (struct name_entry){text, contest, 0}, target);
}
