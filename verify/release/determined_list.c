/* determined_list.c: a release lists the determined cells, all of them and no others (DPR-18). */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "verify/release/determined.h"
#include "verify/release/release.h"

enum { UNITS_LENGTH = 60000 }; /* characters of one attribute Units at most */

/* What a list should be, beside what it is. */
struct listing {
    struct contest_case *contest;
    const struct determined *determined;
    struct work *work;
    const struct findings *findings;
    uint64_t cells; /* determined ones, over all contests */
    size_t next;    /* claim */
};

/* The next range of unit numbers whose cell of `option` is determined, from row *row on. */
static bool next_range(const struct listing *listing, size_t level, size_t option, size_t *row, struct range *range,
                       uint64_t *cells) {
    const struct shape *shape = listing->contest->shape;
    const struct shape_level *rows = &shape->level[level - 1];
    const uint8_t *determined = listing->determined->cells[level - 1];
    while (*row < rows->rows && !determined[*row * shape->options + option]) ++*row;
    if (*row == rows->rows) return false;
    range->first = range->last = rows->units[*row] + 1;
    *cells += 1;
    while (++*row < rows->rows && determined[*row * shape->options + option] && rows->units[*row] == range->last) {
        range->last++;
        *cells += 1;
    }
    return true;
}

/* Appends to `text` as many ranges as fit, from *row on. */
static scr_result write_ranges(const struct listing *listing, size_t level, size_t option, size_t *row,
                               struct scr_buffer *text, uint64_t *cells) {
    struct range range;
    text->length = 0;
    for (;;) {
        size_t before = *row;
        char word[32];
        uint64_t more = 0;
        if (!next_range(listing, level, option, row, &range, &more)) return scr_done();
        int length = range.first == range.last
                         ? snprintf(word, sizeof word, "%" PRIu32, range.first)
                         : snprintf(word, sizeof word, "%" PRIu32 "-%" PRIu32, range.first, range.last);
        if (text->length + (size_t)length + (text->length ? 1 : 0) > UNITS_LENGTH) {
            *row = before;
            return scr_done();
        }
        *cells += more;
        if (text->length) SCR_TRY(scr_buffer_append(text, " ", 1));
        SCR_TRY(scr_buffer_append(text, word, (size_t)length));
    }
}

/* Names the first unit that is listed and should not be, or should be and is not. */
static scr_result complain_of_units(struct listing *listing, size_t level, size_t option,
                                    const struct claimed_determined *claim) {
    struct contest_case *contest = listing->contest;
    const struct shape_level *rows = &contest->shape->level[level - 1];
    struct scr_arena arena = {0};
    struct ranges ranges = {0};
    const char *why;
    uint64_t total;
    size_t offset, at = 0, row;
    uint32_t most = (uint32_t)contest->statement->levels[level - 1].count;
    scr_result result = ranges_read(claim->units, most, &arena, &ranges, &total, &why, &offset);
    if (scr_failed(result)) {
        scr_arena_free(&arena);
        return result;
    }
    for (row = 0; !why && row < rows->rows; row++) {
        uint32_t unit = rows->units[row] + 1;
        while (at < ranges.count && ranges.items[at].last < unit) at++;
        bool listed = at < ranges.count && ranges.items[at].first <= unit;
        if (listed == listing->determined->cells[level - 1][row * contest->shape->options + option]) continue;
        complain(contest->complaint, "%s: the cell is %s", release_place(contest, level, row, option),
                 listed ? "listed but not determined" : "determined but not listed");
        break;
    }
    if (why || row == rows->rows)
        complain(contest->complaint, "%s: the units are not listed as they must be%s%s",
                 release_place(contest, level, 0, option), why ? ": " : "", why ? why : "");
    scr_arena_free(&arena);
    return scr_done();
}

