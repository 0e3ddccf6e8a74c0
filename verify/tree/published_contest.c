/* published_contest.c: the element Contest as commitments and trees hold it: read once, compared attribute by
 * attribute. Specification, section 10.1. */
#include <string.h>

#include "verify/tree/published.h"

static const char codes[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

char candidate_code(size_t position) { return position < CONTEST_CANDIDATES ? codes[position] : '\0'; }

size_t candidate_position(char code) {
    const char *found = code ? strchr(codes, code) : NULL;
    return found ? (size_t)(found - codes) : CONTEST_CANDIDATES;
}

scr_result published_read_contest(struct document *document, struct published_contest *contest) {
    static const char *const arrangements[] = {"scrutineer1", "rivest2019"};
    size_t arrangement;
    uint64_t arity;
    SCR_TRY(document_attribute(document, "Id", &contest->id));
    SCR_TRY(document_attribute(document, "Name", &contest->name));
    SCR_TRY(document_truth(document, "FirstPreferences", &contest->first_preferences));
    SCR_TRY(document_attribute(document, "Batches", &contest->batches));
    SCR_TRY(document_count(document, "Ballots", &contest->ballots));
    SCR_TRY(document_word(document, "Arrangement", arrangements, 2, &arrangement));
    contest->arrangement = (enum arrangement)arrangement;
    SCR_TRY(document_number(document, "Arity", 5, &arity));
    contest->arity = (uint32_t)arity;
    SCR_TRY(document_count(document, "Replication", &contest->replication));
    return document_hash(document, "Root", &contest->root);
}

/* Room for one more: doubling at 1, 2, 4, .. keeps all arrays of an arena within twice what the document holds. */
static scr_result grow(struct document *document, struct published_contest *contest) {
    if (contest->count & (contest->count - 1)) return scr_done();
    size_t wanted = contest->count ? 2 * contest->count : 1;
    struct published_candidate *larger = scr_arena_alloc(document->arena, wanted, sizeof *larger);
    if (!larger) return (scr_result){SCR_MEMORY};
    if (contest->count) memcpy(larger, contest->candidates, contest->count * sizeof *larger);
    contest->candidates = larger;
    return scr_done();
}

scr_result published_read_candidate(struct document *document, struct published_contest *contest) {
    static const char *const kinds[] = {"listed", "write-in"};
    if (contest->count == CONTEST_CANDIDATES) {
        document->misplaced = true;
        return scr_done();
    }
    SCR_TRY(grow(document, contest));
    struct published_candidate *candidate = &contest->candidates[contest->count++];
    const char *code;
    size_t kind;
    SCR_TRY(document_attribute(document, "Code", &code));
    if (!code[0] || code[1]) document->misplaced = true;
    candidate->code = code[0];
    SCR_TRY(document_attribute(document, "Id", &candidate->id));
    SCR_TRY(document_attribute(document, "Name", &candidate->name));
    SCR_TRY(document_word(document, "Kind", kinds, 2, &kind));
    candidate->kind = kinds[kind];
    return scr_done();
}

static const char *candidate_difference(const struct published_candidate *a, const struct published_candidate *b) {
    if (a->code != b->code) return "Code";
    if (strcmp(a->id, b->id) != 0) return "Id";
    if (strcmp(a->name, b->name) != 0) return "Name";
    return strcmp(a->kind, b->kind) != 0 ? "Kind" : NULL;
}

const char *published_contest_difference(const struct published_contest *a, const struct published_contest *b,
                                         struct scr_arena *arena, scr_result *result) {
    *result = scr_done();
    if (strcmp(a->id, b->id) != 0) return "Id";
    if (strcmp(a->name, b->name) != 0) return "Name";
    if (a->first_preferences != b->first_preferences) return "FirstPreferences";
    if (strcmp(a->batches, b->batches) != 0) return "Batches";
    if (a->ballots != b->ballots) return "Ballots";
    if (a->arrangement != b->arrangement) return "Arrangement";
    if (a->arity != b->arity) return "Arity";
    if (a->replication != b->replication) return "Replication";
    if (!scr_hash_equal(&a->root, &b->root)) return "Root";
    if (a->count != b->count) return "the number of candidates";
    for (size_t i = 0; i < a->count; i++) {
        const char *name = candidate_difference(&a->candidates[i], &b->candidates[i]);
        if (!name) continue;
        const char *words = scr_arena_print(arena, "the %s of candidate number %zu", name, i + 1);
        if (!words) *result = (scr_result){SCR_MEMORY};
        return words;
    }
    return NULL;
}
