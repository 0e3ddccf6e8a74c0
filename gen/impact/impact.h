/* impact.h: what an impact statement is about: a public table, a decision rule, a mechanism, and many trials
 * (specification, section 16). */
#ifndef GEN_IMPACT_IMPACT_H
#define GEN_IMPACT_IMPACT_H

#include <stdint.h>

#include "scrutineer/bytes.h"
#include "scrutineer/hash.h"

/* Sums and products of the specification stay below 2^127. */
__extension__ typedef unsigned __int128 impact_wide;
__extension__ typedef __int128 impact_signed;

#define IMPACT_EPSILONS_MOST 16
#define IMPACT_SOURCES_MOST 16
#define IMPACT_TRIALS_MOST 1000000
#define IMPACT_SAMPLES_MOST 10000
#define IMPACT_HOUSE_MOST 1000000
#define IMPACT_FRACTION_MOST UINT64_C(1000000000)
#define IMPACT_GRID 19                       /* p = 1/20 .. 19/20 of the repaired rule */
#define IMPACT_SHARE UINT64_C(1000000000000) /* a share of everything */
#define IMPACT_DAWA_UNIT 20                  /* DAWA's counts are in units of 2^-20 */

enum impact_decision { IMPACT_COVERAGE, IMPACT_FUNDS, IMPACT_SEATS };
enum impact_mechanism { IMPACT_LAPLACE, IMPACT_D_LAPLACE, IMPACT_DAWA_SOUND, IMPACT_DAWA_PUBLISHED };
enum impact_threshold { IMPACT_PERCENT, IMPACT_NUMBER, IMPACT_ILLITERACY };

/* The columns of the tables: coverage VAC LEP LIT; funds WEIGHT CHILDREN; seats POPULATION. */
enum { IMPACT_VAC, IMPACT_LEP, IMPACT_LIT, IMPACT_COLUMNS };
enum { IMPACT_WEIGHT, IMPACT_CHILDREN };

/* p/q in lowest terms; q = 0: none. */
struct impact_fraction {
    uint64_t p, q;
};

struct impact_row {
    const char *id, *name;
    uint64_t values[IMPACT_COLUMNS];
};

struct impact_source {
    const char *name, *format;
    struct scr_hash hash;
};

/* Strings live in the arena. */
struct impact_table {
    enum impact_decision decision;
    struct impact_row *rows;
    size_t count, capacity;
    struct impact_source sources[IMPACT_SOURCES_MOST];
    size_t source_count;
    size_t left_out; /* rows of the files without a weight */
    struct scr_arena arena;
};
void impact_table_free(struct impact_table *table);

struct impact_parameters {
    enum impact_decision decision;
    enum impact_mechanism mechanism;
    struct impact_fraction rho; /* of DAWA, else none */
    uint32_t trials;
    const char *seed;
    struct impact_fraction epsilons[IMPACT_EPSILONS_MOST]; /* ascending */
    size_t epsilon_count;
    struct impact_fraction illiteracy; /* coverage */
    bool constructed;
    uint32_t samples;
    struct impact_fraction delta; /* funds; none: no repair */
    uint32_t house;               /* seats */
};

const char *impact_decision_name(enum impact_decision decision);
const char *impact_mechanism_name(enum impact_mechanism mechanism);
const char *impact_threshold_name(enum impact_threshold threshold);
bool impact_decision_find(const char *name, enum impact_decision *decision);
bool impact_mechanism_find(const char *name, enum impact_mechanism *mechanism);
static inline bool impact_is_dawa(enum impact_mechanism mechanism) {
    return mechanism == IMPACT_DAWA_SOUND || mechanism == IMPACT_DAWA_PUBLISHED;
}
/* Values in a row of the table: coverage 3, funds 2, seats 1. Noisy columns: coverage 3, else 1. */
size_t impact_value_count(enum impact_decision decision);
size_t impact_noisy_columns(enum impact_decision decision);
size_t impact_rows_most(enum impact_decision decision);

/* Reads "2", "1/10" or "0.1"; both terms at most IMPACT_FRACTION_MOST after reduction, above 0. */
bool impact_fraction_parse(const char *text, struct impact_fraction *fraction);
int impact_fraction_compare(struct impact_fraction a, struct impact_fraction b);
/* "p" or "p/q"; "" for none. */
SCR_MUST_CHECK scr_result impact_fraction_print(struct scr_buffer *out, struct impact_fraction fraction);
SCR_MUST_CHECK scr_result impact_wide_print(struct scr_buffer *out, impact_wide number);
SCR_MUST_CHECK scr_result impact_signed_print(struct scr_buffer *out, impact_signed number);

/* What a row must satisfy by itself; NULL, or what is wrong with it and what would be right. */
const char *impact_row_fault(enum impact_decision decision, const struct impact_row *row);
/* The whole table: number of rows, ids each once, and a sum above 0 for funds. */
SCR_MUST_CHECK scr_result impact_table_check(const struct impact_table *table, struct scr_diagnosis *diagnosis);
SCR_MUST_CHECK scr_result impact_row_values(struct scr_buffer *out, enum impact_decision decision,
                                            const uint64_t values[static IMPACT_COLUMNS]);

#endif
