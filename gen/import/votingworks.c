/* votingworks.c: VotingWorks election definitions (JSON): contests belong to districts, ballot styles list districts.
 *
 * A contest is on a ballot style when its district is, and its party, if it has one, is the style's party (primaries).
 * `allowWriteIns` means as many write-in lines as seats. */
#include <string.h>

#include "district_map.h"
#include "format.h"
#include "json_document.h"

static scr_result read_parties(struct builder *builder, const struct json_at *root) {
    struct json_at parties = json_member(root, "parties");
    size_t count = json_elements(builder, &parties, false);
    for (size_t i = 0; i < count; i++) {
        struct json_at party = json_element(&parties, i), id = json_member(&party, "id");
        struct json_at full = json_member(&party, "fullName"), name = json_member(&party, "name");
        const char *id_text, *name_text;
        SCR_TRY(json_text(builder, &id, "party's id", true, &id_text));
        SCR_TRY(json_text(builder, name.value || !full.value ? &name : &full, "party's name", true, &name_text));
        SCR_TRY(builder_party(builder, (struct import_place){.at = &party}, id_text, name_text));
    }
    return scr_done();
}

static scr_result read_candidates(struct builder *builder, const struct json_at *contest, unsigned seats) {
    struct json_at candidates = json_member(contest, "candidates"), allow = json_member(contest, "allowWriteIns");
    size_t count = json_elements(builder, &candidates, true);
    for (size_t i = 0; i < count; i++) {
        struct json_at candidate = json_element(&candidates, i), id = json_member(&candidate, "id");
        struct json_at name = json_member(&candidate, "name"), write_in = json_member(&candidate, "isWriteIn");
        /* Older files name one partyId, newer ones a list of which the first is the party of the ballot line. */
        struct json_at list = json_member(&candidate, "partyIds"), first = json_element(&list, 0);
        struct json_at single = json_member(&candidate, "partyId");
        const struct json_at *party = first.value ? &first : &single;
        const char *id_text, *name_text, *party_text;
        SCR_TRY(json_text(builder, &id, "candidate's id", true, &id_text));
        SCR_TRY(json_text(builder, &name, "candidate's name", true, &name_text));
        SCR_TRY(json_text(builder, party, "candidate's party", false, &party_text));
        size_t party_index = builder_find_party(builder, (struct import_place){.at = party}, party_text);
        SCR_TRY(builder_candidate(builder, (struct import_place){.at = &candidate}, id_text, name_text,
                                  json_flag(builder, &write_in) ? CANDIDATE_WRITE_IN : CANDIDATE_LISTED, party_index));
    }
    if (json_flag(builder, &allow))
        SCR_TRY(builder_write_in_lines(builder, (struct import_place){.at = &allow}, seats));
    return scr_done();
}

static scr_result read_option(struct builder *builder, const struct json_at *option, const char *contest,
                              const char *usual) {
    struct json_at id = json_member(option, "id"), label = json_member(option, "label");
    const char *id_text, *label_text = usual;
    SCR_TRY(json_text(builder, &id, "option's id", false, &id_text));
    if (option->value) SCR_TRY(json_text(builder, &label, "option's label", true, &label_text));
    /* The oldest files leave the options out: they are Yes and No then. */
    if (!*id_text) id_text = scr_arena_print(&builder->arena, "%s/%s", contest, label_text);
    if (!id_text) return (scr_result){SCR_MEMORY};
    return builder_candidate(builder, (struct import_place){.at = option}, id_text, label_text, CANDIDATE_OPTION,
                             ELECTION_NO_PARTY);
}

static scr_result read_question(struct builder *builder, const struct json_at *contest, const char *id) {
    struct json_at yes = json_member(contest, "yesOption"), no = json_member(contest, "noOption");
    struct json_at more = json_member(contest, "additionalOptions");
    SCR_TRY(read_option(builder, &yes, id, "Yes"));
    SCR_TRY(read_option(builder, &no, id, "No"));
    size_t count = json_elements(builder, &more, false);
    for (size_t i = 0; i < count; i++) {
        struct json_at option = json_element(&more, i);
        SCR_TRY(read_option(builder, &option, id, ""));
    }
    return scr_done();
}

static scr_result read_contest(struct builder *builder, struct district_map *map, const struct json_at *contest) {
    const struct import_place place = {.at = contest};
    struct json_at id = json_member(contest, "id"), title = json_member(contest, "title");
    struct json_at type = json_member(contest, "type"), district = json_member(contest, "districtId");
    struct json_at party = json_member(contest, "partyId"), seats = json_member(contest, "seats");
    const char *id_text, *name, *type_text, *district_text, *party_text;
    SCR_TRY(json_text(builder, &id, "contest's id", true, &id_text));
    SCR_TRY(json_text(builder, &title, "contest's title", true, &name));
    SCR_TRY(json_text(builder, &type, "contest's type", true, &type_text));
    SCR_TRY(json_text(builder, &district, "contest's district", true, &district_text));
    SCR_TRY(json_text(builder, &party, "contest's party", false, &party_text));
    builder_find_party(builder, (struct import_place){.at = &party}, party_text);
    if (!strcmp(type_text, "candidate")) {
        unsigned votes = json_votes(builder, &seats);
        SCR_TRY(builder_contest(builder, place, id_text, name, CONTEST_ORDINARY, votes));
        SCR_TRY(read_candidates(builder, contest, votes));
    } else if (!strcmp(type_text, "yesno")) {
        SCR_TRY(builder_contest(builder, place, id_text, name, CONTEST_QUESTION, 1));
        SCR_TRY(read_question(builder, contest, id_text));
    } else {
        if (*type_text)
            builder_problem(builder, (struct import_place){.at = &type},
                            "the contest type %s is not known; it must be candidate or yesno",
                            builder_shown(builder, type_text));
        return scr_done();
    }
    SCR_TRY(district_map_add(map, builder, district_text, party_text, builder->contest_count));
    return builder_contest_end(builder, place);
}

