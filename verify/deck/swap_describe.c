/* swap_describe.c: a missed swap in words for an election clerk. */
#include <stdlib.h>

#include "scrutineer/text.h"
#include "verify/deck/swap.h"

static scr_result name(const struct deck *deck, uint32_t target, struct scr_buffer *out) {
    const struct deck_candidate *candidate = &deck->candidates[target];
    const struct deck_contest *contest = &deck->contests[candidate->contest];
    SCR_TRY(scr_text_terminal(out, candidate->name[0] ? candidate->name : candidate->id));
    SCR_TRY(scr_buffer_text(out, " ("));
    SCR_TRY(scr_text_terminal(out, contest->name[0] ? contest->name : contest->id));
    return scr_buffer_text(out, ")");
}

static uint32_t place_of(const struct swap *swap, uint32_t target) {
    uint32_t low = 0, high = swap->count;
    while (low + 1 < high) {
        uint32_t middle = low + (high - low) / 2;
        if (swap->moved[middle] <= target)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* "A (X) gets the votes of B (Y), B (Y) those of C (Z), C (Z) those of A (X)" */
static scr_result cycle(const struct deck *deck, const struct swap *swap, uint32_t start, bool *told,
                        struct scr_buffer *out) {
    if (swap->image[place_of(swap, swap->image[start])] == swap->moved[start]) {
        told[start] = told[place_of(swap, swap->image[start])] = true;
        SCR_TRY(name(deck, swap->moved[start], out));
        SCR_TRY(scr_buffer_text(out, " and "));
        SCR_TRY(name(deck, swap->image[start], out));
        return scr_buffer_text(out, " get each other's votes");
    }
    for (uint32_t at = start; !told[at]; at = place_of(swap, swap->image[at])) {
        told[at] = true;
        if (at != start) SCR_TRY(scr_buffer_text(out, ", "));
        SCR_TRY(name(deck, swap->moved[at], out));
        SCR_TRY(scr_buffer_text(out, at == start ? " gets the votes of " : " those of "));
        SCR_TRY(name(deck, swap->image[at], out));
    }
    return scr_done();
}

scr_result swap_words(const struct deck *deck, const struct swap *swap, struct scr_buffer *out) {
    bool *told = calloc(swap->count ? swap->count : 1, sizeof *told);
    if (!told) return (scr_result){SCR_MEMORY};
    scr_result result = scr_done();
    for (uint32_t a = 0; a < swap->count && !scr_failed(result); a++) {
        if (told[a]) continue;
        if (a) result = scr_buffer_text(out, ", while ");
        if (!scr_failed(result)) result = cycle(deck, swap, a, told, out);
    }
    free(told);
    return result;
}

scr_result swap_describe(const struct deck *deck, const struct swap *swap, struct scr_buffer *out) {
    if (swap->count == 2) {
        SCR_TRY(name(deck, swap->moved[0], out));
        SCR_TRY(scr_buffer_text(out, " and "));
        SCR_TRY(name(deck, swap->moved[1], out));
        return scr_buffer_text(out, " can be exchanged unnoticed");
    }
    SCR_TRY(scr_buffer_print(out, "%u candidates can be exchanged unnoticed: ", swap->count));
    return swap_words(deck, swap, out);
}
