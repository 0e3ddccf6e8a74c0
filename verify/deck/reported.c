/* reported.c: compares a machine's reported totals with the expected ones and says in words which exchanges of targets
 * would explain a difference (LAT-31). */
#include "verify/deck/reported.h"

#include <stdlib.h>

#include "scrutineer/file.h"
#include "scrutineer/text.h"
#include "verify/deck/reported_read.h"
#include "verify/deck/reported_search.h"

#define REPORTED_BYTES_MOST ((size_t)16 << 20)
#define DIFFERENCES_SHOWN 50u

struct comparison {
    const struct deck *deck;
    const struct reported_totals *totals;
    struct scr_buffer differences; /* sentences */
    struct scr_buffer json;        /* elements of an array */
    struct scr_buffer first;       /* the first difference */
    uint64_t count, compared;
    bool votes_differ;
};

static const char *either(const char *name, const char *id) { return name[0] ? name : id; }

static scr_result json_pair(struct scr_buffer *out, const char *key, const char *text) {
    SCR_TRY(scr_buffer_print(out, "\"%s\": ", key));
    SCR_TRY(scr_text_json(out, text));
    return scr_buffer_text(out, ", ");
}

/* One difference, of a contest (or of the whole tape, NULL) and a candidate or one of the words of section 6. */
static scr_result difference(struct comparison *c, const struct deck_contest *contest, const char *id,
                             const char *shown, uint64_t expected, uint64_t got) {
    if (got == NOT_REPORTED) return scr_done();
    c->compared++;
    if (got == expected) return scr_done();
    if (c->count++ < DIFFERENCES_SHOWN) {
        struct scr_buffer *out = &c->differences;
        if (out->length) SCR_TRY(scr_buffer_text(out, "; "));
        SCR_TRY(scr_text_terminal(out, shown));
        if (contest) {
            SCR_TRY(scr_buffer_text(out, " ("));
            SCR_TRY(scr_text_terminal(out, either(contest->name, contest->id)));
            SCR_TRY(scr_buffer_text(out, ")"));
        }
        SCR_TRY(scr_buffer_print(out, ": expected %llu, reported %llu", (unsigned long long)expected,
                                 (unsigned long long)got));
        if (c->count == 1) SCR_TRY(scr_buffer_append(&c->first, out->data, out->length));
    }
    if (c->json.length) SCR_TRY(scr_buffer_text(&c->json, ", "));
    SCR_TRY(scr_buffer_text(&c->json, "{"));
    SCR_TRY(json_pair(&c->json, "contest", contest ? contest->id : ""));
    SCR_TRY(json_pair(&c->json, "candidate", id));
    return scr_buffer_print(&c->json, "\"expected\": %llu, \"reported\": %llu}", (unsigned long long)expected,
                            (unsigned long long)got);
}

static scr_result compare(struct comparison *c) {
    const struct deck *deck = c->deck;
    for (uint32_t i = 0; i < deck->target_count; i++) {
        const struct deck_candidate *candidate = &deck->candidates[i];
        c->votes_differ |= c->totals->votes[i] != candidate->votes;
        SCR_TRY(difference(c, &deck->contests[candidate->contest], candidate->id,
                           either(candidate->name, candidate->id), candidate->votes, c->totals->votes[i]));
    }
    for (uint32_t k = 0; k < deck->contest_count; k++) {
        const struct deck_contest *contest = &deck->contests[k];
        SCR_TRY(difference(c, contest, "undervotes", "undervotes", contest->undervotes, c->totals->undervotes[k]));
        SCR_TRY(difference(c, contest, "overvotes", "overvotes", contest->overvotes, c->totals->overvotes[k]));
        SCR_TRY(difference(c, contest, "ballots", "ballots", deck->ballots_cast, c->totals->contest_ballots[k]));
    }
    return difference(c, NULL, "ballots", "ballots cast", deck->ballots_cast, c->totals->ballots);
}

