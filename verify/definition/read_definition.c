/* read_definition.c: from the elements of a ballot definition to its contests and styles. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scrutineer/text.h"
#include "verify/definition/check_definition.h"

#define SOURCES_SHOWN 3

/* How far the arrays that grow while the document is read have grown. */
struct reading {
    struct definition *definition;
    struct scr_buffer sources; /* for people: the first SOURCES_SHOWN, with their digests */
    size_t source_count;
    size_t candidate_capacity, contest_capacity, style_capacity, contest_id_capacity;
};

static scr_result start_source(void *context, struct document *document) {
    const char *name, *ignored;
    struct scr_hash hash;
    char hex[SCR_HEX_SIZE];
    struct reading *reading = context;
    SCR_TRY(document_attribute(document, "Name", &name));
    SCR_TRY(document_attribute(document, "Format", &ignored));
    SCR_TRY(document_hash(document, "SHA256", &hash));
    if (reading->source_count++ >= SOURCES_SHOWN) return scr_done();
    scr_hash_hex(&hash, hex);
    SCR_TRY(scr_buffer_text(&reading->sources, reading->sources.length ? ", " : ""));
    SCR_TRY(scr_text_terminal(&reading->sources, name));
    return scr_buffer_print(&reading->sources, " (SHA-256 %s)", hex);
}

static scr_result start_contest(void *context, struct document *document) {
    static const char *const kinds[] = {"ordinary", "question", "straight-party"};
    struct reading *reading = context;
    struct definition *definition = reading->definition;
    SCR_TRY(scr_grow(&definition->contests, &reading->contest_capacity, definition->contest_count + 1,
                     sizeof *definition->contests));
    struct definition_contest *contest = &definition->contests[definition->contest_count++];
    size_t kind;
    contest->first = definition->candidate_count;
    SCR_TRY(document_attribute(document, "Id", &contest->id));
    SCR_TRY(document_attribute(document, "Name", &contest->name));
    SCR_TRY(document_word(document, "Kind", kinds, 3, &kind));
    contest->kind = (enum definition_contest_kind)kind;
    return document_count(document, "VotesAllowed", &contest->votes_allowed);
}

static scr_result start_candidate(void *context, struct document *document) {
    static const char *const kinds[] = {"listed", "option", "write-in", "party"};
    struct reading *reading = context;
    struct definition *definition = reading->definition;
    if (!definition->contest_count) {
        document->misplaced = true;
        return scr_done();
    }
    SCR_TRY(scr_grow(&definition->candidates, &reading->candidate_capacity, definition->candidate_count + 1,
                     sizeof *definition->candidates));
    struct definition_candidate *candidate = &definition->candidates[definition->candidate_count++];
    size_t kind;
    definition->contests[definition->contest_count - 1].count++;
    SCR_TRY(document_attribute(document, "Id", &candidate->id));
    SCR_TRY(document_attribute(document, "Name", &candidate->name));
    SCR_TRY(document_word(document, "Kind", kinds, 4, &kind));
    candidate->kind = kinds[kind];
    SCR_TRY(document_attribute(document, "Party", &candidate->party));
    return document_truth(document, "Covered", &candidate->covered);
}

static scr_result start_style(void *context, struct document *document) {
    struct reading *reading = context;
    struct definition *definition = reading->definition;
    SCR_TRY(scr_grow(&definition->styles, &reading->style_capacity, definition->style_count + 1,
                     sizeof *definition->styles));
    struct definition_style *style = &definition->styles[definition->style_count++];
    style->first = definition->contest_id_count;
    SCR_TRY(document_attribute(document, "Id", &style->id));
    return document_attribute(document, "Name", &style->name);
}

