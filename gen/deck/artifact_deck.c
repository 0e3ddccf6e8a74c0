/* artifact_deck.c: writes test decks and straight-party decks. Specification, sections 4 and 5. */
#include "gen/deck/artifact.h"
#include "gen/deck/artifact_parts.h"

static scr_result rules(struct scr_xml_writer *xml, const struct deck_rules *rules) {
    static const char *const overvote[] = {"none", "all", "exact"};
    SCR_TRY(scr_xml_open(xml, "Rules"));
    SCR_TRY(scr_xml_attribute(xml, "Name", rules->name));
    SCR_TRY(scr_xml_attribute(xml, "Source", rules->source));
    SCR_TRY(scr_xml_attribute(xml, "EachCandidate", rules->each_candidate ? "true" : "false"));
    SCR_TRY(scr_xml_attribute(xml, "OvervoteBallot", overvote[rules->overvote]));
    SCR_TRY(scr_xml_attribute_count(xml, "BlankBallots", rules->blank_ballots));
    return scr_xml_close(xml);
}

static bool has_several_lines(const struct deck_style *style) {
    for (size_t k = 0; k < style->contest_count; k++) {
        size_t lines = 0;
        for (size_t i = 0; i < style->contests[k].count; i++)
            lines += style->candidates[style->contests[k].first + i]->kind == CANDIDATE_WRITE_IN;
        if (lines > 1) return true;
    }
    return false;
}

static scr_result assumptions(struct scr_xml_writer *xml, const struct test_deck *deck) {
    SCR_TRY(scr_xml_open(xml, "Assumptions"));
    SCR_TRY(artifact_text(xml, "Assumption", "tape-per-style"));
    if (deck->rules->overvote == OVERVOTE_EXACT) SCR_TRY(artifact_text(xml, "Assumption", "overvote-signal"));
    if (has_several_lines(deck->style)) SCR_TRY(artifact_text(xml, "Assumption", "write-in-lines-counted-apart"));
    if (deck->style->straight_party) SCR_TRY(artifact_text(xml, "Assumption", "straight-party-totals-read-zero"));
    return scr_xml_close(xml);
}

static scr_result weights(struct scr_xml_writer *xml, const struct certificate *certificate) {
    SCR_TRY(scr_xml_open(xml, "BoundL4"));
    for (size_t w = 0; w < certificate->weight_count; w++) {
        SCR_TRY(scr_xml_open(xml, "Weight"));
        SCR_TRY(scr_xml_attribute_count(xml, "Total", certificate->weights[w].total));
        SCR_TRY(scr_xml_attribute_count(xml, "Value", certificate->weights[w].value));
        SCR_TRY(scr_xml_close(xml));
    }
    return scr_xml_close(xml);
}

static scr_result cut_element(struct scr_xml_writer *xml, const struct cut *cut, struct scr_buffer *text) {
    text->length = 0;
    for (size_t a = 0; a < cut->count; a++)
        SCR_TRY(
            scr_buffer_print(text, a ? " %u:%u" : "%u:%u", (unsigned)cut->moved[a] + 1, (unsigned)cut->image[a] + 1));
    SCR_TRY(scr_xml_open(xml, "Cut"));
    SCR_TRY(scr_xml_text(xml, (const char *)text->data, text->length));
    return scr_xml_close(xml);
}

static scr_result search(struct scr_xml_writer *xml, const struct certificate *certificate, const char *proof_name) {
    const struct shape *shape = certificate->shape;
    char hex[SCR_HEX_SIZE];
    struct scr_buffer text = {0};
    scr_hash_hex(&certificate->proof_hash, hex);
    SCR_TRY(scr_xml_open(xml, "Search"));
    SCR_TRY(scr_xml_attribute_count(xml, "Noncompetitive", shape->group));
    SCR_TRY(scr_xml_attribute(xml, "Proof", proof_name));
    SCR_TRY(scr_xml_attribute(xml, "SHA256", hex));
    for (size_t k = 0; k < shape->contest_count; k = shape_class_end(shape, k)) {
        SCR_TRY(scr_xml_open(xml, "Contests"));
        SCR_TRY(scr_xml_attribute_count(xml, "Candidates", shape->contests[k].n));
        SCR_TRY(scr_xml_attribute_count(xml, "VotesAllowed", shape->contests[k].v));
        SCR_TRY(scr_xml_attribute_count(xml, "Count", shape_class_end(shape, k) - k));
        SCR_TRY(scr_xml_close(xml));
    }
    scr_result result = scr_done();
    for (size_t c = 0; c < certificate->cut_count && !scr_failed(result); c++)
        result = cut_element(xml, &certificate->cuts[c], &text);
    scr_buffer_free(&text);
    SCR_TRY(result);
    return scr_xml_close(xml);
}

