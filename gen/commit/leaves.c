/* leaves.c: what each ballot says in one contest, in storage order: the leaves of its tree. */
#include "leaves.h"

#include <stdlib.h>
#include <string.h>

#include "gen/package/names.h"

/* The schema's Batches attribute. */
#define LISTED_MOST 60000

char leaves_code(size_t candidate) {
    static const char codes[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    return codes[candidate];
}

const char *leaves_unfit(const struct cvr_contest *contest) {
    if (contest->votes_allowed != 1) return "allows more than one vote, and a tree needs a contest of one";
    if (!contest->candidate_count) return "has no candidate";
    if (contest->candidate_count > LEAVES_CANDIDATES_MOST) return "has more than 62 candidates";
    if (!*contest->id || !*contest->name) return "has no id or no name";
    for (size_t i = 0; i < contest->candidate_count; i++) {
        if (!*contest->candidates[i].id || !*contest->candidates[i].name) return "has a candidate without id or name";
        for (size_t k = 0; k < i; k++)
            if (!strcmp(contest->candidates[i].id, contest->candidates[k].id)) return "has two candidates with one id";
    }
    return NULL;
}

struct marking {
    const struct cvr_contest *contest;
    uint8_t *said; /* per record: 0 does not bear the contest, else its code in the artifact */
};

static scr_result take_codes(void *context, size_t first, const uint32_t *codes, size_t count) {
    struct marking *marking = context;
    const struct cvr_contest *contest = marking->contest;
    for (size_t i = 0; i < count; i++) {
        uint8_t said = codes[i] == CVR_NOT_ON_BALLOT ? 0 : '.';
        if (codes[i] >= CVR_FIRST_SELECTION) {
            const struct cvr_selection *selection = &contest->selections[codes[i] - CVR_FIRST_SELECTION];
            /* With one vote allowed every larger selection is an overvote. */
            if (selection->count == 1) said = (uint8_t)leaves_code(selection->candidates[0]);
        }
        marking->said[first + i] = said;
    }
    return scr_done();
}

/* A batch stays out when records stand in it and none bears the contest. One without any record stays in: nothing is
 * known of its papers. */
static bool is_in(const struct storage *storage, const struct storage_batch *batch, const uint8_t *said) {
    bool records = false;
    for (size_t i = batch->first; i < batch->first + batch->ballots; i++) {
        uint32_t record = storage->order.slots[i];
        if (record == RECONCILE_PHANTOM) continue;
        if (said[record]) return true;
        records = true;
    }
    return !records;
}

/* "1-3 7": the one way in which the specification writes the numbers of these batches. */
static scr_result list_batches(struct contest_leaves *leaves) {
    for (size_t i = 0, last; i < leaves->batch_count; i = last + 1) {
        for (last = i; last + 1 < leaves->batch_count && leaves->batches[last + 1] == leaves->batches[last] + 1;)
            last++;
        const char *gap = i ? " " : "";
        if (last == i)
            SCR_TRY(scr_buffer_print(&leaves->listed, "%s%zu", gap, leaves->batches[i] + 1));
        else
            SCR_TRY(
                scr_buffer_print(&leaves->listed, "%s%zu-%zu", gap, leaves->batches[i] + 1, leaves->batches[last] + 1));
    }
    return scr_done();
}

static scr_result choose(const struct storage *storage, const uint8_t *said, bool bearing,
                         struct contest_leaves *leaves, struct scr_diagnosis *diagnosis) {
    struct scr_arena words = {0};
    leaves->batches = calloc(storage->count, sizeof *leaves->batches);
    if (!leaves->batches) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < storage->count; i++) {
        if (bearing && !is_in(storage, &storage->batches[i], said)) {
            leaves->left_out += storage->batches[i].ballots;
            continue;
        }
        leaves->batches[leaves->batch_count++] = i;
        leaves->count += storage->batches[i].ballots; /* at most the slots */
    }
    SCR_TRY(list_batches(leaves));
    scr_result result = scr_done();
    const char *name = package_shown(&words, leaves->contest->name);
    if (!leaves->batch_count)
        result = scr_refuse(diagnosis, SCR_INPUT, "commit", "no ballot bears the contest %s", name);
    else if (leaves->count > LEAVES_MOST)
        result = scr_refuse(diagnosis, SCR_INPUT, "commit", "%zu ballots are more than a tree takes: %d", leaves->count,
                            LEAVES_MOST);
    else if (leaves->listed.length > LISTED_MOST)
        result = scr_refuse(diagnosis, SCR_INPUT, "commit",
                            "the batches that bear the contest %s lie too scattered to be listed; take all batches, "
                            "without --batches-with-contest",
                            name);
    scr_arena_free(&words);
    return result;
}

static scr_result fill(const struct storage *storage, const uint8_t *said, struct contest_leaves *leaves) {
    leaves->codes = malloc(leaves->count);
    if (!leaves->codes) return (scr_result){SCR_MEMORY};
    uint8_t *code = leaves->codes;
    for (size_t b = 0; b < leaves->batch_count; b++) {
        const struct storage_batch *batch = &storage->batches[leaves->batches[b]];
        for (size_t i = batch->first; i < batch->first + batch->ballots; i++) {
            uint32_t record = storage->order.slots[i];
            leaves->phantoms += record == RECONCILE_PHANTOM;
            *code++ = record == RECONCILE_PHANTOM ? '?' : said[record] ? said[record] : '.';
        }
    }
    return scr_done();
}

scr_result leaves_of_contest(struct store *store, const struct storage *storage, size_t contest, bool bearing,
                             struct contest_leaves *leaves, struct scr_diagnosis *diagnosis) {
    leaves->contest = &storage->records.contests[contest];
    struct marking marking = {leaves->contest, calloc(storage->records.ballot_count + 1, 1)};
    scr_result result = {SCR_MEMORY};
    if (marking.said) result = store_each_code(store, &storage->records, contest, take_codes, &marking, diagnosis);
    if (!scr_failed(result)) result = choose(storage, marking.said, bearing, leaves, diagnosis);
    if (!scr_failed(result)) result = fill(storage, marking.said, leaves);
    free(marking.said);
    return result;
}

void contest_leaves_free(struct contest_leaves *leaves) {
    free(leaves->codes);
    free(leaves->batches);
    scr_buffer_free(&leaves->listed);
    *leaves = (struct contest_leaves){0};
}

size_t leaves_slot(const struct storage *storage, const struct contest_leaves *leaves, size_t leaf, size_t *batch) {
    size_t passed = 0;
    for (size_t b = 0; b < leaves->batch_count; b++) {
        const struct storage_batch *in = &storage->batches[leaves->batches[b]];
        if (leaf - passed < in->ballots) {
            *batch = leaves->batches[b];
            return in->first + (leaf - passed);
        }
        passed += in->ballots;
    }
    *batch = storage->count;
    return storage->order.slot_count;
}
