/* seed_read.c: from the elements of a seed record to its source, evidence and seed. */
#include <stdlib.h>
#include <string.h>

#include "verify/tree/seed.h"
#include "verify/tree/seed_source.h"

static scr_result start_seed_source(void *context, struct document *document) {
    return seed_source_read(document, &((struct seed_record *)context)->source);
}

static scr_result start_dice(void *context, struct document *document) {
    struct seed_record *record = context;
    record->evidence = EVIDENCE_DICE;
    return document_count(document, "Sides", &record->sides);
}

static scr_result start_witness(void *context, struct document *document) {
    const char *ignored;
    ((struct seed_record *)context)->witnesses++;
    return document_borrow(document, "Name", &ignored);
}

static scr_result start_pulse(void *context, struct document *document) {
    struct seed_record *record = context;
    record->evidence = EVIDENCE_PULSE;
    return pulse_read(document, &record->pulse);
}

static scr_result keep(struct document *document, const char *text, size_t length, const char **copy) {
    *copy = scr_arena_copy(document->arena, text, length);
    return (scr_result){*copy ? SCR_DONE : SCR_MEMORY};
}

static scr_result text_throws(void *context, struct document *document, const char *text, size_t length) {
    return keep(document, text, length, &((struct seed_record *)context)->throws);
}

static scr_result text_certificate(void *context, struct document *document, const char *text, size_t length) {
    return keep(document, text, length, &((struct seed_record *)context)->pulse.certificate);
}

static scr_result text_statement(void *context, struct document *document, const char *text, size_t length) {
    struct seed_record *record = context;
    record->evidence = EVIDENCE_STATEMENT;
    return keep(document, text, length, &record->statement);
}

static scr_result text_seed(void *context, struct document *document, const char *text, size_t length) {
    return keep(document, text, length, &((struct seed_record *)context)->published->seed);
}

static const struct document_element elements[] = {
    {"SeedSource", start_seed_source, NULL}, {"Dice", start_dice, NULL},   {"Throws", NULL, text_throws},
    {"Witness", start_witness, NULL},        {"Pulse", start_pulse, NULL}, {"Certificate", NULL, text_certificate},
    {"Statement", NULL, text_statement},     {"Seed", NULL, text_seed},
};

static const struct document_kind kind = {
    .purpose = "seed-record",
    .signer_role = "election-official",
    .rests_on = {"ballot-commitment"},
    .rests_on_instead = "measurement-statement",
    .rests_on_least = 1,
    .rests_on_most = 1,
    .elements = elements,
    .element_count = sizeof elements / sizeof *elements,
};

scr_result seed_record_read(const char *path, const struct scr_xml_schema *schema, struct seed_record *record,
                            struct scr_arena *arena, struct artifact_header *header, struct scr_diagnosis *diagnosis) {
    record->published = calloc(1, sizeof *record->published);
    if (!record->published) return (scr_result){SCR_MEMORY};
    struct published *head = &record->published->head;
    SCR_TRY(document_read(path, schema, &kind, record, &head->arena, header, &head->digest, diagnosis));
    head->election_id = header->election_id;
    record->published->rests_on = header->rests_on[0];
    record->published->of_statement = !strcmp(header->rests_on_kinds[0], "measurement-statement");
    return artifact_header_keep(header, arena);
}

void seed_record_free(struct seed_record *record) {
    published_seed_free(record->published);
    *record = (struct seed_record){0};
}
