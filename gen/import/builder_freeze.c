/* builder_freeze.c: ballot styles, and the checks of the whole definition before it becomes the model. */
#include <stdlib.h>
#include <string.h>

#include "builder.h"

scr_result builder_style(struct builder *builder, struct import_place place, const char *id, const char *name) {
    if (builder->style_count == ELECTION_STYLES_MOST) {
        builder_problem(builder, place, "there are more than %d ballot styles", ELECTION_STYLES_MOST);
        return (scr_result){SCR_LIMIT};
    }
    bool added = true;
    if (*id) SCR_TRY(name_index_add(&builder->style_ids, id, strlen(id), builder->style_count, &added));
    if (!added) builder_problem(builder, place, "the ballot style %s is defined twice", builder_shown(builder, id));
    SCR_TRY(
        scr_grow(&builder->styles, &builder->style_capacity, builder->style_count + 1, sizeof(struct ballot_style)));
    builder->styles[builder->style_count] = (struct ballot_style){.id = id, .name = name};
    builder->open_contest_count = 0;
    return scr_done();
}

scr_result builder_style_contest(struct builder *builder, struct import_place place, size_t contest) {
    const struct ballot_style *style = &builder->styles[builder->style_count];
    SCR_TRY(scr_grow(&builder->seen_on, &builder->seen_capacity, builder->contest_count, sizeof(size_t)));
    if (builder->seen_on[contest] == builder->style_count + 1) {
        builder_problem(builder, place, "the contest %s is twice on the ballot style %s",
                        builder_shown(builder, builder->contests[contest].id), builder_shown(builder, style->id));
        return scr_done();
    }
    builder->seen_on[contest] = builder->style_count + 1;
    if (builder->style_contest_total == BUILDER_STYLE_CONTESTS_MOST) {
        builder_problem(builder, place, "the ballot styles list more than %d contests", BUILDER_STYLE_CONTESTS_MOST);
        return (scr_result){SCR_LIMIT};
    }
    SCR_TRY(scr_grow(&builder->open_contests, &builder->open_contest_capacity, builder->open_contest_count + 1,
                     sizeof(size_t)));
    builder->open_contests[builder->open_contest_count++] = contest;
    builder->style_contest_total++;
    return scr_done();
}

scr_result builder_style_end(struct builder *builder, struct import_place place) {
    struct ballot_style *style = &builder->styles[builder->style_count];
    size_t count = builder->open_contest_count;
    if (!count)
        builder_problem(builder, place, "the ballot style %s has no contests; it needs at least one",
                        builder_shown(builder, style->id));
    size_t *own = scr_arena_alloc(&builder->arena, count, sizeof *own);
    if (!own) return (scr_result){SCR_MEMORY};
    if (count) memcpy(own, builder->open_contests, count * sizeof *own);
    style->contests = own;
    style->contest_count = count;
    builder->style_count++;
    builder->open_contest_count = 0;
    return scr_done();
}

/* A file without ballot styles describes one ballot. */
static scr_result one_style(struct builder *builder) {
    const struct import_place whole = {0};
    SCR_TRY(builder_style(builder, whole, "ALL", ""));
    for (size_t i = 0; i < builder->contest_count; i++) SCR_TRY(builder_style_contest(builder, whole, i));
    SCR_TRY(builder_style_end(builder, whole));
    builder_remark(builder, whole, "no ballot style in the file: one style ALL with every contest is assumed");
    return scr_done();
}

/* Counts contests that stand on no style: decks never reach them, which the official should know. */
static void remark_unused(struct builder *builder) {
    size_t unused = 0;
    const char *first = NULL;
    for (size_t i = 0; i < builder->contest_count; i++)
        if (i >= builder->seen_capacity || !builder->seen_on[i])
            if (!unused++) first = builder->contests[i].name;
    const struct import_place whole = {0};
    if (unused == 1)
        builder_remark(builder, whole, "the contest %s is on no ballot style", builder_shown(builder, first));
    else if (unused)
        builder_remark(builder, whole, "%zu contests are on no ballot style, the first of them %s", unused,
                       builder_shown(builder, first));
}

static scr_result name_the_election(struct builder *builder) {
    const struct import_place whole = {0};
    if (*builder->id && *builder->name) return scr_done();
    if (!*builder->name && *builder->id)
        builder->name = builder->id;
    else if (!*builder->name) {
        /* Nothing in the file: its own name without the last extension. */
        const char *file = builder->source_count ? builder->sources[0].name : "election";
        const char *dot = strrchr(file, '.');
        char *stem = scr_arena_copy(&builder->arena, file, dot && dot != file ? (size_t)(dot - file) : strlen(file));
        if (!stem) return (scr_result){SCR_MEMORY};
        builder->name = stem;
        builder_remark(builder, whole, "the file does not name its election: the file's own name, %s, is used",
                       builder_shown(builder, stem));
    }
    if (!*builder->id) {
        builder->id =
            *builder->date ? scr_arena_print(&builder->arena, "%s, %s", builder->name, builder->date) : builder->name;
        if (!builder->id) return (scr_result){SCR_MEMORY};
    }
    return scr_done();
}

