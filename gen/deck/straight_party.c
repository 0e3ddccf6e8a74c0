/* straight_party.c: straight tickets, individual overrides, two parties at once, a blank and an all-marked ballot. */
#include "gen/deck/straight_party.h"

#include "scrutineer/text.h"

static bool stands_for(const struct candidate *candidate, size_t party) {
    return candidate->party == party && party != ELECTION_NO_PARTY;
}

static size_t nominees(const struct deck_style *style, const struct covered_contest *contest, size_t party) {
    size_t count = 0;
    for (size_t i = contest->first; i < contest->first + contest->count; i++)
        count += stands_for(style->candidates[i], party);
    return count;
}

/* A contest in which a straight ticket of `party` can be overridden in full: exactly votes-allowed marks, one of them
 * another's. */
static const struct covered_contest *override_contest(const struct deck_style *style, size_t party) {
    for (size_t k = 0; k < style->contest_count; k++) {
        const struct covered_contest *contest = &style->contests[k];
        size_t own = nominees(style, contest, party);
        if (own && own < contest->count && contest->count >= contest->votes_allowed) return contest;
    }
    return NULL;
}

static bool has_candidate(const struct deck_style *style, size_t party) {
    for (size_t i = 0; i < style->target_count; i++)
        if (stands_for(style->candidates[i], party)) return true;
    return false;
}

static scr_result note_of(const struct deck_style *style, const struct candidate *party, const char *words,
                          struct scr_diagnosis *notes) {
    struct scr_buffer name = {0}, id = {0};
    scr_result result = scr_text_terminal(&name, party->name);
    if (!scr_failed(result)) result = scr_text_terminal(&id, style->style->id);
    if (!scr_failed(result))
        scr_note(notes, SCR_INPUT, (const char *)id.data, "no straight-party deck: %s %s", (const char *)name.data,
                 words);
    scr_buffer_free(&name);
    scr_buffer_free(&id);
    return result;
}

/* Whether the specification's deck exists for this style (check LAT-24); says why not. */
static scr_result is_possible(const struct deck_style *style, struct scr_diagnosis *notes, bool *possible) {
    const struct contest *parties = style->straight_party;
    *possible = parties->candidate_count >= 2;
    if (!*possible)
        SCR_TRY(note_of(style, &parties->candidates[0], "is the only party, so no ballot can mark two", notes));
    for (size_t p = 0; p < parties->candidate_count && *possible; p++) {
        const struct candidate *party = &parties->candidates[p];
        for (size_t k = 0; k < style->contest_count && *possible; k++)
            if (nominees(style, &style->contests[k], party->party) > style->contests[k].votes_allowed) {
                *possible = false;
                SCR_TRY(note_of(style, party,
                                "has more candidates in a contest than votes allowed, which machines count differently",
                                notes));
            }
        if (*possible && has_candidate(style, party->party) && !override_contest(style, party->party)) {
            *possible = false;
            SCR_TRY(note_of(style, party, "has no contest in which a straight ticket could be overridden", notes));
        }
    }
    return scr_done();
}

static scr_result add_ballot(struct straight_party_deck *deck, enum ballot_kind kind, const uint32_t *marks,
                             size_t count, struct scr_arena *arena) {
    uint32_t *kept = scr_arena_alloc(arena, count, sizeof *kept);
    if (!kept) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < count; i++) kept[i] = marks[i];
    deck->ballots[deck->ballot_count++] = (struct deck_ballot){kind, kept, count};
    return scr_done();
}

/* Whose vote overrides the party's: a listed candidate who is not of the party, if there is one, else another target
 * that is not of it (override_contest saw one). */
static size_t foreign_candidate(const struct deck_style *style, const struct covered_contest *contest, size_t party) {
    size_t foreign = SIZE_MAX;
    for (size_t i = contest->first; i < contest->first + contest->count; i++) {
        if (stands_for(style->candidates[i], party)) continue;
        if (style->candidates[i]->kind == CANDIDATE_LISTED) return i;
        if (foreign == SIZE_MAX) foreign = i;
    }
    return foreign;
}

/* The party's target, and votes-allowed marks in one contest: the foreign candidate first, then others. */
static scr_result add_override(struct straight_party_deck *deck, const struct covered_contest *contest, size_t p,
                               size_t party, uint32_t *marks, struct scr_arena *arena) {
    const struct deck_style *style = deck->style;
    size_t foreign = foreign_candidate(style, contest, party);
    size_t count = 0, others = contest->votes_allowed - 1;
    for (size_t i = contest->first; i < contest->first + contest->count; i++) {
        if (i != foreign && !others) continue;
        others -= i != foreign;
        marks[count++] = (uint32_t)i;
    }
    marks[count++] = (uint32_t)(style->target_count + p);
    return add_ballot(deck, BALLOT_OVERRIDE, marks, count, arena);
}

