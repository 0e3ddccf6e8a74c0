/* read_audit.c: reads a tree audit, and TPT-21: its form. */
#include <stdlib.h>
#include <string.h>

#include "verify/tree/audit.h"

static const char *const result_words[] = {"confirmed", "changed", "not-confirmable", "unfinished"};

const char *audit_result_word(enum audit_result result) { return result_words[result]; }

/* The one character of an attribute, or 0 when it is empty; the schema allows no more. */
static scr_result character(struct document *document, const char *name, char *value) {
    const char *text;
    SCR_TRY(document_attribute(document, name, &text));
    *value = text[0];
    if (text[0] && text[1]) document->misplaced = true;
    return scr_done();
}

static scr_result start_contest(void *context, struct document *document) {
    struct audit *audit = context;
    SCR_TRY(document_attribute(document, "Id", &audit->contest_id));
    return document_hash(document, "Root", &audit->root);
}

static scr_result start_round(void *context, struct document *document) {
    static const char *const states[] = {"complete", "replanned", "open"};
    struct audit *audit = context;
    uint32_t number;
    size_t state;
    SCR_TRY(document_count(document, "Number", &number));
    SCR_TRY(document_word(document, "State", states, 3, &state));
    SCR_TRY(scr_grow(&audit->rounds, &audit->round_capacity, audit->round_count + 1, sizeof *audit->rounds));
    audit->rounds[audit->round_count++].state = (enum round_state)state;
    if (number != audit->round_count)
        scr_note(document->diagnosis, SCR_INPUT, scr_xml_place(document->xml), "round %u stands where round %zu should",
                 number, audit->round_count);
    return scr_done();
}

/* The round that lists belong to; NULL (and misplaced) before the first one. */
static struct audit_round *current(struct audit *audit, struct document *document) {
    if (!audit->round_count) document->misplaced = true;
    return audit->round_count ? &audit->rounds[audit->round_count - 1] : NULL;
}

static scr_result text_planned(void *context, struct document *document, const char *text, size_t length) {
    struct audit_round *round = current(context, document);
    return round ? list_read_numbers(document, text, length, &round->planned) : scr_done();
}

static scr_result text_examined(void *context, struct document *document, const char *text, size_t length) {
    struct audit_round *round = current(context, document);
    return round ? list_read_examined(document, text, length, &round->examined) : scr_done();
}

static scr_result start_correction(void *context, struct document *document) {
    struct audit *audit = context;
    const char *ignored;
    SCR_TRY(scr_grow(&audit->corrections, &audit->correction_capacity, audit->correction_count + 1,
                     sizeof *audit->corrections));
    struct audit_correction *correction = &audit->corrections[audit->correction_count++];
    SCR_TRY(document_count(document, "Round", &correction->round));
    SCR_TRY(document_count(document, "During", &correction->during));
    SCR_TRY(document_number(document, "Ballot", UINT64_C(999999999999), &correction->ballot));
    SCR_TRY(character(document, "Was", &correction->was));
    SCR_TRY(character(document, "Now", &correction->now));
    SCR_TRY(document_attribute(document, "Reason", &ignored));
    return document_attribute(document, "Time", &correction->time);
}

static scr_result text_opened(void *context, struct document *document, const char *text, size_t length) {
    return list_read_opened(document, text, length, &((struct audit *)context)->opened);
}

static scr_result text_hashes(void *context, struct document *document, const char *text, size_t length) {
    return list_read_hashes(document, text, length, &((struct audit *)context)->hashes);
}

static scr_result start_end(void *context, struct document *document) {
    struct audit *audit = context;
    size_t result;
    SCR_TRY(document_word(document, "Result", result_words, 4, &result));
    audit->result = (enum audit_result)result;
    return character(document, "AuditedWinner", &audit->winner);
}

static const struct document_element elements[] = {
    {"Planned", NULL, text_planned},  {"Examined", NULL, text_examined}, {"Round", start_round, NULL},
    {"Opened", NULL, text_opened},    {"Hashes", NULL, text_hashes},     {"Correction", start_correction, NULL},
    {"Contest", start_contest, NULL}, {"End", start_end, NULL},
};

static const struct document_kind kind = {.purpose = "tree-audit",
                                          .signer_role = "election-official",
                                          .rests_on = {"plurality-tree"},
                                          .rests_on_least = 1,
                                          .rests_on_most = 1,
                                          .elements = elements,
                                          .element_count = sizeof elements / sizeof *elements};

/* Every later check relies on the order of the lists. */
static void check_order(const struct audit *audit, struct scr_diagnosis *diagnosis) {
    for (size_t r = 0; r < audit->round_count; r++) {
        const struct audit_round *round = &audit->rounds[r];
        size_t place = numbers_disorder(round->planned.items, round->planned.count, (uint32_t)TREE_LEAVES);
        if (place < round->planned.count)
            scr_note(diagnosis, SCR_INPUT, "", "round %zu: planned ballot %u is out of order", r + 1,
                     round->planned.items[place]);
        place = examined_disorder(round->examined.items, round->examined.count, (uint32_t)TREE_LEAVES);
        if (place < round->examined.count)
            scr_note(diagnosis, SCR_INPUT, "", "round %zu: examined ballot %u is out of order", r + 1,
                     round->examined.items[place].number);
    }
    size_t place = opened_disorder(audit->opened.items, audit->opened.count, (uint32_t)TREE_LEAVES);
    if (place < audit->opened.count)
        scr_note(diagnosis, SCR_INPUT, "", "opened ballot %u is out of order", audit->opened.items[place].number);
}

scr_result audit_read(const char *path, const struct scr_xml_schema *schema, struct scr_arena *arena,
                      struct artifact_header *header, struct audit *audit, struct findings *findings, bool *valid) {
    struct scr_diagnosis diagnosis = {0};
    *valid = false;
    scr_result result = document_read(path, schema, &kind, audit, arena, header, &findings->hash, &diagnosis);
    if (!scr_failed(result)) {
        findings->hashed = true;
        check_order(audit, &diagnosis);
    }
    if (result.code == SCR_INPUT || result.code == SCR_LIMIT ||
        (!scr_failed(result) && (diagnosis.count || diagnosis.dropped))) {
        result = findings_refute(findings, "TPT-21", &diagnosis);
    } else if (!scr_failed(result)) {
        result = findings_add(findings, "TPT-21", VERDICT_HOLDS,
                              "the tree audit is canonical and valid: %zu round%s, ended %s", audit->round_count,
                              audit->round_count == 1 ? "" : "s", result_words[audit->result]);
        *valid = !scr_failed(result);
    }
    scr_diagnosis_free(&diagnosis);
    return result;
}

void audit_free(struct audit *audit) {
    for (size_t r = 0; r < audit->round_count; r++) {
        number_list_free(&audit->rounds[r].planned);
        examined_list_free(&audit->rounds[r].examined);
    }
    free(audit->rounds);
    free(audit->corrections);
    opened_list_free(&audit->opened);
    hash_list_free(&audit->hashes);
    *audit = (struct audit){0};
}
