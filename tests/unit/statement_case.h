/* statement_case.h: what the tests of measurements share: returns, a plan, and a release announced in a store of its
 * own.
 */
#ifndef TESTS_UNIT_STATEMENT_CASE_H
#define TESTS_UNIT_STATEMENT_CASE_H

#include "gen/release/plan.h"
#include "gen/store/store_release.h"
#include "import_case.h"
#include "returns_case.h"

/* Returns of 40 ballots; Council is voted on in one precinct, and Cole certifies its total. */
extern const char statement_case_text[];
extern const struct release_plan_request statement_case_usual;
/* The key whose bytes are 0, 1, 2 and so on. */
struct noise_key statement_case_key(void);

/* One release, announced in a store of its own. */
struct statement_case {
    struct returns_case returns;
    char path[400];
    struct scr_arena arena;
    struct measurement_plan plan;
    struct measurement measurement;
    struct scr_diagnosis diagnosis;
    struct store *store;
    struct release_record record;
    struct ledger ledger;
};

/* Reads the returns; the store's path is set, and nothing is there yet. */
void statement_case_begin(struct statement_case *a, const char *csv);
/* Plans and measures them as asked, with the counting key's table root. */
scr_result statement_case_measure(struct statement_case *a, const struct release_plan_request *request);
void statement_case_end(struct statement_case *a);

#endif
