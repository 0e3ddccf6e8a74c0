/* command_release_say.c: what was announced, in words. */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gen/command_release.h"
#include "gen/commit/source.h"
#include "gen/package/names.h"
#include "gen/package/say.h"
#include "gen/release/measurement_text.h"
#include "scrutineer/text.h"

/* At most four places; *exact: they are the number itself, and end without zeros. */
static scr_result add_decimal(const struct scr_rational *number, bool *exact, struct scr_buffer *out) {
    struct scr_rational *shown = NULL;
    size_t before = out->length;
    int order = 0;
    scr_result result;
    *exact = false;
    SCR_TRY_OR(result, scr_rational_decimal(number, 4, out), done);
    SCR_TRY_OR(result, scr_rational_new(&shown), done);
    SCR_TRY_OR(result, scr_rational_parse(shown, (const char *)out->data + before, true, 1000), done);
    SCR_TRY_OR(result, scr_rational_compare(shown, number, &order), done);
    *exact = !order;
    while (*exact && out->data[out->length - 1] == '0') out->data[--out->length] = 0;
done:
    scr_rational_free(shown);
    return result;
}

scr_result release_say_fraction(const struct scr_rational *number, struct scr_buffer *out) {
    struct scr_buffer decimal = {0};
    size_t before = out->length;
    bool exact;
    SCR_TRY(scr_rational_print(number, out));
    if (!memchr(out->data + before, '/', out->length - before)) return scr_done();
    scr_result result = add_decimal(number, &exact, &decimal);
    if (!scr_failed(result))
        result = scr_buffer_print(out, exact ? " (%s)" : " (about %s)", (const char *)decimal.data);
    scr_buffer_free(&decimal);
    return result;
}

scr_result release_say_factor(const char *exponent, struct scr_buffer *out) {
    char *end;
    long double x = strtold(exponent, &end);
    if (*end == '/') x /= strtold(end + 1, NULL);
    long double factor = expl(x);
    return scr_buffer_print(out, factor < 1e6L ? "e^%s (about %.2Lf)" : "e^%s (more than a million)", exponent, factor);
}

static scr_result say_levels(const struct announced *a, struct scr_buffer *out) {
    const struct measurement *m = a->measurement;
    SCR_TRY(scr_buffer_text(out, "\nLevels, from the top:\n"));
    for (uint32_t l = 0; l < m->tree.levels; l++) {
        uint32_t units = m->tree.level_begin[l + 1] - m->tree.level_begin[l];
        SCR_TRY(scr_buffer_print(out, "  %8" PRIu32 "  %s%s: %s\n", units, m->level_names[l],
                                 units == 1 ? "" : " units", l < m->exact_levels ? "exact, not protected" : "noisy"));
    }
    return scr_done();
}

/* What is no candidate's: such a line can hold several votes of one ballot, and the noise is made for that. */
static scr_result say_kinds(const struct measurement_contest *contest, struct scr_buffer *out) {
    struct scr_arena words = {0};
    scr_result result = scr_done();
    size_t said = 0;
    for (uint32_t k = 0; k < contest->option_count && !scr_failed(result); k++) {
        const struct measurement_option *option = &contest->options[k];
        if (option->kind == MEASUREMENT_LISTED) continue;
        result = scr_buffer_print(out, "%s\"%s\" is %s",
                                  said++ ? ", " : "  no candidates: ", package_shown(&words, option->name),
                                  measurement_kind_name(option->kind));
    }
    if (!scr_failed(result) && said) result = scr_buffer_text(out, "\n");
    scr_arena_free(&words);
    return result;
}

static scr_result say_kinds_json(const struct measurement *m, struct scr_buffer *out) {
    size_t said = 0;
    SCR_TRY(scr_buffer_text(out, ", \"notListed\": ["));
    for (size_t i = 0; i < m->contest_count; i++)
        for (uint32_t k = 0; k < m->contests[i].option_count; k++) {
            const struct measurement_option *option = &m->contests[i].options[k];
            if (option->kind == MEASUREMENT_LISTED) continue;
            SCR_TRY(scr_buffer_text(out, said++ ? ", {\"contest\": " : "{\"contest\": "));
            SCR_TRY(scr_text_json(out, m->contests[i].name));
            SCR_TRY(scr_buffer_text(out, ", \"option\": "));
            SCR_TRY(scr_text_json(out, option->name));
            SCR_TRY(scr_buffer_print(out, ", \"kind\": \"%s\"}", measurement_kind_name(option->kind)));
        }
    return scr_buffer_text(out, "]");
}

