/* statement_artifact.c: writes noise-commitment.xsd and measurement-statement.xsd. */
#include "gen/release/statement_artifact.h"

#include "gen/artifact_frame.h"
#include "gen/commit/source.h"
#include "gen/package/artifact_header.h"
#include "gen/release/measurement_text.h"

static scr_result put_hash(struct scr_xml_writer *xml, const char *name, const struct scr_hash *hash) {
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(hash, hex);
    return scr_xml_attribute(xml, name, hex);
}

static scr_result put_commitment(struct scr_xml_writer *xml, const struct election *election, uint32_t releases,
                                 const struct scr_hash *root) {
    SCR_TRY(artifact_root(xml, "NoiseCommitment"));
    SCR_TRY(artifact_header(xml, election, "noise-commitment", NULL, 0, NULL));
    SCR_TRY(scr_xml_open(xml, "Keys"));
    SCR_TRY(scr_xml_attribute_count(xml, "Releases", releases));
    SCR_TRY(put_hash(xml, "Root", root));
    SCR_TRY(scr_xml_close(xml));
    return scr_xml_close(xml);
}

scr_result noise_commitment_artifact(const struct election *election, uint32_t releases, const struct scr_hash *root,
                                     struct scr_buffer *artifact) {
    struct scr_xml_writer xml;
    scr_result result = scr_xml_begin(&xml, scr_xml_to_buffer, artifact);
    if (!scr_failed(result)) result = put_commitment(&xml, election, releases, root);
    return artifact_end(&xml, result);
}

static scr_result put_levels(struct scr_xml_writer *xml, const struct measurement *m) {
    char text[MEASUREMENT_NUMBER_SIZE];
    for (uint32_t l = 0; l < m->tree.levels; l++) {
        SCR_TRY(scr_xml_open(xml, "Level"));
        SCR_TRY(scr_xml_attribute(xml, "Name", m->level_names[l]));
        for (uint32_t u = m->tree.level_begin[l]; u < m->tree.level_begin[l + 1]; u++) {
            SCR_TRY(scr_xml_open(xml, "Unit"));
            SCR_TRY(scr_xml_attribute_count(xml, "Parent", measurement_parent_number(m, l, u)));
            SCR_TRY(scr_xml_attribute(xml, "Name", m->units[u].name));
            SCR_TRY(scr_xml_attribute(xml, "BallotsCast", measurement_ballots_text(&m->units[u], text)));
            SCR_TRY(scr_xml_close(xml));
        }
        SCR_TRY(scr_xml_close(xml));
    }
    return scr_done();
}

static scr_result put_shares(struct scr_xml_writer *xml, const struct measurement_contest *contest) {
    char text[MEASUREMENT_NUMBER_SIZE];
    for (size_t i = 0; i < contest->share_count; i++) {
        const struct measurement_share *share = &contest->shares[i];
        SCR_TRY(scr_xml_open(xml, "Share"));
        SCR_TRY(scr_xml_attribute_count(xml, "Level", share->level));
        SCR_TRY(scr_xml_attribute(xml, "Histogram", share->total ? "total" : "options"));
        SCR_TRY(scr_xml_attribute(xml, "Epsilon", measurement_epsilon_text(share, text)));
        SCR_TRY(scr_xml_attribute(xml, "Scale", measurement_scale_text(share, text)));
        SCR_TRY(scr_xml_close(xml));
    }
    return scr_done();
}

static scr_result put_contest(struct scr_xml_writer *xml, const struct measurement_contest *contest) {
    SCR_TRY(scr_xml_open(xml, "Contest"));
    SCR_TRY(scr_xml_attribute(xml, "Id", contest->id));
    SCR_TRY(scr_xml_attribute(xml, "Name", contest->name));
    SCR_TRY(scr_xml_attribute_count(xml, "VotesAllowed", contest->votes_allowed));
    SCR_TRY(scr_xml_attribute(xml, "Complete", contest->complete ? "true" : "false"));
    SCR_TRY(scr_xml_attribute(xml, "Units", contest->units));
    for (uint32_t i = 0; i < contest->option_count; i++) {
        SCR_TRY(scr_xml_open(xml, "Option"));
        SCR_TRY(scr_xml_attribute(xml, "Id", contest->options[i].id));
        SCR_TRY(scr_xml_attribute(xml, "Name", contest->options[i].name));
        SCR_TRY(scr_xml_attribute(xml, "Kind", measurement_kind_name(contest->options[i].kind)));
        SCR_TRY(scr_xml_close(xml));
    }
    for (size_t i = 0; i < contest->zero_count; i++) {
        SCR_TRY(scr_xml_open(xml, "StructuralZero"));
        SCR_TRY(scr_xml_attribute_count(xml, "Option", contest->zeros[i].option + 1));
        SCR_TRY(scr_xml_attribute(xml, "Units", contest->zeros[i].units));
        SCR_TRY(scr_xml_close(xml));
    }
    SCR_TRY(put_shares(xml, contest));
    return scr_xml_close(xml);
}

