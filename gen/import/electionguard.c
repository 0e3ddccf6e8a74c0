/* electionguard.c: ElectionGuard manifests (JSON): contests belong to electoral districts, ballot styles list
 * geopolitical units, selections refer to candidates.
 *
 * The manifest does not say which contests are ballot questions, so all are ordinary contests. A write-in line is a
 * selection whose candidate has is_write_in. A contest with primary_party_ids is on styles that have one of them. */
#include <stdlib.h>
#include <string.h>

#include "district_map.h"
#include "format.h"
#include "json_document.h"

struct guard {
    struct builder *builder;
    struct name_index candidates, units, objects; /* objects: contests and selections, whose ids share one space */
    struct json_at candidate_list;
    struct district_map map;
};

/* The English text of an InternationalizedText, else its first, else a plain string. */
static scr_result language_text(struct builder *builder, const struct json_at *at, const char *what,
                                const char **text) {
    if (json_is_string(at->value)) return json_text(builder, at, what, true, text);
    struct json_at list = json_member(at, "text");
    size_t count = json_elements(builder, &list, true), chosen = 0;
    for (size_t i = count; i-- > 0;) {
        const char *language = json_string_value(json_object_get(json_array_get(list.value, i), "language"));
        if (language && !strncmp(language, "en", 2)) chosen = i;
    }
    struct json_at element = json_element(&list, chosen), value = json_member(&element, "value");
    return json_text(builder, &value, what, true, text);
}

static scr_result unique(struct guard *guard, struct name_index *index, const struct json_at *id, const char *what,
                         size_t value, const char **text) {
    bool fresh = true;
    SCR_TRY(json_text(guard->builder, id, what, true, text));
    if (**text) SCR_TRY(name_index_add(index, *text, strlen(*text), value, &fresh));
    if (!fresh)
        builder_problem(guard->builder, (struct import_place){.at = id}, "the %s %s is used twice", what,
                        builder_shown(guard->builder, *text));
    return scr_done();
}

static scr_result read_lists(struct guard *guard, const struct json_at *root) {
    struct builder *builder = guard->builder;
    struct json_at units = json_member(root, "geopolitical_units"), parties = json_member(root, "parties");
    const char *id_text, *name;
    size_t count = json_elements(builder, &units, false);
    for (size_t i = 0; i < count; i++) {
        struct json_at unit = json_element(&units, i), id = json_member(&unit, "object_id");
        SCR_TRY(unique(guard, &guard->units, &id, "geopolitical unit's id", i, &id_text));
    }
    count = json_elements(builder, &parties, false);
    for (size_t i = 0; i < count; i++) {
        struct json_at party = json_element(&parties, i), id = json_member(&party, "object_id");
        struct json_at full = json_member(&party, "name");
        SCR_TRY(json_text(builder, &id, "party's id", true, &id_text));
        SCR_TRY(language_text(builder, &full, "party's name", &name));
        SCR_TRY(builder_party(builder, (struct import_place){.at = &party}, id_text, name));
    }
    count = json_elements(builder, &guard->candidate_list, true);
    for (size_t i = 0; i < count; i++) {
        struct json_at candidate = json_element(&guard->candidate_list, i), id = json_member(&candidate, "object_id");
        SCR_TRY(unique(guard, &guard->candidates, &id, "candidate's id", i, &id_text));
    }
    return scr_done();
}

struct ordered {
    json_int_t order;
    size_t index;
};

static int by_order(const void *a, const void *b) {
    const struct ordered *x = a, *y = b;
    if (x->order != y->order) return x->order < y->order ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

/* Indices of an array by sequence_order; elements without one keep their place at the front. */
static scr_result in_sequence(struct builder *builder, const struct json_at *array, size_t count,
                              struct ordered **list) {
    *list = scr_arena_alloc(&builder->arena, count, sizeof **list);
    if (!*list) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < count; i++) {
        json_t *order = json_object_get(json_array_get(array->value, i), "sequence_order");
        (*list)[i] = (struct ordered){json_integer_value(order), i};
    }
    if (count) qsort(*list, count, sizeof **list, by_order);
    return scr_done();
}

