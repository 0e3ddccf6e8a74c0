/* artifact.c: the parts that all deck artifacts share, and the ballot definition. */
#include "gen/deck/artifact.h"

#include "gen/deck/artifact_parts.h"

const char *artifact_party(const struct election *election, const struct candidate *candidate) {
    return candidate->party == ELECTION_NO_PARTY ? "" : election->parties[candidate->party].id;
}

const char *artifact_candidate_kind(enum candidate_kind kind) {
    static const char *const names[] = {"listed", "option", "write-in", "party"};
    return names[kind];
}

scr_result artifact_style(struct scr_xml_writer *xml, const struct deck_style *style) {
    SCR_TRY(scr_xml_open(xml, "BallotStyle"));
    SCR_TRY(scr_xml_attribute(xml, "Id", style->style->id));
    SCR_TRY(scr_xml_attribute(xml, "Name", style->style->name));
    for (size_t k = 0; k < style->contest_count; k++) {
        const struct covered_contest *contest = &style->contests[k];
        SCR_TRY(scr_xml_open(xml, "Contest"));
        SCR_TRY(scr_xml_attribute(xml, "Id", contest->contest->id));
        SCR_TRY(scr_xml_attribute(xml, "Name", contest->contest->name));
        SCR_TRY(scr_xml_attribute_count(xml, "VotesAllowed", contest->votes_allowed));
        for (size_t i = contest->first; i < contest->first + contest->count; i++) {
            const struct candidate *candidate = style->candidates[i];
            SCR_TRY(scr_xml_open(xml, "Candidate"));
            SCR_TRY(scr_xml_attribute_count(xml, "Target", i + 1));
            SCR_TRY(scr_xml_attribute(xml, "Id", candidate->id));
            SCR_TRY(scr_xml_attribute(xml, "Name", candidate->name));
            SCR_TRY(scr_xml_attribute(xml, "Kind", artifact_candidate_kind(candidate->kind)));
            SCR_TRY(scr_xml_attribute(xml, "Party", artifact_party(style->election, candidate)));
            SCR_TRY(scr_xml_close(xml));
        }
        SCR_TRY(scr_xml_close(xml));
    }
    return scr_xml_close(xml);
}

scr_result artifact_not_covered(struct scr_xml_writer *xml, const struct deck_style *style, bool straight_party) {
    SCR_TRY(scr_xml_open(xml, "NotCovered"));
    for (size_t u = 0; u < style->uncovered_count; u++) {
        const struct uncovered_target *target = &style->uncovered[u];
        if (target->straight_party && !straight_party) continue;
        SCR_TRY(scr_xml_open(xml, "UncoveredTarget"));
        SCR_TRY(scr_xml_attribute(xml, "ContestId", target->contest->id));
        SCR_TRY(scr_xml_attribute(xml, "ContestName", target->contest->name));
        SCR_TRY(scr_xml_attribute(xml, "Id", target->candidate->id));
        SCR_TRY(scr_xml_attribute(xml, "Name", target->candidate->name));
        SCR_TRY(scr_xml_attribute(xml, "Reason", target->straight_party ? "straight-party" : "write-in-excluded"));
        SCR_TRY(scr_xml_close(xml));
    }
    return scr_xml_close(xml);
}

static const char *ballot_kind(enum ballot_kind kind) {
    static const char *const names[] = {"test",     "overvote",    "blank", "straight",
                                        "override", "two-parties", "blank", "all"};
    return names[kind];
}

scr_result artifact_ballots(struct scr_xml_writer *xml, const struct deck_ballot *ballots, size_t count) {
    struct scr_buffer marks = {0};
    scr_result result;
    SCR_TRY(scr_xml_open(xml, "Ballots"));
    for (size_t b = 0; b < count; b++) {
        marks.length = 0;
        for (size_t i = 0; i < ballots[b].mark_count; i++)
            SCR_TRY_OR(result, scr_buffer_print(&marks, i ? " %u" : "%u", (unsigned)ballots[b].marks[i] + 1), failed);
        SCR_TRY_OR(result, scr_xml_open(xml, "Ballot"), failed);
        SCR_TRY_OR(result, scr_xml_attribute_count(xml, "Number", b + 1), failed);
        SCR_TRY_OR(result, scr_xml_attribute(xml, "Kind", ballot_kind(ballots[b].kind)), failed);
        if (marks.length) SCR_TRY_OR(result, scr_xml_text(xml, (const char *)marks.data, marks.length), failed);
        SCR_TRY_OR(result, scr_xml_close(xml), failed);
    }
    scr_buffer_free(&marks);
    return scr_xml_close(xml);
failed:
    scr_buffer_free(&marks);
    return result;
}

