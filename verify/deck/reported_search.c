/* reported_search.c: iterative deepening on the number of candidates moved, contest by contest.
 *
 * A contest's reported totals are determined by the targets its candidates are counted from, so contests are settled
 * one at a time: those whose totals differ and those that must give up a target already used elsewhere. Within a
 * contest first the candidates that move are chosen, then their targets; counts only fall as targets are added, which
 * prunes. */
#include <string.h>

#include "verify/deck/reported_problem.h"
#include "verify/deck/reported_search.h"

#define NOBODY UINT32_MAX
#define DEPTH_MOST 4000u /* of the recursion; beyond it the search counts as ended by its budget */

struct search {
    const struct reported_problem *problem;
    const struct deck *deck;
    struct budget *budget;
    uint32_t limit;   /* candidates moved in all */
    uint32_t *image;  /* by candidate: its target once settled, or NOBODY */
    bool *settled;    /* by contest */
    bool *moves;      /* by candidate: chosen to move */
    bool *taken;      /* by target: used by a candidate that moves */
    uint32_t *forced; /* by contest: candidates that cannot stay */
    uint32_t moved, depth;
    uint64_t lost; /* in settled contests */
    struct tally tally;
    uint64_t *over, *fresh;
    struct explanation *found;
    struct scr_arena *arena;
    bool limited; /* the limit cut something off: more moved candidates might explain */
    bool ended, starved;
};

/* What a step within one contest needs to know. */
struct step {
    uint32_t contest, next; /* the next candidate to look at */
    uint64_t most_loss;     /* marks the contest may lose */
    uint64_t loss;          /* lost so far, counting every settled target's surplus */
};

/* In steps of some eight nanoseconds on a machine of 2020, so that a budget speaks of nanoseconds. */
static void spend(struct search *s, uint64_t steps) {
    if (!budget_spend(s->budget, 8 * steps)) s->ended = true;
}

/* A candidate that cannot stay: its own target has too few marks for it, or somebody else is counted from it. */
static bool cannot_stay(const struct search *s, uint32_t candidate) {
    uint32_t marks = s->problem->marks[candidate], reported = s->problem->reported[candidate];
    return s->taken[candidate] || marks < reported || (marks > reported && reported_exact(s->problem, candidate));
}

static uint32_t need(const struct search *s, uint32_t contest) {
    if (s->settled[contest]) return 0;
    return s->forced[contest] ? s->forced[contest] : s->problem->differs[contest];
}

/* Moves needed at the least in contests not settled yet, other than `except`. */
static uint32_t needed(struct search *s, uint32_t except) {
    uint32_t sum = 0;
    for (uint32_t k = 0; k < s->deck->contest_count; k++)
        if (k != except) sum += need(s, k);
    spend(s, 1 + s->deck->contest_count / 4);
    return sum;
}

static bool within_limit(struct search *s, uint32_t except) {
    if (s->moved + needed(s, except) <= s->limit) return true;
    s->limited = true;
    return false;
}

static void take(struct search *s, uint32_t target, bool taken) {
    uint32_t contest = s->deck->candidates[target].contest;
    bool before = cannot_stay(s, target);
    s->taken[target] = taken;
    if (before != cannot_stay(s, target)) s->forced[contest] += taken ? 1 : UINT32_MAX;
}

/* Can the contest still report its totals, the targets settled so far being what they are and `spare` the marks that
 * the candidates still open may lose? A ballot not overvoted yet holds at most the votes allowed of settled marks, and
 * a mark of an open candidate is lost with them: so settled candidates can lose that many times `spare` more marks, and
 * nothing when no candidate is open (spare = 0). */
static bool contest_fits(struct search *s, uint32_t contest, uint64_t spare) {
    const struct reported_problem *p = s->problem;
    const struct deck_contest *c = &s->deck->contests[contest];
    uint32_t end = c->first + c->count;
    uint64_t any = 0, left = spare * c->votes_allowed;  /* below 2^31 times 20,000 */
    if (!reported_competitive(p, contest)) return true; /* exact numbers of marks were asked for, and nothing is lost */
    tally_clear(&s->tally, c->votes_allowed, p->words);
    memset(s->over, 0, p->words * sizeof *s->over);
    spend(s, 1 + c->count * (1 + p->words / 4));
    for (uint32_t i = c->first; i < end; i++) {
        if (s->image[i] == NOBODY) continue;
        const uint64_t *column = p->columns + p->words * s->image[i];
        for (size_t w = 0; w < p->words; w++) {
            any |= s->tally.full[w] & column[w];
            s->over[w] |= s->tally.full[w] & column[w];
            s->fresh[w] = column[w] & ~s->tally.full[w];
        }
        if (any && !p->loss) return false;
        (void)tally_add(&s->tally, s->fresh, c->votes_allowed, p->words); /* full ballots were taken out */
    }
    if (!p->loss) return true;
    for (uint32_t i = c->first; i < end; i++) {
        if (s->image[i] == NOBODY) continue;
        const uint64_t *column = p->columns + p->words * s->image[i];
        uint32_t votes = 0;
        for (size_t w = 0; w < p->words; w++) votes += (uint32_t)__builtin_popcountll(column[w] & ~s->over[w]);
        if (votes < p->reported[i] || votes - p->reported[i] > left) return false;
        left -= votes - p->reported[i];
    }
    return true;
}

