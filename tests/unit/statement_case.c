/* statement_case.c: a measurement made from returns, for tests. */
#include "statement_case.h"

#include <stdio.h>

const char statement_case_text[] =
    "county,precinct,contest,selection,votes,votes_allowed\n"
    "Bell,1,Mayor,Ann,12,1\nBell,1,Mayor,Bo,3,1\nBell,1,Mayor,Under Votes,2,1\nBell,1,Mayor,Over "
    "Votes,0,1\nBell,1,Ballots Cast,,17,\n"
    "Bell,2,Mayor,Ann,1,1\nBell,2,Mayor,Bo,5,1\nBell,2,Mayor,Under Votes,0,1\nBell,2,Mayor,Over "
    "Votes,0,1\nBell,2,Ballots Cast,,6,\n"
    "Cole,1,Mayor,Ann,7,1\nCole,1,Mayor,Bo,0,1\nCole,1,Mayor,Under Votes,1,1\nCole,1,Mayor,Over Votes,0,1\n"
    "Cole,1,Council,Xi,4,2\nCole,1,Council,Yo,7,2\nCole,1,Council,Zoe,3,2\nCole,1,Ballots Cast,,8,\n"
    "Cole,2,Mayor,Ann,0,1\nCole,2,Mayor,Bo,9,1\nCole,2,Mayor,Under Votes,0,1\nCole,2,Mayor,Over "
    "Votes,0,1\nCole,2,Ballots Cast,,9,\n"
    "Cole,,Council,Xi,4,2\nCole,,Council,Yo,7,2\nCole,,Council,Zoe,3,2\n";

struct noise_key statement_case_key(void) {
    struct noise_key key;
    for (unsigned i = 0; i < sizeof key.bytes; i++) key.bytes[i] = (uint8_t)i;
    return key;
}

scr_result statement_case_measure(struct statement_case *a, const struct release_plan_request *request) {
    static const struct release_plan_sources none = {NULL, NULL};
    const struct noise_key key = statement_case_key();
    struct measurement skeleton = {0};
    uint8_t table_key[RELEASE_KEY_SIZE];
    SCR_TRY(release_plan_begin(&a->returns.returns, request, &none, 1, &a->arena, &a->plan, &a->diagnosis));
    scr_result result = measurement_make(&a->returns.returns, &a->plan, "e1", &skeleton, &a->diagnosis);
    if (!scr_failed(result)) result = release_plan_shares(request, &skeleton, &a->arena, &a->plan, &a->diagnosis);
    measurement_free(&skeleton);
    SCR_TRY(result);
    SCR_TRY(measurement_make(&a->returns.returns, &a->plan, "e1", &a->measurement, &a->diagnosis));
    SCR_TRY(noise_table_key(&key, 1, table_key));
    return measurement_table_root(&a->measurement, table_key);
}

const struct release_plan_request statement_case_usual = {
    .epsilon = "1/2", .split = "best", .mechanism = "topdown", .turnout_public = true};

void statement_case_begin(struct statement_case *a, const char *csv) {
    *a = (struct statement_case){0};
    returns_case_begin(&a->returns);
    returns_case_text(&a->returns, "r.csv", csv);
    CU_ASSERT_FATAL(returns_case_good(&a->returns));
    snprintf(a->path, sizeof a->path, "%s/s.sqlite", a->returns.folder);
}

void statement_case_end(struct statement_case *a) {
    release_record_free(&a->record);
    ledger_free(&a->ledger);
    store_close(a->store);
    measurement_free(&a->measurement);
    scr_arena_free(&a->arena);
    scr_diagnosis_free(&a->diagnosis);
    returns_case_end(&a->returns);
}
