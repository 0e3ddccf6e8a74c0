/* cvr_builder.c: the contests and candidates that cast-vote records are about, found or added as the records come. */
#include "cvr_builder.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cvr_chunk.h"
#include "scrutineer/text.h"

scr_result cvr_builder_begin(struct cvr_builder *builder, const struct cvr_options *options,
                             struct scr_diagnosis *diagnosis, struct scr_diagnosis *notes) {
    *builder = (struct cvr_builder){.options = options};
    builder_begin(&builder->base, "", NULL, diagnosis, notes);
    builder->spool = tmpfile();
    if (!builder->spool)
        return scr_refuse(diagnosis, SCR_IO, "the temporary folder", "a temporary file could not be made");
    return scr_done();
}

void cvr_builder_end(struct cvr_builder *builder) {
    for (size_t i = 0; i < builder->records.contest_count; i++) {
        struct cvr_building *building = &builder->building[i];
        name_index_free(&building->candidate_keys);
        name_index_free(&building->selection_keys);
        scr_buffer_free(&building->codes);
        free(building->marks);
        free(builder->records.contests[i].candidates);
        free(builder->records.contests[i].selections);
    }
    free(builder->building);
    free(builder->records.contests);
    free(builder->records.sources);
    free(builder->records.batches);
    free(builder->records.styles);
    free(builder->records.precincts);
    free(builder->touched);
    free(builder->interned);
    name_index_free(&builder->interned_keys);
    name_index_free(&builder->contest_keys);
    name_index_free(&builder->contest_ids);
    name_index_free(&builder->batch_keys);
    name_index_free(&builder->style_keys);
    name_index_free(&builder->precinct_keys);
    for (size_t i = 0; i < CVR_FIELDS; i++) scr_buffer_free(&builder->fields[i]);
    scr_buffer_free(&builder->identities);
    scr_buffer_free(&builder->last_id);
    scr_buffer_free(&builder->last_imprinted);
    if (builder->spool) fclose(builder->spool);
    builder_abandon(&builder->base);
    *builder = (struct cvr_builder){0};
}

scr_result cvr_show(struct cvr_builder *builder, const char *name) {
    struct scr_buffer shown = {0};
    scr_result result = scr_text_terminal(&shown, name);
    if (!scr_failed(result)) {
        builder->base.shown = scr_arena_copy(&builder->base.arena, (const char *)shown.data, shown.length);
        if (!builder->base.shown) result = (scr_result){SCR_MEMORY};
    }
    if (scr_failed(result)) builder->base.shown = "";
    scr_buffer_free(&shown);
    return result;
}

scr_result cvr_source(struct cvr_builder *builder, const char *shown, const char *format, const struct scr_hash *hash) {
    struct cvr_records *records = &builder->records;
    SCR_TRY(
        scr_grow(&records->sources, &builder->source_capacity, records->source_count + 1, sizeof *records->sources));
    char *name = scr_arena_copy(&builder->base.arena, shown, strlen(shown));
    if (!name) return (scr_result){SCR_MEMORY};
    records->sources[records->source_count++] = (struct source_file){name, format, *hash};
    return scr_done();
}

scr_result cvr_text(struct cvr_builder *builder, struct import_place place, const char *what, const char *text,
                    size_t length, bool required, const char **clean) {
    size_t at = builder->interned_count;
    if (length && name_index_find(&builder->interned_keys, text, length, &at)) {
        *clean = builder->interned[at];
        return scr_done();
    }
    SCR_TRY(builder_text(&builder->base, place, what, text, length, required, clean));
    if (!**clean) return scr_done();
    char *raw = scr_arena_copy(&builder->base.arena, text, length);
    if (!raw) return (scr_result){SCR_MEMORY};
    SCR_TRY(scr_grow(&builder->interned, &builder->interned_capacity, at + 1, sizeof *builder->interned));
    builder->interned[builder->interned_count++] = *clean;
    return name_index_add(&builder->interned_keys, raw, length, at, NULL);
}