/* Ids and names that were put together from others can be too long, and a file's own name can be anything: every text
 * is looked at once more, so that what is saved can be loaded and written. */
static void check_text(struct builder *builder, const char *what, const char *text, bool required) {
    const struct import_place whole = {0};
    size_t length = strlen(text);
    if (required && !length)
        builder_problem(builder, whole, "the %s is empty; name it in the file", what);
    else if (length > ELECTION_TEXT_MOST)
        builder_problem(builder, whole,
                        "the %s, put together from others, has %zu bytes; at most %d are allowed: shorten %.60s..",
                        what, length, ELECTION_TEXT_MOST, builder_shown(builder, text));
    else if (!builder_can_write(text, length))
        builder_problem(builder, whole, "the %s holds a character that XML cannot hold: %s", what,
                        builder_shown(builder, text));
}

static void check_texts(struct builder *builder) {
    check_text(builder, "election's id", builder->id, true);
    check_text(builder, "election's name", builder->name, true);
    for (size_t i = 0; i < builder->contest_count; i++) {
        const struct contest *contest = &builder->contests[i];
        check_text(builder, "contest's id", contest->id, true);
        check_text(builder, "contest's name", contest->name, true);
        for (size_t c = 0; c < contest->candidate_count; c++) {
            check_text(builder, "candidate's id", contest->candidates[c].id, true);
            check_text(builder, "candidate's name", contest->candidates[c].name, true);
            if ((contest->candidates[c].kind == CANDIDATE_PARTY) != (contest->kind == CONTEST_STRAIGHT_PARTY))
                builder_problem(
                    builder, (struct import_place){0},
                    "the contest %s mixes party choices and candidates; only a straight-party contest holds "
                    "party choices, and nothing else",
                    builder_shown(builder, contest->name));
        }
    }
    for (size_t i = 0; i < builder->style_count; i++)
        check_text(builder, "ballot style's id", builder->styles[i].id, true);
}

static scr_result freeze(struct builder *builder, const void *items, size_t count, size_t size, void *frozen) {
    void *copy = scr_arena_alloc(&builder->arena, count, size);
    if (!copy) return (scr_result){SCR_MEMORY};
    if (count) memcpy(copy, items, count * size);
    memcpy(frozen, &copy, sizeof copy);
    return scr_done();
}

scr_result builder_finish(struct builder *builder, struct election *election) {
    const struct import_place whole = {0};
    if (!builder->contest_count && !builder_failed(builder))
        builder_problem(builder, whole, "the file holds no contests; an election definition needs at least one");
    if (builder_failed(builder)) return (scr_result){SCR_INPUT};
    if (!builder->style_count) SCR_TRY(one_style(builder));
    if (builder_failed(builder)) return (scr_result){SCR_INPUT};
    remark_unused(builder);
    SCR_TRY(name_the_election(builder));
    check_texts(builder);
    if (builder_failed(builder)) return (scr_result){SCR_INPUT};
    if (builder->excluded_count)
        builder_remark(builder, whole,
                       "%zu write-in lines are left out of test decks, as asked; decks list them as "
                       "not covered",
                       builder->excluded_count);
    struct election whole_election = {.id = builder->id,
                                      .name = builder->name,
                                      .date = builder->date,
                                      .jurisdiction = builder->jurisdiction,
                                      .party_count = builder->party_count,
                                      .contest_count = builder->contest_count,
                                      .style_count = builder->style_count,
                                      .source_count = builder->source_count};
    SCR_TRY(freeze(builder, builder->parties, builder->party_count, sizeof(struct party), &whole_election.parties));
    SCR_TRY(
        freeze(builder, builder->contests, builder->contest_count, sizeof(struct contest), &whole_election.contests));
    SCR_TRY(
        freeze(builder, builder->styles, builder->style_count, sizeof(struct ballot_style), &whole_election.styles));
    SCR_TRY(
        freeze(builder, builder->sources, builder->source_count, sizeof(struct source_file), &whole_election.sources));
    whole_election.arena = builder->arena;
    builder->arena = (struct scr_arena){0};
    *election = whole_election;
    builder_abandon(builder);
    return scr_done();
}
