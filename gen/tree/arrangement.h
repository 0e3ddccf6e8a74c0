/* arrangement.h: which ballot sits at which leaf, and how each node breaks ties: both drawn from the public seed.
 *
 * Two arrangements are known. "rivest2019" is the paper's, for comparison with published numbers. "scrutineer1" is
 * the default. Both serve a list of `ballots` papers, repeated as a whole `replication` times; the list has n =
 * ballots * replication entries, numbered from 0, entry e being paper e mod ballots. The arrangement gives the
 * entry at each leaf and a residue in 0 .. 59 for each internal node (plurality.h).
 *
 * ARRANGEMENT "rivest2019" (integers counted from 1)
 *
 * H(a, b, ..) is the SHA-256 of the decimal strings a, b, .. joined by ":", read as a big-endian integer. The seed
 * s is a non-negative integer of any length. Starting with the list 1 .. n, for i = 1 .. n in turn: let r be 1 +
 * (H(s + i) - 1) mod i (mod floored, so H = 0 gives r = i), and exchange entries i and r. The list then gives the
 * entry at each leaf. The tie at node i among m values picks number 1 + (H("pick_random", s ++ i) - 1) mod m, s ++
 * i being the concatenation of the two decimal strings. So the residue is (H - 1) mod 60, floored.
 *
 * Weak: seeds s and s + 1 share all but one hash of the shuffle, seed 1 with node 12 shares its tie with seed 11
 * with node 2, draws favour small remainders (beyond measure), and nothing binds the seed to the ballots.
 *
 * ARRANGEMENT "scrutineer1"
 *
 * Notation: "||" joins byte strings; U32(x) and U64(x) are the 4 and 8 bytes of x, most significant first; a field
 * F(x) is U64(length of x in bytes) || x; text is UTF-8 without terminator.
 *
 * 1. Key. K = SHA-256( F("scrutineer tree arrangement 1") || F(context) || F(contest) || F(seed) ||
 *    F(U64(ballots)) || F(U64(replication)) || F(U64(arity)) ), 32 bytes, where context is the 32-byte SHA-256 of
 *    the commitment (which fixes election, manifest and cast-vote records), contest the identifier of the contest
 *    in it, and seed the bytes of the seed. Any other commitment, contest, seed or shape gives an unrelated key.
 *
 * 2. Blocks. B(p, a, c) = SHA-256( K || p || U32(a) || U64(c) ), p being one byte, the purpose; a is an attempt, c
 *    a counter. (The message has 45 bytes: one compression of SHA-256.)
 *
 * 3. Shuffle. The words w(0), w(1), .. are the blocks B("S", 0, 0), B("S", 0, 1), .. cut into 4 bytes each, most
 *    significant byte first: eight words a block, each used once, in order. Start with the entries 0 .. n-1 at
 *    places 0 .. n-1. For i = n, n-1, .., 2: take words until one is less than 2^32 - (2^32 mod i); r is that word
 *    mod i; exchange what is at places i-1 and r. Place j then holds the entry at leaf j, leaf 0 being the first
 *    one. (Durstenfeld's form of the Fisher-Yates shuffle; each r is uniform in 0 .. i-1 because the words that
 *    would favour small remainders are rejected.)
 *
 * 4. Ties. For node v, counted from 1, and attempt a = 0, 1, ..: t is the two bytes at offset 2((v-1) mod 16) of
 *    B("T", a, floor((v-1) / 16)), most significant first. The first t below 65520 = 60 * 1092 is taken; the
 *    residue of node v is t mod 60. A node's residue depends on the key and its number only, so nodes may be
 *    evaluated in any order, or one alone.
 *
 * Cost: one hash for 8 leaves, a few more for rejected words (less than one word in 128 up to 2^25 leaves, never
 * more than one in four), and one hash for 16 internal nodes.
 *
 * WORKED EXAMPLE of "scrutineer1"
 *
 * Context: the SHA-256 of the empty string (e3b0c442..7852b855); contest "mayor"; seed: the eight bytes
 * "20261103"; 9 ballots, replication 1, arity 3. The message of step 1 has 154 bytes:
 *
 *    000000000000001d 736372757469 .. 6f6e2031 (the text), 0000000000000020 e3b0c442 .. 7852b855,
 *    0000000000000005 6d61796f72, 0000000000000008 3230323631313033, 0000000000000008 0000000000000009,
 *    0000000000000008 0000000000000001, 0000000000000008 0000000000000003
 *
 * K is 859952e21659a8d9ec90dfc4e3b1b66414c75594399d1017bb53da16f09c8b83.
 *
 * B("S", 0, 0), of the message K || 53 || 00000000 || 0000000000000000, is
 * 7f9cc5cebb9360b465534e8c2517ac04d9d35db88c928d91266a0447b6c65d03; the words are 7f9cc5ce, bb9360b4, 65534e8c,
 * 2517ac04, .. For i = 9, 2^32 mod 9 = 4 and the first word is less than 2^32 - 4: r = 8. For i = 8, r = 4; i = 7,
 * r = 5. At the end the leaves hold the entries 6, 3, 7, 1, 0, 2, 5, 4, 8.
 *
 * B("T", 0, 0), of the message K || 54 || 00000000 || 0000000000000000, is
 * 594b095a625d38ea16ca50d9a39d89cec2849643f7334677bdcf3ce651ff57b0; nodes 1 to 4 take 594b, 095a, 625d, 38ea:
 * residues 59, 54, 41, 50. */