/* `id`, or "id (2)", "id (3)", ... when another contest has it: sources give one id to two contests. */
static scr_result unique_id(struct cvr_builder *builder, const char *id, size_t value, const char **unique) {
    bool added = false;
    *unique = scr_arena_copy(&builder->base.arena, id, strlen(id));
    for (size_t i = 2;; i++) {
        if (!*unique) return (scr_result){SCR_MEMORY};
        SCR_TRY(name_index_add(&builder->contest_ids, *unique, strlen(*unique), value, &added));
        if (added) return scr_done();
        *unique = scr_arena_print(&builder->base.arena, "%s (%zu)", id, i);
    }
}

bool cvr_find_contest(const struct cvr_builder *builder, const char *key, size_t *contest) {
    return name_index_find(&builder->contest_keys, key, strlen(key), contest);
}

scr_result cvr_contest(struct cvr_builder *builder, struct import_place place, const char *key, const char *id,
                       const char *name, unsigned votes, size_t *contest) {
    struct cvr_records *records = &builder->records;
    if (cvr_find_contest(builder, key, contest)) {
        struct cvr_contest *known = &records->contests[*contest];
        if (votes && known->votes_allowed && votes != known->votes_allowed)
            builder_problem(&builder->base, place, "the contest %s allows %u votes here and %u before",
                            builder_shown(&builder->base, known->name), votes, known->votes_allowed);
        if (votes) known->votes_allowed = votes;
        return scr_done();
    }
    if (records->contest_count == CVR_CONTESTS_MOST) {
        builder_problem(&builder->base, place, "there are more than %d contests", CVR_CONTESTS_MOST);
        return (scr_result){SCR_LIMIT};
    }
    *contest = records->contest_count;
    SCR_TRY(scr_grow(&records->contests, &builder->contest_capacity, *contest + 1, sizeof *records->contests));
    SCR_TRY(scr_grow(&builder->building, &builder->building_capacity, *contest + 1, sizeof *builder->building));
    struct cvr_contest added = {.votes_allowed = votes};
    char *kept = scr_arena_copy(&builder->base.arena, key, strlen(key));
    added.name = scr_arena_copy(&builder->base.arena, name, strlen(name));
    if (!kept || !added.name) return (scr_result){SCR_MEMORY};
    SCR_TRY(unique_id(builder, id, *contest, &added.id));
    SCR_TRY(name_index_add(&builder->contest_keys, kept, strlen(kept), *contest, NULL));
    builder->building[*contest] = (struct cvr_building){0};
    records->contests[records->contest_count++] = added;
    return scr_done();
}

bool cvr_is_write_in(const char *name) {
    return !strncasecmp(name, "write-in", 8) || !strncasecmp(name, "write in", 8) || !strncasecmp(name, "writein", 7);
}

scr_result cvr_candidate(struct cvr_builder *builder, struct import_place place, size_t contest, const char *key,
                         const char *id, const char *name, bool write_in, size_t *candidate) {
    struct cvr_contest *in = &builder->records.contests[contest];
    struct cvr_building *building = &builder->building[contest];
    if (name_index_find(&building->candidate_keys, key, strlen(key), candidate)) return scr_done();
    if (in->candidate_count == ELECTION_CANDIDATES_MOST) {
        builder_problem(&builder->base, place, "the contest %s has more than %d candidates",
                        builder_shown(&builder->base, in->name), ELECTION_CANDIDATES_MOST);
        return (scr_result){SCR_LIMIT};
    }
    *candidate = in->candidate_count;
    SCR_TRY(scr_grow(&in->candidates, &building->candidate_capacity, *candidate + 1, sizeof *in->candidates));
    struct scr_arena *arena = &builder->base.arena;
    char *kept = scr_arena_copy(arena, key, strlen(key));
    struct cvr_candidate added = {.id = *id ? scr_arena_copy(arena, id, strlen(id))
                                            : scr_arena_print(arena, "%s/%s", in->id, key),
                                  .name = scr_arena_copy(arena, name, strlen(name)),
                                  .write_in = write_in};
    if (!kept || !added.id || !added.name) return (scr_result){SCR_MEMORY};
    in->candidates[in->candidate_count++] = added;
    return name_index_add(&building->candidate_keys, kept, strlen(kept), *candidate, NULL);
}
