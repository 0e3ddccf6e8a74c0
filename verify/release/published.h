/* published.h: the valid noise commitments, measurement statements and precinct releases of one run, which later
 * artifacts look up by digest. Specification, sections 13 and 14. Each is owned by the release publications, its names
 * live in its own arena (head.arena). */
#ifndef VERIFY_RELEASE_PUBLISHED_H
#define VERIFY_RELEASE_PUBLISHED_H

#include "verify/release/fraction.h"
#include "verify/release/ranges.h"
#include "verify/tree/published.h"

/* What a file replaces: SHA-256 of earlier artifacts, as many as the schema allows. */
struct superseded {
    struct scr_hash hashes[16];
    size_t count;
};

/* A noise commitment for which DPR-01 holds. */
struct published_noise {
    struct published head;
    uint32_t releases; /* 1 to 1,000 keys */
    struct scr_hash root;
};

enum { RELEASE_LEVELS = 16, RELEASE_CONTESTS = 1000, RELEASE_OPTIONS = 1000, RELEASE_SHARES = 32 };

enum option_kind {
    OPTION_LISTED,
    OPTION_WRITE_IN,
    OPTION_UNDERVOTES,
    OPTION_OVERVOTES,
    OPTION_OTHER,
    OPTION_BALLOTS_CAST,
};
enum histogram { HISTOGRAM_OPTIONS, HISTOGRAM_TOTAL };

struct measured_unit {
    const char *name;
    uint32_t parent; /* number in the level above, from 1; 0 for the root */
    bool turnout;    /* BallotsCast is given */
    uint32_t ballots_cast;
};
struct measured_level {
    const char *name;
    struct measured_unit *units; /* unit number u, from 1, is units[u - 1]; malloc'ed, freed with the statement */
    size_t count, capacity;
    uint64_t first; /* index (specification, 13.2) of the first unit; unit number u has the index first + u - 1 */
};

struct measured_option {
    const char *id, *name;
    enum option_kind kind;
};
struct structural_zero {
    uint32_t option; /* from 1, within the contest */
    const char *units_text;
    struct ranges units; /* precinct numbers, all of them among the contest's */
};
struct measured_share {
    uint32_t level; /* from 1 */
    enum histogram histogram;
    const char *epsilon_text, *scale_text;
    struct fraction epsilon, scale; /* lowest terms */
};
struct measured_contest {
    const char *id, *name, *units_text;
    uint32_t votes_allowed;
    bool complete;
    struct ranges units;             /* precinct numbers (units of the last level) that have the contest, ascending */
    uint64_t unit_count;             /* how many */
    struct measured_option *options; /* these three: malloc'ed, freed with the statement */
    struct structural_zero *zeros;   /* at most one for each option */
    struct measured_share *shares;   /* at most one for each level and histogram */
    size_t option_count, zero_count, share_count;
    size_t option_capacity, zero_capacity, share_capacity;
    size_t first_option; /* number of its first option through all contests, from 0 */
};

enum ledger_kind { LEDGER_ANNOUNCE, LEDGER_FINISH, LEDGER_DISCLOSURE };

struct ledger_loss {
    const char *contest_id, *epsilon; /* "unlimited" or a fraction as written */
};
struct ledger_entry {
    uint32_t number;
    enum ledger_kind kind;
    bool has_release;
    uint32_t release;
    struct scr_hash digest, hash;
    size_t first_loss, loss_count; /* in ledger.losses */
};
struct ledger_style {
    const char *id;
    size_t first_on, on_count; /* in ledger.on */
};
/* All arrays malloc'ed, freed with the statement; names in its arena. */
struct ledger {
    const char *total, *spent; /* fractions as written */
    struct ledger_style *styles;
    const char **on; /* contest ids, style after style */
    struct ledger_entry *entries;
    struct ledger_loss *losses; /* entry after entry */
    size_t style_count, on_count, entry_count, loss_count;
    size_t style_capacity, on_capacity, entry_capacity, loss_capacity;
    size_t unfinished; /* releases announced before this one that no entry finishes; once DPR-05 holds */
};