/* How many contests the file has no line of this kind for, in words. */
static scr_result add_absent(const struct deck *deck, const uint32_t *reported, const char *what,
                             struct scr_buffer *out) {
    uint32_t absent = 0;
    for (uint32_t k = 0; k < deck->contest_count; k++) absent += reported[k] == NOT_REPORTED;
    if (!absent) return scr_done();
    SCR_TRY(scr_buffer_print(out, "%s%s", out->length ? ", " : "", what));
    return absent == deck->contest_count ? scr_done()
                                         : scr_buffer_print(out, " of %u contest%s", absent, absent == 1 ? "" : "s");
}

/* What a tape may print and this file does not give, as a sentence behind the others; nothing when all is there. The
 * ballots cast are compared when they are given for the whole tape or for any contest. */
static scr_result not_compared(const struct comparison *c, struct scr_buffer *out) {
    const struct reported_totals *totals = c->totals;
    struct scr_buffer absent = {0};
    bool ballots = totals->ballots != NOT_REPORTED;
    scr_result result;
    for (uint32_t k = 0; k < c->deck->contest_count; k++) ballots |= totals->contest_ballots[k] != NOT_REPORTED;
    SCR_TRY_OR(result, scr_buffer_text(out, ""), done);
    SCR_TRY_OR(result, add_absent(c->deck, totals->undervotes, "undervotes", &absent), done);
    SCR_TRY_OR(result, add_absent(c->deck, totals->overvotes, "overvotes", &absent), done);
    if (!ballots) SCR_TRY_OR(result, scr_buffer_print(&absent, "%sballots cast", absent.length ? ", " : ""), done);
    if (absent.length)
        result = scr_buffer_print(out, " Not compared, because the file has no line for it: %s.", (char *)absent.data);
done:
    scr_buffer_free(&absent);
    return result;
}

static scr_result explain_words(const struct deck *deck, const struct explanation *e, struct scr_buffer *out) {
    unsigned long long count = e->count;
    if (!count && !e->ended) return scr_buffer_text(out, "No exchange of targets explains the reported totals");
    if (!count && e->ruled_out < 2)
        return scr_buffer_text(out, "The search for an exchange that explains this ended at its budget of work");
    if (!count)
        return scr_buffer_print(out,
                                "No exchange of %u or fewer targets explains the reported totals; the search for "
                                "larger ones ended at its budget of work",
                                e->ruled_out);
    SCR_TRY(scr_buffer_print(out,
                             "%s%llu exchange%s of %u targets would make a machine report exactly this, and none of "
                             "fewer",
                             e->ended ? "At least " : "", count, count == 1 ? "" : "s", e->exchanges[0].count));
    if (count > e->kept) SCR_TRY(scr_buffer_print(out, " (the first %u are listed)", e->kept));
    if (e->ended) SCR_TRY(scr_buffer_text(out, " (the search ended at its budget of work)"));
    for (uint32_t i = 0; i < e->kept; i++) {
        SCR_TRY(scr_buffer_print(out, "%s %u) ", i ? ";" : ":", i + 1));
        SCR_TRY(swap_words(deck, &e->exchanges[i], out));
    }
    return scr_done();
}

static scr_result explain_json(const struct deck *deck, const struct explanation *e, struct scr_buffer *out) {
    SCR_TRY(scr_buffer_print(out, "{\"count\": %llu, \"complete\": %s, \"ruled_out\": %u, \"exchanges\": [",
                             (unsigned long long)e->count, e->ended ? "false" : "true", e->ruled_out));
    for (uint32_t i = 0; i < e->kept; i++) {
        SCR_TRY(scr_buffer_text(out, i ? ", [" : "["));
        for (uint32_t a = 0; a < e->exchanges[i].count; a++) {
            const struct deck_candidate *to = &deck->candidates[e->exchanges[i].moved[a]];
            const struct deck_candidate *from = &deck->candidates[e->exchanges[i].image[a]];
            SCR_TRY(scr_buffer_text(out, a ? ", {" : "{"));
            SCR_TRY(json_pair(out, "contest", deck->contests[to->contest].id));
            SCR_TRY(json_pair(out, "candidate", to->id));
            SCR_TRY(json_pair(out, "from_contest", deck->contests[from->contest].id));
            SCR_TRY(scr_buffer_text(out, "\"from_candidate\": "));
            SCR_TRY(scr_text_json(out, from->id));
            SCR_TRY(scr_buffer_text(out, "}"));
        }
        SCR_TRY(scr_buffer_text(out, "]"));
    }
    return scr_buffer_text(out, "]}");
}

