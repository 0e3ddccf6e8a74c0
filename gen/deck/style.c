/* style.c: which voting targets of a ballot style a deck covers, and their numbers. */
#include "gen/deck/style.h"

#include "scrutineer/text.h"

static bool is_covered(const struct contest *contest, const struct candidate *candidate) {
    return contest->kind != CONTEST_STRAIGHT_PARTY && !candidate->excluded;
}

scr_result deck_style_of(const struct election *election, const struct ballot_style *style, struct scr_arena *arena,
                         struct deck_style *out, struct scr_diagnosis *diagnosis) {
    size_t targets = 0;
    for (size_t k = 0; k < style->contest_count; k++) targets += election->contests[style->contests[k]].candidate_count;
    if (targets > STYLE_TARGETS_MOST) {
        struct scr_buffer id = {0};
        scr_result result = scr_text_terminal(&id, style->id);
        if (!scr_failed(result))
            result = scr_refuse(diagnosis, SCR_LIMIT, (const char *)id.data,
                                "this ballot style has %zu voting targets; decks are made for at most %d", targets,
                                STYLE_TARGETS_MOST);
        scr_buffer_free(&id);
        return result;
    }
    *out = (struct deck_style){.election = election, .style = style};
    out->contests = scr_arena_alloc(arena, style->contest_count, sizeof *out->contests);
    out->candidates = scr_arena_alloc(arena, targets, sizeof *out->candidates);
    out->uncovered = scr_arena_alloc(arena, targets, sizeof *out->uncovered);
    if (!out->contests || !out->candidates || !out->uncovered) return (scr_result){SCR_MEMORY};
    for (size_t k = 0; k < style->contest_count; k++) {
        const struct contest *contest = &election->contests[style->contests[k]];
        size_t first = out->target_count;
        for (size_t i = 0; i < contest->candidate_count; i++) {
            const struct candidate *candidate = &contest->candidates[i];
            if (is_covered(contest, candidate))
                out->candidates[out->target_count++] = candidate;
            else
                out->uncovered[out->uncovered_count++] =
                    (struct uncovered_target){contest, candidate, contest->kind == CONTEST_STRAIGHT_PARTY};
        }
        if (contest->kind == CONTEST_STRAIGHT_PARTY) out->straight_party = contest;
        if (out->target_count > first)
            out->contests[out->contest_count++] =
                (struct covered_contest){contest, first, out->target_count - first, contest->votes_allowed};
    }
    if (!out->target_count) {
        struct scr_buffer id = {0};
        scr_result result = scr_text_terminal(&id, style->id);
        if (!scr_failed(result))
            result = scr_refuse(diagnosis, SCR_INPUT, (const char *)id.data,
                                "this ballot style has no target to test: every target is an excluded write-in line or "
                                "a straight-party choice");
        scr_buffer_free(&id);
        return result;
    }
    return scr_done();
}
