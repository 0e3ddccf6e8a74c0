/* cvr_match.c: brings the contests of cast-vote records together with those of an election definition. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cvr_import.h"

/* By id, else by exact name, else by name whatever its letters' case; only where one alone fits. */
static size_t find_contest(const struct election *election, const struct cvr_contest *wanted, size_t *fitting) {
    size_t found = CVR_NONE;
    for (size_t i = 0; i < election->contest_count; i++)
        if (!strcmp(election->contests[i].id, wanted->id)) {
            *fitting = 1;
            return i;
        }
    for (unsigned exact = 1;; exact--) {
        *fitting = 0;
        for (size_t i = 0; i < election->contest_count; i++) {
            const char *name = election->contests[i].name;
            if (exact ? !strcmp(name, wanted->name) : !strcasecmp(name, wanted->name)) found = i, ++*fitting;
        }
        if (*fitting || !exact) return *fitting == 1 ? found : CVR_NONE;
    }
}

static size_t find_candidate(const struct contest *contest, const struct cvr_candidate *wanted, const bool *taken) {
    size_t write_in = CVR_NONE;
    for (unsigned how = 0; how < 3; how++)
        for (size_t i = 0; i < contest->candidate_count; i++) {
            const struct candidate *candidate = &contest->candidates[i];
            if (taken[i]) continue;
            if (how == 0   ? !strcmp(candidate->id, wanted->id)
                : how == 1 ? !strcmp(candidate->name, wanted->name)
                           : !strcasecmp(candidate->name, wanted->name))
                return i;
            if (candidate->kind == CANDIDATE_WRITE_IN && write_in == CVR_NONE) write_in = i;
        }
    return wanted->write_in ? write_in : CVR_NONE;
}

static scr_result add_candidate(struct cvr_builder *builder, size_t contest, const struct candidate *candidate) {
    struct cvr_contest *in = &builder->records.contests[contest];
    struct cvr_candidate added = {.id = scr_arena_copy(&builder->base.arena, candidate->id, strlen(candidate->id)),
                                  .name =
                                      scr_arena_copy(&builder->base.arena, candidate->name, strlen(candidate->name)),
                                  .write_in = candidate->kind == CANDIDATE_WRITE_IN};
    if (!added.id || !added.name) return (scr_result){SCR_MEMORY};
    if (in->candidate_count == ELECTION_CANDIDATES_MOST) return (scr_result){SCR_LIMIT};
    SCR_TRY(scr_grow(&in->candidates, &builder->building[contest].candidate_capacity, in->candidate_count + 1,
                     sizeof *in->candidates));
    in->candidates[in->candidate_count++] = added;
    return scr_done();
}

static scr_result match_candidates(struct cvr_builder *builder, size_t contest, const struct contest *definition) {
    struct cvr_contest *in = &builder->records.contests[contest];
    bool *taken = scr_arena_alloc(&builder->base.arena, definition->candidate_count, sizeof *taken);
    if (!taken) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < in->candidate_count; i++) {
        struct cvr_candidate *candidate = &in->candidates[i];
        size_t at = find_candidate(definition, candidate, taken);
        if (at == CVR_NONE) {
            /* Written-in names are on no ballot: they stay candidates of their own. */
            if (!candidate->write_in)
                builder_problem(&builder->base, (struct import_place){0},
                                "the contest %s has no candidate %s in the election definition",
                                builder_shown(&builder->base, in->name),
                                builder_shown(&builder->base, candidate->name));
            continue;
        }
        taken[at] = true;
        candidate->id =
            scr_arena_copy(&builder->base.arena, definition->candidates[at].id, strlen(definition->candidates[at].id));
        candidate->name = scr_arena_copy(&builder->base.arena, definition->candidates[at].name,
                                         strlen(definition->candidates[at].name));
        if (!candidate->id || !candidate->name) return (scr_result){SCR_MEMORY};
    }
    for (size_t i = 0; i < definition->candidate_count; i++)
        if (!taken[i]) SCR_TRY(add_candidate(builder, contest, &definition->candidates[i]));
    return scr_done();
}

static scr_result match_contest(struct cvr_builder *builder, size_t contest, const struct election *election,
                                size_t *owner) {
    struct cvr_contest *in = &builder->records.contests[contest];
    struct builder *base = &builder->base;
    const struct import_place whole = {0};
    size_t fitting, at = find_contest(election, in, &fitting);
    if (at == CVR_NONE) {
        builder_problem(base, whole,
                        fitting ? "the election definition has several contests called %s, and none with the id %s"
                                : "the contest %s (id %s) is not in the election definition",
                        builder_shown(base, in->name), builder_shown(base, in->id));
        return scr_done();
    }
    if (owner[at]) {
        builder_problem(base, whole, "two contests of the records, %s and %s, fit one of the election definition",
                        builder_shown(base, builder->records.contests[owner[at] - 1].name),
                        builder_shown(base, in->name));
        return scr_done();
    }
    owner[at] = contest + 1;
    const struct contest *definition = &election->contests[at];
    if (in->votes_allowed && !builder->building[contest].votes_guessed &&
        in->votes_allowed != definition->votes_allowed)
        builder_problem(base, whole, "the contest %s allows %u votes, in the election definition %u",
                        builder_shown(base, in->name), in->votes_allowed, definition->votes_allowed);
    SCR_TRY(match_candidates(builder, contest, definition));
    in->votes_allowed = definition->votes_allowed;
    in->id = scr_arena_copy(&base->arena, definition->id, strlen(definition->id));
    in->name = scr_arena_copy(&base->arena, definition->name, strlen(definition->name));
    return in->id && in->name ? scr_done() : (scr_result){SCR_MEMORY};
}

scr_result cvr_match(struct cvr_builder *builder, const struct election *election) {
    /* 1 + the contest of the records, per contest of the definition */
    size_t *owner = scr_arena_alloc(&builder->base.arena, election->contest_count, sizeof *owner);
    if (!owner) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < builder->records.contest_count; i++) SCR_TRY(match_contest(builder, i, election, owner));
    return builder_failed(&builder->base) ? (scr_result){SCR_INPUT} : scr_done();
}

scr_result cvr_assume(struct cvr_builder *builder) {
    for (size_t i = 0; i < builder->records.contest_count; i++) {
        struct cvr_contest *contest = &builder->records.contests[i];
        if (contest->votes_allowed) continue;
        contest->votes_allowed = 1;
        size_t several = 0;
        for (size_t k = 0; k < contest->selection_count; k++) several += contest->selections[k].count > 1;
        if (several)
            builder_remark(
                &builder->base, (struct import_place){0},
                "the files do not say how many votes the contest %s allows; it is taken as 1, so that "
                "ballots marked for several are overvoted. Import the election definition first if it allows more",
                builder_shown(&builder->base, contest->name));
    }
    return scr_done();
}
