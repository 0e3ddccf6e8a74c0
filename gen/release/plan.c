/* plan.c: root, levels and contests of a plan. */
#include "gen/release/plan.h"

#include <stdlib.h>
#include <string.h>

#include "gen/package/names.h"
#include "gen/release/not_on_ballot.h"

struct planning {
    const struct returns *returns;
    const struct release_plan_request *request;
    const struct release_plan_sources *sources;
    struct scr_arena *arena;
    struct measurement_plan *plan;
    struct scr_diagnosis *diagnosis;
    bool *wanted; /* per contest of the returns */
    bool *used;   /* per unit of the returns: a contest of the plan has votes in it or below */
};

static scr_result refuse(const struct planning *p, const char *sentence) {
    return scr_refuse(p->diagnosis, SCR_USAGE, "release", "%s", sentence);
}

static scr_result refuse_contest(const struct planning *p, const char *name, const char *sentence) {
    struct scr_arena words = {0};
    scr_result result =
        scr_refuse(p->diagnosis, SCR_USAGE, "release", "the contest %s %s", package_shown(&words, name), sentence);
    scr_arena_free(&words);
    return result;
}

/* Marks the units that have a row in a contest of the plan, and all above them; `own` those whose row is no total. */
static scr_result mark_used(struct planning *p, bool *own) {
    const struct returns *returns = p->returns;
    bool *is_total = scr_arena_alloc(p->arena, returns->unit_count, sizeof *is_total);
    if (!is_total) return (scr_result){SCR_MEMORY};
    for (size_t c = 0; c < returns->contest_count; c++) {
        const struct returns_contest *contest = &returns->contests[c];
        if (!p->wanted[c]) continue;
        returns_is_total(returns, c, is_total);
        for (size_t r = 0; r < contest->row_count; r++) {
            size_t unit = returns->rows[contest->first_row + r].unit;
            if (is_total[unit]) continue;
            own[unit] = true;
            for (; unit != RETURNS_NONE && !p->used[unit]; unit = returns->units[unit].parent) p->used[unit] = true;
        }
    }
    return scr_done();
}

/* The lowest unit above the precincts that everything else is below: where there is one county, it is the root. */
static scr_result find_root(struct planning *p) {
    const struct returns *returns = p->returns;
    size_t *children = scr_arena_alloc(p->arena, returns->unit_count, sizeof *children);
    size_t *only = scr_arena_alloc(p->arena, returns->unit_count, sizeof *only);
    bool *own = scr_arena_alloc(p->arena, returns->unit_count, sizeof *own);
    p->used = scr_arena_alloc(p->arena, returns->unit_count, sizeof *p->used);
    if (!children || !only || !own || !p->used) return (scr_result){SCR_MEMORY};
    SCR_TRY(mark_used(p, own));
    for (size_t u = 1; u < returns->unit_count; u++) {
        if (!p->used[u]) continue;
        children[returns->units[u].parent]++;
        only[returns->units[u].parent] = u;
    }
    size_t root = 0;
    while (children[root] == 1 && !own[root] && returns->units[only[root]].level < RETURNS_PRECINCT) root = only[root];
    p->plan->root = root;
    return scr_done();
}

/* Levels of which the returns have more units than of the kept level above, and fewer than of their lowest level. */
static void usual_levels(struct planning *p, bool keep[static RETURNS_LEVELS]) {
    size_t counts[RETURNS_LEVELS] = {0}, above = 1, last = 0;
    for (size_t u = 0; u < p->returns->unit_count; u++) counts[p->returns->units[u].level] += p->used[u];
    for (size_t l = p->returns->units[p->plan->root].level + 1; l < RETURNS_LEVELS; l++)
        if (counts[l]) last = l;
    for (size_t l = p->returns->units[p->plan->root].level + 1; l <= last; l++) {
        keep[l] = l == last || (counts[l] > above && counts[l] < counts[last]);
        if (keep[l]) above = counts[l];
    }
}

/* A level that no unit has would be nothing but units that stand for missing ones. */
static bool has_level(const struct planning *p, int level) {
    for (size_t u = 0; u < p->returns->unit_count; u++)
        if (p->used[u] && (int)p->returns->units[u].level == level) return true;
    return false;
}

