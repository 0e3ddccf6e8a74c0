/* merge.c: several files of one election become one definition; what stands in two of them must be the same. */
#include <stdlib.h>
#include <string.h>

#include "builder.h"

static bool same_texts(const char *a, const char *b) { return !strcmp(a, b); }

static const char *party_id(const struct election *election, size_t party) {
    return party == ELECTION_NO_PARTY ? "" : election->parties[party].id;
}

static bool same_candidate(const struct election *x, const struct candidate *a, const struct election *y,
                           const struct candidate *b) {
    return same_texts(a->id, b->id) && same_texts(a->name, b->name) && a->kind == b->kind &&
           a->excluded == b->excluded && same_texts(party_id(x, a->party), party_id(y, b->party));
}

static bool same_contest(const struct election *x, const struct contest *a, const struct election *y,
                         const struct contest *b) {
    if (!same_texts(a->name, b->name) || a->kind != b->kind || a->votes_allowed != b->votes_allowed ||
        a->candidate_count != b->candidate_count)
        return false;
    for (size_t i = 0; i < a->candidate_count; i++)
        if (!same_candidate(x, &a->candidates[i], y, &b->candidates[i])) return false;
    return true;
}

static bool same_style(const struct election *x, const struct ballot_style *a, const struct election *y,
                       const struct ballot_style *b) {
    if (!same_texts(a->name, b->name) || a->contest_count != b->contest_count) return false;
    for (size_t i = 0; i < a->contest_count; i++)
        if (!same_texts(x->contests[a->contests[i]].id, y->contests[b->contests[i]].id)) return false;
    return true;
}

/* Where a thing was first seen: the part and its index there. */
struct origin {
    size_t part, index;
};

struct merging {
    struct builder *builder;
    const struct election *parts;
    size_t part;
    struct origin *contests, *styles;
    size_t contest_capacity, style_capacity;
};

static const char *copy(struct builder *builder, const char *text) {
    return scr_arena_copy(&builder->arena, text, strlen(text));
}

static scr_result merge_contest(struct merging *merging, const struct election *from, size_t index) {
    struct builder *builder = merging->builder;
    const struct contest *contest = &from->contests[index];
    size_t known = builder_find_contest(builder, contest->id);
    if (known != BUILDER_NONE) {
        const struct origin *origin = &merging->contests[known];
        const struct election *first = &merging->parts[origin->part];
        if (!same_contest(first, &first->contests[origin->index], from, contest))
            builder_problem(builder, (struct import_place){0}, "the contest %s differs from the one in %s",
                            builder_shown(builder, contest->id), first->sources[0].name);
        return scr_done();
    }
    const char *id = copy(builder, contest->id), *name = copy(builder, contest->name);
    if (!id || !name) return (scr_result){SCR_MEMORY};
    SCR_TRY(
        scr_grow(&merging->contests, &merging->contest_capacity, builder->contest_count + 1, sizeof(struct origin)));
    merging->contests[builder->contest_count] = (struct origin){merging->part, index};
    SCR_TRY(builder_contest(builder, (struct import_place){0}, id, name, contest->kind, contest->votes_allowed));
    for (size_t i = 0; i < contest->candidate_count; i++) {
        const struct candidate *candidate = &contest->candidates[i];
        const char *own = copy(builder, candidate->id), *label = copy(builder, candidate->name);
        if (!own || !label) return (scr_result){SCR_MEMORY};
        size_t unused;
        /* Ids are unique in a file, also across its contests; across files too, so that none has to be changed. */
        if (name_index_find(&builder->candidate_ids, own, strlen(own), &unused))
            builder_problem(builder, (struct import_place){0},
                            "the candidate id %s stands for another candidate in another file",
                            builder_shown(builder, own));
        SCR_TRY(
            builder_candidate(builder, (struct import_place){0}, own, label, candidate->kind,
                              builder_find_party(builder, (struct import_place){0}, party_id(from, candidate->party))));
        builder->open_candidates[builder->open_candidate_count - 1].excluded = candidate->excluded;
    }
    return builder_contest_end(builder, (struct import_place){0});
}

