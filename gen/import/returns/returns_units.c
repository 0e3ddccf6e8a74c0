/* returns_units.c: what must hold within one unit: a contest's own total, and votes against ballots cast.
 *
 * A voter marks a selection at most once, so no selection has more votes than ballots were cast; where votes_allowed is
 * known, all of them together have at most that many votes a ballot. */
#include <stdlib.h>
#include <string.h>

#include "returns_builder.h"

struct unit_sum {
    uint64_t votes, marked; /* of candidates, write-ins and others; with undervotes and overvotes */
    const struct returns_cell *total, *first;
};

struct within {
    struct returns_builder *builder;
    struct unit_sum *sums;
    const struct returns_cell **ballots; /* per unit */
    size_t more_ballots;                 /* units with more votes than ballots, votes_allowed unknown */
    const struct returns_cell *more;
};

static void check_cell(struct within *within, const struct returns_cell *cell) {
    struct returns_builder *builder = within->builder;
    const struct option_building *option = &builder->options[cell->option];
    const struct returns_cell *ballots = within->ballots[cell->unit];
    bool several = option->kind == RETURNS_UNDERVOTES || option->kind >= RETURNS_OTHER; /* also a contest's total */
    uint64_t each = several ? builder->contests[option->contest].votes_allowed : 1;
    if (!ballots || !each || cell->votes <= ballots->votes * each) return;
    returns_cell_problem(builder, cell, "%s of %s is %llu, more than the ballots cast there, %llu (%s, line %lu)",
                         returns_shown_option(builder, cell->option), returns_shown_unit(builder, cell->unit),
                         (unsigned long long)cell->votes, (unsigned long long)ballots->votes,
                         builder->files[ballots->file], (unsigned long)ballots->line);
}

static void check_sum(struct within *within, size_t unit, size_t contest) {
    struct returns_builder *builder = within->builder;
    const struct unit_sum *sum = &within->sums[unit];
    const struct returns_cell *ballots = within->ballots[unit];
    unsigned allowed = builder->contests[contest].votes_allowed;
    if (sum->total && sum->total->votes != sum->votes && sum->total->votes != sum->marked)
        returns_cell_problem(builder, sum->total,
                             "the total of the contest %s in %s is %llu, but its selections add up to %llu, and to "
                             "%llu with undervotes and overvotes",
                             builder_shown(&builder->base, builder->contests[contest].name),
                             returns_shown_unit(builder, unit), (unsigned long long)sum->total->votes,
                             (unsigned long long)sum->votes, (unsigned long long)sum->marked);
    if (!ballots || !sum->first) return;
    if (allowed && sum->votes > ballots->votes * allowed)
        returns_cell_problem(builder, sum->first,
                             "the votes of the contest %s in %s add up to %llu, more than %llu ballots (%s, line %lu) "
                             "with %u votes each",
                             builder_shown(&builder->base, builder->contests[contest].name),
                             returns_shown_unit(builder, unit), (unsigned long long)sum->votes,
                             (unsigned long long)ballots->votes, builder->files[ballots->file],
                             (unsigned long)ballots->line, allowed);
    else if (!allowed && sum->votes > ballots->votes && !within->more_ballots++)
        within->more = sum->first;
}

static void remark_more(struct within *within, size_t contest) {
    struct returns_builder *builder = within->builder;
    if (!within->more_ballots) return;
    builder->base.shown = builder->files[within->more->file];
    builder_remark(&builder->base, (struct import_place){.line = within->more->line},
                   "the contest %s has more votes than ballots in %zu units, the first of them %s; that is right only "
                   "if several votes are allowed",
                   builder_shown(&builder->base, builder->contests[contest].name), within->more_ballots,
                   returns_shown_unit(builder, within->more->unit));
    within->more_ballots = 0;
}

static void check_contest(struct within *within, size_t contest, const struct returns_cell *cells, size_t count) {
    const struct option_building *options = within->builder->options;
    for (size_t i = 0; i < count; i++) {
        struct unit_sum *sum = &within->sums[cells[i].unit];
        unsigned kind = options[cells[i].option].kind;
        check_cell(within, &cells[i]);
        if (!sum->first) sum->first = &cells[i];
        if (kind == RETURNS_CONTEST_TOTAL)
            sum->total = &cells[i];
        else
            sum->marked += cells[i].votes;
        if (kind == RETURNS_CANDIDATE || kind == RETURNS_WRITE_IN || kind == RETURNS_OTHER)
            sum->votes += cells[i].votes;
    }
    for (size_t i = 0; i < count; i++)
        if (within->sums[cells[i].unit].first) {
            check_sum(within, cells[i].unit, contest);
            within->sums[cells[i].unit] = (struct unit_sum){0};
        }
    remark_more(within, contest);
}

/* Takes the numbers that are no votes, and notes where there are more ballots than registered voters: with
 * registration on election day that is no error. */
static void take_numbers(struct within *within) {
    struct returns_builder *builder = within->builder;
    size_t above = 0;
    const struct returns_cell *first = NULL;
    for (size_t i = 0; i < builder->cell_count && builder->cells[i].option < RETURNS_FIRST_CONTEST; i++) {
        const struct returns_cell *cell = &builder->cells[i];
        struct returns_unit *unit = &builder->units[cell->unit];
        if (cell->option == RETURNS_REGISTERED) {
            unit->registered = cell->votes;
            continue;
        }
        unit->ballots = cell->votes;
        /* Parts of a precinct under one name: what is said of one is not compared with the other. */
        if (!builder->repeated[cell->unit]) within->ballots[cell->unit] = cell;
        if (unit->registered != RETURNS_UNKNOWN && unit->ballots > unit->registered && !above++) first = cell;
    }
    if (!above) return;
    builder->base.shown = builder->files[first->file];
    builder_remark(&builder->base, (struct import_place){.line = first->line},
                   "%zu units have more ballots than registered voters, the first of them %s (%llu and %llu)", above,
                   returns_shown_unit(builder, first->unit), (unsigned long long)first->votes,
                   (unsigned long long)builder->units[first->unit].registered);
}

scr_result returns_check_units(struct returns_builder *builder) {
    struct within within = {.builder = builder};
    within.sums = calloc(builder->unit_count, sizeof *within.sums);
    within.ballots = calloc(builder->unit_count, sizeof *within.ballots);
    bool room = within.sums && within.ballots;
    if (room) take_numbers(&within);
    for (size_t i = 0, next; i < builder->cell_count && room; i = next) {
        size_t contest = builder->options[builder->cells[i].option].contest;
        for (next = i + 1;
             next < builder->cell_count && builder->options[builder->cells[next].option].contest == contest;)
            next++;
        if (contest >= RETURNS_FIRST_CONTEST) check_contest(&within, contest, builder->cells + i, next - i);
    }
    free(within.sums);
    free(within.ballots);
    return room ? scr_done() : (scr_result){SCR_MEMORY};
}
