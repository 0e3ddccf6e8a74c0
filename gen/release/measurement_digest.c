/* measurement_digest.c: the salted root of the true table, and the digest that all noise of a release depends on. */
#include <inttypes.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>

#include "gen/release/field.h"
#include "gen/release/measurement.h"
#include "gen/release/measurement_text.h"
#include "gen/release/merkle_stack.h"

#define SALT_SIZE 32
#define SALTS_AT_ONCE 512

/* The encryptions of 0, 1, 2, ... are the key stream of counter mode (NIST SP 800-38A, 6.5): salt j is bytes 32 j on.
 */
struct salts {
    EVP_CIPHER_CTX *cipher;
    uint8_t ahead[SALTS_AT_ONCE * SALT_SIZE];
    size_t used;
};

static scr_result next_salt(struct salts *salts, const uint8_t **salt) {
    int made = 0;
    if (salts->used == sizeof salts->ahead) {
        memset(salts->ahead, 0, sizeof salts->ahead);
        if (!EVP_EncryptUpdate(salts->cipher, salts->ahead, &made, salts->ahead, (int)sizeof salts->ahead) ||
            made != (int)sizeof salts->ahead)
            return (scr_result){SCR_CRYPTO};
        salts->used = 0;
    }
    *salt = salts->ahead + salts->used;
    salts->used += SALT_SIZE;
    return scr_done();
}

static scr_result add_leaf(struct merkle_stack *stack, struct salts *salts, int64_t count) {
    uint8_t data[SALT_SIZE + 8];
    const uint8_t *salt = NULL;
    SCR_TRY(next_salt(salts, &salt));
    memcpy(data, salt, SALT_SIZE);
    for (unsigned i = 0; i < 8; i++) data[SALT_SIZE + i] = (uint8_t)((uint64_t)count >> (56 - 8 * i));
    return merkle_stack_leaf(stack, data, sizeof data);
}

static scr_result add_contest(struct merkle_stack *stack, struct salts *salts,
                              const struct measurement_contest *contest) {
    size_t options = contest->option_count;
    size_t first = contest->tree.level_begin[contest->tree.levels - 1] * options;
    for (size_t i = first; i < contest->tree.units * options; i++) SCR_TRY(add_leaf(stack, salts, contest->counts[i]));
    return scr_done();
}

scr_result measurement_table_root(struct measurement *measurement, const uint8_t table_key[static RELEASE_KEY_SIZE]) {
    static const uint8_t zero[16];
    struct merkle_stack stack = {0};
    struct salts salts = {.cipher = EVP_CIPHER_CTX_new(), .used = sizeof salts.ahead};
    scr_result result = {SCR_CRYPTO};
    if (!salts.cipher || !EVP_EncryptInit_ex(salts.cipher, EVP_aes_256_ctr(), NULL, table_key, zero)) goto done;
    SCR_TRY_OR(result, merkle_stack_begin(&stack), done);
    for (size_t i = 0; i < measurement->contest_count; i++)
        SCR_TRY_OR(result, add_contest(&stack, &salts, &measurement->contests[i]), done);
    result = merkle_stack_root(&stack, &measurement->table_root);
done:
    merkle_stack_end(&stack);
    EVP_CIPHER_CTX_free(salts.cipher);
    OPENSSL_cleanse(&salts, sizeof salts);
    return result;
}

static scr_result put_units(struct scr_buffer *message, const struct measurement *m) {
    char text[MEASUREMENT_NUMBER_SIZE];
    for (uint32_t l = 0; l < m->tree.levels; l++) {
        uint32_t first = m->tree.level_begin[l], end = m->tree.level_begin[l + 1];
        SCR_TRY(release_field_text(message, m->level_names[l]));
        SCR_TRY(release_field_u32(message, end - first));
        for (uint32_t u = first; u < end; u++) {
            SCR_TRY(release_field_u32(message, measurement_parent_number(m, l, u)));
            SCR_TRY(release_field_text(message, m->units[u].name));
            SCR_TRY(release_field_text(message, measurement_ballots_text(&m->units[u], text)));
        }
    }
    return scr_done();
}

static scr_result put_shares(struct scr_buffer *message, const struct measurement_contest *contest) {
    char text[MEASUREMENT_NUMBER_SIZE];
    SCR_TRY(release_field_u32(message, (uint32_t)contest->share_count));
    for (size_t i = 0; i < contest->share_count; i++) {
        const struct measurement_share *share = &contest->shares[i];
        SCR_TRY(release_field_u32(message, share->level));
        SCR_TRY(release_field_text(message, share->total ? "total" : "options"));
        SCR_TRY(release_field_text(message, measurement_epsilon_text(share, text)));
        SCR_TRY(release_field_text(message, measurement_scale_text(share, text)));
    }
    return scr_done();
}

static scr_result put_contest(struct scr_buffer *message, const struct measurement_contest *contest) {
    SCR_TRY(release_field_text(message, contest->id));
    SCR_TRY(release_field_text(message, contest->name));
    SCR_TRY(release_field_u32(message, contest->votes_allowed));
    SCR_TRY(release_field_text(message, contest->complete ? "true" : "false"));
    SCR_TRY(release_field_text(message, contest->units));
    SCR_TRY(release_field_u32(message, contest->option_count));
    for (uint32_t i = 0; i < contest->option_count; i++) {
        SCR_TRY(release_field_text(message, contest->options[i].id));
        SCR_TRY(release_field_text(message, contest->options[i].name));
        SCR_TRY(release_field_text(message, measurement_kind_name(contest->options[i].kind)));
    }
    SCR_TRY(release_field_u32(message, (uint32_t)contest->zero_count));
    for (size_t i = 0; i < contest->zero_count; i++) {
        SCR_TRY(release_field_u32(message, contest->zeros[i].option + 1));
        SCR_TRY(release_field_text(message, contest->zeros[i].units));
    }
    return put_shares(message, contest);
}

static scr_result put_all(struct scr_buffer *message, const struct measurement *m, const char *election_id) {
    SCR_TRY(release_field_text(message, "scrutineer measurement 1"));
    SCR_TRY(release_field_text(message, election_id));
    SCR_TRY(release_field_u32(message, m->release));
    SCR_TRY(release_field_text(message, measurement_adjacency_name(m->adjacency)));
    SCR_TRY(release_field_u32(message, m->tree.levels));
    SCR_TRY(release_field_u32(message, m->exact_levels));
    SCR_TRY(put_units(message, m));
    SCR_TRY(release_field_u32(message, (uint32_t)m->contest_count));
    for (size_t i = 0; i < m->contest_count; i++) SCR_TRY(put_contest(message, &m->contests[i]));
    return scr_buffer_append(message, m->table_root.bytes, SCR_HASH_SIZE);
}

scr_result measurement_digest(const struct measurement *measurement, const char *election_id, struct scr_hash *digest) {
    struct scr_buffer message = {0};
    scr_result result = put_all(&message, measurement, election_id);
    if (!scr_failed(result)) result = scr_hash_bytes(message.data, message.length, digest);
    scr_buffer_free(&message);
    return result;
}