/* The style's contest that holds shape contest `k`'s first candidate; for the noncompetitive group any contest will do.
 */
static const char *contest_named(const struct test_deck *deck, const uint32_t *target_of) {
    size_t k = deck->certificate->contest;
    size_t target = k == SIZE_MAX ? 0 : target_of[deck->certificate->shape->contests[k].first];
    for (size_t c = 0; c < deck->style->contest_count; c++)
        if (target < deck->style->contests[c].first + deck->style->contests[c].count)
            return deck->style->contests[c].contest->id;
    return "";
}

static scr_result length(struct scr_xml_writer *xml, const struct test_deck *deck, const uint32_t *target_of,
                         const char *proof_name) {
    static const char *const claims[] = {"minimal", "gap", "none"};
    SCR_TRY(scr_xml_open(xml, "Length"));
    SCR_TRY(scr_xml_attribute_count(xml, "TestBallots", deck->test_ballot_count));
    SCR_TRY(scr_xml_attribute_count(xml, "LowerBound", deck->lower_bound));
    SCR_TRY(scr_xml_attribute(xml, "Claim", claims[deck->claim]));
    switch (deck->certificate->kind) {
    case BOUND_L1:
        SCR_TRY(scr_xml_open(xml, "BoundL1"));
        SCR_TRY(scr_xml_attribute(xml, "ContestId", contest_named(deck, target_of)));
        SCR_TRY(scr_xml_close(xml));
        break;
    case BOUND_L2:
        SCR_TRY(scr_xml_open(xml, "BoundL2"));
        SCR_TRY(scr_xml_close(xml));
        break;
    case BOUND_L3:
        SCR_TRY(scr_xml_open(xml, "BoundL3"));
        SCR_TRY(scr_xml_attribute_count(xml, "Candidates", deck->certificate->n));
        SCR_TRY(scr_xml_attribute_count(xml, "VotesAllowed", deck->certificate->v));
        SCR_TRY(scr_xml_close(xml));
        break;
    case BOUND_L4:
        SCR_TRY(weights(xml, deck->certificate));
        break;
    case BOUND_SEARCH:
        SCR_TRY(search(xml, deck->certificate, proof_name));
        break;
    }
    return scr_xml_close(xml);
}

static scr_result deck_body(struct scr_xml_writer *xml, const struct test_deck *deck, const struct scr_hash *definition,
                            const uint32_t *target_of, const char *proof_name, const struct scr_hash *supersedes) {
    const struct artifact_rest rest = {"ballot-definition", definition};
    SCR_TRY(artifact_root(xml, "TestDeck"));
    SCR_TRY(artifact_header(xml, deck->style->election, "logic-and-accuracy-test-deck", &rest, 1, supersedes));
    SCR_TRY(artifact_style(xml, deck->style));
    SCR_TRY(artifact_not_covered(xml, deck->style, true));
    SCR_TRY(rules(xml, deck->rules));
    SCR_TRY(assumptions(xml, deck));
    SCR_TRY(artifact_text(xml, "Method", deck->method));
    SCR_TRY(artifact_ballots(xml, deck->ballots, deck->ballot_count));
    SCR_TRY(scr_xml_open(xml, "Expected"));
    SCR_TRY(scr_xml_attribute_count(xml, "BallotsCast", deck->ballot_count));
    for (size_t k = 0; k < deck->style->contest_count; k++) {
        const struct covered_contest *contest = &deck->style->contests[k];
        SCR_TRY(artifact_totals(xml, "ContestTotals", contest->contest->id, &deck->totals[k], deck->votes,
                                contest->first, contest->count));
    }
    SCR_TRY(scr_xml_close(xml));
    SCR_TRY(length(xml, deck, target_of, proof_name));
    return scr_xml_close(xml);
}

