/* assemble.c: a deck is test ballots, then the overvote ballot, then blank ones; its totals are counted from the
 * ballots. */
#include "gen/deck/assemble.h"

#include "scrutineer/text.h"

/* Marks of one test ballot, ascending by target. */
static scr_result test_ballot(const struct marks *marks, const uint32_t *column_of, size_t ballot,
                              struct scr_arena *arena, struct deck_ballot *out) {
    size_t count = 0;
    for (size_t target = 0; target < marks->candidates; target++) count += marks_has(marks, column_of[target], ballot);
    uint32_t *list = scr_arena_alloc(arena, count, sizeof *list);
    if (!list) return (scr_result){SCR_MEMORY};
    *out = (struct deck_ballot){BALLOT_TEST, list, count};
    for (size_t target = 0; target < marks->candidates; target++)
        if (marks_has(marks, column_of[target], ballot)) *list++ = (uint32_t)target;
    return scr_done();
}

/* Every target ("all"), or one more than allowed in each contest that can be overvoted and nothing else ("exact"). */
static scr_result overvote_ballot(const struct deck_style *style, enum overvote_rule rule, struct scr_arena *arena,
                                  struct deck_ballot *out) {
    uint32_t *list = scr_arena_alloc(arena, style->target_count, sizeof *list);
    if (!list) return (scr_result){SCR_MEMORY};
    *out = (struct deck_ballot){BALLOT_OVERVOTE, list, 0};
    for (size_t k = 0; k < style->contest_count; k++) {
        const struct covered_contest *contest = &style->contests[k];
        bool competitive = contest->count > contest->votes_allowed;
        size_t wanted = rule == OVERVOTE_ALL ? contest->count : competitive ? (size_t)contest->votes_allowed + 1 : 0;
        for (size_t i = 0; i < wanted; i++) list[out->mark_count++] = (uint32_t)(contest->first + i);
    }
    return scr_done();
}

scr_result deck_count(const struct deck_style *style, const struct deck_ballot *ballots, size_t count,
                      struct scr_arena *arena, size_t **votes, struct contest_totals **totals) {
    *votes = scr_arena_alloc(arena, style->target_count, sizeof **votes);
    *totals = scr_arena_alloc(arena, style->contest_count, sizeof **totals);
    if (!*votes || !*totals) return (scr_result){SCR_MEMORY};
    for (size_t b = 0; b < count; b++) {
        size_t at = 0;
        for (size_t k = 0; k < style->contest_count; k++) {
            const struct covered_contest *contest = &style->contests[k];
            size_t from = at;
            while (at < ballots[b].mark_count && ballots[b].marks[at] < contest->first + contest->count) at++;
            size_t marked = at - from;
            if (marked > contest->votes_allowed) {
                (*totals)[k].overvoted_ballots++;
                (*totals)[k].overvotes += contest->votes_allowed;
                continue;
            }
            (*totals)[k].undervotes += contest->votes_allowed - marked;
            for (size_t i = from; i < at; i++) (*votes)[ballots[b].marks[i]]++;
        }
    }
    return scr_done();
}

/* What the artifact cannot hold, a verifier could not read. */
static scr_result check_size(const struct deck_style *style, size_t ballots, struct scr_diagnosis *diagnosis) {
    size_t most = 1;
    for (size_t k = 0; k < style->contest_count; k++)
        if (style->contests[k].votes_allowed > most) most = style->contests[k].votes_allowed;
    if (ballots <= DECK_BALLOTS_MOST && ballots <= DECK_COUNT_MOST / most) return scr_done();
    struct scr_buffer shown = {0};
    scr_result result = scr_text_terminal(&shown, style->style->id);
    if (!scr_failed(result))
        result =
            scr_refuse(diagnosis, SCR_LIMIT, (const char *)shown.data,
                       "its deck would have %zu ballots; a deck has at most %d, and votes allowed times ballots are "
                       "at most %d",
                       ballots, DECK_BALLOTS_MOST, DECK_COUNT_MOST);
    scr_buffer_free(&shown);
    return result;
}

scr_result deck_assemble(const struct deck_style *style, const struct deck_rules *rules, const struct marks *marks,
                         const uint32_t *target_of, const char *method, struct scr_arena *arena, struct test_deck *deck,
                         struct scr_diagnosis *diagnosis) {
    size_t extra = (rules->overvote != OVERVOTE_NONE) + (size_t)rules->blank_ballots;
    SCR_TRY(check_size(style, marks->ballots + extra, diagnosis));
    uint32_t *column_of = scr_arena_alloc(arena, style->target_count, sizeof *column_of);
    *deck = (struct test_deck){.style = style,
                               .rules = rules,
                               .method = method,
                               .ballots = scr_arena_alloc(arena, marks->ballots + extra, sizeof *deck->ballots),
                               .test_ballot_count = marks->ballots};
    if (!column_of || !deck->ballots) return (scr_result){SCR_MEMORY};
    for (size_t c = 0; c < marks->candidates; c++) column_of[target_of[c]] = (uint32_t)c;
    for (size_t b = 0; b < marks->ballots; b++)
        SCR_TRY(test_ballot(marks, column_of, b, arena, &deck->ballots[deck->ballot_count++]));
    if (rules->overvote != OVERVOTE_NONE)
        SCR_TRY(overvote_ballot(style, rules->overvote, arena, &deck->ballots[deck->ballot_count++]));
    for (size_t b = 0; b < rules->blank_ballots; b++)
        deck->ballots[deck->ballot_count++] = (struct deck_ballot){BALLOT_BLANK, NULL, 0};
    return deck_count(style, deck->ballots, deck->ballot_count, arena, &deck->votes, &deck->totals);
}