static scr_result read_selection(struct guard *guard, const struct json_at *selection) {
    struct builder *builder = guard->builder;
    struct json_at id = json_member(selection, "object_id"), reference = json_member(selection, "candidate_id");
    const char *id_text, *candidate_id, *name, *party_text;
    size_t index;
    SCR_TRY(unique(guard, &guard->objects, &id, "object id", 0, &id_text));
    SCR_TRY(json_text(builder, &reference, "selection's candidate_id", true, &candidate_id));
    if (!*candidate_id) return scr_done();
    if (!name_index_find(&guard->candidates, candidate_id, strlen(candidate_id), &index)) {
        /* Published manifests have such gaps. The voting target is there all the same, and a test deck must not miss
         * it, so it is kept under the only name there is. */
        bool line = !strncmp(candidate_id, "write-in", 8);
        builder_remark(builder, (struct import_place){.at = &reference},
                       "the candidate %s is not defined in the file: its id is used as its name%s",
                       builder_shown(builder, candidate_id), line ? ", and it is taken as a write-in line" : "");
        return builder_candidate(builder, (struct import_place){.at = selection}, id_text, candidate_id,
                                 line ? CANDIDATE_WRITE_IN : CANDIDATE_LISTED, ELECTION_NO_PARTY);
    }
    struct json_at candidate = json_element(&guard->candidate_list, index), full = json_member(&candidate, "name");
    struct json_at party = json_member(&candidate, "party_id"), write_in = json_member(&candidate, "is_write_in");
    SCR_TRY(language_text(builder, &full, "candidate's name", &name));
    SCR_TRY(json_text(builder, &party, "candidate's party", false, &party_text));
    size_t party_index = builder_find_party(builder, (struct import_place){.at = &party}, party_text);
    return builder_candidate(builder, (struct import_place){.at = selection}, id_text, name,
                             json_flag(builder, &write_in) ? CANDIDATE_WRITE_IN : CANDIDATE_LISTED, party_index);
}

static scr_result place_contest(struct guard *guard, const struct json_at *contest) {
    struct builder *builder = guard->builder;
    struct json_at district = json_member(contest, "electoral_district_id");
    struct json_at parties = json_member(contest, "primary_party_ids");
    const char *district_text, *party;
    size_t unused, count = json_elements(builder, &parties, false);
    SCR_TRY(json_text(builder, &district, "contest's electoral_district_id", true, &district_text));
    if (*district_text && !name_index_find(&guard->units, district_text, strlen(district_text), &unused))
        builder_problem(builder, (struct import_place){.at = &district},
                        "the electoral district %s is not defined in the file", builder_shown(builder, district_text));
    if (!count) return district_map_add(&guard->map, builder, district_text, "", builder->contest_count);
    for (size_t i = 0; i < count; i++) {
        struct json_at one = json_element(&parties, i);
        SCR_TRY(json_text(builder, &one, "party", true, &party));
        builder_find_party(builder, (struct import_place){.at = &one}, party);
        SCR_TRY(district_map_add(&guard->map, builder, district_text, party, builder->contest_count));
    }
    return scr_done();
}

static scr_result read_contest(struct guard *guard, const struct json_at *contest) {
    struct builder *builder = guard->builder;
    const struct import_place place = {.at = contest};
    struct json_at id = json_member(contest, "object_id"), name = json_member(contest, "name");
    struct json_at allowed = json_member(contest, "votes_allowed"), elected = json_member(contest, "number_elected");
    struct json_at variation = json_member(contest, "vote_variation");
    struct json_at selections = json_member(contest, "ballot_selections");
    const char *id_text, *name_text, *variation_text;
    SCR_TRY(unique(guard, &guard->objects, &id, "object id", 0, &id_text));
    SCR_TRY(json_text(builder, &name, "contest's name", true, &name_text));
    SCR_TRY(json_text(builder, &variation, "contest's vote_variation", false, &variation_text));
    if (!strcmp(variation_text, "rcv") || !strcmp(variation_text, "borda") || !strcmp(variation_text, "range") ||
        !strcmp(variation_text, "cumulative"))
        builder_problem(builder, (struct import_place){.at = &variation},
                        "the vote variation %s cannot be tested by adding up marks",
                        builder_shown(builder, variation_text));
    /* The specification makes votes_allowed optional: a voter then has as many votes as are elected. */
    unsigned votes = json_votes(builder, allowed.value ? &allowed : &elected);
    SCR_TRY(builder_contest(builder, place, id_text, name_text, CONTEST_ORDINARY, votes));
    size_t count = json_elements(builder, &selections, true);
    struct ordered *order;
    SCR_TRY(in_sequence(builder, &selections, count, &order));
    for (size_t i = 0; i < count; i++) {
        struct json_at selection = json_element(&selections, order[i].index);
        SCR_TRY(read_selection(guard, &selection));
    }
    SCR_TRY(place_contest(guard, contest));
    return builder_contest_end(builder, place);
}

