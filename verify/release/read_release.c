/* read_release.c: from the elements of a precinct release to its counts and claims (DPR-11). */
#include <stdlib.h>
#include <string.h>

#include "scrutineer/text.h"
#include "verify/release/release.h"

#define LARGE_MOST UINT64_C(999999999999) /* the schema's type Large */

static scr_result start_processing(void *context, struct document *document) {
    static const char *const words[] = {"discrete-laplace", "toydown", "toydown-nonnegative", "topdown"};
    size_t index;
    SCR_TRY(document_word(document, "Mechanism", words, 4, &index));
    ((struct release *)context)->mechanism = (enum mechanism)index;
    return scr_done();
}

static scr_result start_contest(void *context, struct document *document) {
    struct release *release = context;
    SCR_TRY(scr_grow(&release->contests, &release->contest_capacity, release->contest_count + 1,
                     sizeof *release->contests));
    return document_attribute(document, "ContestId", &release->contests[release->contest_count++].id);
}

/* The contest that is being read; NULL, and the document misplaced, when there is none. */
static struct claimed_contest *current(void *context, struct document *document) {
    struct release *release = context;
    if (release->contest_count) return &release->contests[release->contest_count - 1];
    document->misplaced = true;
    return NULL;
}

static scr_result start_counts(void *context, struct document *document) {
    static const char *const words[] = {"exact", "measured", "measured-total", "published"};
    struct release *release = context;
    struct claimed_contest *contest = current(context, document);
    size_t kind;
    if (!contest) return scr_done();
    SCR_TRY(scr_grow(&contest->blocks, &contest->block_capacity, contest->block_count + 1, sizeof *contest->blocks));
    struct release_block *block = &contest->blocks[contest->block_count++];
    SCR_TRY(document_count(document, "Level", &block->level));
    SCR_TRY(document_word(document, "Kind", words, 4, &kind));
    block->kind = (enum counts_kind)kind;
    block->fractions = block->kind == COUNTS_PUBLISHED &&
                       (release->mechanism == MECHANISM_TOYDOWN || release->mechanism == MECHANISM_TOYDOWN_NONNEGATIVE);
    return scr_done();
}

static scr_result text_row(void *context, struct document *document, const char *text, size_t length) {
    struct claimed_contest *contest = current(context, document);
    if (!contest || !contest->block_count) {
        document->misplaced = true;
        return scr_done();
    }
    return release_read_row(&contest->blocks[contest->block_count - 1], text, length);
}

/* A decimal fraction with `places` places, as the schema's patterns allow: the number without its point. */
static scr_result read_decimal(struct document *document, const char *name, size_t places, uint64_t *value) {
    const char *text;
    char digits[32];
    SCR_TRY(document_borrow(document, name, &text));
    size_t length = strlen(text), whole = length > places + 1 ? length - places - 1 : 0, from = 0, count = 0;
    *value = 0;
    if (!whole || length >= sizeof digits || text[whole] != '.') {
        document->misplaced = true;
        return scr_done();
    }
    for (size_t i = 0; i < length; i++)
        if (i != whole) digits[count++] = text[i];
    while (from + 1 < count && digits[from] == '0') from++;
    if (!scr_count_parse(digits + from, count - from, UINT64_MAX / 2, value)) document->misplaced = true;
    return scr_done();
}

static scr_result start_guarantee(void *context, struct document *document) {
    struct claimed_contest *contest = current(context, document);
    uint64_t low, high;
    if (!contest) return scr_done();
    SCR_TRY(document_attribute(document, "Epsilon", &contest->guarantee.epsilon));
    SCR_TRY(document_attribute(document, "ExchangeEpsilon", &contest->guarantee.exchange_epsilon));
    SCR_TRY(read_decimal(document, "PosteriorLow", 6, &low));
    SCR_TRY(read_decimal(document, "PosteriorHigh", 6, &high));
    if (low > 1000000 || high > 1000000) document->misplaced = true;
    contest->guarantee.low = (uint32_t)low;
    contest->guarantee.high = (uint32_t)high;
    return scr_done();
}