static scr_result read_style(struct builder *builder, struct district_map *map, const struct name_index *districts,
                             const struct json_at *style) {
    const struct import_place place = {.at = style};
    struct json_at id = json_member(style, "id"), party = json_member(style, "partyId");
    struct json_at list = json_member(style, "districts");
    const char *id_text, *party_text;
    SCR_TRY(json_text(builder, &id, "ballot style's id", true, &id_text));
    SCR_TRY(json_text(builder, &party, "ballot style's party", false, &party_text));
    builder_find_party(builder, (struct import_place){.at = &party}, party_text);
    SCR_TRY(builder_style(builder, place, id_text, ""));
    size_t count = json_elements(builder, &list, true), unused;
    for (size_t i = 0; i < count; i++) {
        struct json_at district = json_element(&list, i);
        const char *text;
        SCR_TRY(json_text(builder, &district, "district", true, &text));
        if (*text && districts->count && !name_index_find(districts, text, strlen(text), &unused))
            builder_problem(builder, (struct import_place){.at = &district},
                            "the district %s is not defined in the file", builder_shown(builder, text));
        SCR_TRY(district_map_want(map, builder, text, ""));
        if (*party_text) SCR_TRY(district_map_want(map, builder, text, party_text));
    }
    SCR_TRY(district_map_resolve(map, builder, place));
    return builder_style_end(builder, place);
}

static scr_result read_districts(struct builder *builder, struct name_index *districts, const struct json_at *root) {
    struct json_at list = json_member(root, "districts");
    size_t count = json_elements(builder, &list, false);
    for (size_t i = 0; i < count; i++) {
        struct json_at district = json_element(&list, i), id = json_member(&district, "id");
        const char *text;
        bool fresh = true;
        SCR_TRY(json_text(builder, &id, "district's id", true, &text));
        if (*text) SCR_TRY(name_index_add(districts, text, strlen(text), i, &fresh));
        if (!fresh)
            builder_problem(builder, (struct import_place){.at = &id}, "the district id %s is used twice",
                            builder_shown(builder, text));
    }
    return scr_done();
}

static scr_result read_heading(struct builder *builder, const struct json_at *root) {
    struct json_at id = json_member(root, "id"), title = json_member(root, "title"), date = json_member(root, "date");
    struct json_at state = json_member(root, "state"), county = json_member(root, "county");
    struct json_at county_name = json_member(&county, "name");
    const char *state_text, *county_text, *date_text;
    SCR_TRY(json_text(builder, &id, "election's id", false, &builder->id));
    SCR_TRY(json_text(builder, &title, "election's title", true, &builder->name));
    SCR_TRY(json_text(builder, &date, "election's date", false, &date_text));
    SCR_TRY(builder_date(builder, date_text, &builder->date));
    SCR_TRY(json_text(builder, &state, "state", false, &state_text));
    SCR_TRY(json_text(builder, &county_name, "county's name", false, &county_text));
    builder->jurisdiction = *state_text && *county_text
                                ? scr_arena_print(&builder->arena, "%s, %s", county_text, state_text)
                            : *county_text ? county_text
                                           : state_text;
    return builder->jurisdiction ? scr_done() : (scr_result){SCR_MEMORY};
}

static scr_result read(const struct source *source, struct builder *builder, struct scr_hash *hash) {
    const struct json_at root = {.value = source->json};
    struct json_at contests = json_member(&root, "contests"), styles = json_member(&root, "ballotStyles");
    struct district_map map = {0};
    struct name_index districts = {0};
    scr_result result;
    *hash = source->hash;
    SCR_TRY_OR(result, read_heading(builder, &root), end);
    SCR_TRY_OR(result, read_parties(builder, &root), end);
    SCR_TRY_OR(result, read_districts(builder, &districts, &root), end);
    size_t count = json_elements(builder, &contests, true);
    for (size_t i = 0; i < count; i++) {
        struct json_at contest = json_element(&contests, i);
        SCR_TRY_OR(result, read_contest(builder, &map, &contest), end);
    }
    count = json_elements(builder, &styles, false);
    for (size_t i = 0; i < count; i++) {
        struct json_at style = json_element(&styles, i);
        SCR_TRY_OR(result, read_style(builder, &map, &districts, &style), end);
    }
end:
    district_map_free(&map);
    name_index_free(&districts);
    return result;
}

/* A file that names its styles or districts in VotingWorks' words; what it lacks is explained by the reader. */
static bool recognise(const struct source *source) {
    return json_is_object(source->json) && json_object_get(source->json, "contests") &&
           (json_object_get(source->json, "ballotStyles") || json_object_get(source->json, "districts")) &&
           !json_object_get(source->json, "ballot_styles");
}

const struct import_format format_votingworks = {"votingworks", "VotingWorks election definition (JSON)", SOURCE_JSON,
                                                 recognise, read};
