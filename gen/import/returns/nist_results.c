/* nist_results.c: election results reporting of NIST 1500-100 version 2, XML, streamed. */
#include "nist_results.h"

#include <stdlib.h>
#include <string.h>

#define NAMESPACE_1500_100 "http://itl.nist.gov/ns/voting/1500-100/v2"

static struct builder *base_of(struct results *results) { return &results->builder->base; }

scr_result results_unit(struct results *results, const char *id, size_t length, size_t *unit) {
    if (name_index_find(&results->unit_ids, id, length, unit)) return scr_done();
    if (results->unit_count == RETURNS_UNITS_MOST) return (scr_result){SCR_LIMIT};
    SCR_TRY(scr_grow(&results->units, &results->unit_capacity, results->unit_count + 1, sizeof *results->units));
    const char *kept = scr_arena_copy(&base_of(results)->arena, id, length);
    if (!kept) return (scr_result){SCR_MEMORY};
    *unit = results->unit_count++;
    results->units[*unit] = (struct results_unit){.id = kept,
                                                  .name = "",
                                                  .members = "",
                                                  .registered = RETURNS_UNKNOWN,
                                                  .unit = RETURNS_NONE,
                                                  .parent = RESULTS_NOWHERE,
                                                  .level = RETURNS_LEVELS};
    return name_index_add(&results->unit_ids, kept, length, *unit, NULL);
}

/* The ObjectId of the element that opens, "" after recording that it has none. */
static scr_result object_id(struct results *results, struct xml_walk *walk, const char **id) {
    const char *value = scr_xml_attribute_of(walk->reader, "ObjectId", NULL);
    return builder_text(base_of(results), walk->place, "ObjectId", value ? value : "", value ? strlen(value) : 0, true,
                        id);
}

static scr_result open_person(struct results *results, struct xml_walk *walk) {
    const char *id;
    bool added;
    SCR_TRY(object_id(results, walk, &id));
    SCR_TRY(scr_grow(&results->people, &results->person_capacity, results->person_count + 1, sizeof *results->people));
    SCR_TRY(name_index_add(&results->person_ids, id, strlen(id), results->person_count, &added));
    if (!added && *id)
        builder_problem(base_of(results), walk->place, "the ObjectId %s stands twice",
                        builder_shown(base_of(results), id));
    results->people[results->person_count++].name = "";
    return scr_done();
}

static scr_result open_contest(struct results *results, struct xml_walk *walk) {
    if (results->contest_count == RETURNS_CONTESTS_MOST) return (scr_result){SCR_LIMIT};
    SCR_TRY(scr_grow(&results->contests, &results->contest_capacity, results->contest_count + 1,
                     sizeof *results->contests));
    struct results_contest *contest = &results->contests[results->contest_count++];
    *contest = (struct results_contest){.name = "", .place = walk->place};
    return object_id(results, walk, &contest->id);
}

static scr_result open_selection(struct results *results, struct xml_walk *walk) {
    if (results->selection_count == RETURNS_CELLS_MOST) return (scr_result){SCR_LIMIT};
    SCR_TRY(scr_grow(&results->selections, &results->selection_capacity, results->selection_count + 1,
                     sizeof *results->selections));
    struct results_selection *selection = &results->selections[results->selection_count++];
    *selection = (struct results_selection){.text = "", .people = ""};
    return object_id(results, walk, &selection->id);
}

static scr_result open_unit(struct results *results, struct xml_walk *walk) {
    const char *id;
    size_t unit;
    SCR_TRY(object_id(results, walk, &id));
    SCR_TRY(results_unit(results, id, strlen(id), &unit));
    if (results->units[unit].type)
        builder_problem(base_of(results), walk->place, "the ObjectId %s stands twice",
                        builder_shown(base_of(results), id));
    results->units[unit].type = "";
    results->units[unit].place = walk->place;
    results->described = unit;
    return scr_done();
}

/* True when the current element is right below this path, or at it; what it belongs to was opened then. */
static bool stands_below(const struct xml_walk *walk, const char *const *path, unsigned depth) {
    bool same = walk->depth == depth + 1;
    for (unsigned i = 1; i <= depth && same; i++) same = !strcmp(walk->path[i], path[i]);
    return same;
}
static bool stands_at(const struct xml_walk *walk, const char *const *path, unsigned depth) {
    return stands_below(walk, path, depth - 1) && !strcmp(walk->path[depth], path[depth]);
}
static const char *const contest_path[] = {"", "Election", "Contest", "OtherCounts"};
static const char *const selection_path[] = {"", "Election", "Contest", "ContestSelection", "VoteCounts"};
static const char *const ballots_path[] = {"", "Election", "BallotCounts"};

static bool is_counts(const char *name) {
    return !strcmp(name, "VoteCounts") || !strcmp(name, "OtherCounts") || !strcmp(name, "BallotCounts");
}