static scr_result read_style(struct guard *guard, const struct json_at *style) {
    struct builder *builder = guard->builder;
    const struct import_place place = {.at = style};
    struct json_at id = json_member(style, "object_id"), units = json_member(style, "geopolitical_unit_ids");
    struct json_at parties = json_member(style, "party_ids");
    const char *id_text, *unit_text, *party_text;
    SCR_TRY(json_text(builder, &id, "ballot style's object_id", true, &id_text));
    SCR_TRY(builder_style(builder, place, id_text, ""));
    size_t unit_count = json_elements(builder, &units, true), party_count = json_elements(builder, &parties, false),
           unused;
    for (size_t p = 0; p < party_count; p++) {
        struct json_at party = json_element(&parties, p);
        SCR_TRY(json_text(builder, &party, "party", true, &party_text));
        builder_find_party(builder, (struct import_place){.at = &party}, party_text);
    }
    /* A style of a primary has one party or few; the product is a work limit for hostile files. */
    if (party_count && unit_count > JSON_VALUES_MOST / party_count) {
        builder_problem(builder, place, "the ballot style lists too many units and parties");
        return (scr_result){SCR_LIMIT};
    }
    for (size_t u = 0; u < unit_count; u++) {
        struct json_at unit = json_element(&units, u);
        SCR_TRY(json_text(builder, &unit, "geopolitical unit", true, &unit_text));
        if (*unit_text && !name_index_find(&guard->units, unit_text, strlen(unit_text), &unused))
            builder_problem(builder, (struct import_place){.at = &unit},
                            "the geopolitical unit %s is not defined in the file", builder_shown(builder, unit_text));
        SCR_TRY(district_map_want(&guard->map, builder, unit_text, ""));
        for (size_t p = 0; p < party_count; p++) {
            const char *party = json_string_value(json_array_get(parties.value, p));
            if (party) SCR_TRY(district_map_want(&guard->map, builder, unit_text, party));
        }
    }
    SCR_TRY(district_map_resolve(&guard->map, builder, place));
    return builder_style_end(builder, place);
}

static scr_result read_heading(struct builder *builder, const struct json_at *root) {
    struct json_at scope = json_member(root, "election_scope_id"), name = json_member(root, "name");
    struct json_at date = json_member(root, "start_date"), contact = json_member(root, "contact_information");
    struct json_at office = json_member(&contact, "name");
    const char *date_text;
    SCR_TRY(json_text(builder, &scope, "election_scope_id", false, &builder->id));
    if (name.value) SCR_TRY(language_text(builder, &name, "election's name", &builder->name));
    SCR_TRY(json_text(builder, &date, "start_date", false, &date_text));
    SCR_TRY(builder_date(builder, date_text, &builder->date));
    return json_text(builder, &office, "election office", false, &builder->jurisdiction);
}

static scr_result read_all(struct guard *guard, const struct json_at *root) {
    struct builder *builder = guard->builder;
    struct json_at contests = json_member(root, "contests"), styles = json_member(root, "ballot_styles");
    struct ordered *order;
    guard->candidate_list = json_member(root, "candidates");
    SCR_TRY(read_heading(builder, root));
    SCR_TRY(read_lists(guard, root));
    size_t count = json_elements(builder, &contests, true);
    SCR_TRY(in_sequence(builder, &contests, count, &order));
    for (size_t i = 0; i < count; i++) {
        struct json_at contest = json_element(&contests, order[i].index);
        SCR_TRY(read_contest(guard, &contest));
    }
    count = json_elements(builder, &styles, false);
    for (size_t i = 0; i < count; i++) {
        struct json_at style = json_element(&styles, i);
        SCR_TRY(read_style(guard, &style));
    }
    return scr_done();
}

static scr_result read(const struct source *source, struct builder *builder, struct scr_hash *hash) {
    const struct json_at root = {.value = source->json};
    struct guard guard = {.builder = builder};
    *hash = source->hash;
    scr_result result = read_all(&guard, &root);
    name_index_free(&guard.candidates);
    name_index_free(&guard.units);
    name_index_free(&guard.objects);
    district_map_free(&guard.map);
    return result;
}

static bool recognise(const struct source *source) {
    return json_is_object(source->json) && json_object_get(source->json, "contests") &&
           (json_object_get(source->json, "ballot_styles") || json_object_get(source->json, "geopolitical_units"));
}

const struct import_format format_electionguard = {"electionguard", "ElectionGuard manifest (JSON)", SOURCE_JSON,
                                                   recognise, read};
