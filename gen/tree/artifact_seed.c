/* artifact_seed.c: reads a seed record. */
#include "gen/tree/artifact_seed.h"

#include <string.h>

#include "gen/artifact_frame.h"
#include "scrutineer/xml_reader.h"

#define SEED_MOST 4096

struct seed_reading {
    struct scr_xml_reader *xml;
    struct scr_arena *arena;
    struct seed_artifact *record;
    struct scr_diagnosis *diagnosis;
    bool in_seed, rests;
};

static scr_result refuse(struct seed_reading *r, const char *sentence) {
    return scr_refuse(r->diagnosis, SCR_INPUT, scr_xml_place(r->xml), "%s", sentence);
}

static scr_result copy_attribute(struct seed_reading *r, const char *name, const char **kept) {
    const char *text = scr_xml_attribute_of(r->xml, name, NULL);
    if (*kept || !text) return refuse(r, "a part of the seed record stands twice or lacks an attribute");
    *kept = scr_arena_copy(r->arena, text, strlen(text));
    return (scr_result){*kept ? SCR_DONE : SCR_MEMORY};
}

static scr_result take_source(struct seed_reading *r) {
    struct seed_source *source = &r->record->source;
    SCR_TRY(copy_attribute(r, "Kind", &source->kind));
    SCR_TRY(copy_attribute(r, "Beacon", &source->beacon));
    SCR_TRY(copy_attribute(r, "Chain", &source->chain));
    SCR_TRY(copy_attribute(r, "Pulse", &source->pulse));
    SCR_TRY(copy_attribute(r, "Place", &source->place));
    return copy_attribute(r, "Time", &source->time);
}

static scr_result take_link(struct seed_reading *r) {
    const char *kind = scr_xml_attribute_of(r->xml, "Kind", NULL);
    const char *hex = scr_xml_attribute_of(r->xml, "SHA256", NULL);
    r->record->of_statement = kind && !strcmp(kind, "measurement-statement");
    bool known = r->record->of_statement || (kind && !strcmp(kind, "ballot-commitment"));
    if (r->rests || !known || !hex || !scr_hash_parse(hex, &r->record->commitment))
        return refuse(r, "a seed record rests on one ballot commitment or measurement statement, named by its SHA-256");
    r->rests = true;
    return scr_done();
}

static scr_result started(struct seed_reading *r) {
    const char *name = scr_xml_name(r->xml);
    unsigned depth = scr_xml_depth(r->xml);
    bool ours = !strcmp(scr_xml_namespace(r->xml), ARTIFACT_NAMESPACE);
    if (!depth) return ours && !strcmp(name, "SeedRecord") ? scr_done() : refuse(r, "this is no seed record");
    r->in_seed = depth == 1 && !strcmp(name, "Seed");
    if (depth == 1 && !strcmp(name, "SeedSource")) return take_source(r);
    if (depth == 2 && !strcmp(name, "RestsOn")) return take_link(r);
    if (depth == 2 && !strcmp(name, "Election")) return copy_attribute(r, "Id", &r->record->election);
    return scr_done();
}

static scr_result take_seed(struct seed_reading *r) {
    size_t length;
    const char *text = scr_xml_content(r->xml, &length);
    bool printable = length >= 1 && length <= SEED_MOST && !r->record->seed;
    for (size_t i = 0; i < length && printable; i++) printable = text[i] > ' ' && text[i] <= '~';
    if (!printable) return refuse(r, "a seed is one text of 1 to 4096 printable ASCII characters without space");
    r->record->seed = scr_arena_copy(r->arena, text, length);
    return (scr_result){r->record->seed ? SCR_DONE : SCR_MEMORY};
}

static scr_result read_all(struct seed_reading *r) {
    for (;;) {
        enum scr_xml_event event;
        SCR_TRY(scr_xml_next(r->xml, &event));
        if (event == SCR_XML_START) SCR_TRY(started(r));
        if (event == SCR_XML_TEXT && r->in_seed) SCR_TRY(take_seed(r));
        if (event == SCR_XML_CLOSE) r->in_seed = false;
        if (event != SCR_XML_DONE) continue;
        if (!r->rests || !r->record->seed || !r->record->source.kind || !r->record->election)
            return refuse(r, "the seed record lacks its election, its commitment, its source or its seed");
        return scr_xml_digest(r->xml, &r->record->digest);
    }
}

scr_result seed_artifact_read(const char *path, const char *shown, struct scr_arena *arena,
                              struct seed_artifact *record, struct scr_diagnosis *diagnosis) {
    const struct scr_xml_options options = {.canonical = true, .limit = 1 << 20, .shown = shown};
    struct seed_reading r = {.arena = arena, .record = record, .diagnosis = diagnosis};
    *record = (struct seed_artifact){0};
    scr_result result = scr_xml_reader_file(path, &options, &r.xml, diagnosis);
    if (!scr_failed(result)) result = read_all(&r);
    scr_xml_reader_free(r.xml);
    return result;
}