static void record(struct search *s) {
    struct explanation *e = s->found;
    uint32_t count = 0;
    if (e->count++ >= EXCHANGES_KEPT) return;
    struct swap *swap = &e->exchanges[e->kept];
    swap->moved = scr_arena_alloc(s->arena, s->moved, sizeof *swap->moved);
    swap->image = scr_arena_alloc(s->arena, s->moved, sizeof *swap->image);
    if (!swap->moved || !swap->image) {
        s->starved = s->ended = true;
        return;
    }
    for (uint32_t i = 0; i < s->deck->target_count; i++) {
        if (!s->moves[i]) continue;
        swap->moved[count] = i;
        swap->image[count++] = s->image[i];
    }
    swap->count = count;
    e->kept++;
}

static void settle_next(struct search *s);
static void choose_targets(struct search *s, struct step step);

/* The contest is complete. */
static void settle(struct search *s, const struct step *step) {
    if (!contest_fits(s, step->contest, 0)) return;
    s->settled[step->contest] = true;
    s->lost += step->loss;
    settle_next(s);
    s->lost -= step->loss;
    s->settled[step->contest] = false;
}

/* May candidate `i` of the step's contest be counted from `target`? */
static bool usable(const struct search *s, const struct step *step, uint32_t i, uint32_t target) {
    if (target == i || s->taken[target]) return false;
    uint32_t owner = s->deck->candidates[target].contest;
    return (owner != step->contest && !s->settled[owner]) || s->moves[target]; /* its own candidate must move away */
}

static void choose_targets(struct search *s, struct step step) {
    const struct reported_problem *p = s->problem;
    const struct deck_contest *c = &s->deck->contests[step.contest];
    while (step.next < c->first + c->count && !s->moves[step.next]) step.next++;
    if (step.next == c->first + c->count) {
        settle(s, &step);
        return;
    }
    if (s->ended || ++s->depth > DEPTH_MOST) {
        s->ended = true;
        return;
    }
    uint32_t i = step.next++;
    uint64_t most = p->reported[i] + (reported_exact(p, i) ? 0 : step.most_loss - step.loss);
    for (uint32_t at = reported_from(p, p->reported[i]); at < s->deck->target_count && !s->ended; at++) {
        uint32_t target = p->by_marks[at];
        spend(s, 1);
        if (p->marks[target] > most) break;
        if (!usable(s, &step, i, target)) continue;
        struct step then = step;
        then.loss += p->marks[target] - p->reported[i];
        s->image[i] = target;
        take(s, target, true);
        if (within_limit(s, step.contest) && contest_fits(s, step.contest, step.most_loss - then.loss))
            choose_targets(s, then);
        take(s, target, false);
        s->image[i] = NOBODY;
    }
    s->depth--;
}

/* Decides for the contest's candidates in turn whether they stay. */
static void choose_moves(struct search *s, struct step step) {
    const struct reported_problem *p = s->problem;
    const struct deck_contest *c = &s->deck->contests[step.contest];
    if (s->ended || ++s->depth > DEPTH_MOST) {
        s->ended = true;
        return;
    }
    if (step.next == c->first + c->count) {
        step.next = c->first;
        choose_targets(s, step);
    } else {
        uint32_t i = step.next++;
        uint64_t surplus = p->marks[i] > p->reported[i] ? p->marks[i] - p->reported[i] : 0;
        if (!cannot_stay(s, i) && surplus <= step.most_loss - step.loss) {
            struct step then = step;
            then.loss += surplus;
            s->image[i] = i;
            if (contest_fits(s, step.contest, step.most_loss - then.loss)) choose_moves(s, then);
            s->image[i] = NOBODY;
        }
        s->moves[i] = true;
        s->moved++;
        if (within_limit(s, step.contest)) choose_moves(s, step);
        s->moved--;
        s->moves[i] = false;
    }
    s->depth--;
}

