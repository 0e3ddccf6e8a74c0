/* tree_seen.h: a plurality tree, and an audit of it, as a page shows them, read from the artifacts. */
#ifndef GEN_REPORT_VERIFIED_TREE_SEEN_H
#define GEN_REPORT_VERIFIED_TREE_SEEN_H

#include "gen/tree/artifact.h"
#include "scrutineer/bytes.h"

#define TREE_BALLOTS_SEEN ((uint64_t)1 << 30) /* specification, 10.1 */
#define TREE_LEAVES_SEEN ((uint64_t)1 << 22)  /* leaves of a tree that is drawn; 50 MB */

struct tree_seen {
    struct tree_contest contest;
    struct tree_contest_candidate candidates[TREE_CODES_MOST];
    struct scr_hash commitment;
    const char *seed;
    struct tree_totals totals;
    char winner; /* code or '.' */
    uint32_t *plan;
    size_t plan_count, plan_capacity;
    uint8_t *codes; /* [ballots]; '?' where not disclosed. NULL for a tree that is too large to be drawn */
    size_t code_count;
    bool disclose_all;
    struct scr_arena arena;
};

/* SCR_INPUT: not a tree, or not of `hash`. Release with tree_seen_free, also after a failure. */
SCR_MUST_CHECK scr_result tree_seen_read(const char *path, const struct scr_hash *hash, struct tree_seen *tree);
void tree_seen_free(struct tree_seen *tree);

struct audit_seen {
    struct scr_hash tree;
    char result[24];
    char winner; /* code or '.', 0: none */
    struct audit_reading_seen {
        uint32_t ballot;
        char interpretation;
    } * readings;
    size_t reading_count, reading_capacity;
    struct audit_reading_seen *opened; /* as recorded */
    size_t opened_count, opened_capacity;
};

SCR_MUST_CHECK scr_result audit_seen_read(const char *path, const struct scr_hash *hash, struct audit_seen *audit);
void audit_seen_free(struct audit_seen *audit);

#endif
