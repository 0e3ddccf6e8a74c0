/* election_named.c: reads the first lines of artifacts. */
#include "gen/report/verified/election_named.h"

#include <string.h>

#include "gen/report/verified/artifact_walk.h"

static bool same(const struct election_named *a, const struct election_named *b) {
    return !strcmp(a->id, b->id) && !strcmp(a->name, b->name) && !strcmp(a->date, b->date) &&
           !strcmp(a->jurisdiction, b->jurisdiction);
}

static scr_result start(void *context, struct scr_xml_reader *xml, bool *done) {
    struct elections_named *named = context;
    struct election_named found, *next = &named->elections[named->count];
    if (scr_xml_depth(xml) == 2) *done = true; /* the header's first child, or there is none */
    if (scr_xml_depth(xml) != 2 || strcmp(scr_xml_name(xml), "Election") != 0) return scr_done();
    SCR_TRY(artifact_copy(&named->arena, xml, "Id", &found.id));
    SCR_TRY(artifact_copy(&named->arena, xml, "Name", &found.name));
    SCR_TRY(artifact_copy(&named->arena, xml, "Date", &found.date));
    SCR_TRY(artifact_copy(&named->arena, xml, "Jurisdiction", &found.jurisdiction));
    for (size_t i = 0; i < named->count; i++)
        if (same(&named->elections[i], &found)) return scr_done();
    *next = found;
    named->count++;
    return scr_done();
}

scr_result elections_named(const struct report_request *request, struct elections_named *named) {
    static const struct artifact_walker walker = {start, NULL, NULL};
    const struct verdict *verdict = request->verdict;
    size_t looked = 0;
    for (size_t i = 0; i < verdict->file_count && looked < ELECTIONS_LOOKED_AT && named->count < ELECTIONS_NAMED; i++) {
        const char *path = verdict->files[i].hashed ? inputs_path(request->inputs, &verdict->files[i].hash) : NULL;
        if (!path) continue;
        looked++;
        if (artifact_walk(path, &verdict->files[i].hash, &walker, named).code == SCR_MEMORY)
            return (scr_result){SCR_MEMORY};
    }
    return scr_done();
}

void elections_named_free(struct elections_named *named) { scr_arena_free(&named->arena); }
