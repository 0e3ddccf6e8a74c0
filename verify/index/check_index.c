/* check_index.c: an index of publications from its file to IDX-01 and IDX-02, and its facts. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "scrutineer/text.h"
#include "verify/index/checks.h"

static scr_result start_publication(void *context, struct document *document) {
    struct index_line line = {0};
    SCR_TRY(document_count(document, "Number", &line.number));
    SCR_TRY(document_borrow(document, "Date", &line.date));
    SCR_TRY(document_borrow(document, "Kind", &line.kind));
    SCR_TRY(document_borrow(document, "Subject", &line.text));
    SCR_TRY(document_hash(document, "SHA256", &line.file));
    SCR_TRY(document_borrow(document, "Replaces", &line.replaces));
    SCR_TRY(document_hash(document, "Hash", &line.hash));
    return chain_add(context, &line);
}

static scr_result start_withdrawal(void *context, struct document *document) {
    struct index_line line = {0};
    SCR_TRY(document_count(document, "Number", &line.number));
    SCR_TRY(document_borrow(document, "Date", &line.date));
    SCR_TRY(document_count(document, "Of", &line.of));
    SCR_TRY(document_borrow(document, "Reason", &line.text));
    SCR_TRY(document_hash(document, "Hash", &line.hash));
    if (!line.of) document->misplaced = true;
    return line.of ? chain_add(context, &line) : scr_done();
}

static const struct document_element elements[] = {
    {"Publication", start_publication, NULL},
    {"Withdrawal", start_withdrawal, NULL},
};

static const struct document_kind kind = {
    .purpose = "publication-index",
    .signer_role = "election-official",
    .elements = elements,
    .element_count = sizeof elements / sizeof *elements,
};

static scr_result read_index(struct index_task *task, struct index_reading *reading, struct scr_diagnosis *diagnosis) {
    struct publication_index *index = reading->index;
    SCR_TRY(document_read(task->path, task->schema, &kind, reading, &index->arena, &task->header, &task->findings->hash,
                          diagnosis));
    if (task->header.supersedes_count > 1)
        return scr_refuse(diagnosis, SCR_INPUT, "Header", "Supersedes occurs %zu times instead of once at most",
                          task->header.supersedes_count);
    task->findings->hashed = true;
    index->election_id = task->header.election_id;
    SCR_TRY(artifact_header_keep(&task->header, task->arena));
    return chain_end(reading);
}

/* Entries that no longer stand, each with the entry that ended it. */
static scr_result add_ended(const struct publication_index *index, struct scr_buffer *out) {
    bool some = false;
    for (size_t i = 0; i < index->count; i++) {
        const struct index_entry *entry = &index->entries[i];
        char hex[SCR_HEX_SIZE];
        if (!entry->ended_by) continue;
        const struct index_entry *by = &index->entries[entry->ended_by - 1];
        scr_hash_hex(&entry->file, hex);
        SCR_TRY(scr_buffer_print(out, "%s{\"number\": %zu, \"kind\": \"%s\", \"subject\": ", some ? ", " : "", i + 1,
                                 entry->kind));
        SCR_TRY(scr_text_json(out, entry->text));
        SCR_TRY(scr_buffer_print(out, ", \"sha256\": \"%s\", \"%s\": %" PRIu32 ", \"date\": \"%s\"}", hex,
                                 by->of ? "withdrawn_by" : "replaced_by", entry->ended_by, by->date));
        some = true;
    }
    return scr_done();
}

static scr_result print_facts(const struct publication_index *index, struct scr_buffer *out) {
    const struct index_entry *last = &index->entries[index->count - 1];
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(&last->hash, hex);
    SCR_TRY(scr_buffer_print(out,
                             "{\"entries\": %zu, \"publications\": %zu, \"current\": %zu, \"last_number\": %zu, "
                             "\"last_date\": \"%s\", \"last_hash\": \"%s\", \"not_current\": [",
                             index->count, index->publications, index->current, index->count, last->date, hex));
    SCR_TRY(add_ended(index, out));
    return scr_buffer_text(out, "]}");
}

static scr_result add_facts(const struct publication_index *index, struct findings *findings) {
    struct scr_buffer json = {0};
    scr_result result = print_facts(index, &json);
    if (!scr_failed(result)) return findings_fact(findings, "index", (char *)json.data);
    scr_buffer_free(&json);
    return result;
}

static scr_result judge(struct index_task *task, struct index_reading *reading) {
    const struct publication_index *index = reading->index;
    const struct index_entry *last = &index->entries[index->count - 1]; /* the schema asks for one at least */
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(&last->hash, hex);
    bool holds = !reading->complaint.count;
    SCR_TRY(findings_add(task->findings, "IDX-01", VERDICT_HOLDS,
                         "the index of publications is canonical and valid: %zu entr%s", index->count,
                         index->count == 1 ? "y" : "ies"));
    SCR_TRY(complaint_verdict(&reading->complaint, task->findings, "IDX-02",
                              "each entry continues the one before: %zu publication%s, of which %zu current; the last "
                              "entry is number %zu, of %s, with the hash %s",
                              index->publications, index->publications == 1 ? "" : "s", index->current, index->count,
                              last->date, hex));
    if (holds && task->facts) SCR_TRY(add_facts(index, task->findings));
    if (!holds) return scr_done();
    task->index = reading->index;
    reading->index = NULL;
    return scr_done();
}

scr_result index_check(struct index_task *task) {
    struct scr_diagnosis diagnosis = {0};
    struct index_reading reading = {.index = calloc(1, sizeof *reading.index), .header = &task->header};
    if (!reading.index) return (scr_result){SCR_MEMORY};
    scr_result result = read_index(task, &reading, &diagnosis);
    if (!scr_failed(result))
        result = judge(task, &reading);
    else if (result.code == SCR_INPUT || result.code == SCR_LIMIT)
        result = findings_refute(task->findings, "IDX-01", &diagnosis);
    complaint_free(&reading.complaint);
    index_free(reading.index);
    scr_diagnosis_free(&diagnosis);
    return result;
}