static scr_result merge_style(struct merging *merging, const struct election *from, size_t index) {
    struct builder *builder = merging->builder;
    const struct ballot_style *style = &from->styles[index];
    size_t known;
    if (name_index_find(&builder->style_ids, style->id, strlen(style->id), &known)) {
        const struct origin *origin = &merging->styles[known];
        const struct election *first = &merging->parts[origin->part];
        if (!same_style(first, &first->styles[origin->index], from, style))
            builder_problem(builder, (struct import_place){0}, "the ballot style %s differs from the one in %s",
                            builder_shown(builder, style->id), first->sources[0].name);
        return scr_done();
    }
    const char *id = copy(builder, style->id), *name = copy(builder, style->name);
    if (!id || !name) return (scr_result){SCR_MEMORY};
    SCR_TRY(scr_grow(&merging->styles, &merging->style_capacity, builder->style_count + 1, sizeof(struct origin)));
    merging->styles[builder->style_count] = (struct origin){merging->part, index};
    SCR_TRY(builder_style(builder, (struct import_place){0}, id, name));
    for (size_t i = 0; i < style->contest_count; i++) {
        size_t contest = builder_find_contest(builder, from->contests[style->contests[i]].id);
        if (contest != BUILDER_NONE) SCR_TRY(builder_style_contest(builder, (struct import_place){0}, contest));
    }
    return builder_style_end(builder, (struct import_place){0});
}

static scr_result merge_part(struct merging *merging, const struct election *from) {
    struct builder *builder = merging->builder;
    size_t known;
    for (size_t i = 0; i < from->party_count; i++) {
        const char *id = copy(builder, from->parties[i].id), *name = copy(builder, from->parties[i].name);
        if (!id || !name) return (scr_result){SCR_MEMORY};
        if (!name_index_find(&builder->party_ids, id, strlen(id), &known))
            SCR_TRY(builder_party(builder, (struct import_place){0}, id, name));
        else if (strcmp(builder->parties[known].name, name))
            builder_problem(builder, (struct import_place){0},
                            "the party %s has the name %s here and %s in another file", builder_shown(builder, id),
                            builder_shown(builder, name), builder_shown(builder, builder->parties[known].name));
    }
    for (size_t i = 0; i < from->contest_count; i++) SCR_TRY(merge_contest(merging, from, i));
    for (size_t i = 0; i < from->style_count; i++) SCR_TRY(merge_style(merging, from, i));
    for (size_t i = 0; i < from->source_count; i++) {
        const struct source_file *source = &from->sources[i];
        const char *name = copy(builder, source->name), *format = copy(builder, source->format);
        if (!name || !format) return (scr_result){SCR_MEMORY};
        SCR_TRY(builder_source(builder, name, format, &source->hash));
    }
    return scr_done();
}

scr_result import_merge(const struct election *parts, size_t count, struct election *merged,
                        struct scr_diagnosis *diagnosis) {
    struct builder builder;
    struct merging merging = {.builder = &builder, .parts = parts};
    scr_result result = scr_done();
    *merged = (struct election){0};
    builder_begin(&builder, parts[0].sources[0].name, NULL, diagnosis, NULL);
    builder.id = copy(&builder, parts[0].id);
    builder.name = copy(&builder, parts[0].name);
    builder.date = copy(&builder, parts[0].date);
    builder.jurisdiction = copy(&builder, parts[0].jurisdiction);
    if (!builder.id || !builder.name || !builder.date || !builder.jurisdiction) result = (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < count && !scr_failed(result); i++) {
        builder.shown = parts[i].sources[0].name;
        merging.part = i;
        if (strcmp(parts[i].id, builder.id) || strcmp(parts[i].date, builder.date))
            builder_problem(&builder, (struct import_place){0},
                            "the file is of the election %s, %s of the election %s; import one election at a time",
                            builder_shown(&builder, parts[i].id), parts[0].sources[0].name,
                            builder_shown(&builder, builder.id));
        else
            result = merge_part(&merging, &parts[i]);
    }
    if (!scr_failed(result)) result = builder_finish(&builder, merged);
    builder_abandon(&builder);
    free(merging.contests);
    free(merging.styles);
    return result;
}
