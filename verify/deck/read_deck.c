/* read_deck.c: reads a test deck or a straight-party deck and checks that it is one document with one meaning. */
#include <stdlib.h>
#include <string.h>

#include "verify/deck/reading.h"

static scr_result read_rules(void *context, struct document *document) {
    static const char *const rules[] = {"none", "all", "exact"};
    struct deck_reading *reading = context;
    struct deck *deck = reading->deck;
    size_t rule;
    SCR_TRY(document_attribute(document, "Name", &deck->rules_name));
    SCR_TRY(document_attribute(document, "Source", &deck->rules_source));
    if (reading->straight) return scr_done();
    SCR_TRY(document_truth(document, "EachCandidate", &deck->each_candidate));
    SCR_TRY(document_word(document, "OvervoteBallot", rules, 3, &rule));
    deck->overvote = (enum overvote_rule)rule;
    return document_count(document, "BlankBallots", &deck->blank_ballots);
}

static scr_result read_assumption(void *context, struct document *document, const char *text, size_t length) {
    static const char *const words[] = {"tape-per-style", "overvote-signal", "write-in-lines-counted-apart",
                                        "straight-party-totals-read-zero"};
    struct deck_reading *reading = context;
    struct deck *deck = reading->deck;
    size_t word;
    (void)length;
    if (!document_word_of(document, text, words, 4, &word)) return scr_done();
    if (word == 0) deck->assumes_tape_per_style = true;
    if (word == 1) deck->assumes_overvote_signal = true;
    if (word == 2) deck->assumes_lines_apart = true;
    if (word == 3) deck->assumes_party_totals = true;
    if (word < reading->last_assumption) deck->assumptions_ordered = false;
    reading->last_assumption = word + 1;
    return scr_done();
}

static scr_result read_method(void *context, struct document *document, const char *text, size_t length) {
    static const char *const words[] = {"swap-safe", "heuristic", "legal", "distinct", "single", "attack"};
    size_t word;
    (void)length;
    if (document_word_of(document, text, words, 6, &word)) ((struct deck_reading *)context)->deck->method = words[word];
    return scr_done();
}

static const struct document_element test_elements[] = {
    {"Total", read_total, NULL},
    {"Candidate", read_candidate, NULL},
    {"Ballot", read_ballot, read_marks},
    {"Contest", read_contest, NULL},
    {"ContestTotals", read_contest_totals, NULL},
    {"BallotStyle", read_style, NULL},
    {"NotCovered", NULL, NULL},
    {"UncoveredTarget", read_uncovered, NULL},
    {"Rules", read_rules, NULL},
    {"Assumptions", NULL, NULL},
    {"Assumption", NULL, read_assumption},
    {"Method", NULL, read_method},
    {"Ballots", NULL, NULL},
    {"Expected", read_expected, NULL},
    {"Length", read_length, NULL},
    {"BoundL1", read_bound_l1, NULL},
    {"BoundL2", read_bound_l2, NULL},
    {"BoundL3", read_bound_l3, NULL},
    {"BoundL4", read_bound_l4, NULL},
    {"Weight", read_weight, NULL},
    {"Search", read_search, NULL},
    {"Contests", read_shape_part, NULL},
    {"Cut", NULL, read_cut},
};

static const struct document_element straight_elements[] = {
    {"Total", read_total, NULL},
    {"Candidate", read_candidate, NULL},
    {"Ballot", read_ballot, read_marks},
    {"Contest", read_contest, NULL},
    {"ContestTotals", read_contest_totals, NULL},
    {"BallotStyle", read_style, NULL},
    {"StraightPartyContest", read_straight_contest, NULL},
    {"Party", read_party, NULL},
    {"NotCovered", NULL, NULL},
    {"UncoveredTarget", read_uncovered, NULL},
    {"Rules", read_rules, NULL},
    {"Ballots", NULL, NULL},
    {"Expected", read_expected, NULL},
    {"StraightPartyTotals", read_straight_totals, NULL},
};

static const struct document_kind test_deck = {
    .purpose = "logic-and-accuracy-test-deck",
    .signer_role = "election-official",
    .rests_on = {"ballot-definition"},
    .rests_on_least = 1,
    .rests_on_most = 1,
    .elements = test_elements,
    .element_count = sizeof test_elements / sizeof *test_elements,
};
static const struct document_kind straight_deck = {
    .purpose = "straight-party-test-deck",
    .signer_role = "election-official",
    .rests_on = {"ballot-definition"},
    .rests_on_least = 1,
    .rests_on_most = 1,
    .elements = straight_elements,
    .element_count = sizeof straight_elements / sizeof *straight_elements,
};

