/* plain_csv_rows.c: rows become listings (a contest on a style); listings with equal content become one contest. */
#include <stdlib.h>
#include <string.h>

#include "plain_csv_rows.h"

struct plain_target {
    struct plain_row row;
    unsigned long line;
    size_t next; /* 1 + index, 0 none; the same below */
};

struct plain_listing {
    const char *name;
    size_t style;
    unsigned votes;
    unsigned long line;
    size_t first, last, next;
};

struct plain_style {
    const char *name;
    unsigned long line;
    size_t first, last;
};

scr_result plain_rows_text(struct plain_rows *rows, struct builder *builder, struct import_place place,
                           const char *what, const char *text, size_t length, bool required, const char **clean) {
    size_t known;
    if (length && name_index_find(&rows->known_texts, text, length, &known)) {
        *clean = rows->texts[known];
        return scr_done();
    }
    SCR_TRY(builder_text(builder, place, what, text, length, required, clean));
    /* The clean copy is the key, so only a text that was clean already can be found again. */
    if (!**clean || strlen(*clean) != length || memcmp(*clean, text, length)) return scr_done();
    SCR_TRY(scr_grow(&rows->texts, &rows->text_capacity, rows->text_count + 1, sizeof *rows->texts));
    SCR_TRY(name_index_add(&rows->known_texts, *clean, length, rows->text_count, NULL));
    rows->texts[rows->text_count++] = *clean;
    return scr_done();
}

static scr_result find_style(struct plain_rows *rows, unsigned long line, const char *name, size_t *style) {
    if (name_index_find(&rows->style_names, name, strlen(name), style)) return scr_done();
    *style = rows->style_count;
    SCR_TRY(name_index_add(&rows->style_names, name, strlen(name), *style, NULL));
    SCR_TRY(scr_grow(&rows->styles, &rows->style_capacity, rows->style_count + 1, sizeof *rows->styles));
    rows->styles[rows->style_count++] = (struct plain_style){.name = name, .line = line};
    return scr_done();
}

static scr_result find_listing(struct plain_rows *rows, struct builder *builder, unsigned long line, size_t style,
                               const char *contest, unsigned votes, size_t *listing) {
    const char *key = scr_arena_print(&builder->arena, "%zu\n%s", style, contest);
    if (!key) return (scr_result){SCR_MEMORY};
    if (name_index_find(&rows->listing_names, key, strlen(key), listing)) return scr_done();
    *listing = rows->listing_count;
    SCR_TRY(name_index_add(&rows->listing_names, key, strlen(key), *listing, NULL));
    SCR_TRY(scr_grow(&rows->listings, &rows->listing_capacity, rows->listing_count + 1, sizeof *rows->listings));
    rows->listings[rows->listing_count++] =
        (struct plain_listing){.name = contest, .style = style, .votes = votes, .line = line};
    struct plain_style *on = &rows->styles[style];
    if (on->last)
        rows->listings[on->last - 1].next = rows->listing_count;
    else
        on->first = rows->listing_count;
    on->last = rows->listing_count;
    return scr_done();
}

scr_result plain_rows_add(struct plain_rows *rows, struct builder *builder, struct import_place place,
                          const char *style, const char *contest, unsigned votes, const struct plain_row *row) {
    size_t at = rows->last - 1;
    if (!rows->last || strcmp(rows->listings[at].name, contest) ||
        strcmp(rows->styles[rows->listings[at].style].name, style)) {
        size_t on;
        SCR_TRY(find_style(rows, place.line, style, &on));
        SCR_TRY(find_listing(rows, builder, place.line, on, contest, votes, &at));
        rows->last = at + 1;
    }
    struct plain_listing *listing = &rows->listings[at];
    if (listing->votes != votes)
        builder_problem(builder, place,
                        "votes allowed is %u here and %u in line %lu for the same contest and ballot style", votes,
                        listing->votes, listing->line);
    if (rows->target_count == BUILDER_CANDIDATES_MOST) {
        builder_problem(builder, place, "the file has more than %d rows", BUILDER_CANDIDATES_MOST);
        return (scr_result){SCR_LIMIT};
    }
    SCR_TRY(scr_grow(&rows->targets, &rows->target_capacity, rows->target_count + 1, sizeof *rows->targets));
    rows->targets[rows->target_count++] = (struct plain_target){*row, place.line, 0};
    if (listing->last)
        rows->targets[listing->last - 1].next = rows->target_count;
    else
        listing->first = rows->target_count;
    listing->last = rows->target_count;
    return scr_done();
}

