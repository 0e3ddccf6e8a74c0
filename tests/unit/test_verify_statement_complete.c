/* test_verify_statement_complete.c: `Complete` by ranges and sums over them, against section 13.2 unit by unit. */
#include <string.h>

#include "unit.h"
#include "verify/release/statement.h"

enum { LEVELS = 4, MOST = 12 };
static const char *const level_names[LEVELS] = {"State", "County", "City", "Precinct"};

static char unit_names[LEVELS][MOST][24];

/* Drawn trees, turnout and precincts. */
struct drawn {
    struct measured_unit units[LEVELS][MOST];
    bool with[LEVELS][MOST]; /* has the contest */
    struct range ranges[MOST];
    struct measured_option options[3];
    struct measured_contest contest;
    struct published_statement statement;
    uint64_t state;
};

static uint32_t draw(struct drawn *drawn, uint32_t below) {
    drawn->state = drawn->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(drawn->state >> 33) % below;
}

static void draw_levels(struct drawn *drawn) {
    struct published_statement *statement = &drawn->statement;
    statement->level_count = 2 + draw(drawn, LEVELS - 1);
    size_t count = 1;
    for (size_t level = 0; level < statement->level_count; level++) {
        struct measured_level *made = &statement->levels[level];
        *made = (struct measured_level){.name = level_names[level], .units = drawn->units[level], .count = count};
        for (size_t i = 0; i < count; i++) {
            snprintf(unit_names[level][i], sizeof unit_names[level][i], "U%zu", i + 1);
            drawn->units[level][i] = (struct measured_unit){.name = unit_names[level][i], .parent = 0};
        }
        if (level) { /* each parent once, the others where they fall: parents never decrease */
            uint32_t parents = (uint32_t)statement->levels[level - 1].count, parent = 1;
            for (size_t i = 0; i < count; i++) {
                drawn->units[level][i].parent = parent;
                if (parent < parents && (count - i - 1 == parents - parent || draw(drawn, 2))) parent++;
            }
        }
        count += draw(drawn, (uint32_t)(MOST - count) / 2 + 1);
    }
}

static void draw_contest(struct drawn *drawn) {
    struct measured_level *last = &drawn->statement.levels[drawn->statement.level_count - 1];
    memset(drawn->with, 0, sizeof drawn->with);
    drawn->contest.units = (struct ranges){drawn->ranges, 0};
    bool all = !draw(drawn, 3);
    for (uint32_t i = 0, before = 0; i < last->count;
         i++, before = drawn->with[drawn->statement.level_count - 1][i - 1]) {
        bool with = all || draw(drawn, 2);
        drawn->with[drawn->statement.level_count - 1][i] = with;
        if (with && !before) drawn->ranges[drawn->contest.units.count++].first = i + 1;
        if (with) drawn->ranges[drawn->contest.units.count - 1].last = i + 1;
    }
}

/* Mostly what sums up, over all units or over those with the contest; sometimes another number or none. */
static void draw_turnout(struct drawn *drawn) {
    bool own = draw(drawn, 2), spoilt = !draw(drawn, 3);
    for (size_t level = drawn->statement.level_count; level-- > 0;)
        for (size_t i = 0; i < drawn->statement.levels[level].count; i++) {
            struct measured_unit *unit = &drawn->units[level][i];
            unit->turnout = true;
            unit->ballots_cast = draw(drawn, 3);
            if (level + 1 < drawn->statement.level_count) unit->ballots_cast = 0;
            for (size_t k = 0; level + 1 < drawn->statement.level_count && k < drawn->statement.levels[level + 1].count;
                 k++)
                if (drawn->units[level + 1][k].parent == i + 1 && (!own || drawn->with[level + 1][k])) {
                    unit->ballots_cast += drawn->units[level + 1][k].ballots_cast;
                    drawn->with[level][i] = drawn->with[level][i] || drawn->with[level + 1][k];
                } else if (drawn->units[level + 1][k].parent == i + 1) {
                    drawn->with[level][i] = drawn->with[level][i] || drawn->with[level + 1][k];
                }
            if (spoilt && !draw(drawn, 8)) unit->ballots_cast++;
            if (spoilt && !draw(drawn, 8)) unit->turnout = false;
        }
}

