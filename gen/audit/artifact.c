/* artifact.c: writes the tree audit artifact. */
#include "gen/audit/artifact.h"
#include "gen/numbers.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static scr_result write_examined(struct scr_xml_writer *xml, const struct audit_round *round) {
    struct tree_list list = {.xml = xml, .element = "Examined", .most = TREE_LIST_NUMBERS};
    for (size_t i = 0; i < round->planned_count; i++) {
        char token[16];
        if (!round->read[i]) continue;
        int length = snprintf(token, sizeof token, "%" PRIu32 ":%c", round->planned[i], round->read[i]);
        SCR_TRY(tree_list_add(&list, token, (size_t)length));
    }
    return tree_list_end(&list);
}

static scr_result write_rounds(struct scr_xml_writer *xml, const struct audit_log *log) {
    for (size_t r = 0; r < log->round_count; r++) {
        const struct audit_round *round = &log->rounds[r];
        SCR_TRY(scr_xml_open(xml, "Round"));
        SCR_TRY(scr_xml_attribute_count(xml, "Number", r + 1));
        SCR_TRY(scr_xml_attribute(xml, "State", audit_state_name(audit_state_of(round))));
        SCR_TRY(tree_list_numbers(xml, "Planned", round->planned, round->planned_count));
        SCR_TRY(write_examined(xml, round));
        SCR_TRY(scr_xml_close(xml));
    }
    return scr_done();
}

/* A first entry, and one after another was taken back, is no correction. */
static scr_result write_corrections(struct scr_xml_writer *xml, const struct audit_log *log) {
    for (size_t e = 0; e < log->entry_count; e++) {
        const struct audit_entry *entry = &log->entries[e];
        char was[2] = {entry->was, 0}, now[2] = {entry->now, 0};
        if (!entry->was) continue;
        SCR_TRY(scr_xml_open(xml, "Correction"));
        SCR_TRY(scr_xml_attribute_count(xml, "Round", entry->round));
        SCR_TRY(scr_xml_attribute_count(xml, "During", entry->during));
        SCR_TRY(scr_xml_attribute_count(xml, "Ballot", entry->ballot));
        SCR_TRY(scr_xml_attribute(xml, "Was", was));
        SCR_TRY(scr_xml_attribute(xml, "Now", now));
        SCR_TRY(scr_xml_attribute(xml, "Reason", entry->reason));
        SCR_TRY(scr_xml_attribute(xml, "Time", entry->time));
        SCR_TRY(scr_xml_close(xml));
    }
    return scr_done();
}

/* The ballots planned in any round, each once. */
static scr_result planned_of(const struct audit_log *log, uint32_t **ballots, size_t *count) {
    size_t all = 0, kept = 0;
    for (size_t r = 0; r < log->round_count; r++) all += log->rounds[r].planned_count;
    uint32_t *list = malloc((all + 1) * sizeof *list);
    if (!list) return (scr_result){SCR_MEMORY};
    all = 0;
    for (size_t r = 0; r < log->round_count; r++)
        for (size_t i = 0; i < log->rounds[r].planned_count; i++) list[all++] = log->rounds[r].planned[i];
    numbers_sort(list, all);
    for (size_t i = 0; i < all; i++)
        if (!i || list[i] != list[i - 1]) list[kept++] = list[i];
    *ballots = list;
    *count = kept;
    return scr_done();
}

static scr_result write_opened(struct scr_xml_writer *xml, const struct audit_artifact *artifact) {
    uint32_t *planned = NULL;
    size_t count;
    SCR_TRY(planned_of(artifact->log, &planned, &count));
    scr_result result = tree_artifact_opened(xml, artifact->ballots, &artifact->contest->root, planned, count);
    free(planned);
    return result;
}

static scr_result write_body(struct scr_xml_writer *xml, const struct audit_artifact *artifact) {
    const struct artifact_rest link = {"plurality-tree", &artifact->tree};
    bool ended = artifact->end == AUDIT_CONFIRMED || artifact->end == AUDIT_CHANGED;
    char hex[SCR_HEX_SIZE], winner[2] = {ended ? artifact->audited_winner : '\0', 0};
    scr_hash_hex(&artifact->contest->root, hex);
    SCR_TRY(artifact_root(xml, "TreeAudit"));
    SCR_TRY(artifact_header(xml, artifact->election, "tree-audit", &link, 1, NULL));
    SCR_TRY(scr_xml_open(xml, "Contest"));
    SCR_TRY(scr_xml_attribute(xml, "Id", artifact->contest->id));
    SCR_TRY(scr_xml_attribute(xml, "Root", hex));
    SCR_TRY(scr_xml_close(xml));
    SCR_TRY(write_rounds(xml, artifact->log));
    SCR_TRY(write_corrections(xml, artifact->log));
    SCR_TRY(write_opened(xml, artifact));
    SCR_TRY(scr_xml_open(xml, "End"));
    SCR_TRY(scr_xml_attribute(xml, "Result", audit_end_name(artifact->end)));
    SCR_TRY(scr_xml_attribute(xml, "AuditedWinner", winner));
    SCR_TRY(scr_xml_close(xml));
    return scr_xml_close(xml);
}

scr_result audit_artifact_write(const struct audit_artifact *artifact, scr_xml_sink *sink, void *context) {
    struct scr_xml_writer xml;
    scr_result result = scr_xml_begin(&xml, sink, context);
    if (!scr_failed(result)) result = write_body(&xml, artifact);
    return artifact_end(&xml, result);
}
