/* nist_definition.c: contests, selections and candidates of the Election element of NIST 1500-103. */
#include <stdlib.h>
#include <string.h>

#include "nist_cvr.h"

static scr_result add(struct nist_definition *definition, struct xml_walk *walk, struct name_index *index,
                      size_t *open) {
    struct builder *base = &definition->builder->base;
    const char *object = scr_xml_attribute_of(walk->reader, "ObjectId", NULL), *id;
    bool added;
    SCR_TRY(builder_text(base, walk->place, "ObjectId", object ? object : "", object ? strlen(object) : 0, true, &id));
    SCR_TRY(scr_grow(&definition->list, &definition->capacity, definition->count + 1, sizeof *definition->list));
    definition->list[definition->count] = (struct nist_named){
        .id = id, .name = "", .text = "", .candidates = "", .contest = "", .line = walk->place.line};
    *open = definition->count++;
    SCR_TRY(name_index_add(index, id, strlen(id), *open, &added));
    if (!added) builder_problem(base, walk->place, "the ObjectId %s stands twice", builder_shown(base, id));
    return scr_done();
}

scr_result nist_definition_open(struct nist_definition *definition, struct xml_walk *walk) {
    if (xml_walk_at(walk, "Election", "Candidate"))
        return add(definition, walk, &definition->candidates, &definition->open_candidate);
    if (xml_walk_at(walk, "Election", "Contest"))
        return add(definition, walk, &definition->contests, &definition->open_contest);
    if (xml_walk_at(walk, "Contest", "ContestSelection") && definition->open_contest != CVR_NONE) {
        SCR_TRY(add(definition, walk, &definition->selections, &definition->open_selection));
        definition->list[definition->open_selection].contest = definition->list[definition->open_contest].id;
    }
    return scr_done();
}

scr_result nist_definition_close(struct nist_definition *definition, struct xml_walk *walk) {
    struct builder *base = &definition->builder->base;
    struct nist_named *list = definition->list;
    size_t candidate = definition->open_candidate, contest = definition->open_contest,
           selection = definition->open_selection;
    if (xml_walk_at(walk, "Candidate", "Name") && candidate != CVR_NONE)
        return xml_walk_text(walk, definition->builder, "candidate's name", false, &list[candidate].name);
    if (xml_walk_at(walk, "Contest", "Name") && contest != CVR_NONE)
        return xml_walk_text(walk, definition->builder, "contest's name", false, &list[contest].name);
    if (xml_walk_at(walk, "Contest", "VotesAllowed") && contest != CVR_NONE)
        list[contest].votes = builder_votes(base, walk->place, xml_walk_raw(walk), walk->text.length);
    else if (xml_walk_at(walk, "ContestSelection", "CandidateIds") && selection != CVR_NONE)
        return xml_walk_text(walk, definition->builder, "candidates", false, &list[selection].candidates);
    else if (xml_walk_at(walk, "ContestSelection", "Selection") && selection != CVR_NONE)
        return xml_walk_text(walk, definition->builder, "selection", false, &list[selection].text);
    else if (xml_walk_at(walk, "ContestSelection", "IsWriteIn") && selection != CVR_NONE)
        list[selection].write_in = !strcmp(xml_walk_raw(walk), "true");
    return scr_done();
}

/* The candidates' names joined by " and ", the text of a measure's answer, or the id. */
static scr_result name_of(struct nist_definition *definition, const struct nist_named *selection, const char **name) {
    struct builder *base = &definition->builder->base;
    struct scr_buffer joined = {0};
    scr_result result = scr_done();
    for (const char *at = selection->candidates; *at && !scr_failed(result);) {
        size_t length = strcspn(at, " "), index;
        if (!name_index_find(&definition->candidates, at, length, &index))
            builder_problem(base, (struct import_place){.line = selection->line},
                            "the selection names a candidate that the election does not hold");
        else if (*definition->list[index].name)
            result = scr_buffer_print(&joined, "%s%s", joined.length ? " and " : "", definition->list[index].name);
        at += length;
        while (*at == ' ') at++;
    }
    *name = *selection->text ? selection->text : selection->id;
    if (!scr_failed(result) && joined.length) {
        *name = scr_arena_copy(&base->arena, (const char *)joined.data, joined.length);
        if (!*name) result = (scr_result){SCR_MEMORY};
    } else if (selection->write_in) {
        *name = "Write-in";
    }
    scr_buffer_free(&joined);
    return result;
}

static scr_result apply_selection(struct nist_definition *definition, const struct nist_named *selection) {
    struct cvr_builder *builder = definition->builder;
    size_t contest, candidate;
    const char *name;
    /* Contests that no record mentions are not of these ballots. */
    if (!cvr_find_contest(builder, selection->contest, &contest)) return scr_done();
    SCR_TRY(name_of(definition, selection, &name));
    SCR_TRY(cvr_candidate(builder, (struct import_place){.line = selection->line}, contest, selection->id,
                          selection->id, name, selection->write_in, &candidate));
    builder->records.contests[contest].candidates[candidate].name = name;
    return scr_done();
}

scr_result nist_definition_apply(struct nist_definition *definition) {
    struct cvr_builder *builder = definition->builder;
    for (size_t i = 0; i < builder->records.contest_count; i++) {
        struct cvr_contest *contest = &builder->records.contests[i];
        size_t at;
        if (!name_index_find(&definition->contests, contest->id, strlen(contest->id), &at)) {
            builder_remark(&builder->base, (struct import_place){0}, "the election does not define the contest %s",
                           builder_shown(&builder->base, contest->id));
            continue;
        }
        if (*definition->list[at].name) contest->name = definition->list[at].name;
        if (definition->list[at].votes) contest->votes_allowed = definition->list[at].votes;
    }
    for (size_t i = 0; i < definition->count; i++)
        if (*definition->list[i].contest) SCR_TRY(apply_selection(definition, &definition->list[i]));
    return scr_done();
}

void nist_definition_free(struct nist_definition *definition) {
    name_index_free(&definition->candidates);
    name_index_free(&definition->contests);
    name_index_free(&definition->selections);
    free(definition->list);
}