/* Hands the buffer's text to the findings as a fact. */
static scr_result fact(struct findings *findings, const char *key, struct scr_buffer *json) {
    char *text = (char *)json->data;
    *json = (struct scr_buffer){0};
    return findings_fact(findings, key, text);
}

static scr_result refute(struct comparison *c, struct work *work, struct scr_arena *arena, struct findings *findings,
                         struct scr_buffer *words, struct scr_buffer *json, const char *absent) {
    struct explanation e;
    if (c->count > DIFFERENCES_SHOWN)
        SCR_TRY(
            scr_buffer_print(&c->differences, "; and %llu more", (unsigned long long)(c->count - DIFFERENCES_SHOWN)));
    if (c->votes_differ) {
        struct budget budget = work_begin(work);
        SCR_TRY(reported_explain(c->deck, c->totals->votes, &budget, arena, &e));
        const char *end = work_end(work, &budget);
        SCR_TRY(explain_words(c->deck, &e, words));
        if (e.ended) SCR_TRY(scr_buffer_text(words, end));
        SCR_TRY(explain_json(c->deck, &e, json));
        SCR_TRY(fact(findings, "explanations", json));
    } else
        SCR_TRY(scr_buffer_text(words, "The candidates' totals are as expected"));
    return findings_add(findings, "LAT-31", VERDICT_REFUTED, "%s. %s.%s", (const char *)c->differences.data,
                        (const char *)words->data, absent);
}

scr_result reported_compare(const struct deck *deck, const char *path, struct work *work, struct findings *findings,
                            struct scr_buffer *headline, struct scr_diagnosis *diagnosis) {
    struct scr_arena arena = {0};
    struct scr_buffer text = {0}, words = {0}, json = {0}, absent = {0};
    struct reported_totals totals;
    struct comparison c = {.deck = deck, .totals = &totals};
    scr_result result;
    SCR_TRY_OR(result, scr_file_read(path, REPORTED_BYTES_MOST, &text, diagnosis), done);
    SCR_TRY_OR(result, reported_read(deck, path, (const char *)text.data, text.length, &arena, &totals, diagnosis),
               done);
    SCR_TRY_OR(result, compare(&c), done);
    SCR_TRY_OR(result, scr_buffer_text(&json, "["), done);
    if (c.json.length) SCR_TRY_OR(result, scr_buffer_append(&json, c.json.data, c.json.length), done);
    SCR_TRY_OR(result, scr_buffer_text(&json, "]"), done);
    SCR_TRY_OR(result, fact(findings, "differences", &json), done);
    SCR_TRY_OR(result, not_compared(&c, &absent), done);
    if (c.count) {
        SCR_TRY_OR(result, scr_buffer_print(headline, "differ: %s", (const char *)c.first.data), done);
        result = refute(&c, work, &arena, findings, &words, &json, (const char *)absent.data);
    } else {
        SCR_TRY_OR(result,
                   scr_buffer_print(headline, "equal in all %llu numbers compared", (unsigned long long)c.compared),
                   done);
        result = findings_add(findings, "LAT-31", VERDICT_HOLDS, "All %llu reported numbers equal the expected ones.%s",
                              (unsigned long long)c.compared, (const char *)absent.data);
    }
done:
    scr_buffer_free(&text);
    scr_buffer_free(&words);
    scr_buffer_free(&absent);
    scr_buffer_free(&c.first);
    scr_buffer_free(&json);
    scr_buffer_free(&c.differences);
    scr_buffer_free(&c.json);
    scr_arena_free(&arena);
    return result;
}