/* Section 13.2, word for word; if not, `said` is what the lowest level, and on it the first unit, has wrong. */
static bool complete(const struct drawn *drawn, char said[static 200]) {
    const struct published_statement *statement = &drawn->statement;
    for (size_t level = statement->level_count; level-- > 0;)
        for (size_t i = 0; i < statement->levels[level].count; i++) {
            const struct measured_unit *unit = &drawn->units[level][i];
            uint64_t sum = 0;
            int length =
                snprintf(said, 200, "contest \"c\" is called Complete, but unit %zu of level \"%s\", \"U%zu\", has ",
                         i + 1, level_names[level], i + 1);
            if (!drawn->with[level][i]) continue;
            if (!unit->turnout) {
                snprintf(said + length, 200 - (size_t)length, "it and no BallotsCast");
                return false;
            }
            if (level + 1 == statement->level_count) continue;
            for (size_t k = 0; k < statement->levels[level + 1].count; k++)
                if (drawn->units[level + 1][k].parent == i + 1 && drawn->with[level + 1][k])
                    sum += drawn->units[level + 1][k].ballots_cast;
            if (sum == unit->ballots_cast) continue;
            snprintf(said + length, 200 - (size_t)length,
                     "BallotsCast %u, and those below it with the contest %llu together", (unsigned)unit->ballots_cast,
                     (unsigned long long)sum);
            return false;
        }
    snprintf(said, 200,
             "contest \"c\" is not called Complete, but has undervotes, overvotes and the BallotsCast of all "
             "its units, %u together",
             (unsigned)drawn->units[0][0].ballots_cast);
    return true;
}

/* `said`: what the refutation says. */
static bool refuted(struct drawn *drawn, bool called, const char *said) {
    struct complaint complaint = {0};
    drawn->contest.complete = called;
    CU_ASSERT_FALSE(scr_failed(statement_check_complete(&drawn->statement, &complaint)));
    bool some = complaint.count > 0;
    if (some && !strstr((const char *)complaint.text.data, said))
        printf("\n  %s\n  wanted: %s\n", (const char *)complaint.text.data, said);
    CU_ASSERT(!some || strstr((const char *)complaint.text.data, said) != NULL);
    complaint_free(&complaint);
    return some;
}

UNIT_TEST(verify_statement_complete, as_the_words_have_it) {
    static struct drawn drawn;
    size_t held = 0, failed = 0;
    drawn.state = 13;
    drawn.options[0] = (struct measured_option){"a", "A", OPTION_LISTED};
    drawn.options[1] = (struct measured_option){"u", "U", OPTION_UNDERVOTES};
    drawn.options[2] = (struct measured_option){"o", "O", OPTION_OVERVOTES};
    drawn.contest.id = "c";
    drawn.contest.options = drawn.options;
    drawn.contest.option_count = 3;
    drawn.statement.contests = &drawn.contest;
    drawn.statement.contest_count = 1;
    for (size_t round = 0; round < 20000; round++) {
        draw_levels(&drawn);
        draw_contest(&drawn);
        if (!drawn.contest.units.count) continue;
        draw_turnout(&drawn);
        char said[200];
        bool wanted = complete(&drawn, said);
        CU_ASSERT_EQUAL(refuted(&drawn, true, said), !wanted);
        CU_ASSERT_EQUAL(refuted(&drawn, false, said), wanted);
        *(wanted ? &held : &failed) += 1;
    }
    CU_ASSERT(held > 2000 && failed > 2000);
    drawn.contest.option_count = 2; /* without overvotes nothing is complete */
    CU_ASSERT_FALSE(refuted(&drawn, false, ""));
    CU_ASSERT(refuted(&drawn, true, "contest \"c\" is called Complete, but has no option overvotes"));
    drawn.contest.option_count = 1;
    CU_ASSERT(refuted(&drawn, true, "contest \"c\" is called Complete, but has no option undervotes"));
}