static scr_result party_of(struct builder *builder, struct import_place place, const struct plain_row *row,
                           size_t *party) {
    const char *name = row->kind == PLAIN_STRAIGHT_PARTY && !*row->party ? row->name : row->party;
    *party = ELECTION_NO_PARTY;
    if (!*name) return scr_done();
    if (!name_index_find(&builder->party_ids, name, strlen(name), party)) {
        SCR_TRY(builder_party(builder, place, name, name));
        *party = builder_find_party(builder, place, name);
    }
    return scr_done();
}

static enum contest_kind kind_of(const struct plain_rows *rows, struct builder *builder,
                                 const struct plain_listing *listing) {
    size_t questions = 0, straight = 0, others = 0;
    for (size_t t = listing->first; t; t = rows->targets[t - 1].next) {
        enum plain_kind kind = rows->targets[t - 1].row.kind;
        questions += kind == PLAIN_QUESTION;
        straight += kind == PLAIN_STRAIGHT_PARTY;
        others += kind == PLAIN_CANDIDATE || kind == PLAIN_WRITE_IN;
    }
    if ((questions && (straight || others)) || (straight && others))
        builder_problem(builder, (struct import_place){.line = listing->line},
                        "the contest %s mixes kinds; all rows are question, or all straight-party, or candidate and "
                        "write-in",
                        builder_shown(builder, listing->name));
    return questions ? CONTEST_QUESTION : straight ? CONTEST_STRAIGHT_PARTY : CONTEST_ORDINARY;
}

/* Fusion: a candidate of two parties has two voting targets, told apart by the party. */
static scr_result candidate_id(struct builder *builder, const char *contest, const struct plain_row *row,
                               const char **id) {
    size_t unused;
    *id = scr_arena_print(&builder->arena, "%s/%s", contest, row->name);
    if (*id && *row->party && name_index_find(&builder->open_ids, *id, strlen(*id), &unused))
        *id = scr_arena_print(&builder->arena, "%s/%s (%s)", contest, row->name, row->party);
    return *id ? scr_done() : (scr_result){SCR_MEMORY};
}

static scr_result build_contest(const struct plain_rows *rows, struct builder *builder,
                                const struct plain_listing *listing, const char *id) {
    const struct import_place place = {.line = listing->line};
    enum contest_kind kind = kind_of(rows, builder, listing);
    size_t write_ins = 0;
    SCR_TRY(builder_contest(builder, place, id, listing->name, kind, listing->votes));
    for (size_t t = listing->first; t; t = rows->targets[t - 1].next) {
        const struct plain_target *target = &rows->targets[t - 1];
        const struct import_place row_place = {.line = target->line};
        static const enum candidate_kind kinds[] = {CANDIDATE_LISTED, CANDIDATE_WRITE_IN, CANDIDATE_OPTION,
                                                    CANDIDATE_PARTY};
        size_t party;
        const char *candidate;
        SCR_TRY(party_of(builder, row_place, &target->row, &party));
        if (target->row.kind == PLAIN_WRITE_IN)
            candidate = scr_arena_print(&builder->arena, "%s/write-in-%zu", id, ++write_ins);
        else
            SCR_TRY(candidate_id(builder, id, &target->row, &candidate));
        if (!candidate) return (scr_result){SCR_MEMORY};
        SCR_TRY(builder_candidate(builder, row_place, candidate, target->row.name, kinds[target->row.kind], party));
    }
    return builder_contest_end(builder, place);
}

