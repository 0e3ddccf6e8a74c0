/* command_release_publish_say.c: what a release promises, and what it does not, for people and for programs. */
#include <inttypes.h>
#include <string.h>

#include "gen/command_release_publish.h"
#include "scrutineer/text.h"

/* "0.622460" as "62.2460 %". */
static scr_result add_percent(const char *probability, struct scr_buffer *out) {
    const char *digits = probability + 2;
    if (*probability == '1') return scr_buffer_text(out, "100 %");
    if (digits[0] != '0') return scr_buffer_print(out, "%.2s.%.4s %%", digits, digits + 2);
    return scr_buffer_print(out, "%.1s.%.4s %%", digits + 1, digits + 2);
}

static scr_result add_levels(const struct measurement *m, bool exact, struct scr_buffer *out) {
    uint32_t first = exact ? 0 : m->exact_levels, end = exact ? m->exact_levels : m->tree.levels;
    for (uint32_t level = first; level < end; level++) {
        uint32_t units = m->tree.level_begin[level + 1] - m->tree.level_begin[level];
        SCR_TRY(scr_buffer_text(out, level > first ? ", " : ""));
        SCR_TRY(scr_text_terminal(out, m->level_names[level]));
        SCR_TRY(scr_buffer_print(out, " (%" PRIu32 " unit%s)", units, units == 1 ? "" : "s"));
    }
    return scr_done();
}

/* Spent is of one changed ballot; an exchange changes two. */
static scr_result add_ballot(const struct release_publication *p, struct scr_buffer *out) {
    struct scr_rational *loss = NULL;
    struct scr_buffer exponent = {0};
    bool exact = p->measurement->exact_levels > 0, disclosed = false;
    scr_result result;
    for (size_t i = 0; i < p->ledger->count; i++)
        disclosed = disclosed || p->ledger->entries[i].kind == LEDGER_DISCLOSURE;
    SCR_TRY_OR(result, scr_rational_new(&loss), done);
    SCR_TRY_OR(result, ledger_spent(p->ledger, loss, NULL), done);
    if (exact) SCR_TRY_OR(result, scr_rational_add(loss, loss, loss), done);
    SCR_TRY_OR(result, scr_rational_print(loss, &exponent), done);
    SCR_TRY_OR(result,
               scr_buffer_print(out,
                                "\nThe whole ballot of the voter with most to lose, in all contests and all releases "
                                "so far:\nhad %s,\nthe odds of all that was published would differ by a factor of "
                                "at most ",
                                exact ? "she and another voter of her exact unit exchanged their ballots"
                                      : "she voted otherwise"),
               done);
    SCR_TRY_OR(result, release_say_factor((const char *)exponent.data, out), done);
    result = scr_buffer_text(out, disclosed ? ". Contests disclosed in a tree are not in it: nothing protects them.\n"
                                            : ".\n");
done:
    scr_buffer_free(&exponent);
    scr_rational_free(loss);
    return result;
}

static scr_result add_guarantee(const struct measurement *m, const struct release_statements *s,
                                struct scr_buffer *out) {
    if (m->exact_levels)
        SCR_TRY(scr_buffer_text(out, "  Whoever knows all other votes reads the last one from the exact totals. What "
                                     "the noise promises, all totals\n  given: had two voters of one exact unit "
                                     "exchanged their choices in this contest alone, their other choices and the\n  "
                                     "other releases fixed, the odds of what was published would differ by a factor "
                                     "of at most\n  "));
    else
        SCR_TRY(scr_buffer_print(out,
                                 "  Epsilon %s (%s): whatever else somebody knows, with one voter's %s in this contest "
                                 "alone, her other\n  choices and the other releases fixed, the odds of what was "
                                 "published would differ by a factor of at most\n  ",
                                 s->epsilon, measurement_adjacency_name(m->adjacency),
                                 m->adjacency == MEASUREMENT_SUBSTITUTE ? "choices changed" : "votes there or not"));
    SCR_TRY(release_say_factor(m->exact_levels ? s->exchange : s->epsilon, out));
    SCR_TRY(scr_buffer_text(out, "."));
    SCR_TRY(scr_buffer_text(out, " A belief of 50 % in one of two choices of a voter becomes no less\n  than "));
    SCR_TRY(add_percent(s->posterior_low, out));
    SCR_TRY(scr_buffer_text(out, " and no more than "));
    SCR_TRY(add_percent(s->posterior_high, out));
    return scr_buffer_text(out, " by her own vote. What the counts tell about everybody is not hidden.\n");
}

static scr_result add_accuracy(const struct measurement *m, const struct release_statements *s,
                               struct scr_buffer *out) {
    for (size_t i = 0; i < s->accuracy_count; i++) {
        SCR_TRY(scr_buffer_text(out, "  Accuracy, "));
        SCR_TRY(scr_text_terminal(out, m->level_names[s->accuracy[i].level - 1]));
        SCR_TRY(scr_buffer_print(out,
                                 ": 95 of 100 measured counts are within %" PRIu64
                                 " of the true one, 95 of 100 margins of two options within %" PRIu64 "\n",
                                 s->accuracy[i].count, s->accuracy[i].margin));
    }
    for (size_t i = 0; i + 1 < s->sum_count; i++) {
        const struct release_sum_accuracy *sum = &s->sums[i];
        SCR_TRY(scr_buffer_print(out, "  Sum of %" PRIu32 " measured counts below one unit of the level ", sum->units));
        SCR_TRY(scr_text_terminal(out, m->level_names[sum->level - 1]));
        SCR_TRY(scr_buffer_print(out, ": standard deviation %" PRIu64 ".%03" PRIu64 ", 95 of 100 within %" PRIu64 "\n",
                                 sum->deviation / 1000, sum->deviation % 1000, sum->error));
    }
    return scr_done();
}