/* Marks that the contests not settled yet, other than `except`, lose at the least: a candidate that stays loses what
 * its target has too much, and only so many more can move. */
static uint64_t least_loss(struct search *s, uint32_t except) {
    const struct reported_problem *p = s->problem;
    uint32_t spare = s->limit - s->moved;
    uint64_t loss = 0;
    if (!p->loss) return 0;
    for (uint32_t k = 0; k < s->deck->contest_count; k++)
        if (!s->settled[k]) spare -= s->forced[k]; /* never below 0: within_limit counted them */
    for (uint32_t i = 0; i < s->deck->target_count; i++) {
        uint32_t contest = s->deck->candidates[i].contest;
        if (contest != except && !s->settled[contest] && !cannot_stay(s, i)) loss += p->marks[i] - p->reported[i];
    }
    spend(s, 1 + s->deck->target_count / 4);
    return loss - (loss < p->largest[spare] ? loss : p->largest[spare]);
}

/* Settles one contest in every way; it may lose what is lost in all, less what others have lost and must lose. */
static void settle_contest(struct search *s, uint32_t contest) {
    const struct reported_problem *p = s->problem;
    uint64_t rest = least_loss(s, contest);
    if (rest) s->limited = true; /* with more moves the others might lose less */
    if (s->lost + rest > p->loss) return;
    choose_moves(s, (struct step){.contest = contest,
                                  .next = s->deck->contests[contest].first,
                                  .most_loss = p->loss - s->lost - rest});
}

/* Whoever moves takes one target, and the candidate of a target taken cannot stay: so where no contest needs anything,
 * the targets taken are those that were given up, and none is left over. */
static void settle_next(struct search *s) {
    uint32_t best = NOBODY, contests = s->deck->contest_count;
    if (s->ended || !within_limit(s, NOBODY)) return;
    for (uint32_t k = 0; k < contests; k++) /* the most constrained first */
        if (need(s, k) && (best == NOBODY || need(s, k) > need(s, best))) best = k;
    if (best != NOBODY) {
        settle_contest(s, best);
    } else if (s->moved == s->limit) {
        spend(s, 1 + s->deck->target_count / 4);
        record(s);
    }
}

static scr_result begin(struct search *s, struct scr_arena *room) {
    const struct reported_problem *p = s->problem;
    size_t n = s->deck->target_count, contests = s->deck->contest_count;
    s->image = scr_arena_alloc(room, n, sizeof *s->image);
    s->moves = scr_arena_alloc(room, n, sizeof *s->moves);
    s->taken = scr_arena_alloc(room, n, sizeof *s->taken);
    s->settled = scr_arena_alloc(room, contests, sizeof *s->settled);
    s->forced = scr_arena_alloc(room, contests, sizeof *s->forced);
    s->tally.planes = scr_arena_alloc(room, p->planes_most * p->words, sizeof *s->tally.planes);
    s->tally.full = scr_arena_alloc(room, p->words, sizeof *s->tally.full);
    s->over = scr_arena_alloc(room, p->words, sizeof *s->over);
    s->fresh = scr_arena_alloc(room, p->words, sizeof *s->fresh);
    if (!s->image || !s->moves || !s->taken || !s->settled || !s->forced || !s->tally.planes || !s->tally.full ||
        !s->over || !s->fresh)
        return (scr_result){SCR_MEMORY};
    for (uint32_t i = 0; i < n; i++) {
        s->image[i] = NOBODY;
        s->forced[s->deck->candidates[i].contest] += cannot_stay(s, i);
    }
    return scr_done();
}

scr_result reported_explain(const struct deck *deck, const uint32_t *reported, struct budget *budget,
                            struct scr_arena *arena, struct explanation *e) {
    struct scr_arena room = {0};
    struct reported_problem problem;
    struct search s = {.problem = &problem, .deck = deck, .budget = budget, .found = e, .arena = arena};
    *e = (struct explanation){.ruled_out = 1};
    scr_result result = reported_problem_build(deck, reported, &room, &problem);
    if (!scr_failed(result) && !problem.impossible) result = begin(&s, &room);
    if (result.code == SCR_LIMIT) {
        e->ended = true;
        result = scr_done();
    } else if (!scr_failed(result) && !problem.impossible) {
        for (s.limit = 2; !e->count && !s.ended; s.limit++) {
            s.limited = false;
            s.depth = 0;
            settle_next(&s);
            if (!s.ended && !e->count) e->ruled_out = s.limit;
            if (!s.limited || s.limit >= deck->target_count) break;
        }
        e->ended = s.ended;
        if (s.starved) result = (scr_result){SCR_MEMORY};
    }
    scr_arena_free(&room);
    return result;
}
