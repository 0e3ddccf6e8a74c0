/* test_verify_release_made.c: makes up a contest, its release and their counts. */
#include "test_verify_release_made.h"

void made_begin(struct made *made, size_t exact, uint32_t tops, const char *parents, size_t options) {
    uint32_t below = (uint32_t)strlen(parents);
    *made = (struct made){.all = {1, below ? below : tops}};
    made->statement.levels[0] = (struct measured_level){.name = "tops", .units = made->units[0], .count = tops};
    made->statement.levels[1] = (struct measured_level){.name = "parts", .units = made->units[1], .count = below};
    made->statement.level_count = below ? 2 : 1;
    made->statement.exact_levels = (uint32_t)exact;
    for (uint32_t i = 0; i < tops; i++) made->units[0][i] = (struct measured_unit){.name = "top"};
    for (uint32_t i = 0; i < below; i++)
        made->units[1][i] = (struct measured_unit){.name = "part", .parent = (uint32_t)(parents[i] - '0')};
    for (size_t i = 0; i < options; i++) made->options[i] = (struct measured_option){.id = "o", .name = "O"};
    for (uint32_t i = 0; i < 2; i++) made->shares[i] = (struct measured_share){.level = i + 1, .scale = {5, 1}};
    made->contest = (struct measured_contest){.id = "c",
                                              .name = "C",
                                              .votes_allowed = 1,
                                              .units = {&made->all, 1},
                                              .unit_count = made->all.last,
                                              .options = made->options,
                                              .option_count = options,
                                              .zeros = &made->zero,
                                              .shares = made->shares + exact,
                                              .share_count = made->statement.level_count - exact};
    made->statement.contests = &made->contest;
    made->statement.contest_count = 1;
    made->claimed = (struct claimed_contest){.id = "c", .blocks = made->blocks};
    made->release = (struct release){.contests = &made->claimed, .contest_count = 1, .statement = &made->statement};
}

void made_put(struct made *made, uint32_t level, enum counts_kind kind, int64_t *values, int64_t *denominators) {
    size_t rows = made->statement.levels[level - 1].count;
    made->blocks[made->claimed.block_count++] = (struct release_block){.level = level,
                                                                       .kind = kind,
                                                                       .fractions = denominators,
                                                                       .rows = rows,
                                                                       .columns = made->contest.option_count,
                                                                       .values = values,
                                                                       .denominators = denominators,
                                                                       .count = rows * made->contest.option_count};
}

void made_turn_out(struct made *made, size_t level, const uint32_t *ballots) {
    for (size_t i = 0; i < made->statement.levels[level - 1].count; i++) {
        made->units[level - 1][i].turnout = true;
        made->units[level - 1][i].ballots_cast = ballots[i];
    }
}

void made_leave_out(struct made *made, uint32_t option, uint32_t first, uint32_t last) {
    made->zero_units = (struct range){first, last};
    made->zero = (struct structural_zero){.option = option, .units = {&made->zero_units, 1}};
    made->contest.zero_count = 1;
}
