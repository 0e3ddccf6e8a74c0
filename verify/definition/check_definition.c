/* check_definition.c: BDF-02: everything in a ballot definition has one meaning. */
#include "verify/definition/check_definition.h"

#include <string.h>

#include "verify/complaint.h"
#include "verify/sorted.h"

static const char *contest_name(const void *items, size_t position) {
    return ((const struct definition_contest *)items)[position].id;
}
static const char *style_name(const void *items, size_t position) {
    return ((const struct definition_style *)items)[position].id;
}
static const char *party_name(const void *items, size_t position) {
    return ((const struct definition_candidate *)items)[position].party;
}
static const char *candidate_name(const void *items, size_t position) {
    return ((const struct definition_candidate *)items)[position].id;
}

const struct definition_style *definition_style(const struct definition *definition, const char *id) {
    size_t found = sorted_find(definition->styles_by_id, definition->styles, definition->style_count, style_name, id);
    return found < definition->style_count ? &definition->styles[found] : NULL;
}

static void check_candidate_kinds(const struct definition *definition, const struct definition_contest *contest,
                                  struct complaint *complaint) {
    for (size_t c = contest->first; c < contest->first + contest->count; c++) {
        const struct definition_candidate *candidate = &definition->candidates[c];
        bool party = !strcmp(candidate->kind, "party"), straight = contest->kind == CONTEST_STRAIGHT_PARTY;
        if (party != straight)
            complain(complaint, "candidate %s of contest %s is %sof kind party in a contest that is %sstraight-party",
                     shown(complaint, candidate->id), shown(complaint, contest->id), party ? "" : "not ",
                     straight ? "" : "not ");
        if (!candidate->covered && strcmp(candidate->kind, "write-in"))
            complain(complaint, "candidate %s of contest %s is not covered but no write-in line",
                     shown(complaint, candidate->id), shown(complaint, contest->id));
    }
}

/* A straight ticket is one mark, and the party's text alone says which candidates it votes for (section 5). */
static scr_result check_party_line(const struct definition *definition, const struct definition_contest *contest,
                                   struct scr_arena *scratch, struct complaint *complaint) {
    const struct definition_candidate *first = definition->candidates + contest->first;
    size_t *order = sorted_by_name(scratch, first, contest->count, party_name);
    if (!order) return (scr_result){SCR_MEMORY};
    if (contest->votes_allowed != 1)
        complain(complaint, "straight-party contest %s allows %u votes instead of one", shown(complaint, contest->id),
                 contest->votes_allowed);
    for (size_t c = 0; c < contest->count; c++)
        if (!first[c].party[0])
            complain(complaint, "candidate %s of straight-party contest %s names no party",
                     shown(complaint, first[c].id), shown(complaint, contest->id));
    size_t twin = sorted_duplicate(order, first, contest->count, party_name);
    if (twin < contest->count && first[order[twin]].party[0])
        complain(complaint, "two candidates of straight-party contest %s name the party %s",
                 shown(complaint, contest->id), shown(complaint, first[order[twin]].party));
    return scr_done();
}

static scr_result check_contests(struct definition *definition, struct complaint *complaint) {
    struct scr_arena scratch = {0};
    const struct definition_contest *contests = definition->contests;
    size_t count = definition->contest_count;
    definition->contests_by_id = sorted_by_name(&definition->arena, contests, count, contest_name);
    if (!definition->contests_by_id) return (scr_result){SCR_MEMORY};
    size_t twin = sorted_duplicate(definition->contests_by_id, contests, count, contest_name);
    if (twin < count)
        complain(complaint, "two contests have the id %s",
                 shown(complaint, contests[definition->contests_by_id[twin]].id));
    for (size_t k = 0; k < count; k++) {
        const struct definition_candidate *first = definition->candidates + contests[k].first;
        size_t *order = sorted_by_name(&scratch, first, contests[k].count, candidate_name);
        if (!order) {
            scr_arena_free(&scratch);
            return (scr_result){SCR_MEMORY};
        }
        twin = sorted_duplicate(order, first, contests[k].count, candidate_name);
        if (twin < contests[k].count)
            complain(complaint, "two candidates of contest %s have the id %s", shown(complaint, contests[k].id),
                     shown(complaint, first[order[twin]].id));
        check_candidate_kinds(definition, &contests[k], complaint);
        if (contests[k].kind != CONTEST_STRAIGHT_PARTY) continue;
        scr_result result = check_party_line(definition, &contests[k], &scratch, complaint);
        if (scr_failed(result)) {
            scr_arena_free(&scratch);
            return result;
        }
    }
    scr_arena_free(&scratch);
    return scr_done();
}

static scr_result check_styles(struct definition *definition, struct complaint *complaint) {
    const struct definition_style *styles = definition->styles;
    size_t count = definition->style_count;
    definition->styles_by_id = sorted_by_name(&definition->arena, styles, count, style_name);
    definition->style_contests =
        scr_arena_alloc(&definition->arena, definition->contest_id_count, sizeof *definition->style_contests);
    /* seen[k] is 1 + the last style that names contest k */
    size_t *seen = scr_arena_alloc(&definition->arena, definition->contest_count, sizeof *seen);
    if (!definition->styles_by_id || !definition->style_contests || !seen) return (scr_result){SCR_MEMORY};
    size_t twin = sorted_duplicate(definition->styles_by_id, styles, count, style_name);
    if (twin < count)
        complain(complaint, "two ballot styles have the id %s",
                 shown(complaint, styles[definition->styles_by_id[twin]].id));
    for (size_t s = 0; s < count; s++) {
        size_t straight = 0;
        for (size_t e = styles[s].first; e < styles[s].first + styles[s].count; e++) {
            size_t k = sorted_find(definition->contests_by_id, definition->contests, definition->contest_count,
                                   contest_name, definition->contest_ids[e]);
            if (k == definition->contest_count) {
                complain(complaint, "ballot style %s names contest %s, which is not defined",
                         shown(complaint, styles[s].id), shown(complaint, definition->contest_ids[e]));
                continue;
            }
            if (seen[k] == s + 1)
                complain(complaint, "ballot style %s names contest %s twice", shown(complaint, styles[s].id),
                         shown(complaint, definition->contest_ids[e]));
            seen[k] = s + 1;
            definition->style_contests[e] = k;
            straight += definition->contests[k].kind == CONTEST_STRAIGHT_PARTY;
        }
        if (straight > 1)
            complain(complaint, "ballot style %s has %zu straight-party contests", shown(complaint, styles[s].id),
                     straight);
    }
    return scr_done();
}

scr_result definition_check(struct definition *definition, struct findings *findings) {
    struct complaint complaint = {0};
    scr_result result = check_contests(definition, &complaint);
    if (!scr_failed(result)) result = check_styles(definition, &complaint);
    if (!scr_failed(result))
        return complaint_verdict(&complaint, findings, "BDF-02",
                                 "every contest, candidate and style has one meaning, and every style its contests");
    complaint_free(&complaint);
    return result;
}