scr_result artifact_test_deck(const struct test_deck *deck, const struct scr_hash *definition,
                              const uint32_t *target_of, const char *proof_name, const struct scr_hash *supersedes,
                              struct scr_buffer *out) {
    struct scr_xml_writer xml;
    scr_result result = scr_xml_begin(&xml, scr_xml_to_buffer, out);
    if (!scr_failed(result)) result = deck_body(&xml, deck, definition, target_of, proof_name, supersedes);
    return artifact_end(&xml, result);
}

static scr_result straight_body(struct scr_xml_writer *xml, const struct straight_party_deck *deck,
                                const struct scr_hash *definition, const struct scr_hash *supersedes) {
    const struct deck_style *style = deck->style;
    const struct contest *parties = style->straight_party;
    const struct artifact_rest rest = {"ballot-definition", definition};
    SCR_TRY(artifact_root(xml, "StraightPartyDeck"));
    SCR_TRY(artifact_header(xml, style->election, "straight-party-test-deck", &rest, 1, supersedes));
    SCR_TRY(artifact_style(xml, style));
    SCR_TRY(scr_xml_open(xml, "StraightPartyContest"));
    SCR_TRY(scr_xml_attribute(xml, "Id", parties->id));
    SCR_TRY(scr_xml_attribute(xml, "Name", parties->name));
    for (size_t p = 0; p < parties->candidate_count; p++) {
        SCR_TRY(scr_xml_open(xml, "Party"));
        SCR_TRY(scr_xml_attribute_count(xml, "Target", style->target_count + p + 1));
        SCR_TRY(scr_xml_attribute(xml, "Id", parties->candidates[p].id));
        SCR_TRY(scr_xml_attribute(xml, "Name", parties->candidates[p].name));
        SCR_TRY(scr_xml_attribute(xml, "Party", artifact_party(style->election, &parties->candidates[p])));
        SCR_TRY(scr_xml_close(xml));
    }
    SCR_TRY(scr_xml_close(xml));
    SCR_TRY(artifact_not_covered(xml, style, false));
    SCR_TRY(scr_xml_open(xml, "Rules"));
    SCR_TRY(scr_xml_attribute(xml, "Name", deck->rules->name));
    SCR_TRY(scr_xml_attribute(xml, "Source", deck->rules->source));
    SCR_TRY(scr_xml_close(xml));
    SCR_TRY(artifact_ballots(xml, deck->ballots, deck->ballot_count));
    SCR_TRY(scr_xml_open(xml, "Expected"));
    SCR_TRY(scr_xml_attribute_count(xml, "BallotsCast", deck->ballot_count));
    SCR_TRY(artifact_totals(xml, "StraightPartyTotals", parties->id, &deck->straight_totals, deck->votes,
                            style->target_count, parties->candidate_count));
    for (size_t k = 0; k < style->contest_count; k++) {
        const struct covered_contest *contest = &style->contests[k];
        SCR_TRY(artifact_totals(xml, "ContestTotals", contest->contest->id, &deck->totals[k], deck->votes,
                                contest->first, contest->count));
    }
    SCR_TRY(scr_xml_close(xml));
    return scr_xml_close(xml);
}

scr_result artifact_straight_party_deck(const struct straight_party_deck *deck, const struct scr_hash *definition,
                                        const struct scr_hash *supersedes, struct scr_buffer *out) {
    struct scr_xml_writer xml;
    scr_result result = scr_xml_begin(&xml, scr_xml_to_buffer, out);
    if (!scr_failed(result)) result = straight_body(&xml, deck, definition, supersedes);
    return artifact_end(&xml, result);
}