/* The claims on one level and option, in the order of the document. */
static scr_result compare_option(struct listing *listing, size_t level, size_t option, struct scr_buffer *text) {
    struct contest_case *contest = listing->contest;
    const struct claimed_contest *claimed = contest->claimed;
    size_t row = 0;
    for (;;) {
        SCR_TRY(write_ranges(listing, level, option, &row, text, &listing->cells));
        const struct claimed_determined *claim =
            listing->next < claimed->determined_count ? &claimed->determined[listing->next] : NULL;
        bool here = claim && claim->level == level && claim->option == option + 1;
        if (!text->length && !here) return scr_done();
        if (!here) {
            struct range first = {0};
            uint64_t ignored = 0;
            size_t from = 0;
            bool found = next_range(listing, level, option, &from, &first, &ignored);
            from = 0;
            while (found && contest->shape->level[level - 1].units[from] + 1 != first.first) from++;
            complain(contest->complaint, "%s: the cell is determined, but no Determined in its place lists it",
                     release_place(contest, level, from, option));
            return scr_done();
        }
        listing->next++;
        if (text->length != strlen(claim->units) || memcmp(text->data, claim->units, text->length) != 0) {
            SCR_TRY(complain_of_units(listing, level, option, claim));
            /* What goes on in further elements cannot be compared any more. */
            while (listing->next < claimed->determined_count && claimed->determined[listing->next].level == level &&
                   claimed->determined[listing->next].option == option + 1)
                listing->next++;
            return scr_done();
        }
    }
}

static scr_result compare(struct listing *listing) {
    struct contest_case *contest = listing->contest;
    struct scr_buffer text = {0};
    scr_result result = scr_buffer_text(&text, "");
    listing->next = 0;
    for (size_t level = contest->statement->exact_levels + 1; level <= contest->shape->levels; level++)
        for (size_t option = 0; option < contest->shape->options && !scr_failed(result); option++)
            result = compare_option(listing, level, option, &text);
    if (!scr_failed(result) && listing->next < contest->claimed->determined_count) {
        const struct claimed_determined *claim = &contest->claimed->determined[listing->next];
        complain(contest->complaint,
                 "contest %s: Determined number %zu, of level %" PRIu32 " and option %" PRIu32
                 ", is of no determined cell or stands out of order",
                 shown(contest->complaint, contest->contest->id), listing->next + 1, claim->level, claim->option);
    }
    scr_buffer_free(&text);
    return result;
}

static scr_result check_contest(struct contest_case *contest, void *context) {
    struct listing *listing = context;
    struct determined determined;
    enum determined_outcome outcome;
    size_t exact = contest->statement->exact_levels, row;
    const struct release_block *sums = exact ? release_block_of(contest->claimed, exact, COUNTS_EXACT) : NULL;
    struct budget budget = work_begin(listing->work);
    scr_result result =
        determined_find(contest->shape, exact, sums ? sums->values : NULL, &budget, &determined, &outcome, &row);
    const char *ended = work_end(listing->work, &budget);
    listing->contest = contest;
    listing->determined = &determined;
    if (!scr_failed(result) && outcome == DETERMINED_FOUND) {
        result = compare(listing);
    } else if (!scr_failed(result) && outcome == DETERMINED_BUDGET) {
        contest->open = *ended ? "all searches of this run together have come to their end"
                               : "the reasoning over determined cells ended at its budget";
    } else if (!scr_failed(result) && findings_verdict(listing->findings, "DPR-14") == VERDICT_REFUTED) {
        contest->open = "no table of counts agrees with exact counts that do not add up";
    } else if (!scr_failed(result)) {
        complain(contest->complaint,
                 "%s: no table of counts agrees with the exact counts, turnout and structural zeros",
                 release_place(contest, exact ? exact : 1, row, SIZE_MAX));
    }
    determined_free(&determined);
    return result;
}

scr_result release_add_dpr18(const struct release *release, struct work *work, struct findings *findings) {
    struct complaint complaint = {0};
    struct listing listing = {.work = work, .findings = findings};
    const char *open = NULL;
    scr_result result = release_each_contest(release, true, &complaint, &open, check_contest, &listing);
    if (scr_failed(result) || (open && !complaint.count && !complaint.failed)) {
        complaint_free(&complaint);
        return scr_failed(result) ? result : findings_add(findings, "DPR-18", VERDICT_UNDECIDED, "%s", open);
    }
    SCR_TRY(complaint_verdict(
        &complaint, findings, "DPR-18",
        "the cells that the exact counts, turnout and structural zeros determine are listed: %" PRIu64, listing.cells));
    return findings_verdict(findings, "DPR-18") == VERDICT_HOLDS ? release_add_note(release, listing.cells, findings)
                                                                 : scr_done();
}
