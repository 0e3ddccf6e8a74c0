/* make.c: chooses the contests of a commitment and computes their roots. */
#include "make.h"

#include <openssl/crypto.h>
#include <string.h>

#include "gen/package/artifact_header.h"
#include "gen/package/names.h"
#include "unclear.h"

struct making {
    struct store *store;
    const struct storage *storage;
    const struct commit_options *options;
    struct commitment *commitment;
    struct commit_summary *summary;
    struct scr_diagnosis *diagnosis;
    bool *wanted; /* per contest of the records */
};

static scr_result refuse_contest(const struct making *making, const char *name, const char *format) {
    struct scr_arena words = {0};
    scr_result result =
        scr_refuse(making->diagnosis, SCR_USAGE, "commit", "the contest %s %s", package_shown(&words, name), format);
    scr_arena_free(&words);
    return result;
}

/* By id, else by name where one alone has it. */
static scr_result want(struct making *making, const char *name) {
    const struct cvr_records *records = &making->storage->records;
    size_t found = CVR_NONE, named = 0;
    for (size_t i = 0; i < records->contest_count; i++)
        if (!strcmp(records->contests[i].name, name)) found = i, named++;
    for (size_t i = 0; i < records->contest_count; i++)
        if (!strcmp(records->contests[i].id, name)) found = i, named = 1;
    if (!named) return refuse_contest(making, name, "is not in the cast-vote records; see tally");
    if (named > 1) return refuse_contest(making, name, "is not the only one of this name; give its id, see tally");
    const char *unfit = leaves_unfit(&records->contests[found]);
    if (unfit) return refuse_contest(making, name, unfit);
    making->wanted[found] = true;
    return scr_done();
}

static scr_result choose_contests(struct making *making) {
    const struct cvr_records *records = &making->storage->records;
    struct scr_arena *arena = &making->commitment->arena;
    making->wanted = scr_arena_alloc(arena, records->contest_count, sizeof *making->wanted);
    making->summary->lines = scr_arena_alloc(arena, records->contest_count, sizeof *making->summary->lines);
    making->summary->passed = scr_arena_alloc(arena, records->contest_count, sizeof *making->summary->passed);
    making->commitment->contests = scr_arena_alloc(arena, records->contest_count, sizeof *making->commitment->contests);
    if (!making->wanted || !making->summary->lines || !making->summary->passed || !making->commitment->contests)
        return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < making->options->contest_count; i++) SCR_TRY(want(making, making->options->contests[i]));
    if (making->options->contest_count) return scr_done();
    for (size_t i = 0; i < records->contest_count; i++) {
        const char *unfit = leaves_unfit(&records->contests[i]);
        making->wanted[i] = !unfit;
        if (unfit)
            making->summary->passed[making->summary->passed_count++] =
                (struct commit_passed){&records->contests[i], unfit};
    }
    return scr_done();
}

static scr_result commit_contest(struct making *making, const struct contest_leaves *leaves) {
    const struct commit_options *options = making->options;
    struct commitment *commitment = making->commitment;
    struct committed_contest *made = &commitment->contests[commitment->count];
    struct committed_ballots ballots = {.codes = leaves->codes, .count = leaves->count};
    if (leaves->count > LEAVES_MOST / options->replication)
        return scr_refuse(making->diagnosis, SCR_USAGE, "commit",
                          "%zu ballots, each %zu times, are more leaves than a tree takes: %d", leaves->count,
                          options->replication, LEAVES_MOST);
    *made = (struct committed_contest){
        .id = leaves->contest->id,
        .bearing = options->bearing,
        .batches = scr_arena_copy(&commitment->arena, (const char *)leaves->listed.data, leaves->listed.length),
        .ballots = leaves->count,
        .arrangement = options->arrangement,
        .arity = options->arity,
        .replication = options->replication};
    if (!made->batches) return (scr_result){SCR_MEMORY};
    SCR_TRY(commitment_contest_key(commitment, made->id, &ballots.key));
    scr_result result = merkle_root(&ballots, &made->root);
    OPENSSL_cleanse(&ballots.key, sizeof ballots.key);
    making->summary->lines[commitment->count++] =
        (struct commit_line){leaves->contest, leaves->phantoms, leaves->left_out};
    return result;
}

static scr_result commit_contests(struct making *making) {
    const struct commit_options *options = making->options;
    size_t all = 0;
    for (size_t i = 0; i < making->storage->records.contest_count; i++) all += making->wanted[i];
    for (size_t i = 0; i < making->storage->records.contest_count; i++) {
        if (!making->wanted[i]) continue;
        if (options->progress) options->progress(options->context, "contests", making->commitment->count, all);
        struct contest_leaves leaves = {0};
        scr_result result =
            leaves_of_contest(making->store, making->storage, i, options->bearing, &leaves, making->diagnosis);
        if (!scr_failed(result)) result = commit_contest(making, &leaves);
        contest_leaves_free(&leaves);
        SCR_TRY(result);
    }
    if (options->progress) options->progress(options->context, "contests", all, all);
    if (!all)
        return scr_refuse(making->diagnosis, SCR_INPUT, "commit",
                          "no contest of the cast-vote records is fit for a tree: one vote allowed, at most 62 "
                          "candidates");
    return scr_done();
}

scr_result commitment_make(struct store *store, const struct storage *storage, const struct commit_options *options,
                           struct commitment *commitment, struct scr_buffer *artifact, struct commit_summary *summary,
                           struct scr_diagnosis *diagnosis) {
    struct making making = {.store = store,
                            .storage = storage,
                            .options = options,
                            .commitment = commitment,
                            .summary = summary,
                            .diagnosis = diagnosis};
    commitment->count = 0;
    *summary = (struct commit_summary){0};
    SCR_TRY(choose_contests(&making));
    SCR_TRY(unclear_batches(storage, diagnosis));
    SCR_TRY(unclear_ids(&storage->records, making.wanted, diagnosis));
    SCR_TRY(commit_contests(&making));
    SCR_TRY(commitment_artifact(storage, commitment, summary->lines, artifact));
    if (artifact->length > ARTIFACT_BYTES_MOST)
        return scr_refuse(diagnosis, SCR_LIMIT, "commit",
                          "the commitment would have %zu bytes, more than a verifier reads: the batches are too many",
                          artifact->length);
    return scr_hash_bytes(artifact->data, artifact->length, &commitment->digest);
}
