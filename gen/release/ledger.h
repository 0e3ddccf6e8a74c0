/* ledger.h: what was ever charged to the voters of an election, as a hash chain (specification, section 13.3). */
#ifndef GEN_RELEASE_LEDGER_H
#define GEN_RELEASE_LEDGER_H

#include "gen/election.h"
#include "scrutineer/hash.h"
#include "scrutineer/rational.h"

enum ledger_kind { LEDGER_ANNOUNCE, LEDGER_FINISH, LEDGER_DISCLOSURE };

struct ledger_loss {
    const char *contest; /* id */
    const char *epsilon; /* canonical fraction, in substitution; "unlimited" of a disclosure */
};

struct ledger_entry {
    enum ledger_kind kind;
    uint32_t release; /* 0 of a disclosure */
    struct scr_hash digest, hash;
    struct ledger_loss *losses;
    size_t loss_count;
};

/* Zero-initialise. Contests that stand on one ballot together. */
struct ledger_style {
    const char *id;
    const char **contests; /* ids */
    size_t count;
};

struct ledger {
    struct scr_arena arena;       /* owns everything below */
    const char *total;            /* the declared limit per voter, canonical; NULL before the first announcement */
    struct ledger_entry *entries; /* malloc'ed */
    size_t count, capacity;
    struct ledger_style *styles; /* none: all contests are on one ballot */
    size_t style_count;
};
void ledger_free(struct ledger *ledger);

/* Adds an entry with copies of its texts and the hash that follows from the one before. */
SCR_MUST_CHECK scr_result ledger_append(struct ledger *ledger, const struct ledger_entry *entry);
/* The hash of an entry after `before`. */
SCR_MUST_CHECK scr_result ledger_hash(const struct scr_hash *before, const struct ledger_entry *entry,
                                      struct scr_hash *hash);
/* True when every hash follows, releases are announced once and in order, finishes follow their announcement, and each
 * loss is a fraction in lowest terms, or unlimited in a disclosure. */
SCR_MUST_CHECK scr_result ledger_intact(const struct ledger *ledger, bool *intact);

/* The ballot styles of a definition, cut down to the contests that the ledger knows; each set of contests once. */
SCR_MUST_CHECK scr_result ledger_take_styles(struct ledger *ledger, const struct election *election);

/* A voter's loss: the largest, over styles, of the sum of the finite losses of the style's contests and of the contests
 * that no style lists. *worst (may be NULL) is that style, ledger->style_count when there are none. */
SCR_MUST_CHECK scr_result ledger_spent(const struct ledger *ledger, struct scr_rational *spent, size_t *worst);
/* The same for one style only. */
SCR_MUST_CHECK scr_result ledger_spent_by(const struct ledger *ledger, size_t style, struct scr_rational *spent);
/* The finite losses of one contest; *unlimited: a disclosure of it stands. */
SCR_MUST_CHECK scr_result ledger_spent_on(const struct ledger *ledger, const char *contest, struct scr_rational *spent,
                                          bool *unlimited);

const char *ledger_kind_name(enum ledger_kind kind);

#endif