/* A measurement statement for which DPR-02 and DPR-03 hold: every number is in range and may be used as an index. */
struct published_statement {
    struct published head;
    struct scr_hash noise; /* digest of the noise commitment that it rests on */
    struct seed_source source;
    uint32_t release; /* number, from 1 */
    bool add_remove;  /* Adjacency; else substitute */
    uint32_t exact_levels;
    struct scr_hash table_root;
    struct measured_level levels[RELEASE_LEVELS];
    size_t level_count;
    uint64_t unit_count;               /* of all levels */
    struct measured_contest *contests; /* in order of the document; malloc'ed, freed with the statement */
    size_t contest_count, contest_capacity;
    size_t *contests_by_id; /* positions, in the arena; for statement_contest */
    struct ledger ledger;
    bool ledger_follows;         /* DPR-05 holds */
    struct scr_hash measurement; /* M */
    struct superseded supersedes;
};

/* The contest with this id, or NULL. */
const struct measured_contest *statement_contest(const struct published_statement *statement, const char *id);
/* The last level, of precincts. */
static inline const struct measured_level *statement_precincts(const struct published_statement *statement) {
    return &statement->levels[statement->level_count - 1];
}
/* Whether the ledger has a disclosure of the tree with this digest that charges this contest. */
bool ledger_discloses(const struct ledger *ledger, const struct scr_hash *tree, const char *contest_id);

enum counts_kind { COUNTS_EXACT, COUNTS_MEASURED, COUNTS_MEASURED_TOTAL, COUNTS_PUBLISHED };

/* One element Counts: a row for each unit of the level that has the contest, in order. */
struct release_counts {
    uint32_t level; /* from 1 */
    enum counts_kind kind;
    size_t rows, columns;
    int64_t *numbers; /* rows times columns, row after row; malloc'ed, freed with the release; NULL for fractions */
};
struct release_contest {
    struct release_counts *counts; /* in order of the document; malloc'ed, freed with the release */
    size_t count, capacity;
};

/* A precinct release for which DPR-11 to DPR-13 hold: the opening may use its numbers without looking again. */
struct published_release {
    struct published head;
    const struct published_statement *statement; /* of the same publications */
    const struct published_seed *seed;           /* of the publications; NULL when not at hand */
    struct release_contest *contests;            /* as many as the statement has, same order; malloc'ed */
    size_t contest_count;
    struct superseded supersedes;
};

/* Zero-initialise. */
struct release_publications {
    struct published_list noise, statements, releases;
};

/* Take over what calloc gave, also on failure. An equal digest that is there already stays: its bytes are the same. */
SCR_MUST_CHECK scr_result releases_add_noise(struct release_publications *publications, struct published_noise *noise);
SCR_MUST_CHECK scr_result releases_add_statement(struct release_publications *publications,
                                                 struct published_statement *statement);
SCR_MUST_CHECK scr_result releases_add_release(struct release_publications *publications,
                                               struct published_release *release);
/* Keeps what the header of a file says. */
void superseded_keep(struct superseded *superseded, const struct artifact_header *header);
bool superseded_has(const struct superseded *superseded, const struct scr_hash *digest);
/* NULL when none has this digest. */
const struct published_noise *releases_noise(const struct release_publications *publications,
                                             const struct scr_hash *digest);
const struct published_statement *releases_statement(const struct release_publications *publications,
                                                     const struct scr_hash *digest);
const struct published_release *releases_release(const struct release_publications *publications,
                                                 const struct scr_hash *digest);
/* Release one that was never added (NULL is fine), or all. */
void published_noise_free(struct published_noise *noise);
void published_statement_free(struct published_statement *statement);
void published_release_free(struct published_release *release);
void release_publications_free(struct release_publications *publications);

#endif