static scr_result text_contest_id(void *context, struct document *document, const char *text, size_t length) {
    struct reading *reading = context;
    struct definition *definition = reading->definition;
    if (!definition->style_count) {
        document->misplaced = true;
        return scr_done();
    }
    SCR_TRY(scr_grow(&definition->contest_ids, &reading->contest_id_capacity, definition->contest_id_count + 1,
                     sizeof *definition->contest_ids));
    const char *id = scr_arena_copy(&definition->arena, text, length);
    if (!id) return (scr_result){SCR_MEMORY};
    definition->contest_ids[definition->contest_id_count++] = id;
    definition->styles[definition->style_count - 1].count++;
    return scr_done();
}

static const struct document_element elements[] = {
    {"ContestId", NULL, text_contest_id}, {"Candidate", start_candidate, NULL}, {"Contest", start_contest, NULL},
    {"BallotStyle", start_style, NULL},   {"Source", start_source, NULL},
};

static const struct document_kind kind = {
    .purpose = "ballot-definition",
    .signer_role = "election-official",
    .elements = elements,
    .element_count = sizeof elements / sizeof *elements,
};

static const char *plural(size_t count) { return count == 1 ? "" : "s"; }

/* Names the sources: the reader has the official's own files, or not, and only their digests tell. */
static scr_result add_canonical(const struct reading *reading, struct findings *findings) {
    const struct definition *definition = reading->definition;
    size_t contests = definition->contest_count, candidates = definition->candidate_count,
           styles = definition->style_count, more = reading->source_count - SOURCES_SHOWN;
    char others[60] = "";
    if (reading->source_count > SOURCES_SHOWN) snprintf(others, sizeof others, ", and %zu more", more);
    return findings_add(
        findings, "BDF-01", VERDICT_HOLDS,
        "the ballot definition is canonical and valid: %zu contest%s, %zu candidate%s, %zu style%s%s%s%s", contests,
        plural(contests), candidates, plural(candidates), styles, plural(styles),
        reading->source_count ? "; made from " : "", reading->source_count ? (const char *)reading->sources.data : "",
        others);
}

scr_result definition_read(const char *path, const struct scr_xml_schema *schema, struct definition *definition,
                           struct findings *findings, bool *valid) {
    struct scr_diagnosis diagnosis = {0};
    struct reading reading = {.definition = definition};
    *valid = false;
    scr_result result = document_read(path, schema, &kind, &reading, &definition->arena, &definition->header,
                                      &definition->file_hash, &diagnosis);
    if (result.code == SCR_INPUT || result.code == SCR_LIMIT) {
        result = findings_refute(findings, "BDF-01", &diagnosis);
        goto end;
    }
    if (scr_failed(result)) goto end;
    findings->hash = definition->file_hash;
    findings->hashed = true;
    SCR_TRY_OR(result, add_canonical(&reading, findings), end);
    result = definition_check(definition, findings);
    *valid = !scr_failed(result) && findings_verdict(findings, "BDF-02") == VERDICT_HOLDS;
end:
    scr_buffer_free(&reading.sources);
    scr_diagnosis_free(&diagnosis);
    return result;
}

void definition_free(struct definition *definition) {
    free(definition->candidates);
    free(definition->contests);
    free(definition->styles);
    free(definition->contest_ids);
    scr_arena_free(&definition->arena);
    *definition = (struct definition){0};
}

scr_result definitions_add(struct definitions *definitions, struct definition *definition) {
    scr_result result =
        scr_grow(&definitions->items, &definitions->capacity, definitions->count + 1, sizeof *definitions->items);
    if (scr_failed(result)) {
        definition_free(definition);
        return result;
    }
    definitions->items[definitions->count++] = *definition;
    *definition = (struct definition){0};
    return scr_done();
}

const struct definition *definitions_find(const struct definitions *definitions, const struct scr_hash *hash) {
    for (size_t i = 0; i < definitions->count; i++)
        if (scr_hash_equal(&definitions->items[i].file_hash, hash)) return &definitions->items[i];
    return NULL;
}

void definitions_free(struct definitions *definitions) {
    for (size_t i = 0; i < definitions->count; i++) definition_free(&definitions->items[i]);
    free(definitions->items);
    *definitions = (struct definitions){0};
}