static scr_result asked_levels(struct planning *p, bool keep[static RETURNS_LEVELS]) {
    const char *at = p->request->levels;
    while (at) {
        const char *comma = strchr(at, ',');
        size_t length = comma ? (size_t)(comma - at) : strlen(at);
        bool known = false;
        for (int l = RETURNS_STATE; l < RETURNS_LEVELS; l++) {
            const char *name = returns_level_name((enum returns_level)l, false);
            if (strlen(name) != length || memcmp(name, at, length)) continue;
            known = has_level(p, l);
            keep[l] = true;
        }
        if (!known)
            return refuse(p,
                          "--levels is a list such as county,precinct of levels that the returns have: state, county, "
                          "municipality, precinct");
        at = comma ? comma + 1 : NULL;
    }
    return scr_done();
}

static scr_result find_levels(struct planning *p) {
    bool keep[RETURNS_LEVELS] = {false};
    enum returns_level root = p->returns->units[p->plan->root].level;
    p->plan->level_count = 1;
    if (p->request->levels)
        SCR_TRY(asked_levels(p, keep));
    else
        usual_levels(p, keep);
    for (int l = (int)root + 1; l < RETURNS_LEVELS; l++)
        if (keep[l]) p->plan->levels[p->plan->level_count++ - 1] = (enum returns_level)l;
    if (p->plan->level_count > 1) return scr_done();
    return refuse(p, "the returns have no units below the whole: nothing but totals could be released, and these are "
                     "certified");
}

static scr_result find_exact(struct planning *p) {
    const char *exact = p->request->exact ? p->request->exact : "top";
    struct measurement_plan *plan = p->plan;
    enum returns_level root = p->returns->units[plan->root].level;
    if (!strcmp(exact, "none")) {
        plan->exact_levels = 0;
        return scr_done();
    }
    plan->exact_levels = !strcmp(exact, "top") || !strcmp(exact, returns_level_name(root, false)) ? 1 : 0;
    for (uint32_t l = 0; l + 1 < plan->level_count; l++)
        if (!strcmp(exact, returns_level_name(plan->levels[l], false))) plan->exact_levels = l + 2;
    if (plan->exact_levels && plan->exact_levels < plan->level_count) return scr_done();
    return refuse(p, plan->exact_levels
                         ? "--exact names the lowest level: then every count is exact and nothing protected"
                         : "--exact is a level of the release (top for the first), or none");
}

/* By id, else by name where one alone has it. */
static size_t find_named(const char *name, const char *(*id_of)(const void *list, size_t i),
                         const char *(*name_of)(const void *list, size_t i), const void *list, size_t count) {
    size_t found = count, named = 0;
    for (size_t i = 0; i < count; i++) {
        if (!strcmp(id_of(list, i), name)) return i;
        if (!strcmp(name_of(list, i), name)) found = i, named++;
    }
    return named == 1 ? found : count;
}

static const char *election_id_of(const void *list, size_t i) { return ((const struct contest *)list)[i].id; }
static const char *election_name_of(const void *list, size_t i) { return ((const struct contest *)list)[i].name; }
static const char *record_id_of(const void *list, size_t i) { return ((const struct cvr_contest *)list)[i].id; }
static const char *record_name_of(const void *list, size_t i) { return ((const struct cvr_contest *)list)[i].name; }

static scr_result take_contest(struct planning *p, const struct returns_contest *source) {
    struct measurement_plan_contest *contest = &p->plan->contests[p->plan->contest_count++];
    const struct election *election = p->sources->election;
    const struct cvr_records *records = p->sources->records;
    unsigned votes = source->votes_allowed;
    *contest = (struct measurement_plan_contest){.name = source->name, .id = source->name};
    size_t at =
        records ? find_named(source->name, record_id_of, record_name_of, records->contests, records->contest_count) : 0;
    if (records && at < records->contest_count) {
        contest->id = records->contests[at].id;
        if (!votes) votes = records->contests[at].votes_allowed;
    }
    at = election
             ? find_named(source->name, election_id_of, election_name_of, election->contests, election->contest_count)
             : 0;
    if (election && at < election->contest_count) {
        contest->id = election->contests[at].id;
        if (source->votes_allowed && source->votes_allowed != election->contests[at].votes_allowed)
            return refuse_contest(p, source->name,
                                  "allows another number of votes in the returns than in the ballot definition");
        votes = election->contests[at].votes_allowed;
    }
    if (!votes) votes = p->request->votes_allowed;
    if (!votes)
        return refuse_contest(
            p, source->name,
            "does not say how many votes it allows, on which the noise depends; give --votes-allowed N");
    if (p->request->ballots_cast && source->option_count < 2)
        return refuse_contest(p, source->name, "has one option only: --ballots-cast would tell its other votes");
    contest->votes_allowed = votes;
    contest->ballots_cast = p->request->ballots_cast;
    for (size_t i = 0; i + 1 < p->plan->contest_count; i++)
        if (!strcmp(p->plan->contests[i].id, contest->id))
            return refuse_contest(p, source->name, "has the id of another contest of the returns");
    return scr_done();
}