#ifndef GEN_TREE_ARRANGEMENT_H
#define GEN_TREE_ARRANGEMENT_H

#include "gen/tree/plurality.h"
#include "scrutineer/hash.h"

enum tree_arrangement_kind { TREE_SCRUTINEER1, TREE_RIVEST2019 };

struct tree_seed {
    enum tree_arrangement_kind kind;
    const char *seed; /* rivest2019: decimal digits, no leading zero, at most 4096; scrutineer1: any bytes */
    size_t seed_length;
    struct scr_hash context; /* scrutineer1 only: of the commitment */
    const char *contest;     /* scrutineer1 only: the contest's identifier in the commitment, NUL-terminated */
};

struct tree_arrangement {
    struct tree_shape shape;
    size_t ballots, replication; /* shape.leaves = ballots * replication */
    uint32_t *entries;           /* owned; [leaves]: the entry at each leaf */
    uint8_t *ties;               /* owned; [internal]: the residue of node v is at v - 1 */
};

/* Draws everything: 4 bytes a leaf and 1 byte an internal node. SCR_INPUT for a shape or seed that is not allowed,
 * SCR_MEMORY, SCR_CRYPTO. Release with tree_arrangement_free, which is safe after a failure. */
SCR_MUST_CHECK scr_result tree_arrangement_draw(const struct tree_seed *seed, size_t ballots, size_t replication,
                                                unsigned arity, struct tree_arrangement *arrangement);
void tree_arrangement_free(struct tree_arrangement *arrangement);

/* The residues of nodes 1 .. count, more than a tree of that size would have (method 1 needs them, grouping.h). */
SCR_MUST_CHECK scr_result tree_arrangement_ties(const struct tree_seed *seed, const struct tree_arrangement *drawn,
                                                size_t count, uint8_t *ties);

/* The paper at a leaf, counted from 0 in storage order (the order of the manifest). */
static inline size_t tree_paper(const struct tree_arrangement *arrangement, size_t leaf) {
    size_t entry = arrangement->entries[leaf];
    return arrangement->replication == 1 ? entry : entry % arrangement->ballots;
}

/* "scrutineer1", "rivest2019". */
const char *tree_arrangement_name(enum tree_arrangement_kind kind);
bool tree_arrangement_parse(const char *name, enum tree_arrangement_kind *kind);

#endif
