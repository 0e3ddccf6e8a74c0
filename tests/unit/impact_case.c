/* impact_case.c: studies of impact statements made from numbers. */
#include "impact_case.h"

#include "scrutineer/status.h"

void impact_case_begin(struct impact_case *c, enum impact_decision decision, const uint64_t *values, size_t count) {
    *c = (struct impact_case){.table = {.decision = decision},
                              .parameters = {.decision = decision,
                                             .trials = 10,
                                             .seed = "test",
                                             .epsilons = {{1, 1}},
                                             .epsilon_count = 1,
                                             .illiteracy = {131, 10000},
                                             .house = 543}};
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_grow(&c->table.rows, &c->table.capacity, count + 1, sizeof *c->table.rows)));
    for (size_t i = 0; i < count; i++) {
        struct impact_row *row = &c->table.rows[c->table.count++];
        row->id = row->name = scr_arena_print(&c->table.arena, "row %zu", i + 1);
        for (size_t v = 0; v < impact_value_count(decision); v++) row->values[v] = *values++;
    }
}

void impact_case_study(struct impact_case *c) {
    CU_ASSERT_FALSE_FATAL(scr_failed(impact_table_check(&c->table, NULL)));
    CU_ASSERT_FALSE_FATAL(scr_failed(impact_study_set(&c->study, &c->table, &c->parameters)));
}

void impact_case_run(struct impact_case *c) {
    impact_case_study(c);
    CU_ASSERT_FALSE_FATAL(scr_failed(impact_run(&c->study, c->outcomes, NULL, NULL, NULL)));
}

void impact_case_end(struct impact_case *c) {
    impact_outcomes_free(c->outcomes);
    impact_study_free(&c->study);
    impact_table_free(&c->table);
}
