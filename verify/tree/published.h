/* published.h: the valid commitments, seed records and trees of one run, which later artifacts look up by digest.
 * Specification, sections 10 and 11. Each is owned by the publications, its names live in its own arena. */
#ifndef VERIFY_TREE_PUBLISHED_H
#define VERIFY_TREE_PUBLISHED_H

#include "verify/document.h"

enum arrangement { ARRANGEMENT_SCRUTINEER1, ARRANGEMENT_RIVEST2019 };
enum plan_kind { PLAN_LEAST, PLAN_RECURSIVE, PLAN_CLASSIC, PLAN_NONE };

#define CONTEST_CANDIDATES 62           /* at most, by the schema and the codes */
#define TREE_LEAVES (UINT64_C(1) << 30) /* at most: Ballots times Replication */

struct published_candidate {
    char code; /* position i has the code candidate_code(i) once TPT-02 holds */
    const char *id, *name;
    const char *kind; /* "listed", "write-in"; static */
};

/* The element Contest of a commitment or a tree. */
struct published_contest {
    const char *id, *name, *batches;
    bool first_preferences;
    uint32_t ballots, arity, replication;
    enum arrangement arrangement;
    struct scr_hash root;
    struct published_candidate *candidates; /* in order; in the arena of the document */
    size_t count;
    /* Of a valid commitment's contest: how many batches it lists, and what was found among the files for it. */
    size_t listed;
    bool has_tree, has_audit;
};

/* The code of candidate 0..61: A-Z, a-z, 0-9; its position, or CONTEST_CANDIDATES for any other character. */
char candidate_code(size_t position);
size_t candidate_position(char code);

/* For handlers of the elements Contest and Candidate: safe for any document, copies into document->arena. */
SCR_MUST_CHECK scr_result published_read_contest(struct document *document, struct published_contest *contest);
SCR_MUST_CHECK scr_result published_read_candidate(struct document *document, struct published_contest *contest);
/* The first attribute or candidate in which two Contest elements differ, as words ("Arity", "the Name of candidate C");
 * NULL when they are equal in everything. In the arena unless static; *result says whether memory was short. */
const char *published_contest_difference(const struct published_contest *a, const struct published_contest *b,
                                         struct scr_arena *arena, scr_result *result);

/* What all three begin with. The digest is that of the file's bytes. */
struct published {
    struct scr_hash digest;
    struct scr_arena arena; /* freed with it */
    const char *election_id;
};

/* SeedSource, all attributes as written; "" where empty. */
struct seed_source {
    const char *kind, *beacon, *chain, *pulse, *place, *time;
};

/* A commitment for which TPT-01 and TPT-02 hold. */
struct published_commitment {
    struct published head;
    struct seed_source source;
    struct published_contest *contests; /* in order of the document */
    size_t contest_count;
    size_t *contests_by_id; /* positions */
    size_t batch_count;
    uint64_t ballots; /* in all batches */
};

/* A seed record for which TPT-03 holds. */
struct published_seed {
    struct published head;
    struct scr_hash rests_on; /* digest of the ballot commitment or measurement statement */
    bool of_statement;        /* it is the latter */
    const char *seed;
};

/* A tree for which TPT-06, TPT-07, TPT-09 and TPT-10 hold: an audit may use its numbers without looking again. */
struct published_tree {
    struct published head;
    struct scr_hash commitment; /* digest of the one it rests on: context of the arrangement */
    struct published_contest contest;
    const char *seed;
    enum plan_kind plan;
    uint32_t *numbers; /* the plan: ballot numbers from 1, ascending; malloc'ed, freed with the tree */
    size_t number_count;
    char *codes;     /* with Disclosure all: of ballots 1..contest.ballots, malloc'ed, freed with the tree; else NULL */
    char tpt_winner; /* a code or '.' */
};

/* Pointers to what is published, ordered by digest. Zero-initialise. */
struct published_list {
    struct published **items;
    size_t count, capacity;
};
/* The item with this digest, or NULL. */
struct published *published_find(const struct published_list *list, const struct scr_hash *digest);
/* *added stays false, and the item the caller's, on failure and when there is one with its digest. */
SCR_MUST_CHECK scr_result published_add(struct published_list *list, struct published *item, bool *added);

struct publications {
    struct published_list commitments, seeds, trees;
};

/* Take over what calloc gave, also on failure. An equal digest that is there already stays: its bytes are the same. */
SCR_MUST_CHECK scr_result publications_add_commitment(struct publications *publications,
                                                      struct published_commitment *commitment);
SCR_MUST_CHECK scr_result publications_add_seed(struct publications *publications, struct published_seed *seed);
/* Its committed contest has a tree then. */
SCR_MUST_CHECK scr_result publications_add_tree(struct publications *publications, struct published_tree *tree);
/* An audit rests on this tree (TPT-22 holds): its committed contest has one. */
void publications_note_audit(const struct publications *publications, const struct published_tree *tree);
/* NULL when none has this digest. */
const struct published_commitment *publications_commitment(const struct publications *publications,
                                                           const struct scr_hash *digest);
const struct published_seed *publications_seed(const struct publications *publications, const struct scr_hash *digest);
const struct published_tree *publications_tree(const struct publications *publications, const struct scr_hash *digest);
/* Sorts the contests by id, once all are read; *twin is the position of one with the id of another, or the count. */
SCR_MUST_CHECK scr_result published_sort_contests(struct published_commitment *commitment, size_t *twin);
/* The contest with this id, or NULL. */
const struct published_contest *published_commitment_contest(const struct published_commitment *commitment,
                                                             const char *id);
/* Release one that was never added (NULL is fine), or all. */
void published_commitment_free(struct published_commitment *commitment);
void published_seed_free(struct published_seed *seed);
void published_tree_free(struct published_tree *tree);
void publications_free(struct publications *publications);

#endif
