/* cvr_ballot.c: takes one ballot after the other, turns its marks into codes, and packs them into chunks. */
#include <stdlib.h>
#include <string.h>

#include "companion.h"
#include "cvr_builder.h"
#include "cvr_chunk.h"
#include "scrutineer/text.h"

static const char *const field_names[CVR_FIELDS] = {"ballot's identifier", "imprinted id", "tabulator", "batch",
                                                    "ballot style",        "precinct"};

scr_result cvr_ballot_open(struct cvr_builder *builder, struct import_place place) {
    builder->place = place;
    for (size_t i = 0; i < CVR_FIELDS; i++) builder->fields[i].length = 0;
    builder->position = 0;
    builder->touched_count = 0;
    if (builder->records.ballot_count >= CVR_BALLOTS_MOST) {
        builder_problem(&builder->base, place, "there are more than %d ballots", CVR_BALLOTS_MOST);
        return (scr_result){SCR_LIMIT};
    }
    return scr_done();
}

/* ="1" is how some exports keep spreadsheets from changing 1. */
static void unwrap(const char **text, size_t *length) {
    if (*length >= 3 && !memcmp(*text, "=\"", 2) && (*text)[*length - 1] == '"') *text += 2, *length -= 3;
}

static bool plain(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (text[i] <= ' ' || text[i] > '~') return false;
    return true;
}

scr_result cvr_set(struct cvr_builder *builder, enum cvr_field field, const char *text, size_t length) {
    struct scr_buffer *into = &builder->fields[field];
    unwrap(&text, &length);
    into->length = 0;
    const char *clean = text;
    if (!plain(text, length)) { /* rare for identifiers, and names of styles are few: the arena may keep them */
        SCR_TRY(builder_text(&builder->base, builder->place, field_names[field], text, length, false, &clean));
        length = strlen(clean);
    }
    if (length > CVR_ID_MOST) {
        builder_problem(&builder->base, builder->place, "the %s has %zu bytes; at most %d are allowed",
                        field_names[field], length, CVR_ID_MOST);
        return scr_done();
    }
    return scr_buffer_append(into, clean, length);
}

void cvr_set_position(struct cvr_builder *builder, const char *text, size_t length) {
    uint64_t position = 0;
    unwrap(&text, &length);
    while (length > 1 && *text == '0') text++, length--;
    builder->position = scr_count_parse(text, length, CVR_POSITION_MOST, &position) ? (uint32_t)position : 0;
}

scr_result cvr_bears(struct cvr_builder *builder, size_t contest, bool *again) {
    struct cvr_building *building = &builder->building[contest];
    uint64_t serial = builder->records.ballot_count + 1;
    if (again) *again = building->opened == serial;
    if (building->opened == serial) return scr_done();
    SCR_TRY(
        scr_grow(&builder->touched, &builder->touched_capacity, builder->touched_count + 1, sizeof *builder->touched));
    builder->touched[builder->touched_count++] = contest;
    building->opened = serial;
    building->state = CVR_BLANK;
    building->mark_count = 0;
    return scr_done();
}

scr_result cvr_mark(struct cvr_builder *builder, size_t contest, size_t candidate) {
    struct cvr_building *building = &builder->building[contest];
    SCR_TRY(cvr_bears(builder, contest, NULL));
    /* At most 1,000 candidates, each once. */
    for (size_t i = 0; i < building->mark_count; i++)
        if (building->marks[i] == candidate) return scr_done();
    SCR_TRY(scr_grow(&building->marks, &building->mark_capacity, building->mark_count + 1, sizeof *building->marks));
    building->marks[building->mark_count++] = (uint32_t)candidate;
    return scr_done();
}

scr_result cvr_decide(struct cvr_builder *builder, size_t contest, enum cvr_code state) {
    SCR_TRY(cvr_bears(builder, contest, NULL));
    builder->building[contest].state = state;
    return scr_done();
}

static int compare(const void *a, const void *b) {
    uint32_t x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    return (x > y) - (x < y);
}

