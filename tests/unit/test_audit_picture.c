/* test_audit_picture.c: a picture shows no more than was published: ballots that stay secret leave no trace in it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit_case.h"
#include "gen/audit/picture.h"
#include "unit.h"

static void draw(const struct audit_case *c, const uint32_t *ballots, size_t count, bool examined, bool all,
                 struct scr_buffer *svg) {
    struct tree_totals totals;
    CU_ASSERT_EQUAL_FATAL(tree_totals_of(&c->ballots, c->contest.candidate_count, &totals).code, SCR_DONE);
    const struct audit_picture picture = {&c->contest, &c->audited, &totals, ballots, count, examined, all};
    svg->length = 0;
    CU_ASSERT_EQUAL(audit_draw(&picture, svg).code, SCR_DONE);
}

UNIT_TEST(audit_picture, secret_ballots_leave_no_trace) {
    struct audit_case c, other;
    struct ballot_plan plan;
    struct scr_buffer one = {0}, two = {0};
    unsigned exchanged = 0, seen = 0;
    audit_case_make(&c, "AABABBAAB.AABBACABAAABCABAA", 3, 3, 1);
    CU_ASSERT_EQUAL_FATAL(audited_tree_plan(&c.audited, &plan).code, SCR_DONE);
    CU_ASSERT(plan.count > 3 && plan.count < 20);
    for (uint32_t a = 1; a <= 27; a++)
        for (uint32_t b = a + 1; b <= 27; b++) {
            char codes[28] = {0};
            bool open = c.codes[a - 1] == c.codes[b - 1];
            for (size_t i = 0; i < plan.count; i++) open = open || plan.ballots[i] == a || plan.ballots[i] == b;
            if (open) continue;
            memcpy(codes, c.codes, 27);
            codes[a - 1] = (char)c.codes[b - 1];
            codes[b - 1] = (char)c.codes[a - 1];
            audit_case_make(&other, codes, 3, 3, 1);
            for (unsigned kind = 0; kind < 2; kind++) {
                for (size_t i = 0; i < plan.count && kind; i++) { /* examined, and found as recorded */
                    uint32_t ballot = plan.ballots[i];
                    CU_ASSERT_EQUAL(audited_tree_read(&c.audited, ballot, codes[ballot - 1]).code, SCR_DONE);
                    CU_ASSERT_EQUAL(audited_tree_read(&other.audited, ballot, codes[ballot - 1]).code, SCR_DONE);
                }
                draw(&c, plan.ballots, plan.count, kind, false, &one);
                draw(&other, plan.ballots, plan.count, kind, false, &two);
                CU_ASSERT(one.length == two.length && !memcmp(one.data, two.data, one.length));
                for (size_t i = 0; i < plan.count && kind; i++)
                    CU_ASSERT_EQUAL(audited_tree_read(&c.audited, plan.ballots[i], AUDIT_NONE).code, SCR_DONE);
            }
            draw(&c, plan.ballots, plan.count, false, true, &one);
            draw(&other, plan.ballots, plan.count, false, true, &two);
            seen += one.length != two.length || memcmp(one.data, two.data, one.length) != 0;
            exchanged++;
            audit_case_free(&other);
        }
    CU_ASSERT(exchanged > 10 && seen == exchanged); /* all disclosed: every exchange shows */
    scr_buffer_free(&one);
    scr_buffer_free(&two);
    ballot_plan_free(&plan);
    audit_case_free(&c);
}