/* Counts one ballot as the specification's section 5 says. */
static void count_ballot(struct straight_party_deck *deck, const struct deck_ballot *ballot) {
    const struct deck_style *style = deck->style;
    const struct contest *parties = style->straight_party;
    size_t at = 0, marked_parties = 0, party = ELECTION_NO_PARTY;
    for (size_t i = 0; i < ballot->mark_count; i++)
        if (ballot->marks[i] >= style->target_count) {
            marked_parties++;
            party = parties->candidates[ballot->marks[i] - style->target_count].party;
        }
    for (size_t k = 0; k < style->contest_count; k++) {
        const struct covered_contest *contest = &style->contests[k];
        struct contest_totals *totals = &deck->totals[k];
        size_t from = at, votes = 0;
        while (at < ballot->mark_count && ballot->marks[at] < contest->first + contest->count) at++;
        if (at - from > contest->votes_allowed) {
            totals->overvoted_ballots++;
            totals->overvotes += contest->votes_allowed;
            continue;
        }
        for (size_t i = from; i < at; i++, votes++) deck->votes[ballot->marks[i]]++;
        if (at == from && marked_parties == 1)
            for (size_t i = contest->first; i < contest->first + contest->count; i++)
                if (stands_for(style->candidates[i], party)) {
                    deck->votes[i]++;
                    votes++;
                }
        totals->undervotes += contest->votes_allowed - votes;
    }
    if (marked_parties == 1)
        deck->votes[ballot->marks[ballot->mark_count - 1]]++;
    else if (!marked_parties)
        deck->straight_totals.undervotes++;
    else {
        deck->straight_totals.overvotes++;
        deck->straight_totals.overvoted_ballots++;
    }
}

static scr_result fill(struct straight_party_deck *deck, uint32_t *marks, struct scr_arena *arena) {
    const struct deck_style *style = deck->style;
    const struct contest *parties = style->straight_party;
    size_t n = style->target_count;
    for (size_t p = 0; p < parties->candidate_count; p++) {
        /* Party p ends with p + 3 votes, one of them from its override ballot where it has one. */
        size_t straight = p + 3 - has_candidate(style, parties->candidates[p].party);
        marks[0] = (uint32_t)(n + p);
        while (straight--) SCR_TRY(add_ballot(deck, BALLOT_STRAIGHT, marks, 1, arena));
    }
    for (size_t p = 0; p < parties->candidate_count; p++) {
        size_t party = parties->candidates[p].party;
        if (has_candidate(style, party))
            SCR_TRY(add_override(deck, override_contest(style, party), p, party, marks, arena));
    }
    marks[0] = (uint32_t)n;
    marks[1] = (uint32_t)n + 1;
    SCR_TRY(add_ballot(deck, BALLOT_TWO_PARTIES, marks, 2, arena));
    SCR_TRY(add_ballot(deck, BALLOT_NO_MARK, marks, 0, arena));
    for (size_t i = 0; i < n + parties->candidate_count; i++) marks[i] = (uint32_t)i;
    SCR_TRY(add_ballot(deck, BALLOT_ALL_MARKED, marks, n + parties->candidate_count, arena));
    for (size_t b = 0; b < deck->ballot_count; b++) count_ballot(deck, &deck->ballots[b]);
    return scr_done();
}

scr_result straight_party_make(const struct deck_style *style, const struct deck_rules *rules, struct scr_arena *arena,
                               struct straight_party_deck *deck, bool *made, struct scr_diagnosis *notes) {
    *made = false;
    *deck = (struct straight_party_deck){.style = style, .rules = rules};
    if (!rules->straight_party || !style->straight_party) return scr_done();
    SCR_TRY(is_possible(style, notes, made));
    if (!*made) return scr_done();
    size_t parties = style->straight_party->candidate_count, targets = style->target_count + parties;
    deck->ballots = scr_arena_alloc(arena, parties * (parties + 7) / 2 + 3, sizeof *deck->ballots);
    deck->votes = scr_arena_alloc(arena, targets, sizeof *deck->votes);
    deck->totals = scr_arena_alloc(arena, style->contest_count, sizeof *deck->totals);
    uint32_t *marks = scr_arena_alloc(arena, targets, sizeof *marks);
    if (!deck->ballots || !deck->votes || !deck->totals || !marks) return (scr_result){SCR_MEMORY};
    return fill(deck, marks, arena);
}
