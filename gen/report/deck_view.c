/* deck_view.c: prepares a deck for printing. */
#include "deck_view.h"

#include <stdlib.h>
#include <string.h>

#include "labels.h"
#include "scrutineer/text.h"

struct naming {
    struct scr_arena *arena;
    struct scr_buffer scratch;
    struct label *labels; /* room for the larger of contests and candidates of one contest */
};

static const char *taken(struct naming *naming) {
    return scr_arena_copy(naming->arena, (const char *)naming->scratch.data, naming->scratch.length);
}

/* A name that stands for two things is followed by the id. */
static scr_result name_one(struct naming *naming, const struct label *label, struct view_name *name) {
    naming->scratch.length = 0;
    SCR_TRY(scr_text_html(&naming->scratch, label->name));
    if (!label->by_name) {
        SCR_TRY(scr_buffer_text(&naming->scratch, " ["));
        SCR_TRY(scr_text_html(&naming->scratch, label->id));
        SCR_TRY(scr_buffer_text(&naming->scratch, "]"));
    }
    name->html = taken(naming);
    naming->scratch.length = 0;
    SCR_TRY(scr_text_csv(&naming->scratch, label->by_name ? label->name : label->id));
    name->csv = taken(naming);
    return (scr_result){name->html && name->csv ? SCR_DONE : SCR_MEMORY};
}

static bool within(uint8_t c) { return (c & 0xC0) == 0x80; } /* not the first byte of a character */

enum { SHORT_WHOLE = 30, SHORT_HEAD = 17, SHORT_TAIL = 12 }; /* bytes */

/* Names of contests often begin alike and differ in the last word: both ends are kept, cut between words; a name that
 * ends in a long word loses its end. `length` is above SHORT_WHOLE, so that head and tail do not meet. */
static void shorten(const char *name, size_t length, char cut[static SHORT_WHOLE + 8]) {
    static const char ellipsis[] = "\xE2\x80\xA6";
    size_t head = SHORT_HEAD, tail = length - SHORT_TAIL, space;
    while (tail < length && name[tail - 1] != ' ') tail++;
    bool both = tail < length;
    if (!both) head += SHORT_TAIL;
    while (head && within((uint8_t)name[head])) head--;
    for (space = head; space > SHORT_HEAD / 2 && name[space] != ' ';) space--;
    if (both && name[space] == ' ') head = space;
    memcpy(cut, name, head);
    memcpy(cut + head, ellipsis, sizeof ellipsis);
    if (!both) return;
    cut[head + 3] = ' ';
    memcpy(cut + head + 4, name + tail, length - tail + 1); /* at most 17 + 4 + 12 + 1 bytes in all */
}

static scr_result name_short(struct naming *naming, const char *name, const char **html) {
    size_t length = strlen(name);
    char cut[SHORT_WHOLE + 8];
    if (length > SHORT_WHOLE) shorten(name, length, cut);
    naming->scratch.length = 0;
    SCR_TRY(scr_text_html(&naming->scratch, length > SHORT_WHOLE ? cut : name));
    *html = taken(naming);
    return (scr_result){*html ? SCR_DONE : SCR_MEMORY};
}

static const struct contest *contest_at(const struct deck_style *style, size_t k) {
    return k < style->contest_count ? style->contests[k].contest : style->straight_party;
}

static scr_result name_contests(struct naming *naming, struct deck_view *view) {
    for (size_t k = 0; k < view->contest_count; k++) {
        const struct contest *contest = contest_at(view->style, k);
        naming->labels[k] = (struct label){contest->id, contest->name, false};
    }
    SCR_TRY(labels_find(naming->labels, view->contest_count));
    for (size_t k = 0; k < view->contest_count; k++) {
        SCR_TRY(name_one(naming, &naming->labels[k], &view->contests[k].name));
        SCR_TRY(name_short(naming, naming->labels[k].name, &view->contests[k].short_html));
    }
    return scr_done();
}