/* Appends a text with its length before it, so that no two lists of texts give the same bytes. */
static scr_result append(struct scr_buffer *key, const char *text) {
    SCR_TRY(scr_buffer_print(key, "%zu:", strlen(text)));
    return scr_buffer_text(key, text);
}

struct sharing {
    struct name_index contents, names;
    size_t *uses; /* per name: contests that have it */
    size_t use_count, use_capacity;
    struct scr_buffer key;
};

/* The contest of a listing, made when its content is new. */
static scr_result shared_contest(const struct plain_rows *rows, struct builder *builder,
                                 const struct plain_listing *listing, struct sharing *sharing, size_t *contest) {
    struct scr_buffer *key = &sharing->key;
    key->length = 0;
    SCR_TRY(append(key, listing->name));
    SCR_TRY(scr_buffer_print(key, "%u", listing->votes));
    for (size_t t = listing->first; t; t = rows->targets[t - 1].next) {
        const struct plain_row *row = &rows->targets[t - 1].row;
        SCR_TRY(scr_buffer_print(key, ";%d", (int)row->kind));
        SCR_TRY(append(key, row->name));
        SCR_TRY(append(key, row->party));
    }
    if (name_index_find(&sharing->contents, (const char *)key->data, key->length, contest)) return scr_done();
    const char *kept = scr_arena_copy(&builder->arena, (const char *)key->data, key->length);
    if (!kept) return (scr_result){SCR_MEMORY};
    *contest = builder->contest_count;
    SCR_TRY(name_index_add(&sharing->contents, kept, key->length, *contest, NULL));

    size_t name = sharing->use_count;
    bool fresh;
    SCR_TRY(name_index_add(&sharing->names, listing->name, strlen(listing->name), name, &fresh));
    if (fresh) {
        SCR_TRY(scr_grow(&sharing->uses, &sharing->use_capacity, name + 1, sizeof *sharing->uses));
        sharing->uses[sharing->use_count++] = 1;
    } else if (!name_index_find(&sharing->names, listing->name, strlen(listing->name), &name))
        return (scr_result){SCR_INTERNAL};
    const char *id = listing->name;
    size_t taken;
    /* "Mayor (2)" may also be the name of a contest of its own, hence a loop; every number is tried once per name. */
    while (name_index_find(&builder->contest_ids, id, strlen(id), &taken)) {
        id = scr_arena_print(&builder->arena, "%s (%zu)", listing->name, ++sharing->uses[name]);
        if (!id) return (scr_result){SCR_MEMORY};
    }
    return build_contest(rows, builder, listing, id);
}

scr_result plain_rows_build(struct plain_rows *rows, struct builder *builder) {
    struct sharing sharing = {0};
    scr_result result = scr_done();
    for (size_t s = 0; s < rows->style_count; s++) {
        const struct plain_style *style = &rows->styles[s];
        const struct import_place place = {.line = style->line};
        SCR_TRY_OR(result, builder_style(builder, place, style->name, ""), end);
        for (size_t l = style->first; l; l = rows->listings[l - 1].next) {
            size_t contest;
            const struct plain_listing *listing = &rows->listings[l - 1];
            const struct import_place here = {.line = listing->line};
            SCR_TRY_OR(result, shared_contest(rows, builder, listing, &sharing, &contest), end);
            SCR_TRY_OR(result, builder_style_contest(builder, here, contest), end);
        }
        SCR_TRY_OR(result, builder_style_end(builder, place), end);
    }
end:
    name_index_free(&sharing.contents);
    name_index_free(&sharing.names);
    free(sharing.uses);
    scr_buffer_free(&sharing.key);
    return result;
}

void plain_rows_free(struct plain_rows *rows) {
    free(rows->styles);
    free(rows->listings);
    free(rows->targets);
    free(rows->texts);
    name_index_free(&rows->style_names);
    name_index_free(&rows->listing_names);
    name_index_free(&rows->known_texts);
    *rows = (struct plain_rows){0};
}
