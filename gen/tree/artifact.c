/* artifact.c: writes the plurality tree artifact. */
#include "gen/tree/artifact.h"

#include <string.h>

#define SALT_KEY_DIGITS SCR_HEX_SIZE

scr_result tree_totals_of(const struct committed_ballots *ballots, unsigned candidates, struct tree_totals *totals) {
    size_t counts[256] = {0}, most = 1;
    *totals = (struct tree_totals){0};
    for (size_t i = 0; i < ballots->count; i++) counts[ballots->codes[i]]++;
    for (unsigned code = 0; code < 256; code++) {
        uint8_t value;
        if (!counts[code]) continue;
        if (code > 127 || !tree_code_value((char)code, candidates, &value)) return (scr_result){SCR_STORE};
        if (value == TREE_MISSING)
            totals->missing += counts[code];
        else
            totals->votes[value] = counts[code];
    }
    totals->phantoms = counts[TREE_CODE_PHANTOM];
    for (unsigned c = 0; c < candidates; c++)
        if (totals->votes[c] > most) most = totals->votes[c];
    size_t leaders = 0;
    char *out = totals->leaders;
    for (unsigned c = 0; c < candidates; c++)
        if (totals->votes[c] == most) out[leaders++] = tree_code_of((uint8_t)c);
    return scr_done();
}

static scr_result write_totals(struct scr_xml_writer *xml, const struct tree_artifact *artifact) {
    struct tree_totals totals;
    unsigned candidates = artifact->contest->candidate_count;
    SCR_TRY(tree_totals_of(artifact->ballots, candidates, &totals));
    SCR_TRY(scr_xml_open(xml, "Totals"));
    SCR_TRY(scr_xml_attribute_count(xml, "Missing", totals.missing));
    for (unsigned c = 0; c < candidates; c++) {
        char code[2] = {tree_code_of((uint8_t)c), 0};
        SCR_TRY(scr_xml_open(xml, "CandidateTotal"));
        SCR_TRY(scr_xml_attribute(xml, "Code", code));
        SCR_TRY(scr_xml_attribute_count(xml, "Votes", totals.votes[c]));
        SCR_TRY(scr_xml_close(xml));
    }
    SCR_TRY(scr_xml_close(xml));
    char winner[2] = {artifact->winner, 0};
    SCR_TRY(scr_xml_open(xml, "Outcome"));
    SCR_TRY(scr_xml_attribute(xml, "TPTWinner", winner));
    SCR_TRY(scr_xml_attribute(xml, "PluralityLeaders", totals.leaders));
    return scr_xml_close(xml);
}

static scr_result write_plan(struct scr_xml_writer *xml, const struct tree_artifact *artifact) {
    SCR_TRY(scr_xml_open(xml, "Plan"));
    SCR_TRY(scr_xml_attribute(xml, "Kind", artifact->plan_kind));
    SCR_TRY(scr_xml_attribute_count(xml, "Ballots", artifact->plan_count));
    SCR_TRY(tree_list_numbers(xml, "Numbers", artifact->plan, artifact->plan_count));
    return scr_xml_close(xml);
}

/* The salt key opens every ballot: here the whole tree hash is made again, so that a damaged store publishes none. */
static scr_result write_all(struct scr_xml_writer *xml, const struct tree_artifact *artifact) {
    const struct committed_ballots *ballots = artifact->ballots;
    struct scr_hash root, key;
    char hex[SALT_KEY_DIGITS];
    SCR_TRY(merkle_root(ballots, &root));
    if (!scr_hash_equal(&root, &artifact->contest->root)) return (scr_result){SCR_STORE};
    _Static_assert(sizeof key.bytes == sizeof ballots->key.bytes, "a salt key is as long as a digest");
    memcpy(key.bytes, ballots->key.bytes, sizeof key.bytes);
    scr_hash_hex(&key, hex);
    SCR_TRY(artifact_text(xml, "SaltKey", hex));
    for (size_t at = 0; at < ballots->count; at += TREE_LIST_CODES) {
        size_t left = ballots->count - at;
        SCR_TRY(scr_xml_open(xml, "Codes"));
        SCR_TRY(scr_xml_text(xml, (const char *)ballots->codes + at, left < TREE_LIST_CODES ? left : TREE_LIST_CODES));
        SCR_TRY(scr_xml_close(xml));
    }
    return scr_done();
}

static scr_result write_disclosure(struct scr_xml_writer *xml, const struct tree_artifact *artifact) {
    SCR_TRY(scr_xml_open(xml, "Disclosure"));
    SCR_TRY(scr_xml_attribute(xml, "Kind", artifact->disclose_all ? "all" : "plan"));
    if (artifact->disclose_all)
        SCR_TRY(write_all(xml, artifact));
    else
        SCR_TRY(tree_artifact_opened(xml, artifact->ballots, &artifact->contest->root, artifact->plan,
                                     artifact->plan_count));
    return scr_xml_close(xml);
}

static scr_result write_body(struct scr_xml_writer *xml, const struct tree_artifact *artifact) {
    const struct artifact_rest links[] = {{"ballot-commitment", &artifact->commitment},
                                          {"seed-record", artifact->seed_record}};
    SCR_TRY(artifact_root(xml, "PluralityTree"));
    SCR_TRY(artifact_header(xml, artifact->election, "plurality-tree", links, sizeof links / sizeof *links,
                            artifact->supersedes));
    SCR_TRY(tree_artifact_contest(xml, artifact->contest));
    SCR_TRY(artifact_text(xml, "Seed", artifact->seed));
    SCR_TRY(write_totals(xml, artifact));
    SCR_TRY(write_plan(xml, artifact));
    SCR_TRY(write_disclosure(xml, artifact));
    return scr_xml_close(xml);
}

scr_result tree_artifact_write(const struct tree_artifact *artifact, scr_xml_sink *sink, void *context) {
    struct scr_xml_writer xml;
    if (artifact->ballots->count != artifact->contest->ballots) return (scr_result){SCR_STORE};
    scr_result result = scr_xml_begin(&xml, sink, context);
    if (!scr_failed(result)) result = write_body(&xml, artifact);
    return artifact_end(&xml, result);
}