/* The code of the marks of the open ballot. */
static scr_result selection_code(struct cvr_builder *builder, size_t contest, size_t *code) {
    struct cvr_contest *in = &builder->records.contests[contest];
    struct cvr_building *building = &builder->building[contest];
    bool alone = building->mark_count == 1;
    size_t bytes = building->mark_count * sizeof *building->marks, index;
    if (alone && in->candidates[building->marks[0]].alone) {
        *code = CVR_FIRST_SELECTION + in->candidates[building->marks[0]].alone - 1;
        return scr_done();
    }
    qsort(building->marks, building->mark_count, sizeof *building->marks, compare);
    if (!alone && name_index_find(&building->selection_keys, (const char *)building->marks, bytes, &index)) {
        *code = CVR_FIRST_SELECTION + index;
        return scr_done();
    }
    index = in->selection_count;
    if (index == CVR_SELECTIONS_MOST) {
        builder_problem(&builder->base, builder->place, "the contest %s has more than %d different selections",
                        builder_shown(&builder->base, in->name), CVR_SELECTIONS_MOST);
        return (scr_result){SCR_LIMIT};
    }
    SCR_TRY(scr_grow(&in->selections, &building->selection_capacity, index + 1, sizeof *in->selections));
    uint32_t *kept = scr_arena_alloc(&builder->base.arena, building->mark_count, sizeof *kept);
    if (!kept) return (scr_result){SCR_MEMORY};
    memcpy(kept, building->marks, bytes);
    in->selections[in->selection_count++] = (struct cvr_selection){kept, building->mark_count};
    if (alone) in->candidates[building->marks[0]].alone = index + 1;
    *code = CVR_FIRST_SELECTION + index;
    return name_index_add(&building->selection_keys, (const char *)kept, bytes, index, NULL);
}

static scr_result pack_codes(struct cvr_builder *builder) {
    for (size_t i = 0; i < builder->touched_count; i++) {
        size_t contest = builder->touched[i], code;
        struct cvr_building *building = &builder->building[contest];
        code = building->state;
        if (code == CVR_BLANK && building->mark_count) SCR_TRY(selection_code(builder, contest, &code));
        for (; building->coded < builder->chunk_ballots; building->coded++)
            SCR_TRY(cvr_put(&building->codes, CVR_NOT_ON_BALLOT));
        SCR_TRY(cvr_put(&building->codes, code));
        building->coded++;
    }
    return scr_done();
}

/* The number of a name in a list without repetition, added when new. */
static scr_result intern(struct cvr_builder *builder, struct name_index *keys, const char ***list, size_t *count,
                         size_t *capacity, const struct scr_buffer *text, size_t *number) {
    *number = CVR_NONE;
    if (!text->length) return scr_done();
    const char *bytes = (const char *)text->data;
    if (name_index_find(keys, bytes, text->length, number)) return scr_done();
    if (*count == ELECTION_STYLES_MOST) {
        builder_problem(&builder->base, builder->place, "there are more than %d ballot styles or precincts",
                        ELECTION_STYLES_MOST);
        return (scr_result){SCR_LIMIT};
    }
    char *kept = scr_arena_copy(&builder->base.arena, bytes, text->length);
    if (!kept) return (scr_result){SCR_MEMORY};
    SCR_TRY(scr_grow(list, capacity, *count + 1, sizeof **list));
    *number = (*count)++;
    (*list)[*number] = kept;
    return name_index_add(keys, kept, text->length, *number, NULL);
}

static scr_result find_batch(struct cvr_builder *builder, size_t *batch) {
    struct cvr_records *records = &builder->records;
    const struct scr_buffer *tabulator = &builder->fields[CVR_TABULATOR], *name = &builder->fields[CVR_BATCH];
    char key[2 * CVR_ID_MOST + 1];
    size_t length = 0;
    if (tabulator->length) memcpy(key, tabulator->data, length = tabulator->length);
    key[length++] = '\n'; /* no clean text holds it */
    if (name->length) memcpy(key + length, name->data, name->length);
    length += name->length;
    if (name_index_find(&builder->batch_keys, key, length, batch)) return scr_done();
    if (records->batch_count == CVR_BATCHES_MOST) {
        builder_problem(&builder->base, builder->place, "there are more than %d batches", CVR_BATCHES_MOST);
        return (scr_result){SCR_LIMIT};
    }
    char *kept = scr_arena_copy(&builder->base.arena, key, length);
    char *first = scr_arena_copy(&builder->base.arena, key, tabulator->length);
    if (!kept || !first) return (scr_result){SCR_MEMORY};
    SCR_TRY(scr_grow(&records->batches, &builder->batch_capacity, records->batch_count + 1, sizeof *records->batches));
    *batch = records->batch_count++;
    records->batches[*batch] = (struct cvr_batch){first, kept + tabulator->length + 1};
    return name_index_add(&builder->batch_keys, kept, length, *batch, NULL);
}