static scr_result say_contest(const struct measurement_contest *contest, struct scr_buffer *out) {
    char text[MEASUREMENT_NUMBER_SIZE];
    SCR_TRY(scr_buffer_text(out, "\n"));
    SCR_TRY(scr_text_terminal(out, contest->name));
    SCR_TRY(scr_buffer_print(out, ": %u options, %u vote%s allowed\n", (unsigned)contest->option_count,
                             contest->votes_allowed, contest->votes_allowed == 1 ? "" : "s"));
    SCR_TRY(say_kinds(contest, out));
    for (size_t i = 0; i < contest->share_count; i++) {
        const struct measurement_share *share = &contest->shares[i];
        SCR_TRY(scr_buffer_print(out, "  level %u, %s: epsilon %s, ", (unsigned)share->level,
                                 share->total ? "sum of all options" : "each option",
                                 measurement_epsilon_text(share, text)));
        SCR_TRY(scr_buffer_print(out, "noise of scale %s\n", measurement_scale_text(share, text)));
    }
    if (contest->tree.level_begin[contest->tree.levels] - contest->tree.level_begin[contest->tree.levels - 1] == 1)
        SCR_TRY(scr_buffer_text(out, "  This contest is in one unit only: where its total is exact, nothing of it is "
                                     "protected.\n"));
    return scr_done();
}

/* Who is charged how much: the voter whose ballot style loses most. */
static scr_result say_charge(const struct announced *a, struct scr_buffer *out) {
    struct scr_rational *spent = NULL, *limit = NULL;
    size_t worst;
    scr_result result;
    SCR_TRY_OR(result, scr_rational_new(&spent), done);
    SCR_TRY_OR(result, scr_rational_new(&limit), done);
    SCR_TRY_OR(result, ledger_spent(a->ledger, spent, &worst), done);
    SCR_TRY_OR(result, scr_rational_parse(limit, a->ledger->total, false, 80), done);
    SCR_TRY_OR(result, scr_buffer_text(out, "\nPrivacy loss of the voter with most, over all releases so far: "), done);
    SCR_TRY_OR(result, release_say_fraction(spent, out), done);
    SCR_TRY_OR(result, scr_buffer_text(out, " of "), done);
    SCR_TRY_OR(result, release_say_fraction(limit, out), done);
    SCR_TRY_OR(result, scr_buffer_text(out, ".\n"), done);
    if (!a->ledger->style_count)
        result = scr_buffer_text(out, "No ballot definition in the store has these contests, so all contests count as "
                                      "if they stood on one ballot.\n");
done:
    scr_rational_free(spent);
    scr_rational_free(limit);
    return result;
}

static scr_result say_words(const struct announced *a, struct scr_buffer *out) {
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(&a->record->statement, hex);
    SCR_TRY(scr_buffer_print(out,
                             a->again ? "Release %u stood announced; its statement was written again, and nothing "
                                        "charged.\nSHA-256: %s\n"
                                      : "Release %u is announced and charged.\nSHA-256: %s\n",
                             (unsigned)a->record->number, hex));
    SCR_TRY(say_levels(a, out));
    for (size_t i = 0; i < a->measurement->contest_count; i++) SCR_TRY(say_contest(&a->measurement->contests[i], out));
    SCR_TRY(
        scr_buffer_text(out, "\nEvery other line is taken for a candidate of whom a ballot holds one vote at most.\n"));
    SCR_TRY(say_charge(a, out));
    SCR_TRY(scr_buffer_text(out, "\nPublish the statement now. The noise will follow from "));
    SCR_TRY(seed_source_say(&a->record->source, out));
    SCR_TRY(scr_buffer_text(out, ".\n"));
    SCR_TRY(say_provable(a->file, out));
    return scr_buffer_text(out, "Corrected counts need a new announcement, and are charged again.\n");
}

static scr_result say_json(const struct announced *a, struct scr_buffer *out) {
    char statement[SCR_HEX_SIZE], measured[SCR_HEX_SIZE];
    struct scr_rational *spent = NULL;
    scr_result result;
    scr_hash_hex(&a->record->statement, statement);
    scr_hash_hex(&a->record->measured, measured);
    SCR_TRY_OR(result, scr_rational_new(&spent), done);
    SCR_TRY_OR(result, ledger_spent(a->ledger, spent, NULL), done);
    SCR_TRY_OR(
        result,
        scr_buffer_print(out,
                         "{\"release\": %u, \"sha256\": \"%s\", \"measurement\": \"%s\", \"again\": %s, "
                         "\"contests\": %zu, \"levels\": %u, \"exactLevels\": %u, \"total\": \"%s\", \"spent\": \"",
                         (unsigned)a->record->number, statement, measured, a->again ? "true" : "false",
                         a->measurement->contest_count, (unsigned)a->measurement->tree.levels,
                         (unsigned)a->measurement->exact_levels, a->ledger->total),
        done);
    SCR_TRY_OR(result, scr_rational_print(spent, out), done);
    SCR_TRY_OR(result, scr_buffer_print(out, "\", \"styles\": %zu", a->ledger->style_count), done);
    SCR_TRY_OR(result, say_kinds_json(a->measurement, out), done);
    SCR_TRY_OR(result, say_provable_json(a->file, out), done);
    result = scr_buffer_text(out, "}\n");
done:
    scr_rational_free(spent);
    return result;
}

scr_result announce_say(const struct announced *announced, bool json, struct scr_buffer *out) {
    return json ? say_json(announced, out) : say_words(announced, out);
}
