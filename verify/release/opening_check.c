/* opening_check.c: compares what a court opening shows with the commitments (DPR-22) and with every count (DPR-23). */
#include <inttypes.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#include "verify/release/noise.h"
#include "verify/release/opening.h"
#include "verify/release/shape.h"

static scr_result hash_key(const struct scr_hash *key, struct scr_hash *leaf) {
    uint8_t bytes[1 + SCR_HASH_SIZE] = {0};
    memcpy(bytes + 1, key->bytes, SCR_HASH_SIZE);
    scr_result result = scr_hash_bytes(bytes, sizeof bytes, leaf);
    OPENSSL_cleanse(bytes, sizeof bytes);
    return result;
}

static scr_result check_key(const struct opening *opening, const struct published_statement *statement,
                            const struct published_noise *noise, struct complaint *complaint) {
    struct scr_hash root;
    bool fits;
    if (opening->number != statement->release) {
        complain(complaint, "the opening has the key of release %" PRIu32 ", the statement is of release %" PRIu32,
                 opening->number, statement->release);
        return scr_done();
    }
    /* A statement may name a release that has no key: DPR-07. */
    if (!noise || opening->number > noise->releases) return scr_done();
    SCR_TRY(hash_key(&opening->key, &root));
    const struct scr_hash leaf = root;
    SCR_TRY(opening_path_root(&leaf, opening->number - 1, noise->releases, opening->path, opening->path_count, &root,
                              &fits));
    if (!fits)
        complain(complaint, "the audit path of the release key has %zu hashes, which is not its length",
                 opening->path_count);
    else if (!scr_hash_equal(&root, &noise->root))
        complain(complaint, "the release key with its audit path does not give the Root of the noise commitment");
    return scr_done();
}

/* Leaves of TableRoot: AES-256 of numbers 2j and 2j + 1 is the salt of leaf j, in counter mode with zero bytes. */
static scr_result add_leaves(const struct opening *opening, const struct published_statement *statement,
                             EVP_CIPHER_CTX *cipher, struct opening_tree *tree) {
    static const uint8_t zeros[32] = {0};
    for (size_t i = 0; i < opening->contest_count; i++) {
        const struct measured_contest *contest = &statement->contests[i];
        size_t cells = (size_t)contest->unit_count * contest->option_count;
        for (size_t j = 0; j < cells; j++) {
            uint8_t bytes[1 + 32 + 8] = {0};
            uint64_t count = (uint64_t)opening->counts[i][j];
            struct scr_hash leaf;
            int length = 0;
            if (EVP_EncryptUpdate(cipher, bytes + 1, &length, zeros, sizeof zeros) != 1 || length != sizeof zeros)
                return (scr_result){SCR_CRYPTO};
            for (size_t k = 0; k < 8; k++) bytes[33 + k] = (uint8_t)(count >> (56 - 8 * k));
            SCR_TRY(scr_hash_bytes(bytes, sizeof bytes, &leaf));
            SCR_TRY(opening_tree_add(tree, &leaf));
        }
    }
    return scr_done();
}

static scr_result check_table(const struct opening *opening, const struct published_statement *statement,
                              struct complaint *complaint) {
    static const uint8_t start[16] = {0};
    struct opening_tree tree = {0};
    struct scr_hash root;
    EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
    scr_result result = scr_done();
    if (!cipher || EVP_EncryptInit_ex(cipher, EVP_aes_256_ctr(), NULL, opening->table_key.bytes, start) != 1)
        result = (scr_result){SCR_CRYPTO};
    if (!scr_failed(result)) result = add_leaves(opening, statement, cipher, &tree);
    EVP_CIPHER_CTX_free(cipher);
    if (!scr_failed(result)) result = opening_tree_root(&tree, &root);
    if (!scr_failed(result) && !scr_hash_equal(&root, &statement->table_root))
        complain(complaint, "the true counts and the table key do not give the TableRoot of the measurement statement");
    return result;
}

scr_result opening_check_commitments(const struct opening *opening, const struct published_statement *statement,
                                     const struct published_noise *noise, struct complaint *complaint) {
    SCR_TRY(check_key(opening, statement, noise, complaint));
    return check_table(opening, statement, complaint);
}

/* One contest on its way from the precincts up. */
struct counting {
    const struct published_release *release;
    const struct shape *shape;
    size_t contest; /* position */
    const struct scr_hash *base;
    struct noise_stream *stream;
    struct complaint *complaint;
    uint64_t draws;
};

static const struct fraction *scale_of(const struct measured_contest *contest, uint32_t level,
                                       enum histogram histogram) {
    for (size_t i = 0; i < contest->share_count; i++)
        if (contest->shares[i].level == level && contest->shares[i].histogram == histogram)
            return &contest->shares[i].scale;
    return NULL;
}

static void complain_of_cell(struct counting *counting, const struct release_counts *counts, size_t row, size_t column,
                             int64_t there, int64_t expected) {
    const struct measured_contest *contest = counting->shape->contest;
    const struct measured_unit *unit = shape_unit(counting->shape, counts->level, row);
    bool total = counts->kind == COUNTS_MEASURED_TOTAL;
    complain(
        counting->complaint, "contest %s, level %" PRIu32 ", unit %s, %s%s is %" PRId64 " instead of %" PRId64 "%s",
        shown(counting->complaint, contest->id), counts->level, shown(counting->complaint, unit->name),
        total ? "the measured total" : "option ", total ? "" : shown(counting->complaint, contest->options[column].id),
        there, expected, counts->kind == COUNTS_EXACT ? ", the true count" : ", the true count with its noise");
}