static scr_result pack_identity(struct cvr_builder *builder) {
    struct cvr_records *records = &builder->records;
    size_t batch, style, precinct;
    const struct scr_buffer *id = &builder->fields[CVR_ID], *imprinted = &builder->fields[CVR_IMPRINTED];
    SCR_TRY(find_batch(builder, &batch));
    SCR_TRY(intern(builder, &builder->style_keys, &records->styles, &records->style_count, &builder->style_capacity,
                   &builder->fields[CVR_STYLE], &style));
    SCR_TRY(intern(builder, &builder->precinct_keys, &records->precincts, &records->precinct_count,
                   &builder->precinct_capacity, &builder->fields[CVR_PRECINCT], &precinct));
    SCR_TRY(cvr_put(&builder->identities, batch));
    SCR_TRY(cvr_put(&builder->identities, builder->position));
    SCR_TRY(cvr_put(&builder->identities, style + 1)); /* CVR_NONE + 1 is 0 */
    SCR_TRY(cvr_put(&builder->identities, precinct + 1));
    SCR_TRY(cvr_put_id(&builder->identities, &builder->last_id, (const char *)id->data, id->length));
    return cvr_put_id(&builder->identities, &builder->last_imprinted, (const char *)imprinted->data, imprinted->length);
}

static scr_result close_chunk(struct cvr_builder *builder) {
    if (!builder->chunk_ballots) return scr_done();
    struct scr_diagnosis *diagnosis = builder->base.diagnosis;
    SCR_TRY(cvr_spool_write(builder->spool, builder->chunk, CVR_IDENTITIES, builder->chunk_ballots,
                            &builder->identities, diagnosis));
    for (size_t i = 0; i < builder->records.contest_count; i++) {
        struct cvr_building *building = &builder->building[i];
        if (!building->coded) continue;
        for (; building->coded < builder->chunk_ballots; building->coded++)
            SCR_TRY(cvr_put(&building->codes, CVR_NOT_ON_BALLOT));
        SCR_TRY(
            cvr_spool_write(builder->spool, builder->chunk, i, builder->chunk_ballots, &building->codes, diagnosis));
        building->coded = building->codes.length = 0;
    }
    builder->identities.length = builder->last_id.length = builder->last_imprinted.length = 0;
    builder->chunk++;
    builder->chunk_ballots = 0;
    return scr_done();
}

scr_result cvr_ballot_close(struct cvr_builder *builder) {
    if (builder->companion) SCR_TRY(companion_complete(builder->companion, builder));
    /* After a problem nothing will be stored: the rest of the file is read for its problems only. */
    if (!builder->failed && !builder_failed(&builder->base)) {
        SCR_TRY(pack_codes(builder));
        SCR_TRY(pack_identity(builder));
        builder->chunk_ballots++;
    }
    builder->records.ballot_count++;
    if (builder->chunk_ballots == CVR_CHUNK_BALLOTS || builder->identities.length > CVR_CHUNK_BYTES)
        return close_chunk(builder);
    return scr_done();
}

scr_result cvr_builder_finish(struct cvr_builder *builder) {
    struct cvr_records *records = &builder->records;
    bool failed = builder->failed || builder_failed(&builder->base);
    if (!records->ballot_count && !failed)
        builder_problem(&builder->base, (struct import_place){0}, "there are no ballots; is the file truncated?");
    if (failed || !records->ballot_count) return (scr_result){SCR_INPUT};
    SCR_TRY(close_chunk(builder));
    if (fflush(builder->spool))
        return scr_refuse(builder->base.diagnosis, SCR_IO, "the temporary folder",
                          "the ballots could not be written to a temporary file; is there room?");
    rewind(builder->spool);
    return scr_done();
}
