/* dominion_json.c: ballots of a Dominion JSON export: a folder with CvrExport.json (or CvrExport_1.json, ...) and the
 * manifests that name what the export's numbers mean.
 *
 * A session is a ballot. Where it was adjudicated, "Modified" stands beside "Original" and wins when it is current, as
 * IsCurrent says. Marks with IsVote are votes; contests stand in the record or, in newer exports, in its cards. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../json_document.h"
#include "dominion_names.h"

struct reading {
    struct cvr_builder *builder;
    struct dominion_names names;
    bool ranked_refused;
};

static struct import_place place_of(const struct json_at *at) { return (struct import_place){.at = at}; }

/* A number or text as a field of the ballot. */
static scr_result set(struct reading *reading, enum cvr_field field, const struct json_at *at, const char *what,
                      bool required) {
    const char *text = NULL;
    char number[24];
    if (json_is_integer(at->value)) {
        snprintf(number, sizeof number, "%" JSON_INTEGER_FORMAT, json_integer_value(at->value));
        text = number;
    } else if (json_is_string(at->value)) {
        text = json_string_value(at->value);
    }
    if (text) return cvr_set(reading->builder, field, text, strlen(text));
    if (required || at->value)
        builder_problem(&reading->builder->base, place_of(at), "the %s %s", what,
                        at->value ? "must be a number or text" : "is missing");
    return scr_done();
}

/* A number that a manifest names; without the manifest, or a line in it, the number itself. */
static scr_result set_named(struct reading *reading, enum cvr_field field, const struct json_at *at, const char *what,
                            const struct dominion_list *list) {
    const char *name;
    if (json_is_integer(at->value) && dominion_name(list, json_integer_value(at->value), &name) && *name)
        return cvr_set(reading->builder, field, name, strlen(name));
    return set(reading, field, at, what, false);
}

static scr_result read_mark(struct reading *reading, const struct json_at *mark, size_t contest, bool ranked) {
    struct cvr_builder *builder = reading->builder;
    const struct json_at is_vote = json_member(mark, "IsVote"), rank = json_member(mark, "Rank"),
                         candidate = json_member(mark, "CandidateId");
    if (!json_is_boolean(is_vote.value)) {
        builder_problem(&builder->base, place_of(&is_vote), "this must be true or false");
        return scr_done();
    }
    if (!json_is_true(is_vote.value)) return scr_done();
    if (ranked && json_is_integer(rank.value) && json_integer_value(rank.value) != 1) return scr_done();
    size_t index;
    if (!json_is_integer(candidate.value) ||
        !dominion_candidate(&reading->names, contest, json_integer_value(candidate.value), &index)) {
        builder_problem(&builder->base, place_of(&candidate),
                        "the candidate's number is not in CandidateManifest.json for this contest");
        return scr_done();
    }
    return cvr_mark(builder, contest, index);
}

static scr_result read_contest(struct reading *reading, const struct json_at *at) {
    struct cvr_builder *builder = reading->builder;
    const struct json_at id = json_member(at, "Id"), marks = json_member(at, "Marks"),
                         overvotes = json_member(at, "Overvotes");
    size_t contest;
    bool ranked, again;
    if (!json_is_integer(id.value) ||
        !dominion_contest(&reading->names, json_integer_value(id.value), &contest, &ranked)) {
        builder_problem(&builder->base, place_of(&id), "the contest's number is not in ContestManifest.json");
        return scr_done();
    }
    if (ranked && !builder->options->first_preferences && !reading->ranked_refused) {
        reading->ranked_refused = true;
        builder_problem(&builder->base, place_of(at),
                        "the contest %s is ranked; only its first preferences can be read, with --first-preferences",
                        builder_shown(&builder->base, builder->records.contests[contest].name));
    }
    if (ranked) builder->records.contests[contest].ranked = true;
    SCR_TRY(cvr_bears(builder, contest, &again));
    if (again) builder_problem(&builder->base, place_of(at), "the record lists the contest twice");
    size_t count = json_elements(&builder->base, &marks, true);
    for (size_t i = 0; i < count; i++) {
        const struct json_at mark = json_element(&marks, i);
        SCR_TRY(read_mark(reading, &mark, contest, ranked));
    }
    if (!ranked && json_is_integer(overvotes.value) && json_integer_value(overvotes.value) > 0)
        return cvr_decide(builder, contest, CVR_OVERVOTE);
    return scr_done();
}

static scr_result read_contests(struct reading *reading, const struct json_at *holder) {
    const struct json_at contests = json_member(holder, "Contests");
    size_t count = json_elements(&reading->builder->base, &contests, true);
    for (size_t i = 0; i < count; i++) {
        const struct json_at contest = json_element(&contests, i);
        SCR_TRY(read_contest(reading, &contest));
    }
    return scr_done();
}

/* The record that counts. */
static struct json_at current(const struct json_at *session) {
    const struct json_at modified = json_member(session, "Modified"), original = json_member(session, "Original");
    if (modified.value && (json_is_true(json_object_get(modified.value, "IsCurrent")) ||
                           !json_is_true(json_object_get(original.value, "IsCurrent"))))
        return modified;
    return original;
}

