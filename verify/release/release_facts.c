/* release_facts.c: what a release says, for --json: mechanism, exact levels, and for each contest its losses and
 * errors. */
#include <inttypes.h>

#include "scrutineer/text.h"
#include "verify/release/release.h"

static scr_result append_contest(const struct release *release, size_t position, struct scr_buffer *json) {
    const struct claimed_contest *contest = &release->contests[position];
    SCR_TRY(scr_buffer_text(json, position ? ", {\"contest\": " : "{\"contest\": "));
    SCR_TRY(scr_text_json(json, contest->id));
    SCR_TRY(scr_buffer_print(json, ", \"epsilon\": \"%s\", \"exchange_epsilon\": \"%s\", \"errors\": [",
                             contest->guarantee.epsilon, contest->guarantee.exchange_epsilon));
    for (size_t i = 0; i < contest->accuracy_count; i++)
        SCR_TRY(scr_buffer_print(
            json, "%s{\"level\": %" PRIu32 ", \"count_error_95\": %" PRIu64 ", \"margin_error_95\": %" PRIu64 "}",
            i ? ", " : "", contest->accuracies[i].level, contest->accuracies[i].count_error,
            contest->accuracies[i].margin_error));
    return scr_buffer_print(json, "], \"lists_of_determined_cells\": %zu}", contest->determined_count);
}

static scr_result write_facts(const struct release *release, struct scr_buffer *json) {
    static const char *const mechanisms[] = {"discrete-laplace", "toydown", "toydown-nonnegative", "topdown"};
    SCR_TRY(scr_buffer_print(json,
                             "{\"release\": %" PRIu32 ", \"mechanism\": \"%s\", \"adjacency\": \"%s\", "
                             "\"exact_levels\": %" PRIu32 ", \"contests\": [",
                             release->statement->release, mechanisms[release->mechanism],
                             release->statement->add_remove ? "add-remove" : "substitute",
                             release->statement->exact_levels));
    for (size_t i = 0; i < release->contest_count; i++) SCR_TRY(append_contest(release, i, json));
    return scr_buffer_text(json, "]}");
}

scr_result release_add_facts(const struct release *release, struct findings *findings) {
    struct scr_buffer json = {0};
    scr_result result = write_facts(release, &json);
    if (scr_failed(result)) {
        scr_buffer_free(&json);
        return result;
    }
    return findings_fact(findings, "precinct_release", (char *)json.data);
}