static scr_result find_contests(struct planning *p) {
    const struct returns *returns = p->returns;
    p->plan->contests = scr_arena_alloc(p->arena, MEASUREMENT_CONTESTS_MOST, sizeof *p->plan->contests);
    p->wanted = scr_arena_alloc(p->arena, returns->contest_count, sizeof *p->wanted);
    if (!p->plan->contests || !p->wanted) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < p->request->contest_count; i++) {
        bool found = false;
        for (size_t c = 0; c < returns->contest_count; c++)
            if (!strcmp(returns->contests[c].name, p->request->contests[i])) found = p->wanted[c] = true;
        if (!found) return refuse_contest(p, p->request->contests[i], "is not in the precinct returns; see 'returns'");
    }
    for (size_t c = 0; c < returns->contest_count; c++) {
        if (p->request->contest_count && !p->wanted[c]) continue;
        p->wanted[c] = true;
        if (p->plan->contest_count == MEASUREMENT_CONTESTS_MOST)
            return refuse(p, "one release takes at most 1000 contests; name them with --contest");
        SCR_TRY(take_contest(p, &returns->contests[c]));
    }
    return p->plan->contest_count ? scr_done() : refuse(p, "the precinct returns have no contest");
}

/* Contests of the ballot definition in its order, then the others by name: the returns' order may follow from counts.
 */
static int by_definition(const void *a, const void *b) {
    const struct measurement_plan_contest *first = a, *second = b;
    if (first->definition && second->definition) return first->definition < second->definition ? -1 : 1;
    if (first->definition || second->definition) return first->definition ? -1 : 1;
    return strcmp(first->name, second->name);
}

void release_plan_define(struct measurement_plan *plan, const struct election *election) {
    for (size_t i = 0; i < plan->contest_count; i++) {
        struct measurement_plan_contest *contest = &plan->contests[i];
        contest->definition = NULL;
        for (size_t c = 0; election && c < election->contest_count && !contest->definition; c++)
            if (!strcmp(election->contests[c].id, contest->id)) contest->definition = &election->contests[c];
    }
}

scr_result release_plan_begin(const struct returns *returns, const struct release_plan_request *request,
                              const struct release_plan_sources *sources, uint32_t release, struct scr_arena *arena,
                              struct measurement_plan *plan, struct scr_diagnosis *diagnosis) {
    struct planning p = {.returns = returns,
                         .request = request,
                         .sources = sources,
                         .arena = arena,
                         .plan = plan,
                         .diagnosis = diagnosis};
    *plan = (struct measurement_plan){
        .release = release, .adjacency = request->adjacency, .turnout_public = request->turnout_public};
    if (request->adjacency == MEASUREMENT_ADD_REMOVE && request->turnout_public)
        return refuse(&p, "with --adjacency add-remove turnout is protected too, and cannot be public");
    if (request->adjacency == MEASUREMENT_SUBSTITUTE && request->ballots_cast)
        return refuse(&p,
                      "--ballots-cast goes with --adjacency add-remove; else turnout is given with --turnout-public");
    SCR_TRY(find_contests(&p));
    release_plan_define(plan, sources->election);
    qsort(plan->contests, plan->contest_count, sizeof *plan->contests, by_definition);
    if (request->not_on_ballot) SCR_TRY(not_on_ballot_read(request->not_on_ballot, returns, arena, plan, diagnosis));
    SCR_TRY(find_root(&p));
    SCR_TRY(find_levels(&p));
    return find_exact(&p);
}