static scr_result add_contest(const struct release_publication *p, size_t c, struct scr_buffer *out) {
    const struct release_statements *s = &p->statements[c];
    const struct release_determined_list *list = &s->determined;
    SCR_TRY(scr_buffer_text(out, "\n"));
    SCR_TRY(scr_text_terminal(out, p->measurement->contests[c].name));
    SCR_TRY(scr_buffer_text(out, "\n"));
    SCR_TRY(add_guarantee(p->measurement, s, out));
    SCR_TRY(add_accuracy(p->measurement, s, out));
    if (!list->cells)
        return scr_buffer_print(out, "  None of the %" PRIu64 " noisy cells is determined by what is exact.\n",
                                list->all_cells);
    return scr_buffer_print(out,
                            "  %" PRIu64 " of %" PRIu64 " noisy cells are determined by what is exact: they have no "
                            "protection, and the artifact lists them.\n",
                            list->cells, list->all_cells);
}

static scr_result say(const struct release_publication *p, struct scr_buffer *out) {
    const struct measurement *m = p->measurement;
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(&p->digest, hex);
    SCR_TRY(scr_buffer_print(out, "Release %" PRIu32 " is published (%s, %" PRIu64 " draws): ", m->release,
                             release_mechanism_name(p->mechanism), p->draws));
    SCR_TRY(scr_text_terminal(out, p->out));
    SCR_TRY(scr_buffer_print(out, "\nSHA-256: %s\nExact and unprotected: ", hex));
    SCR_TRY(m->exact_levels ? add_levels(m, true, out) : scr_buffer_text(out, "nothing"));
    SCR_TRY(scr_buffer_text(out, "\nNoisy: "));
    SCR_TRY(add_levels(m, false, out));
    SCR_TRY(scr_buffer_text(out, "\n"));
    SCR_TRY(add_ballot(p, out));
    for (size_t c = 0; c < m->contest_count; c++) SCR_TRY(add_contest(p, c, out));
    if (!p->sealed) return scr_done();
    SCR_TRY(scr_buffer_text(out, "\nTrue counts, for the office alone: "));
    SCR_TRY(scr_text_terminal(out, p->sealed));
    return scr_buffer_print(out,
                            "\nBefore noise, of %" PRIu64 " precincts and contests %" PRIu64
                            " were unanimous, and %" PRIu64
                            " all but one or two votes. Do not publish these numbers.\n",
                            p->table.precincts, p->table.unanimous, p->table.near_unanimous);
}

static scr_result json_contest(const struct release_publication *p, size_t c, struct scr_buffer *out) {
    const struct release_statements *s = &p->statements[c];
    SCR_TRY(scr_buffer_text(out, c ? ", {\"id\": " : "{\"id\": "));
    SCR_TRY(scr_text_json(out, p->measurement->contests[c].id));
    SCR_TRY(scr_buffer_print(out,
                             ", \"epsilon\": \"%s\", \"exchangeEpsilon\": \"%s\", \"posteriorLow\": \"%s\", "
                             "\"posteriorHigh\": \"%s\", \"accuracy\": [",
                             s->epsilon, s->exchange, s->posterior_low, s->posterior_high));
    for (size_t i = 0; i < s->accuracy_count; i++)
        SCR_TRY(scr_buffer_print(
            out, "%s{\"level\": %" PRIu32 ", \"countError95\": %" PRIu64 ", \"marginError95\": %" PRIu64 "}",
            i ? ", " : "", s->accuracy[i].level, s->accuracy[i].count, s->accuracy[i].margin));
    SCR_TRY(scr_buffer_text(out, "], \"sums\": ["));
    for (size_t i = 0; i < s->sum_count; i++)
        SCR_TRY(scr_buffer_print(out,
                                 "%s{\"level\": %" PRIu32 ", \"units\": %" PRIu32 ", \"standardDeviation\": \"%" PRIu64
                                 ".%03" PRIu64 "\", \"error95\": %" PRIu64 "}",
                                 i ? ", " : "", s->sums[i].level, s->sums[i].units, s->sums[i].deviation / 1000,
                                 s->sums[i].deviation % 1000, s->sums[i].error));
    return scr_buffer_print(out, "], \"determinedCells\": %" PRIu64 ", \"noisyCells\": %" PRIu64 "}",
                            s->determined.cells, s->determined.all_cells);
}

static scr_result say_json(const struct release_publication *p, struct scr_buffer *out) {
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(&p->digest, hex);
    SCR_TRY(scr_buffer_print(out,
                             "{\"release\": %" PRIu32 ", \"mechanism\": \"%s\", \"draws\": %" PRIu64
                             ", \"sha256\": \"%s\", \"exactLevels\": %" PRIu32 ", \"contests\": [",
                             p->measurement->release, release_mechanism_name(p->mechanism), p->draws, hex,
                             p->measurement->exact_levels));
    for (size_t c = 0; c < p->measurement->contest_count; c++) SCR_TRY(json_contest(p, c, out));
    return scr_buffer_text(out, "]}\n");
}

scr_result release_publication_say(const struct release_publication *published, bool json, struct scr_buffer *out) {
    return json ? say_json(published, out) : say(published, out);
}