scr_result artifact_totals(struct scr_xml_writer *xml, const char *element, const char *contest_id,
                           const struct contest_totals *totals, const size_t *votes, size_t first, size_t count) {
    SCR_TRY(scr_xml_open(xml, element));
    SCR_TRY(scr_xml_attribute(xml, "ContestId", contest_id));
    SCR_TRY(scr_xml_attribute_count(xml, "Undervotes", totals->undervotes));
    SCR_TRY(scr_xml_attribute_count(xml, "Overvotes", totals->overvotes));
    SCR_TRY(scr_xml_attribute_count(xml, "OvervotedBallots", totals->overvoted_ballots));
    for (size_t i = first; i < first + count; i++) {
        SCR_TRY(scr_xml_open(xml, "Total"));
        SCR_TRY(scr_xml_attribute_count(xml, "Target", i + 1));
        SCR_TRY(scr_xml_attribute_count(xml, "Votes", votes[i]));
        SCR_TRY(scr_xml_close(xml));
    }
    return scr_xml_close(xml);
}

static scr_result definition_contest(struct scr_xml_writer *xml, const struct election *election,
                                     const struct contest *contest) {
    static const char *const kinds[] = {"ordinary", "question", "straight-party"};
    SCR_TRY(scr_xml_open(xml, "Contest"));
    SCR_TRY(scr_xml_attribute(xml, "Id", contest->id));
    SCR_TRY(scr_xml_attribute(xml, "Name", contest->name));
    SCR_TRY(scr_xml_attribute(xml, "Kind", kinds[contest->kind]));
    SCR_TRY(scr_xml_attribute_count(xml, "VotesAllowed", contest->votes_allowed));
    for (size_t i = 0; i < contest->candidate_count; i++) {
        const struct candidate *candidate = &contest->candidates[i];
        SCR_TRY(scr_xml_open(xml, "Candidate"));
        SCR_TRY(scr_xml_attribute(xml, "Id", candidate->id));
        SCR_TRY(scr_xml_attribute(xml, "Name", candidate->name));
        SCR_TRY(scr_xml_attribute(xml, "Kind", artifact_candidate_kind(candidate->kind)));
        SCR_TRY(scr_xml_attribute(xml, "Party", artifact_party(election, candidate)));
        SCR_TRY(scr_xml_attribute(xml, "Covered", candidate->excluded ? "false" : "true"));
        SCR_TRY(scr_xml_close(xml));
    }
    return scr_xml_close(xml);
}

static scr_result definition_body(struct scr_xml_writer *xml, const struct election *election,
                                  const struct scr_hash *supersedes) {
    char hex[SCR_HEX_SIZE];
    SCR_TRY(artifact_root(xml, "BallotDefinition"));
    SCR_TRY(artifact_header(xml, election, "ballot-definition", NULL, 0, supersedes));
    for (size_t s = 0; s < election->source_count; s++) {
        scr_hash_hex(&election->sources[s].hash, hex);
        SCR_TRY(scr_xml_open(xml, "Source"));
        SCR_TRY(scr_xml_attribute(xml, "Name", election->sources[s].name));
        SCR_TRY(scr_xml_attribute(xml, "Format", election->sources[s].format));
        SCR_TRY(scr_xml_attribute(xml, "SHA256", hex));
        SCR_TRY(scr_xml_close(xml));
    }
    for (size_t k = 0; k < election->contest_count; k++)
        SCR_TRY(definition_contest(xml, election, &election->contests[k]));
    for (size_t s = 0; s < election->style_count; s++) {
        const struct ballot_style *style = &election->styles[s];
        SCR_TRY(scr_xml_open(xml, "BallotStyle"));
        SCR_TRY(scr_xml_attribute(xml, "Id", style->id));
        SCR_TRY(scr_xml_attribute(xml, "Name", style->name));
        for (size_t k = 0; k < style->contest_count; k++)
            SCR_TRY(artifact_text(xml, "ContestId", election->contests[style->contests[k]].id));
        SCR_TRY(scr_xml_close(xml));
    }
    return scr_xml_close(xml);
}

scr_result artifact_ballot_definition(const struct election *election, const struct scr_hash *supersedes,
                                      struct scr_buffer *out) {
    struct scr_xml_writer xml;
    scr_result result = scr_xml_begin(&xml, scr_xml_to_buffer, out);
    if (!scr_failed(result)) result = definition_body(&xml, election, supersedes);
    return artifact_end(&xml, result);
}