static scr_result start_accuracy(void *context, struct document *document) {
    struct claimed_contest *contest = current(context, document);
    if (!contest || contest->accuracy_count == RELEASE_LEVELS) {
        document->misplaced = true;
        return scr_done();
    }
    struct claimed_accuracy *claim = &contest->accuracies[contest->accuracy_count++];
    SCR_TRY(document_count(document, "Level", &claim->level));
    SCR_TRY(document_number(document, "CountError95", LARGE_MOST, &claim->count_error));
    return document_number(document, "MarginError95", LARGE_MOST, &claim->margin_error);
}

static scr_result start_sum(void *context, struct document *document) {
    struct claimed_contest *contest = current(context, document);
    if (!contest || contest->sum_count == RELEASE_LEVELS) {
        document->misplaced = true;
        return scr_done();
    }
    struct claimed_sum *claim = &contest->sums[contest->sum_count++];
    SCR_TRY(document_count(document, "Level", &claim->level));
    SCR_TRY(document_count(document, "Units", &claim->units));
    SCR_TRY(read_decimal(document, "StandardDeviation", 3, &claim->deviation_thousandths));
    return document_number(document, "Error95", LARGE_MOST, &claim->error);
}

static scr_result start_determined(void *context, struct document *document) {
    struct claimed_contest *contest = current(context, document);
    if (!contest) return scr_done();
    SCR_TRY(scr_grow(&contest->determined, &contest->determined_capacity, contest->determined_count + 1,
                     sizeof *contest->determined));
    struct claimed_determined *claim = &contest->determined[contest->determined_count++];
    SCR_TRY(document_count(document, "Level", &claim->level));
    SCR_TRY(document_count(document, "Option", &claim->option));
    return document_attribute(document, "Units", &claim->units);
}

static const struct document_element elements[] = {
    {"PrecinctRelease", NULL, NULL},
    {"Processing", start_processing, NULL},
    {"ContestCounts", start_contest, NULL},
    {"Counts", start_counts, NULL},
    {"Row", NULL, text_row},
    {"Guarantee", start_guarantee, NULL},
    {"Accuracy", start_accuracy, NULL},
    {"SumAccuracy", start_sum, NULL},
    {"Determined", start_determined, NULL},
};
static const struct document_kind kind = {.purpose = "precinct-release",
                                          .signer_role = "election-official",
                                          .rests_on = {"measurement-statement", "seed-record"},
                                          .rests_on_least = 2,
                                          .rests_on_most = 2,
                                          .elements = elements,
                                          .element_count = sizeof elements / sizeof *elements};

scr_result release_read(const char *path, const struct scr_xml_schema *schema, struct release *release,
                        struct scr_arena *arena, struct artifact_header *header, struct scr_diagnosis *diagnosis) {
    release->published = calloc(1, sizeof *release->published);
    if (!release->published) return (scr_result){SCR_MEMORY};
    struct published *head = &release->published->head;
    SCR_TRY(document_read(path, schema, &kind, release, &head->arena, header, &head->digest, diagnosis));
    head->election_id = header->election_id;
    release->statement_digest = header->rests_on[0];
    release->seed_digest = header->rests_on[1];
    superseded_keep(&release->published->supersedes, header);
    return artifact_header_keep(header, arena);
}

void release_free(struct release *release) {
    for (size_t i = 0; i < release->contest_count; i++) {
        struct claimed_contest *contest = &release->contests[i];
        for (size_t j = 0; j < contest->block_count; j++) {
            free(contest->blocks[j].values);
            free(contest->blocks[j].denominators);
        }
        free(contest->blocks);
        free(contest->determined);
    }
    free(release->contests);
    published_release_free(release->published);
    *release = (struct release){0};
}

const struct release_block *release_block_of(const struct claimed_contest *claimed, size_t level,
                                             enum counts_kind wanted) {
    for (size_t i = 0; i < claimed->block_count; i++)
        if (claimed->blocks[i].level == level && claimed->blocks[i].kind == wanted) return &claimed->blocks[i];
    return NULL;
}

const struct measured_share *release_share(const struct measured_contest *contest, size_t level,
                                           enum histogram histogram) {
    for (size_t i = 0; i < contest->share_count; i++)
        if (contest->shares[i].level == level && contest->shares[i].histogram == histogram) return &contest->shares[i];
    return NULL;
}