static scr_result name_targets(struct naming *naming, struct deck_view *view, size_t k) {
    const struct view_contest *contest = &view->contests[k];
    const struct deck_style *style = view->style;
    for (size_t j = 0; j < contest->count; j++) {
        size_t target = contest->first + j;
        const struct candidate *candidate =
            target < style->target_count ? style->candidates[target] : &style->straight_party->candidates[j];
        naming->labels[j] = (struct label){candidate->id, candidate->name, false};
        view->contest_of[target] = k;
    }
    SCR_TRY(labels_find(naming->labels, contest->count));
    for (size_t j = 0; j < contest->count; j++)
        SCR_TRY(name_one(naming, &naming->labels[j], &view->targets[contest->first + j]));
    return scr_done();
}

/* With style, votes and totals in place: contests, targets and their names. */
static scr_result fill(struct deck_view *view, const struct contest_totals *totals,
                       const struct contest_totals *straight, struct scr_arena *arena) {
    const struct deck_style *style = view->style;
    size_t parties = straight ? style->straight_party->candidate_count : 0, most = style->contest_count + 1;
    view->contest_count = style->contest_count + (straight ? 1 : 0);
    view->target_count = style->target_count + parties;
    view->contests = scr_arena_alloc(arena, view->contest_count, sizeof *view->contests);
    view->targets = scr_arena_alloc(arena, view->target_count, sizeof *view->targets);
    view->contest_of = scr_arena_alloc(arena, view->target_count, sizeof *view->contest_of);
    if (!view->contests || !view->targets || !view->contest_of) return (scr_result){SCR_MEMORY};
    for (size_t k = 0; k < style->contest_count; k++) {
        const struct covered_contest *covered = &style->contests[k];
        view->contests[k] = (struct view_contest){.first = covered->first,
                                                  .count = covered->count,
                                                  .votes_allowed = covered->votes_allowed,
                                                  .totals = totals[k]};
        if (covered->count > most) most = covered->count;
    }
    if (straight)
        view->contests[style->contest_count] = (struct view_contest){
            .first = style->target_count, .count = parties, .votes_allowed = 1, .totals = *straight};
    if (parties > most) most = parties;

    struct naming naming = {.arena = arena, .labels = calloc(most, sizeof *naming.labels)};
    scr_result result = {naming.labels ? SCR_DONE : SCR_MEMORY};
    if (!scr_failed(result)) result = name_contests(&naming, view);
    for (size_t k = 0; k < view->contest_count && !scr_failed(result); k++) result = name_targets(&naming, view, k);
    scr_buffer_free(&naming.scratch);
    free(naming.labels);
    return result;
}

scr_result deck_view_of_test(const struct test_deck *deck, const char *base, struct scr_arena *arena,
                             struct deck_view *view) {
    *view = (struct deck_view){.style = deck->style,
                               .rules = deck->rules,
                               .method = deck->method,
                               .base = base,
                               .ballots = deck->ballots,
                               .ballot_count = deck->ballot_count,
                               .votes = deck->votes};
    return fill(view, deck->totals, NULL, arena);
}

scr_result deck_view_of_straight(const struct straight_party_deck *deck, const char *base, struct scr_arena *arena,
                                 struct deck_view *view) {
    *view = (struct deck_view){.style = deck->style,
                               .rules = deck->rules,
                               .base = base,
                               .ballots = deck->ballots,
                               .ballot_count = deck->ballot_count,
                               .votes = deck->votes};
    if (!deck->style->straight_party) return (scr_result){SCR_INTERNAL};
    return fill(view, deck->totals, &deck->straight_totals, arena);
}

const char *ballot_kind_word(enum ballot_kind kind) {
    switch (kind) {
    case BALLOT_TEST:
        return "test";
    case BALLOT_OVERVOTE:
        return "overvote";
    case BALLOT_BLANK:
    case BALLOT_NO_MARK:
        return "blank";
    case BALLOT_STRAIGHT:
        return "straight";
    case BALLOT_OVERRIDE:
        return "override";
    case BALLOT_TWO_PARTIES:
        return "two-parties";
    case BALLOT_ALL_MARKED:
        return "all";
    }
    return "";
}

bool deck_view_overvoted(const struct deck_view *view, const struct deck_ballot *ballot) {
    size_t contest = view->contest_count, marks = 0; /* marks ascend, so those of a contest stand together */
    for (size_t i = 0; i < ballot->mark_count; i++) {
        size_t of = view->contest_of[ballot->marks[i]];
        marks = of == contest ? marks + 1 : 1;
        contest = of;
        if (marks > view->contests[contest].votes_allowed) return true;
    }
    return false;
}