static scr_result put_measurement(struct scr_xml_writer *xml, const struct measurement *m) {
    SCR_TRY(scr_xml_open(xml, "Measurement"));
    SCR_TRY(scr_xml_attribute_count(xml, "Release", m->release));
    SCR_TRY(scr_xml_attribute(xml, "Adjacency", measurement_adjacency_name(m->adjacency)));
    SCR_TRY(scr_xml_attribute_count(xml, "ExactLevels", m->exact_levels));
    SCR_TRY(put_hash(xml, "TableRoot", &m->table_root));
    SCR_TRY(put_levels(xml, m));
    for (size_t i = 0; i < m->contest_count; i++) SCR_TRY(put_contest(xml, &m->contests[i]));
    return scr_xml_close(xml);
}

static scr_result put_entry(struct scr_xml_writer *xml, size_t number, const struct ledger_entry *entry) {
    SCR_TRY(scr_xml_open(xml, "Entry"));
    SCR_TRY(scr_xml_attribute_count(xml, "Number", number));
    SCR_TRY(scr_xml_attribute(xml, "Kind", ledger_kind_name(entry->kind)));
    SCR_TRY(entry->release ? scr_xml_attribute_count(xml, "Release", entry->release)
                           : scr_xml_attribute(xml, "Release", ""));
    SCR_TRY(put_hash(xml, "Digest", &entry->digest));
    SCR_TRY(put_hash(xml, "Hash", &entry->hash));
    for (size_t i = 0; i < entry->loss_count; i++) {
        SCR_TRY(scr_xml_open(xml, "Loss"));
        SCR_TRY(scr_xml_attribute(xml, "ContestId", entry->losses[i].contest));
        SCR_TRY(scr_xml_attribute(xml, "Epsilon", entry->losses[i].epsilon));
        SCR_TRY(scr_xml_close(xml));
    }
    return scr_xml_close(xml);
}

static scr_result put_ledger(struct scr_xml_writer *xml, const struct ledger *ledger, const char *spent) {
    SCR_TRY(scr_xml_open(xml, "Ledger"));
    SCR_TRY(scr_xml_attribute(xml, "Total", ledger->total));
    SCR_TRY(scr_xml_attribute(xml, "Spent", spent));
    for (size_t s = 0; s < ledger->style_count; s++) {
        SCR_TRY(scr_xml_open(xml, "Style"));
        SCR_TRY(scr_xml_attribute(xml, "Id", ledger->styles[s].id));
        for (size_t i = 0; i < ledger->styles[s].count; i++) {
            SCR_TRY(scr_xml_open(xml, "On"));
            SCR_TRY(scr_xml_attribute(xml, "ContestId", ledger->styles[s].contests[i]));
            SCR_TRY(scr_xml_close(xml));
        }
        SCR_TRY(scr_xml_close(xml));
    }
    for (size_t i = 0; i < ledger->count; i++) SCR_TRY(put_entry(xml, i + 1, &ledger->entries[i]));
    return scr_xml_close(xml);
}

static scr_result put_statement(struct scr_xml_writer *xml, const struct measurement_statement *statement) {
    const struct artifact_rest link = {"noise-commitment", &statement->noise};
    SCR_TRY(artifact_root(xml, "MeasurementStatement"));
    SCR_TRY(artifact_header(xml, statement->election, "measurement-statement", &link, 1, NULL));
    SCR_TRY(seed_source_write(xml, statement->source));
    SCR_TRY(put_measurement(xml, statement->measurement));
    SCR_TRY(put_ledger(xml, statement->ledger, statement->spent));
    return scr_xml_close(xml);
}

scr_result measurement_statement_artifact(const struct measurement_statement *statement, struct scr_buffer *artifact) {
    struct scr_xml_writer xml;
    scr_result result = scr_xml_begin(&xml, scr_xml_to_buffer, artifact);
    if (!scr_failed(result)) result = put_statement(&xml, statement);
    result = artifact_end(&xml, result);
    return !scr_failed(result) && artifact->length > ARTIFACT_BYTES_MOST ? (scr_result){SCR_LIMIT} : result;
}
