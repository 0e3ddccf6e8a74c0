/* commitment_complain.c: TPT-02: everything in a ballot commitment has one meaning, and its numbers add up. */
#include <inttypes.h>
#include <string.h>

#include "verify/sorted.h"
#include "verify/tree/alike.h"
#include "verify/tree/commitment.h"
#include "verify/tree/seed_source.h"

static void check_manifest(struct commitment *commitment, struct complaint *complaint) {
    size_t count = commitment->published->batch_count;
    uint64_t sum = count ? commitment->sums[count - 1] : 0;
    if (sum != commitment->ballots)
        complain(complaint, "Manifest has Ballots %" PRIu64 ", its batches together have %" PRIu64, commitment->ballots,
                 sum);
    if (!scr_hash_equal(&commitment->batches, &commitment->batches_found)) {
        char claimed[SCR_HEX_SIZE], found[SCR_HEX_SIZE];
        scr_hash_hex(&commitment->batches, claimed);
        scr_hash_hex(&commitment->batches_found, found);
        complain(complaint, "Manifest has SHA256 %s, the digest of its batches is %s", claimed, found);
    }
    if (commitment->nameless)
        complain(complaint, "%zu batch%s neither Tabulator nor Name", commitment->nameless,
                 commitment->nameless == 1 ? " has" : "es have");
    uint32_t first, second;
    if (batch_names_twin(&commitment->names, &first, &second))
        complain(complaint,
                 "batches %" PRIu32 " and %" PRIu32
                 " have the same Container, Tabulator and Name: nobody could tell which papers are meant",
                 first, second);
}

static const char *text_at(const void *items, size_t position) { return ((const char *const *)items)[position]; }

/* Contests whose ids look the same could be exchanged for each other once the seed is known. */
static scr_result check_contests(struct published_commitment *published, struct complaint *complaint) {
    struct scr_arena arena = {0};
    size_t count = published->contest_count, twin;
    SCR_TRY(published_sort_contests(published, &twin));
    if (twin < count) {
        complain(complaint, "two contests have the id %s", shown(complaint, published->contests[twin].id));
        return scr_done();
    }
    const char **keys = scr_arena_alloc(&arena, count, sizeof *keys);
    size_t *order = NULL;
    for (size_t i = 0; keys && i < count; i++)
        if (!(keys[i] = alike_key(&arena, published->contests[i].id))) keys = NULL;
    if (keys) order = sorted_by_name(&arena, keys, count, text_at);
    twin = order ? sorted_duplicate(order, keys, count, text_at) : count;
    if (twin < count)
        complain(complaint, "the ids of contests %s and %s look alike",
                 shown(complaint, published->contests[order[twin - 1]].id),
                 shown(complaint, published->contests[order[twin]].id));
    scr_arena_free(&arena);
    return (scr_result){order ? SCR_DONE : SCR_MEMORY};
}

/* Of candidates with different ids, those that look the same. */
static void check_alike(const struct published_contest *contest, struct complaint *complaint) {
    struct scr_arena arena = {0};
    const char *keys[CONTEST_CANDIDATES];
    for (size_t i = 0; i < contest->count; i++) {
        keys[i] = alike_key(&arena, contest->candidates[i].id);
        if (!keys[i]) {
            complaint->failed = true;
            break;
        }
        for (size_t j = 0; j < i; j++)
            if (!strcmp(keys[i], keys[j]) && strcmp(contest->candidates[i].id, contest->candidates[j].id) != 0) {
                complain(complaint, "the ids of candidates %s and %s of contest %s look alike",
                         shown(complaint, contest->candidates[j].id), shown(complaint, contest->candidates[i].id),
                         shown(complaint, contest->id));
                break;
            }
    }
    scr_arena_free(&arena);
}

/* At most 62 candidates, so that comparing each with each is little work. */
static void check_candidates(const struct published_contest *contest, struct complaint *complaint) {
    for (size_t i = 0; i < contest->count; i++) {
        const struct published_candidate *candidate = &contest->candidates[i];
        if (candidate->code != candidate_code(i))
            complain(complaint, "candidate %s of contest %s has code %c instead of %c", shown(complaint, candidate->id),
                     shown(complaint, contest->id), candidate->code, candidate_code(i));
        for (size_t j = 0; j < i; j++)
            if (!strcmp(contest->candidates[j].id, candidate->id)) {
                complain(complaint, "two candidates of contest %s have the id %s", shown(complaint, contest->id),
                         shown(complaint, candidate->id));
                break;
            }
    }
}

static void check_batches(const struct commitment *commitment, struct published_contest *contest,
                          struct complaint *complaint) {
    uint64_t ballots;
    size_t listed, offset;
    const char *why;
    if (!commitment_batches(contest->batches, commitment->sums, commitment->published->batch_count, &ballots, &listed,
                            &why, &offset))
        complain(complaint, "Batches of contest %s has, at character %zu, what is %s", shown(complaint, contest->id),
                 offset + 1, why);
    else if (ballots != contest->ballots)
        complain(complaint, "contest %s has Ballots %" PRIu32 ", its batches together have %" PRIu64,
                 shown(complaint, contest->id), contest->ballots, ballots);
    else
        contest->listed = listed;
}

static void check_contest(const struct commitment *commitment, struct published_contest *contest,
                          struct complaint *complaint) {
    check_candidates(contest, complaint);
    check_alike(contest, complaint);
    check_batches(commitment, contest, complaint);
    uint64_t leaves = (uint64_t)contest->ballots * contest->replication; /* both below 2^30 */
    if (leaves > TREE_LEAVES)
        complain(complaint, "the tree of contest %s has %" PRIu64 " leaves, more than %" PRIu64,
                 shown(complaint, contest->id), leaves, TREE_LEAVES);
    if (contest->arrangement == ARRANGEMENT_RIVEST2019 && !seed_source_dice(&commitment->published->source))
        complain(complaint, "contest %s has the arrangement rivest2019, which goes with Kind dice only",
                 shown(complaint, contest->id));
}

scr_result commitment_complain(struct commitment *commitment, struct complaint *complaint) {
    struct published_commitment *published = commitment->published;
    seed_source_check(&published->source, complaint);
    check_manifest(commitment, complaint);
    SCR_TRY(check_contests(published, complaint));
    for (size_t i = 0; i < published->contest_count; i++) check_contest(commitment, &published->contests[i], complaint);
    return scr_done();
}
