/* impact.h: an impact statement as it was read, and the parts of its checks. Specification, section 16. */
#ifndef VERIFY_IMPACT_IMPACT_H
#define VERIFY_IMPACT_IMPACT_H

#include "verify/complaint.h"
#include "verify/document.h"
#include "verify/release/fraction.h"
#include "verify/release/wide.h"

enum {
    IMPACT_EPSILONS = 16,  /* at most, in the schema */
    IMPACT_COLUMNS = 20,   /* numbers of one row of Results: coverage with Samples */
    IMPACT_GRID = 19,      /* values of p: 1/20 .. 19/20 */
    IMPACT_SUMMARY = 10,   /* numbers of the longest summary, that of funds */
    IMPACT_DIGEST = 16,    /* bytes of a trial's digest */
    IMPACT_TOGETHER = 1000 /* digests in one element */
};
#define IMPACT_ONE (INT64_C(1) << 20)              /* DAWA's results are in units of 1 / this */
#define IMPACT_SHARE INT64_C(1000000000000)        /* a share of 1 is so many units of T */
#define IMPACT_DRAW_MOST (INT64_C(1) << 40)        /* a larger draw has no result */
#define IMPACT_INFLATION INT64_C(1000000000000000) /* inflation counts no further */
__extension__ typedef unsigned __int128 wide_count;
#define IMPACT_WIDE_MOST ((wide)(~(wide_count)0 >> 1)) /* stands for all greater numbers that a file may have */

enum decision { DECISION_COVERAGE, DECISION_FUNDS, DECISION_SEATS };
enum mechanism { MECHANISM_LAPLACE, MECHANISM_D_LAPLACE, MECHANISM_DAWA_SOUND, MECHANISM_DAWA_PUBLISHED };
enum threshold { THRESHOLD_PERCENT, THRESHOLD_NUMBER, THRESHOLD_ILLITERACY };
extern const char *const impact_decisions[3], *const impact_mechanisms[4], *const impact_thresholds[3];
/* The attributes of the three summaries in the schema's order, and after how many of them the list ends. */
extern const char *const impact_summaries[3][IMPACT_SUMMARY];

struct impact_row {
    const char *id, *name, *values, *truth;
    int64_t numbers[3]; /* of `values`, once IMP-02 holds: vac lep lit, w x, or x */
};
/* A row that the rule makes, as the document lists it. */
struct impact_constructed {
    uint32_t of; /* number of a row from 1 */
    enum threshold threshold;
    const char *values, *truth;
};
struct impact_repair {
    const char *p;
    wide numbers[3]; /* CoveredLeast, CoveredSum, FalsePositives */
};
struct impact_results {
    const char *epsilon, *scale;
    wide *numbers; /* `impact.columns` of each row; owned */
    size_t row_count, number_capacity;
    size_t misshapen;                  /* first row, from 1, with another number of numbers; 0: none */
    uint8_t (*digests)[IMPACT_DIGEST]; /* by k; owned */
    size_t digest_count, digest_capacity;
    bool digests_misshapen; /* First, number or form of digests is wrong */
    int summary;            /* enum decision, or -1: none */
    wide summary_numbers[IMPACT_SUMMARY];
    struct impact_repair repairs[IMPACT_GRID];
    size_t repair_count;
    bool no_penalty;
    wide penalty[4]; /* Slack, Refused, Failures, InflationSum */
};

struct impact {
    enum decision decision;
    enum mechanism mechanism;
    const char *rho, *trials, *seed;
    const char *epsilons[IMPACT_EPSILONS];
    size_t epsilon_count;
    int rule, truth;          /* enum decision of the rule's and of the truth's element, or -1 */
    const char *rule_text[3]; /* attributes of the rule in order */
    size_t rule_text_count;
    bool constructed; /* CoverageRule */
    uint32_t samples, house;
    const char *claim;
    struct impact_row *rows; /* owned */
    size_t row_count, row_capacity;
    struct impact_constructed *made; /* owned */
    size_t made_count, made_capacity;
    struct scr_hash table_digest;
    wide truth_numbers[3];
    struct impact_results results[IMPACT_EPSILONS];
    size_t result_count;
    size_t columns; /* numbers of a row of Results, by decision and Samples */
    bool in_table;  /* of the reader: a Row is one of Table */
};

/* Reads the document: success means that IMP-01 holds. The texts live in `arena`. */
SCR_MUST_CHECK scr_result impact_read(const char *path, const struct scr_xml_schema *schema, struct impact *impact,
                                      struct scr_arena *arena, struct artifact_header *header, struct scr_hash *digest,
                                      struct scr_diagnosis *diagnosis);
void impact_free(struct impact *impact);
/* A whole number of a file, with `-` before it if negative; IMPACT_WIDE_MOST for what is greater. False: not one. */
bool impact_number(const char *text, size_t length, wide *number);
/* `number` in decimal; `text` has room for 41 characters. */
const char *impact_decimal(wide number, char text[static 41]);

#endif
