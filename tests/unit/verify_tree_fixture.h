/* verify_tree_fixture.h: small ballot commitments, seed records and plurality trees as canonical text, written from the
 * specification by plain recursion and plain loops, so that they also stand against the verifier's own ways. */
#ifndef TESTS_VERIFY_TREE_FIXTURE_H
#define TESTS_VERIFY_TREE_FIXTURE_H

#include "scrutineer/bytes.h"
#include "scrutineer/hash.h"
#include "verify/tree/arranged.h"

#define TREE_FIXTURE_SEED "20261103202611032026" /* 20 throws of ten-sided dice */

/* One contest "mayor" with all ballots in one batch, a commitment named by dice. */
struct tree_fixture {
    const char *codes; /* of the ballots, one character each */
    size_t ballots;
    unsigned candidates, arity, replication;
    bool rivest2019;
    const char *plan_kind, *winner, *leaders;
    const uint32_t *plan; /* ballot numbers */
    size_t plan_count;
    bool all; /* Disclosure */
};

/* malloc'ed texts; the digests are those of the texts that the tree rests on. */
char *tree_fixture_commitment(const struct tree_fixture *fixture);
char *tree_fixture_seed_record(const struct scr_hash *commitment);
/* `seed_record` may be NULL: none is named. */
char *tree_fixture_tree(const struct tree_fixture *fixture, const struct scr_hash *commitment,
                        const struct scr_hash *seed_record);
void tree_fixture_digest(const char *text, struct scr_hash *digest);

/* The salt of a ballot counted from 0, under the fixture's key. */
void tree_fixture_salt(size_t ballot, uint8_t salt[static 16]);
extern const struct scr_hash tree_fixture_key;
/* RFC 6962 over ballots begin .. begin + count - 1, by recursion. */
void tree_fixture_root(const char *codes, size_t begin, size_t count, struct scr_hash *root);
/* The multiproof of the ballots opened[] (numbers from 1, ascending), appended to `proof` as hashes. */
void tree_fixture_proof(const char *codes, size_t begin, size_t count, const uint32_t *opened, size_t opened_count,
                        struct scr_buffer *proof);
/* The contest for arranged_make. */
struct published_contest tree_fixture_contest(size_t ballots, unsigned arity, unsigned replication, bool rivest2019);
/* A small generator of numbers for tests (xorshift); state must not be 0. */
uint64_t tree_fixture_random(uint64_t *state);
/* The value of a node, by counting for each value apart. */
unsigned tree_fixture_value(const uint8_t *values, unsigned count, unsigned residue);

#endif
