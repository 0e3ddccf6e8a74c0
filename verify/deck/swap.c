/* swap.c: does a deck detect every swap of its voting targets? Three steps, each exact:
 *
 * 1. Exchanges of two targets, tried one by one (swap_pair).
 * 2. Is there any missed swap? A constraint search over permutations. The domain of a target is the targets of its own
 *    total (Theorem 1, a). Domains are narrowed until nothing changes by two passes: a value stays only while its
 *    contest has an option within the domains, a choice of columns for all its candidates that overvotes no ballot
 *    (Theorem 1, b; swap_options.c), and only while some permutation within the domains has it, by a matching and the
 *    strong components of its exchange graph (Regin's filtering; swap_groups.c). What is left is decided by branching:
 *    assume that a candidate moves, take the smallest open domain first (swap_exists.c).
 * 3. If there is one: the smallest, by following who is pushed out by whom, for 3, 4, .. targets (swap_least.c). */
#include "verify/deck/swap.h"

#include "verify/deck/swap_cover.h"

/* Tries sizes from 3 up to `most`, smaller ones being ruled out. *found stays false when none exists or the budget
 * ended. */
static scr_result smallest(const struct cover *cover, uint32_t most, struct scr_arena *arena, bool *found,
                           struct swap *missed) {
    for (uint32_t count = 3; count <= most; count++) {
        struct swap swap = {0};
        struct scr_arena room = {0};
        scr_result result = swap_least(cover, count, &room, found, &swap);
        if (*found) {
            *missed = (struct swap){.moved = scr_arena_alloc(arena, count, sizeof *missed->moved),
                                    .image = scr_arena_alloc(arena, count, sizeof *missed->image),
                                    .count = swap.count};
            if (!missed->moved || !missed->image) result = (scr_result){SCR_MEMORY};
            for (uint32_t a = 0; a < swap.count && missed->moved && missed->image; a++) {
                missed->moved[a] = swap.moved[a];
                missed->image[a] = swap.image[a];
            }
        }
        scr_arena_free(&room);
        if (*found && result.code == SCR_LIMIT) return scr_done(); /* of the least size, if not the first of its size */
        if (*found || scr_failed(result)) return result;
    }
    return scr_done();
}

/* The exact cover, once no exchange of two goes unnoticed. Half of the budget may go into the question whether there is
 * any missed swap, so that a small one is found even where that question is too hard. */
static scr_result cover_search(struct swap_problem *problem, struct cover *cover, struct scr_arena *arena,
                               struct scr_arena *room, enum swap_answer *answer, struct swap *missed) {
    struct budget *whole = problem->budget, half = {whole->left / 2};
    bool second = false, found = false;
    struct swap some = {0};
    scr_result result = cover_begin(cover, problem, room);
    if (!scr_failed(result)) {
        whole->left -= half.left;
        problem->budget = &half;
        result = cover_second(cover, arena, &second, &some);
        whole->left += half.left;
        problem->budget = whole;
        if (!scr_failed(result) && !second) {
            *answer = SWAP_SAFE;
            return result;
        }
        if (!scr_failed(result) || result.code == SCR_LIMIT)
            result = smallest(cover, second ? some.count : problem->targets, arena, &found, missed);
    }
    if (scr_failed(result) && result.code != SCR_LIMIT) return result;
    *answer = found ? SWAP_MISSED : second ? SWAP_MISSED_SOME : SWAP_UNKNOWN;
    if (!found && second) *missed = some;
    return scr_done();
}

scr_result swap_search(const struct deck *deck, struct budget *budget, struct scr_arena *arena,
                       enum swap_answer *answer, struct swap *missed) {
    struct scr_arena room = {0};
    struct swap_problem problem;
    struct cover cover = {0};
    bool found = false;
    *answer = SWAP_UNKNOWN;
    *missed = (struct swap){0};
    scr_result result = swap_problem_build(deck, budget, &room, &problem);
    if (!scr_failed(result) && problem.group_count == problem.targets)
        *answer = SWAP_SAFE; /* all totals differ: only the identity keeps them (Theorem 1, a) */
    else if (!scr_failed(result)) {
        result = swap_pair(&problem, &room, arena, &found, missed);
        if (found) *answer = SWAP_MISSED;
        if (!found && !scr_failed(result)) result = cover_search(&problem, &cover, arena, &room, answer, missed);
    }
    if (result.code == SCR_LIMIT) result = scr_done(); /* the answer is SWAP_UNKNOWN */
    cover_end(&cover);
    scr_arena_free(&room);
    return result;
}