static scr_result open(void *context, struct xml_walk *walk) {
    struct results *results = context;
    const char *name = walk->path[walk->depth];
    if (xml_walk_at(walk, "Election", "Candidate") || xml_walk_at(walk, "Election", "Party") ||
        xml_walk_at(walk, "ElectionReport", "Party"))
        return open_person(results, walk);
    if (stands_at(walk, contest_path, 2)) return open_contest(results, walk);
    if (stands_at(walk, selection_path, 3)) return open_selection(results, walk);
    if (walk->depth == 1 && !strcmp(name, "GpUnit")) return open_unit(results, walk);
    if (!is_counts(name)) return scr_done();
    memset(&results->open, 0, sizeof results->open);
    results->open.unit = RESULTS_NOWHERE;
    results->open.type = results->open.device = "";
    results->open.place = walk->place;
    return scr_done();
}

static scr_result text(struct results *results, struct xml_walk *walk, const char **into) {
    if (**into) return scr_done(); /* the first of several languages */
    return builder_text(base_of(results), walk->place, walk->path[walk->depth], xml_walk_raw(walk), walk->text.length,
                        false, into);
}

static scr_result ids(struct results *results, struct xml_walk *walk, const char **into) {
    *into = scr_arena_copy(&base_of(results)->arena, xml_walk_raw(walk), walk->text.length);
    return *into ? scr_done() : (scr_result){SCR_MEMORY};
}

static scr_result put(struct results *results, enum results_what what, size_t mode) {
    if (results->count_count == RETURNS_CELLS_MOST) return (scr_result){SCR_LIMIT};
    SCR_TRY(scr_grow(&results->counts, &results->count_capacity, results->count_count + 1, sizeof *results->counts));
    results->counts[results->count_count++] = (struct results_count){results->open.place,
                                                                     results->open.votes[what],
                                                                     results->open.unit,
                                                                     mode,
                                                                     results->contest_count - 1,
                                                                     results->selection_count - 1,
                                                                     what};
    results->units[results->open.unit].counted = true;
    return scr_done();
}

static scr_result close_counts(struct results *results, const char *name) {
    struct builder *base = base_of(results);
    const struct import_place place = results->open.place;
    size_t mode;
    bool total = !*results->open.type || !strcmp(results->open.type, "total");
    enum results_what needed = !strcmp(name, "VoteCounts") ? RESULTS_SELECTION : RESULTS_BALLOTS;
    if (results->open.later_round) {
        results->later_rounds++;
        return scr_done();
    }
    if (results->open.unit == RESULTS_NOWHERE) {
        builder_problem(base, place, "%s names no GpUnitId", name);
        return scr_done();
    }
    if (results->open.suppressed) {
        builder_problem(base, place,
                        "the count is suppressed for privacy; returns need it, given to this program alone");
        return scr_done();
    }
    if (needed == RESULTS_SELECTION && !results->open.has[needed]) {
        builder_problem(base, place, "VoteCounts has no Count; write 0 where there are no votes");
        return scr_done();
    }
    const char *words = *results->open.device ? scr_arena_print(&base->arena, "%s%s%s", total ? "" : results->open.type,
                                                                total ? "" : ", ", results->open.device)
                                              : results->open.type;
    if (!words) return (scr_result){SCR_MEMORY};
    SCR_TRY(returns_mode(results->builder, place, (struct csv_field){words, strlen(words)}, &mode));
    for (size_t what = 0; what < RESULTS_WHATS; what++)
        if (results->open.has[what]) SCR_TRY(put(results, (enum results_what)what, mode));
    return scr_done();
}

/* Elements within VoteCounts, OtherCounts, BallotCounts. */
static scr_result close_in_counts(struct results *results, struct xml_walk *walk, const char *name) {
    static const char *const numbers[RESULTS_WHATS] = {"Count", "Undervotes", "Overvotes", "WriteIns", "BallotsCast"};
    const char *raw = xml_walk_raw(walk);
    if (!strcmp(name, "GpUnitId")) {
        const char *id = "";
        SCR_TRY(text(results, walk, &id));
        return *id ? results_unit(results, id, strlen(id), &results->open.unit) : scr_done();
    }
    if (!strcmp(name, "Type")) return text(results, walk, &results->open.type);
    if (!strcmp(name, "OtherType")) {
        results->open.type = "";
        return text(results, walk, &results->open.type);
    }
    if (!strcmp(name, "IsSuppressedForPrivacy"))
        results->open.suppressed = !strcmp(raw, "true") || !strcmp(raw, "1");
    else if (!strcmp(name, "Round"))
        results->open.later_round = strcmp(raw, "1") != 0;
    for (size_t i = 0; i < RESULTS_WHATS; i++)
        if (!strcmp(name, numbers[i]))
            results->open.has[i] = returns_count(results->builder, walk->place, "count",
                                                 (struct csv_field){raw, walk->text.length}, &results->open.votes[i]);
    return scr_done();
}

