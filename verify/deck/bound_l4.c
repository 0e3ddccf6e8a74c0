/* bound_l4.c: the certificate BoundL4: weights that show too many candidates to need the same few totals. */
#include <inttypes.h>
#include <stdlib.h>

#include "verify/deck/bounds.h"
#include "verify/deck/checks.h"
#include "verify/deck/subsets.h"

enum { WEIGHT_MOST = 1000000 };

/* Weights by total 0 .. b; NULL with *result done and a sentence in `why` when the certificate is malformed. */
static uint32_t *spread(const struct deck_length *length, uint32_t b, scr_result *result, struct scr_buffer *why) {
    for (size_t i = 0; i < length->weight_count; i++) {
        const struct deck_weight *weight = &length->weights[i];
        const char *fault = NULL;
        if (weight->total > b) fault = "is above the ballots";
        if (weight->value > WEIGHT_MOST) fault = "has a weight above 1000000";
        if (i && weight->total <= weight[-1].total) fault = "is not above the total before it";
        if (fault) {
            *result = scr_buffer_print(why, "the certificate's total %u %s", weight->total, fault);
            return NULL;
        }
    }
    uint32_t *weights = calloc((size_t)b + 1, sizeof *weights);
    *result = weights ? scr_done() : (scr_result){SCR_MEMORY};
    for (size_t i = 0; weights && i < length->weight_count; i++)
        weights[length->weights[i].total] = length->weights[i].value;
    return weights;
}

static int by_class(const void *a, const void *b) {
    const struct deck_contest *x = a, *y = b;
    if (x->count != y->count) return x->count < y->count ? -1 : 1;
    return (x->votes_allowed > y->votes_allowed) - (x->votes_allowed < y->votes_allowed);
}

static int ascending(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* The least weight of `size` different totals in low .. b, without limit on their sum; false when there are too few. */
static bool least_of_group(const uint32_t *weight, uint32_t low, uint32_t b, uint64_t size, uint32_t *scratch,
                           uint64_t *sum) {
    *sum = 0;
    if (size > (uint64_t)b + 1 - low) return false;
    for (uint32_t t = low; t <= b; t++) scratch[t - low] = weight[t];
    qsort(scratch, (size_t)b + 1 - low, sizeof *scratch, ascending);
    for (uint64_t i = 0; i < size; i++) *sum += scratch[i];
    return true;
}

/* Sum of the least weights of all classes and the group. */
static scr_result least_sum(const struct deck *deck, const uint32_t *weight, uint32_t b, struct budget *budget,
                            enum subsets_answer *answer, uint64_t *sum) {
    scr_result result = {SCR_MEMORY};
    uint64_t group = 0, part;
    uint32_t count = 0;
    struct deck_contest *sorted = calloc(deck->contest_count, sizeof *sorted);
    uint32_t *scratch = calloc((size_t)b + 1, sizeof *scratch);
    if (!sorted || !scratch) goto end;
    for (uint32_t k = 0; k < deck->contest_count; k++) {
        if (deck_competitive(&deck->contests[k]))
            sorted[count++] = deck->contests[k];
        else
            group += deck->contests[k].count;
    }
    if (count) qsort(sorted, count, sizeof *sorted, by_class);
    *answer = SUBSETS_FOUND;
    result = scr_done();
    if (group && !least_of_group(weight, deck->each_candidate, b, group, scratch, sum)) *answer = SUBSETS_TOO_FEW;
    bool unknown = false;
    for (uint32_t begin = 0, end; begin < count && *answer != SUBSETS_TOO_FEW; begin = end) {
        for (end = begin; end < count && !by_class(&sorted[begin], &sorted[end]); end++) continue;
        const struct subsets subsets = {.size = sorted[begin].count,
                                        .low = deck->each_candidate,
                                        .high = b,
                                        .most = (uint64_t)sorted[begin].votes_allowed * b};
        SCR_TRY_OR(result, subsets_least(&subsets, end - begin, weight, budget, answer, &part), end);
        /* One class with too few subsets settles it, whatever the others are. */
        if (*answer == SUBSETS_UNKNOWN) unknown = true;
        *sum += part;
    }
    if (unknown && *answer != SUBSETS_TOO_FEW) *answer = SUBSETS_UNKNOWN;
end:
    free(sorted);
    free(scratch);
    return result;
}

/* The sum over t of w(t) * (b over t), or UINT64_MAX when it is not below that. */
static uint64_t columns(const struct deck_length *length, uint32_t b) {
    uint64_t sum = 0;
    for (size_t i = 0; i < length->weight_count; i++) {
        uint64_t product, number = binomial(b, length->weights[i].total);
        if (__builtin_mul_overflow(number, (uint64_t)length->weights[i].value, &product) ||
            __builtin_add_overflow(sum, product, &sum))
            return UINT64_MAX;
    }
    return sum;
}

scr_result bound_l4(const struct deck *deck, struct budget *budget, enum verdict *verdict, struct scr_buffer *why) {
    const struct deck_length *length = &deck->length;
    enum subsets_answer answer;
    uint64_t needed = 0;
    scr_result result;
    *verdict = VERDICT_REFUTED;
    if (length->lower_bound == 0)
        return scr_buffer_text(why, "a lower bound of 0 needs no proof, and is given with BoundL1");
    uint32_t b = length->lower_bound - 1;
    if (b > SUBSETS_TOTAL_MOST) {
        *verdict = VERDICT_UNDECIDED;
        return scr_buffer_print(why, "weights for more than %d ballots are not computed", SUBSETS_TOTAL_MOST);
    }
    uint32_t *weight = spread(length, b, &result, why);
    if (!weight) return result;
    result = least_sum(deck, weight, b, budget, &answer, &needed);
    free(weight);
    if (scr_failed(result)) return result;
    if (answer == SUBSETS_UNKNOWN) {
        *verdict = VERDICT_UNDECIDED;
        return scr_buffer_text(why, "the least weights of the contests take more work or memory than is allowed");
    }
    if (answer == SUBSETS_TOO_FEW) {
        *verdict = VERDICT_HOLDS;
        return scr_buffer_print(why, "with %u ballots some contests have too few sets of totals", b);
    }
    uint64_t available = columns(length, b);
    if (needed > available) *verdict = VERDICT_HOLDS;
    return scr_buffer_print(why,
                            "with %u ballots the weights of the candidates' totals sum to at least %" PRIu64
                            ", and different columns allow %s%" PRIu64,
                            b, needed, available == UINT64_MAX ? "at least " : "", available);
}
