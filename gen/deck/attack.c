/* attack.c: candidates of one cycle always marked together (Theorem 4), or every candidate alone (Proposition 6). */
#include "gen/deck/attack.h"

#include <stdlib.h>
#include <string.h>

#include "scrutineer/text.h"

static size_t contest_of(const struct deck_style *style, size_t target) {
    size_t k = 0;
    while (target >= style->contests[k].first + style->contests[k].count) k++;
    return k;
}

/* Numbers the cycles in order of their first candidate. */
static size_t number_cycles(const uint32_t *image_of, size_t n, size_t *cycle) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++) cycle[i] = SIZE_MAX;
    for (size_t i = 0; i < n; i++) {
        if (cycle[i] != SIZE_MAX) continue;
        for (size_t j = i; cycle[j] == SIZE_MAX; j = image_of[j]) cycle[j] = count;
        count++;
    }
    return count;
}

static bool cycles_keep_contests_apart(const struct deck_style *style, const size_t *cycle) {
    for (size_t k = 0; k < style->contest_count; k++)
        for (size_t a = style->contests[k].first; a < style->contests[k].first + style->contests[k].count; a++)
            for (size_t b = style->contests[k].first; b < a; b++)
                if (cycle[a] == cycle[b]) return false;
    return true;
}

scr_result attack_deck(const struct deck_style *style, const uint32_t *image_of, struct scr_arena *arena,
                       struct marks *marks, bool *distinct) {
    size_t n = style->target_count, ballot = 0;
    size_t *cycle = scr_arena_alloc(arena, n, sizeof *cycle);
    if (!cycle) return (scr_result){SCR_MEMORY};
    size_t cycles = number_cycles(image_of, n, cycle);
    *distinct = cycles_keep_contests_apart(style, cycle);
    if (!*distinct) {
        SCR_TRY(marks_make(n, n, arena, marks));
        for (size_t i = 0; i < n; i++) marks_set(marks, i, i);
        return scr_done();
    }
    /* Cycle j is marked on j + 1 ballots of its own. */
    SCR_TRY(marks_make(cycles * (cycles + 1) / 2, n, arena, marks));
    for (size_t j = 0; j < cycles; j++)
        for (size_t t = 0; t <= j; t++, ballot++)
            for (size_t i = 0; i < n; i++)
                if (cycle[i] == j) marks_set(marks, i, ballot);
    return scr_done();
}

/* A target number, or CONTEST_ID/CANDIDATE_ID. */
static bool find_target(const struct deck_style *style, const char *text, size_t length, uint32_t *target) {
    uint64_t number;
    if (scr_count_parse(text, length, style->target_count, &number) && number) {
        *target = (uint32_t)number - 1;
        return true;
    }
    for (size_t i = 0; i < style->target_count; i++) {
        const char *contest = style->contests[contest_of(style, i)].contest->id, *id = style->candidates[i]->id;
        size_t c = strlen(contest);
        if (length == c + 1 + strlen(id) && !strncmp(text, contest, c) && text[c] == '/' &&
            !strncmp(text + c + 1, id, strlen(id))) {
            *target = (uint32_t)i;
            return true;
        }
    }
    return false;
}

static scr_result bad_swap(const char *piece, size_t length, struct scr_arena *arena, const char *words,
                           struct scr_diagnosis *diagnosis) {
    struct scr_buffer shown = {0};
    const char *copy = scr_arena_copy(arena, piece, length);
    scr_result result = copy ? scr_text_terminal(&shown, copy) : (scr_result){SCR_MEMORY};
    if (!scr_failed(result))
        result = scr_refuse(diagnosis, SCR_USAGE, "--swap", "\"%s\" %s", (const char *)shown.data, words);
    scr_buffer_free(&shown);
    return result;
}

scr_result attack_parse(const struct deck_style *style, const char *text, struct scr_arena *arena, uint32_t **image_of,
                        struct scr_diagnosis *diagnosis) {
    size_t n = style->target_count;
    bool *moved = scr_arena_alloc(arena, n, sizeof *moved), *used = scr_arena_alloc(arena, n, sizeof *used);
    *image_of = scr_arena_alloc(arena, n, sizeof **image_of);
    if (!moved || !used || !*image_of) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < n; i++) (*image_of)[i] = (uint32_t)i;
    for (const char *piece = text, *end; *piece; piece = *end ? end + 1 : end) {
        end = piece + strcspn(piece, ",");
        const char *arrow = memchr(piece, '>', (size_t)(end - piece));
        uint32_t from, to;
        if (!arrow || arrow == piece)
            return bad_swap(piece, (size_t)(end - piece), arena, "is not of the form A>B or A<>B", diagnosis);
        bool both = arrow[-1] == '<';
        if (!find_target(style, piece, (size_t)(arrow - piece) - both, &from) ||
            !find_target(style, arrow + 1, (size_t)(end - arrow) - 1, &to))
            return bad_swap(piece, (size_t)(end - piece), arena,
                            "names no two targets of this style; give target numbers or CONTEST/CANDIDATE ids",
                            diagnosis);
        if (moved[from] || used[to] || (both && (moved[to] || used[from])))
            return bad_swap(piece, (size_t)(end - piece), arena, "uses a candidate or a target a second time",
                            diagnosis);
        (*image_of)[from] = to;
        moved[from] = used[to] = true;
        if (both) {
            (*image_of)[to] = from;
            moved[to] = used[from] = true;
        }
    }
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        any |= (*image_of)[i] != i;
        if (moved[i] != used[i])
            return bad_swap(text, strlen(text), arena,
                            "is no exchange: every candidate that loses its target must be counted from another",
                            diagnosis);
    }
    if (!any) return bad_swap(text, strlen(text), arena, "moves nothing", diagnosis);
    return scr_done();
}
