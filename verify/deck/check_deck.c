/* check_deck.c: the checks of a deck in the order of their numbers, and its facts for machines. */
#include "scrutineer/text.h"
#include "verify/deck/checks.h"

static deck_check_function *const test_checks[] = {
    deck_lat_03, deck_lat_04, deck_lat_05, deck_lat_06, deck_lat_07, deck_lat_08,
    deck_lat_09, deck_lat_10, deck_lat_11, deck_lat_12, deck_lat_13,
};
static deck_check_function *const straight_checks[] = {deck_lat_22, deck_lat_23, deck_lat_24, deck_lat_25};

scr_result deck_check(const struct deck *deck, bool straight, const struct surroundings *surroundings,
                      struct findings *findings) {
    deck_check_function *const *checks = straight ? straight_checks : test_checks;
    size_t count =
        straight ? sizeof straight_checks / sizeof *straight_checks : sizeof test_checks / sizeof *test_checks;
    for (size_t i = 0; i < count; i++) SCR_TRY(checks[i](deck, surroundings, findings));
    return surroundings->facts ? deck_facts(deck, straight, findings) : scr_done();
}

/* Hands the buffer's text to the findings, whatever happens. */
static scr_result hand_over(struct findings *findings, const char *name, struct scr_buffer *json, scr_result result) {
    if (scr_failed(result)) {
        scr_buffer_free(json);
        return result;
    }
    char *text = (char *)json->data; /* malloc'ed by the buffer */
    *json = (struct scr_buffer){0};
    return findings_fact(findings, name, text);
}

static scr_result style_json(const struct deck *deck, struct scr_buffer *out) {
    SCR_TRY(scr_buffer_text(out, "{\"election\": "));
    SCR_TRY(scr_text_json(out, deck->election_name));
    SCR_TRY(scr_buffer_text(out, ", \"id\": "));
    SCR_TRY(scr_text_json(out, deck->style_id));
    SCR_TRY(scr_buffer_text(out, ", \"name\": "));
    SCR_TRY(scr_text_json(out, deck->style_name));
    return scr_buffer_print(out, ", \"contests\": %u, \"targets\": %u, \"not_covered\": %zu}", deck->contest_count,
                            deck->target_count + deck->party_count, deck->uncovered_count);
}

static scr_result length_json(const struct deck *deck, struct scr_buffer *out) {
    static const char *const claims[] = {"minimal", "gap", "none"};
    static const char *const bounds[] = {"L1", "L2", "L3", "L4", "search"};
    const struct deck_length *length = &deck->length;
    return scr_buffer_print(out,
                            "{\"method\": \"%s\", \"test_ballots\": %u, \"lower_bound\": %u, \"claim\": \"%s\", "
                            "\"bound\": \"%s\"}",
                            deck->method, length->test_ballots, length->lower_bound, claims[length->claim],
                            bounds[length->bound]);
}

static scr_result totals_json(const struct deck *deck, struct scr_buffer *out) {
    SCR_TRY(scr_buffer_text(out, "["));
    for (uint32_t k = 0; k < deck->contest_count; k++) {
        const struct deck_contest *contest = &deck->contests[k];
        SCR_TRY(scr_buffer_text(out, k ? ", {\"contest\": " : "{\"contest\": "));
        SCR_TRY(scr_text_json(out, contest->name));
        SCR_TRY(scr_buffer_print(out, ", \"votes_allowed\": %u, \"candidates\": [", contest->votes_allowed));
        for (uint32_t i = contest->first; i < contest->first + contest->count; i++) {
            SCR_TRY(scr_buffer_text(out, i > contest->first ? ", {\"name\": " : "{\"name\": "));
            SCR_TRY(scr_text_json(out, deck->candidates[i].name));
            SCR_TRY(scr_buffer_print(out, ", \"votes\": %u}", deck->candidates[i].votes));
        }
        SCR_TRY(scr_buffer_print(out, "], \"undervotes\": %u, \"overvotes\": %u, \"overvoted_ballots\": %u}",
                                 contest->undervotes, contest->overvotes, contest->overvoted_ballots));
    }
    return scr_buffer_text(out, "]");
}

scr_result deck_facts(const struct deck *deck, bool straight, struct findings *findings) {
    struct scr_buffer json = {0};
    SCR_TRY(hand_over(findings, "style", &json, style_json(deck, &json)));
    SCR_TRY(hand_over(findings, "ballots_cast", &json, scr_buffer_print(&json, "%u", deck->ballot_count)));
    if (!straight) SCR_TRY(hand_over(findings, "length", &json, length_json(deck, &json)));
    return hand_over(findings, "expected_totals", &json, totals_json(deck, &json));
}