static scr_result close_in_unit(struct results *results, struct xml_walk *walk, const char *name) {
    struct results_unit *unit = &results->units[results->described];
    if (!strcmp(name, "Type")) return text(results, walk, &unit->type);
    if (!strcmp(name, "ComposingGpUnitIds")) return ids(results, walk, &unit->members);
    if (strcmp(name, "VotersRegistered")) return scr_done();
    uint64_t count;
    if (returns_count(results->builder, walk->place, "number of registered voters",
                      (struct csv_field){xml_walk_raw(walk), walk->text.length}, &count))
        unit->registered = count;
    return scr_done();
}

static scr_result close_in_contest(struct results *results, struct xml_walk *walk, const char *name) {
    struct results_contest *contest = &results->contests[results->contest_count - 1];
    if (!strcmp(name, "Name")) return text(results, walk, &contest->name);
    if (!strcmp(name, "VotesAllowed"))
        contest->votes_allowed = builder_votes(base_of(results), walk->place, xml_walk_raw(walk), walk->text.length);
    return scr_done();
}

static scr_result close_in_selection(struct results *results, struct xml_walk *walk, const char *name) {
    struct results_selection *selection = &results->selections[results->selection_count - 1];
    const char *raw = xml_walk_raw(walk);
    if (!strcmp(name, "CandidateIds") || !strcmp(name, "PartyIds")) return ids(results, walk, &selection->people);
    if (!strcmp(name, "IsWriteIn")) selection->write_in = !strcmp(raw, "true") || !strcmp(raw, "1");
    return scr_done();
}

static scr_result close(void *context, struct xml_walk *walk) {
    struct results *results = context;
    if (walk->depth < 1) return scr_done();
    const char *name = walk->path[walk->depth], *parent = walk->path[walk->depth - 1];
    const char *grand = walk->depth > 1 ? walk->path[walk->depth - 2] : "";
    if (stands_at(walk, contest_path, 3) || stands_at(walk, selection_path, 4)) return close_counts(results, name);
    /* Elsewhere ElectionReport has them too, to say how far counting has come. */
    if (is_counts(name)) return stands_at(walk, ballots_path, 2) ? close_counts(results, name) : scr_done();
    if (is_counts(parent)) return close_in_counts(results, walk, name);
    if (is_counts(grand) && !strcmp(parent, "DeviceClass") && !strcmp(name, "Type"))
        return text(results, walk, &results->open.device);
    if (!strcmp(name, "Text")) {
        bool person = !strcmp(grand, "Candidate") ? !strcmp(parent, "BallotName")
                                                  : !strcmp(grand, "Party") && !strcmp(parent, "Name");
        if (person && results->person_count)
            return text(results, walk, &results->people[results->person_count - 1].name);
        if (!strcmp(grand, "GpUnit") && !strcmp(parent, "Name") && walk->depth == 3 && results->unit_count)
            return text(results, walk, &results->units[results->described].name);
        if (!strcmp(grand, "ContestSelection") && !strcmp(parent, "Selection") && results->selection_count)
            return text(results, walk, &results->selections[results->selection_count - 1].text);
        return scr_done();
    }
    if (walk->depth == 2 && !strcmp(parent, "GpUnit")) return close_in_unit(results, walk, name);
    if (stands_below(walk, contest_path, 2)) return close_in_contest(results, walk, name);
    if (stands_below(walk, selection_path, 3)) return close_in_selection(results, walk, name);
    return scr_done();
}

static scr_result read(struct returns_builder *builder, const struct cvr_look *look, struct scr_hash *hash) {
    struct results results = {.builder = builder};
    const struct scr_xml_options options = {.limit = UINT64_MAX, .shown = look->shown};
    struct scr_xml_reader *reader = NULL;
    scr_result result = scr_xml_reader_file(look->path, &options, &reader, builder->base.diagnosis);
    if (!scr_failed(result)) result = xml_walk_all(reader, open, close, &results);
    if (!scr_failed(result)) result = scr_xml_digest(reader, hash);
    if (!scr_failed(result)) result = results_resolve(&results);
    scr_xml_reader_free(reader);
    free(results.units);
    free(results.counts);
    free(results.selections);
    free(results.contests);
    free(results.people);
    name_index_free(&results.unit_ids);
    name_index_free(&results.person_ids);
    return result;
}

static bool recognise(const struct cvr_look *look) {
    return look->kind == LOOK_XML && !strcmp(look->root, "ElectionReport") &&
           !strcmp(look->root_namespace, NAMESPACE_1500_100);
}

const struct returns_format returns_nist = {"nist-1500-100", recognise, read};