/* Moves a grown array into the arena; the array itself is freed. */
static void *settle(struct scr_arena *arena, void *items, size_t count, size_t size, bool *failed) {
    void *settled = scr_arena_alloc(arena, count, size);
    if (!settled)
        *failed = true;
    else if (count)
        memcpy(settled, items, count * size); /* the array has this size: no overflow */
    free(items);
    return settled;
}

static bool settle_all(struct deck_reading *reading) {
    struct deck *deck = reading->deck;
    struct scr_arena *arena = &deck->arena;
    bool failed = false;
    deck->contests = settle(arena, deck->contests, deck->contest_count, sizeof *deck->contests, &failed);
    deck->candidates = settle(arena, deck->candidates, deck->target_count, sizeof *deck->candidates, &failed);
    deck->parties = settle(arena, deck->parties, deck->party_count, sizeof *deck->parties, &failed);
    deck->ballots = settle(arena, deck->ballots, deck->ballot_count, sizeof *deck->ballots, &failed);
    deck->uncovered = settle(arena, reading->uncovered, deck->uncovered_count, sizeof *deck->uncovered, &failed);
    deck->length.weights =
        settle(arena, reading->weights, deck->length.weight_count, sizeof *reading->weights, &failed);
    deck->length.parts = settle(arena, reading->parts, deck->length.part_count, sizeof *reading->parts, &failed);
    deck->length.cuts = settle(arena, reading->cuts, deck->length.cut_count, sizeof *reading->cuts, &failed);
    return !failed;
}

static scr_result take_header(struct deck *deck, const struct artifact_header *header) {
    deck->election_id = header->election_id;
    deck->election_name = header->election_name;
    deck->election_date = header->election_date;
    deck->jurisdiction = header->jurisdiction;
    deck->signer_role = header->signer_role;
    deck->rests_on = header->rests_on[0];
    deck->supersedes_count = header->supersedes_count;
    struct scr_hash *supersedes = scr_arena_alloc(&deck->arena, header->supersedes_count, sizeof *supersedes);
    if (!supersedes) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < header->supersedes_count; i++) supersedes[i] = header->supersedes[i];
    deck->supersedes = supersedes;
    return scr_done();
}

scr_result deck_read(const char *path, const struct scr_xml_schema *schema, bool straight, struct deck *deck,
                     struct findings *findings, bool *valid) {
    const char *first_id = straight ? "LAT-21" : "LAT-01";
    struct deck_reading reading = {.deck = deck, .straight = straight};
    struct scr_diagnosis diagnosis = {0};
    struct artifact_header header = {0};
    *deck = (struct deck){.assumptions_ordered = true};
    *valid = false;
    scr_result result = document_read(path, schema, straight ? &straight_deck : &test_deck, &reading, &deck->arena,
                                      &header, &deck->file_hash, &diagnosis);
    bool settled = settle_all(&reading);
    if (result.code == SCR_INPUT || result.code == SCR_LIMIT) {
        result = findings_refute(findings, first_id, &diagnosis);
        goto end;
    }
    if (!scr_failed(result) && !settled) result = (scr_result){SCR_MEMORY};
    if (scr_failed(result)) goto end;
    findings->hash = deck->file_hash;
    findings->hashed = true;
    SCR_TRY_OR(result, take_header(deck, &header), end);
    SCR_TRY_OR(result, read_style_end(&reading), end);
    read_expected_end(&reading);
    if (!straight)
        SCR_TRY_OR(result,
                   findings_add(findings, "LAT-01", VERDICT_HOLDS,
                                "the document is canonical and valid against the schema of test decks"),
                   end);
    SCR_TRY_OR(result,
               complaint_verdict(&reading.order, findings, straight ? "LAT-21" : "LAT-02",
                                 "%stargets, ballots, marks and expected totals are numbered and ordered in one way",
                                 straight ? "the document is canonical and valid; " : ""),
               end);
    *valid = findings_verdict(findings, straight ? "LAT-21" : "LAT-02") == VERDICT_HOLDS;
end:
    complaint_free(&reading.order);
    scr_diagnosis_free(&diagnosis);
    return result;
}

void deck_free(struct deck *deck) {
    scr_arena_free(&deck->arena);
    *deck = (struct deck){0};
}
