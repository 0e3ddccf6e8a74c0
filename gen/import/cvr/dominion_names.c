/* dominion_names.c: reads the manifests of a Dominion JSON export. */
#include "dominion_names.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../json_document.h"

static int compare(const void *a, const void *b) {
    const struct dominion_line *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

static const struct dominion_line *find(const struct dominion_list *list, json_int_t id) {
    const struct dominion_line key = {.id = id};
    return list->count ? bsearch(&key, list->lines, list->count, sizeof key, compare) : NULL;
}

/* One line of a manifest; what is special about contests and candidates. */
typedef scr_result take_line(struct dominion_names *names, struct cvr_builder *builder, const struct json_at *at,
                             struct dominion_line *line);

static scr_result take_name(struct dominion_names *names, struct cvr_builder *builder, const struct json_at *at,
                            struct dominion_line *line) {
    (void)names, (void)builder, (void)at, (void)line;
    return scr_done();
}

static scr_result take_contest(struct dominion_names *names, struct cvr_builder *builder, const struct json_at *at,
                               struct dominion_line *line) {
    const struct json_at votes = json_member(at, "VoteFor"), ranks = json_member(at, "NumOfRanks");
    (void)names;
    unsigned allowed = json_votes(&builder->base, &votes);
    line->ranked = json_is_integer(ranks.value) && json_integer_value(ranks.value) > 0;
    char *id = scr_arena_print(&builder->base.arena, "%" JSON_INTEGER_FORMAT, line->id);
    if (!id) return (scr_result){SCR_MEMORY};
    return cvr_contest(builder, (struct import_place){.at = at}, id, id, line->name, allowed, &line->contest);
}

static scr_result take_candidate(struct dominion_names *names, struct cvr_builder *builder, const struct json_at *at,
                                 struct dominion_line *line) {
    const struct json_at contest = json_member(at, "ContestId"), type = json_member(at, "Type");
    const struct import_place place = {.at = at};
    bool ranked;
    if (!json_is_integer(contest.value) ||
        !dominion_contest(names, json_integer_value(contest.value), &line->contest, &ranked)) {
        builder_problem(&builder->base, place, "the candidate's contest is not in ContestManifest.json");
        return scr_done();
    }
    const char *kind = json_string_value(type.value);
    char *id = scr_arena_print(&builder->base.arena, "%" JSON_INTEGER_FORMAT, line->id);
    if (!id) return (scr_result){SCR_MEMORY};
    return cvr_candidate(builder, place, line->contest, id, id, line->name,
                         (kind && !strcmp(kind, "WriteIn")) || cvr_is_write_in(line->name), &line->index);
}

static scr_result read_lines(struct dominion_names *names, struct dominion_list *list, struct cvr_builder *builder,
                             const struct json_at *lines, take_line *take) {
    struct builder *base = &builder->base;
    size_t count = json_elements(base, lines, true);
    SCR_TRY(scr_grow(&list->lines, &list->capacity, count, sizeof *list->lines));
    for (size_t i = 0; i < count; i++) {
        const struct json_at at = json_element(lines, i), id = json_member(&at, "Id"),
                             name = json_member(&at, "Description");
        struct dominion_line line = {.name = ""};
        if (!json_is_integer(id.value)) {
            builder_problem(base, (struct import_place){.at = &id}, "the number is missing or not whole");
            continue;
        }
        line.id = json_integer_value(id.value);
        SCR_TRY(json_text(base, &name, "description", true, &line.name));
        SCR_TRY(take(names, builder, &at, &line));
        list->lines[list->count++] = line;
    }
    if (list->count) qsort(list->lines, list->count, sizeof *list->lines, compare);
    for (size_t i = 1; i < list->count; i++)
        if (list->lines[i].id == list->lines[i - 1].id)
            builder_problem(base, (struct import_place){0}, "the number %" JSON_INTEGER_FORMAT " stands twice",
                            list->lines[i].id);
    return scr_done();
}

static scr_result read_manifest(struct dominion_names *names, struct dominion_list *list, struct cvr_builder *builder,
                                const char *folder, const char *file, bool required, take_line *take) {
    struct scr_hash hash;
    json_t *root;
    char *path = scr_arena_print(&builder->base.arena, "%s/%s", folder, file);
    if (!path) return (scr_result){SCR_MEMORY};
    builder->base.shown = file;
    if (access(path, F_OK)) {
        if (!required) return scr_done();
        builder_problem(&builder->base, (struct import_place){0},
                        "the file is missing; the manifests of the export must lie beside CvrExport.json");
        return (scr_result){SCR_INPUT};
    }
    SCR_TRY(json_document_read(path, file, &root, &hash, builder->base.diagnosis));
    const struct json_at whole = {.value = root}, lines = json_member(&whole, "List");
    scr_result result = read_lines(names, list, builder, &lines, take);
    json_decref(root);
    return scr_failed(result) ? result : cvr_source(builder, file, "dominion-json-manifest", &hash);
}

scr_result dominion_names_read(struct dominion_names *names, struct cvr_builder *builder, const char *folder) {
    SCR_TRY(read_manifest(names, &names->contests, builder, folder, "ContestManifest.json", true, take_contest));
    SCR_TRY(read_manifest(names, &names->candidates, builder, folder, "CandidateManifest.json", true, take_candidate));
    SCR_TRY(read_manifest(names, &names->styles, builder, folder, "BallotTypeManifest.json", false, take_name));
    return read_manifest(names, &names->precincts, builder, folder, "PrecinctPortionManifest.json", false, take_name);
}

bool dominion_name(const struct dominion_list *list, json_int_t id, const char **name) {
    const struct dominion_line *line = find(list, id);
    if (line) *name = line->name;
    return line != NULL;
}

bool dominion_contest(const struct dominion_names *names, json_int_t id, size_t *contest, bool *ranked) {
    const struct dominion_line *line = find(&names->contests, id);
    if (line) *contest = line->contest, *ranked = line->ranked;
    return line != NULL;
}

bool dominion_candidate(const struct dominion_names *names, size_t contest, json_int_t id, size_t *candidate) {
    const struct dominion_line *line = find(&names->candidates, id);
    if (!line || line->contest != contest) return false;
    *candidate = line->index;
    return true;
}

void dominion_names_free(struct dominion_names *names) {
    free(names->contests.lines);
    free(names->candidates.lines);
    free(names->styles.lines);
    free(names->precincts.lines);
    *names = (struct dominion_names){0};
}
