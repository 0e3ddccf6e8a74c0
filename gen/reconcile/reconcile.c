/* reconcile.c: the list of disagreements, their ids and resolutions. */
#include "reconcile.h"

#include <stdlib.h>
#include <string.h>

#include "parts.h"
#include "scrutineer/text.h"

static const char *const kind_names[DISAGREE_KINDS] = {"row",   "batch", "empty", "missing",
                                                       "extra", "place", "id",    "paper"};

/* The first 40 bits of SHA-256 over kind, key with its length, and numbers. */
static scr_result make_id(struct reconciliation *r, enum disagreement_kind kind, const char *key, uint64_t first,
                          uint64_t second, const char **id) {
    struct scr_buffer text = {0};
    struct scr_hash hash;
    char hex[SCR_HEX_SIZE];
    scr_result result = scr_buffer_print(&text, "scrutineer-reconcile\n%s\n%zu:%s\n%llu\n%llu\n", kind_names[kind],
                                         strlen(key), key, (unsigned long long)first, (unsigned long long)second);
    if (!scr_failed(result)) result = scr_hash_bytes(text.data, text.length, &hash);
    scr_buffer_free(&text);
    SCR_TRY(result);
    scr_hash_hex(&hash, hex);
    *id = scr_arena_print(&r->arena, "%s-%.10s", kind_names[kind], hex);
    return *id ? scr_done() : (scr_result){SCR_MEMORY};
}

scr_result disagree(struct reconciliation *r, enum disagreement_kind kind, const char *key, uint64_t first,
                    uint64_t second, uint64_t ballots, const char *text, const char *near) {
    if (!text || !near) return (scr_result){SCR_MEMORY};
    if (r->count == RECONCILE_LIST_MOST) return (scr_result){SCR_LIMIT};
    SCR_TRY(scr_grow(&r->list, &r->capacity, r->count + 1, sizeof *r->list));
    struct disagreement *added = &r->list[r->count];
    *added = (struct disagreement){
        .kind = kind, .text = text, .nearest = near, .ballots = ballots, .reason = "", .date = ""};
    SCR_TRY(make_id(r, kind, key, first, second, &added->id));
    r->count++;
    return scr_done();
}

scr_result shown(struct reconciliation *r, const char *name, const char **safe) {
    struct scr_buffer text = {0};
    scr_result result = scr_text_terminal(&text, name);
    *safe = "";
    if (!scr_failed(result) && text.length) *safe = scr_arena_copy(&r->arena, (const char *)text.data, text.length);
    scr_buffer_free(&text);
    return scr_failed(result) ? result : *safe ? scr_done() : (scr_result){SCR_MEMORY};
}

scr_result shown_batch(struct reconciliation *r, const char *tabulator, const char *batch, const char **safe) {
    const char *first, *second;
    SCR_TRY(shown(r, tabulator, &first));
    SCR_TRY(shown(r, batch, &second));
    *safe = *first ? scr_arena_print(&r->arena, "tabulator %s, batch %s", first, *second ? second : "(none)")
                   : scr_arena_print(&r->arena, "batch %s", *second ? second : "(none)");
    return *safe ? scr_done() : (scr_result){SCR_MEMORY};
}

scr_result reconcile(struct store *store, const struct cvr_records *records, const struct manifest *manifest,
                     struct reconciliation *r, struct scr_diagnosis *diagnosis) {
    r->has_manifest = manifest->source_count > 0;
    scr_result result = place_records(store, records, manifest, r, diagnosis);
    if (!scr_failed(result)) result = find_duplicates(store, records, r, diagnosis);
    if (result.code == SCR_LIMIT)
        return scr_refuse(diagnosis, SCR_LIMIT, "reconcile",
                          "there are more than %d disagreements; are records and manifest of the same election?",
                          RECONCILE_LIST_MOST);
    SCR_TRY(result);
    for (size_t i = 0; i < r->count; i++) {
        SCR_TRY(store_resolution(store, r->list[i].id, &r->arena, &r->list[i].reason, &r->list[i].date, diagnosis));
        r->unresolved += !*r->list[i].reason;
    }
    return scr_done();
}

void reconciliation_free(struct reconciliation *r) {
    free(r->list);
    free(r->slots);
    scr_arena_free(&r->arena);
    *r = (struct reconciliation){0};
}

scr_result reconcile_require(struct store *store, struct scr_diagnosis *diagnosis) {
    struct cvr_records records = {0};
    struct manifest manifest = {0};
    struct reconciliation r = {0};
    scr_result result = store_load_cvr(store, &records, diagnosis);
    if (!scr_failed(result)) result = store_load_manifest(store, &manifest, diagnosis);
    if (!scr_failed(result)) result = reconcile(store, &records, &manifest, &r, diagnosis);
    if (!scr_failed(result) && r.unresolved)
        result = scr_refuse(diagnosis, SCR_STORE, "reconcile",
                            "%zu disagreements between cast-vote records and manifest are not resolved; see "
                            "'scrutineer-gen reconcile'",
                            r.unresolved);
    reconciliation_free(&r);
    manifest_free(&manifest);
    cvr_records_free(&records);
    return result;
}