/* Compares one element Counts with the true counts of its level. */
static scr_result check_counts(struct counting *counting, const struct release_counts *counts,
                               const int64_t *true_counts) {
    const struct shape *shape = counting->shape;
    const struct measured_contest *contest = shape->contest;
    const struct measured_level *level = &shape->statement->levels[counts->level - 1];
    bool total = counts->kind == COUNTS_MEASURED_TOTAL, exact = counts->kind == COUNTS_EXACT;
    const struct fraction *scale =
        exact ? NULL : scale_of(contest, counts->level, total ? HISTOGRAM_TOTAL : HISTOGRAM_OPTIONS);
    size_t columns = total ? 1 : shape->options, rows = shape->level[counts->level - 1].rows;
    /* DPR-13 holds, so that the rows are those of the shape; the opening does not rely on it. */
    if (counts->rows != rows || counts->columns != columns || !counts->numbers || (!exact && !scale))
        return (scr_result){SCR_INTERNAL};
    for (size_t row = 0; row < rows; row++) {
        uint64_t index = level->first + shape->level[counts->level - 1].units[row];
        const int64_t *truth = true_counts + row * shape->options;
        for (size_t column = 0; column < columns; column++) {
            int64_t expected = total ? 0 : truth[column], noise = 0;
            for (size_t o = 0; total && o < shape->options; o++) expected += truth[o];
            if (!exact) {
                uint32_t option =
                    total ? NOISE_TOTAL + (uint32_t)counting->contest : (uint32_t)(contest->first_option + column);
                SCR_TRY(noise_cell(counting->stream, counting->base, counts->level, index, option));
                SCR_TRY(noise_draw(counting->stream, scale, &noise));
                counting->draws++;
            }
            int64_t there = counts->numbers[row * columns + column];
            /* True sums are below 2^62: at most 2^40 a precinct, of fewer than 2^22 that an artifact can hold. */
            if (there != expected + noise) complain_of_cell(counting, counts, row, column, there, expected + noise);
        }
    }
    return scr_done();
}

/* Sums of the level below, whose true counts *counts are; replaces them. */
static scr_result sum_up(const struct shape *shape, size_t level, int64_t **counts) {
    const struct shape_level *below = &shape->level[level], *here = &shape->level[level - 1];
    size_t cells;
    if (!scr_multiply(here->rows, shape->options, &cells)) return (scr_result){SCR_MEMORY};
    int64_t *sums = calloc(cells ? cells : 1, sizeof *sums);
    if (!sums) return (scr_result){SCR_MEMORY};
    for (size_t row = 0; row < below->rows; row++)
        for (size_t o = 0; o < shape->options; o++)
            sums[below->parents[row] * shape->options + o] += (*counts)[row * shape->options + o];
    free(*counts);
    *counts = sums;
    return scr_done();
}

static scr_result check_contest(struct counting *counting, const struct opening *opening) {
    const struct shape *shape = counting->shape;
    const struct release_contest *published = &counting->release->contests[counting->contest];
    size_t rows = shape->level[shape->levels - 1].rows, cells;
    if (rows != counting->shape->contest->unit_count || !scr_multiply(rows, shape->options, &cells))
        return (scr_result){SCR_INTERNAL};
    int64_t *counts = calloc(cells ? cells : 1, sizeof *counts);
    if (!counts) return (scr_result){SCR_MEMORY};
    memcpy(counts, opening->counts[counting->contest], cells * sizeof *counts);
    scr_result result = scr_done();
    for (size_t level = shape->levels; level > 0 && !scr_failed(result); level--) {
        for (size_t i = 0; i < published->count && !scr_failed(result); i++)
            if (published->counts[i].level == level && published->counts[i].kind != COUNTS_PUBLISHED)
                result = check_counts(counting, &published->counts[i], counts);
        if (level > 1 && !scr_failed(result)) result = sum_up(shape, level - 1, &counts);
    }
    free(counts);
    return result;
}

scr_result opening_check_counts(const struct opening *opening, const struct published_release *release,
                                const char *seed, struct complaint *complaint, uint64_t *draws) {
    struct scr_hash base;
    struct noise_stream *stream = NULL;
    scr_result result = noise_base_key(&opening->key, seed, &release->statement->measurement, &base);
    if (!scr_failed(result)) result = noise_stream_new(&stream);
    struct counting counting = {.release = release, .base = &base, .stream = stream, .complaint = complaint};
    for (size_t i = 0; i < release->contest_count && !scr_failed(result); i++) {
        struct shape shape = {0};
        counting.contest = i;
        counting.shape = &shape;
        result = shape_build(release->statement, &release->statement->contests[i], &shape);
        if (!scr_failed(result)) result = check_contest(&counting, opening);
        shape_free(&shape);
    }
    noise_stream_free(stream);
    OPENSSL_cleanse(&base, sizeof base);
    *draws = counting.draws;
    return result;
}