static scr_result read_session(struct reading *reading, const struct json_at *session) {
    struct cvr_builder *builder = reading->builder;
    const struct json_at record = current(session), cards = json_member(&record, "Cards"),
                         number = json_member(session, "RecordId"), tabulator = json_member(session, "TabulatorId"),
                         batch = json_member(session, "BatchId"), style = json_member(&record, "BallotTypeId"),
                         precinct = json_member(&record, "PrecinctPortionId"),
                         id = json_member(session, "UniqueVotingIdentifier");
    SCR_TRY(cvr_ballot_open(builder, place_of(session)));
    if (!json_is_object(record.value)) {
        builder_problem(&builder->base, place_of(session), "the session has neither \"Original\" nor \"Modified\"");
        return scr_done();
    }
    SCR_TRY(set(reading, CVR_TABULATOR, &tabulator, "tabulator's number", true));
    SCR_TRY(set(reading, CVR_BATCH, &batch, "batch's number", true));
    SCR_TRY(set(reading, CVR_ID, &id, "voting identifier", false));
    SCR_TRY(set_named(reading, CVR_STYLE, &style, "ballot type", &reading->names.styles));
    SCR_TRY(set_named(reading, CVR_PRECINCT, &precinct, "precinct portion", &reading->names.precincts));
    if (json_is_integer(number.value) && json_integer_value(number.value) > 0 &&
        json_integer_value(number.value) <= CVR_POSITION_MOST)
        builder->position = (uint32_t)json_integer_value(number.value);
    else if (!json_is_string(number.value)) /* public exports write "X" */
        builder_problem(&builder->base, place_of(&number), "the record's number is missing or out of range");
    if (!cards.value) {
        SCR_TRY(read_contests(reading, &record));
    } else {
        size_t count = json_elements(&builder->base, &cards, true);
        for (size_t i = 0; i < count; i++) {
            const struct json_at card = json_element(&cards, i);
            SCR_TRY(read_contests(reading, &card));
        }
    }
    builder->place = (struct import_place){0}; /* the path lives on the stack */
    return cvr_ballot_close(builder);
}

static scr_result read_export(struct reading *reading, const char *path) {
    struct cvr_builder *builder = reading->builder;
    json_t *root;
    struct scr_hash hash;
    SCR_TRY(json_document_read(path, builder->base.shown, &root, &hash, builder->base.diagnosis));
    const struct json_at whole = {.value = root}, sessions = json_member(&whole, "Sessions");
    size_t count = json_elements(&builder->base, &sessions, true);
    scr_result result = scr_done();
    for (size_t i = 0; i < count && !scr_failed(result); i++) {
        const struct json_at session = json_element(&sessions, i);
        result = read_session(reading, &session);
    }
    json_decref(root);
    return scr_failed(result) ? result : cvr_source(builder, builder->base.shown, cvr_dominion_json.name, &hash);
}

static bool is_export(const char *name) {
    size_t length = strlen(name);
    return !strncmp(name, "CvrExport", 9) && length > 5 && !strcmp(name + length - 5, ".json");
}

static scr_result read_folder(struct reading *reading, const char *folder, const struct cvr_look *look,
                              const char *only) {
    struct cvr_builder *builder = reading->builder;
    SCR_TRY(dominion_names_read(&reading->names, builder, folder));
    if (only) {
        builder->base.shown = look->shown;
        return read_export(reading, only);
    }
    for (size_t i = 0; i < look->file_count; i++) {
        if (!is_export(look->files[i])) continue;
        char *path = scr_arena_print(&builder->base.arena, "%s/%s", folder, look->files[i]);
        if (!path) return (scr_result){SCR_MEMORY};
        SCR_TRY(cvr_show(builder, look->files[i]));
        SCR_TRY(read_export(reading, path));
    }
    return scr_done();
}

static scr_result read(struct cvr_builder *builder, const struct cvr_look *look) {
    struct reading reading = {.builder = builder};
    scr_result result;
    if (look->kind == LOOK_FOLDER) {
        result = read_folder(&reading, look->path, look, NULL);
    } else { /* the export alone: the manifests lie beside it */
        const char *slash = strrchr(look->path, '/');
        char *folder = slash ? scr_arena_copy(&builder->base.arena, look->path, (size_t)(slash - look->path))
                             : scr_arena_copy(&builder->base.arena, ".", 1);
        result = folder ? read_folder(&reading, *folder ? folder : "/", look, look->path) : (scr_result){SCR_MEMORY};
    }
    dominion_names_free(&reading.names);
    return result;
}

static bool recognise(const struct cvr_look *look) {
    if (look->kind == LOOK_JSON) return strstr(look->prefix, "\"Sessions\"") != NULL;
    for (size_t i = 0; look->kind == LOOK_FOLDER && i < look->file_count; i++)
        if (is_export(look->files[i])) return true;
    return false;
}

const struct cvr_format cvr_dominion_json = {"dominion-cvr-json", recognise, read};
