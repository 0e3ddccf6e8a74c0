/* read_length.c: the length of a deck and the certificate of its lower bound, as the file gives them. */
#include <string.h>

#include "scrutineer/text.h"
#include "verify/deck/reading.h"

scr_result read_length(void *context, struct document *document) {
    static const char *const claims[] = {"minimal", "gap", "none"};
    struct deck_length *length = &((struct deck_reading *)context)->deck->length;
    size_t claim;
    SCR_TRY(document_count(document, "TestBallots", &length->test_ballots));
    SCR_TRY(document_count(document, "LowerBound", &length->lower_bound));
    SCR_TRY(document_word(document, "Claim", claims, 3, &claim));
    length->claim = (enum length_claim)claim;
    return scr_done();
}

scr_result read_bound_l1(void *context, struct document *document) {
    struct deck_length *length = &((struct deck_reading *)context)->deck->length;
    length->bound = BOUND_L1;
    return document_attribute(document, "ContestId", &length->contest_id);
}

scr_result read_bound_l2(void *context, struct document *document) {
    (void)document;
    ((struct deck_reading *)context)->deck->length.bound = BOUND_L2;
    return scr_done();
}

scr_result read_bound_l3(void *context, struct document *document) {
    struct deck_length *length = &((struct deck_reading *)context)->deck->length;
    length->bound = BOUND_L3;
    SCR_TRY(document_count(document, "Candidates", &length->candidates));
    return document_count(document, "VotesAllowed", &length->votes_allowed);
}

scr_result read_bound_l4(void *context, struct document *document) {
    (void)document;
    ((struct deck_reading *)context)->deck->length.bound = BOUND_L4;
    return scr_done();
}

scr_result read_weight(void *context, struct document *document) {
    struct deck_reading *reading = context;
    size_t *count = &reading->deck->length.weight_count;
    SCR_TRY(scr_grow(&reading->weights, &reading->weight_capacity, *count + 1, sizeof *reading->weights));
    struct deck_weight *weight = &reading->weights[(*count)++];
    SCR_TRY(document_count(document, "Total", &weight->total));
    return document_count(document, "Value", &weight->value);
}

scr_result read_search(void *context, struct document *document) {
    struct deck_length *length = &((struct deck_reading *)context)->deck->length;
    length->bound = BOUND_SEARCH;
    SCR_TRY(document_count(document, "Noncompetitive", &length->noncompetitive));
    SCR_TRY(document_attribute(document, "Proof", &length->proof_file));
    return document_hash(document, "SHA256", &length->proof_hash);
}

scr_result read_shape_part(void *context, struct document *document) {
    struct deck_reading *reading = context;
    size_t *count = &reading->deck->length.part_count;
    SCR_TRY(scr_grow(&reading->parts, &reading->part_capacity, *count + 1, sizeof *reading->parts));
    struct deck_shape_part *part = &reading->parts[(*count)++];
    SCR_TRY(document_count(document, "Candidates", &part->candidates));
    SCR_TRY(document_count(document, "VotesAllowed", &part->votes_allowed));
    return document_count(document, "Count", &part->count);
}

/* "4:7" into two numbers from 0. */
static bool parse_pair(const char *text, size_t length, uint32_t *moved, uint32_t *image) {
    const char *colon = memchr(text, ':', length);
    uint64_t from, to;
    if (!colon || !scr_count_parse(text, (size_t)(colon - text), 999999999, &from) ||
        !scr_count_parse(colon + 1, length - (size_t)(colon - text) - 1, 999999999, &to) || !from || !to)
        return false;
    *moved = (uint32_t)from - 1;
    *image = (uint32_t)to - 1;
    return true;
}

scr_result read_cut(void *context, struct document *document, const char *text, size_t length) {
    struct deck_reading *reading = context;
    struct deck *deck = reading->deck;
    size_t pairs = 1, count = 0;
    for (size_t i = 0; i < length; i++) pairs += text[i] == ' ';
    uint32_t *moved = scr_arena_alloc(&deck->arena, pairs, sizeof *moved);
    uint32_t *image = scr_arena_alloc(&deck->arena, pairs, sizeof *image);
    if (!moved || !image || pairs > UINT32_MAX) return (scr_result){SCR_MEMORY};
    for (size_t begin = 0; begin < length; count++) {
        const char *space = memchr(text + begin, ' ', length - begin);
        size_t end = space ? (size_t)(space - text) : length;
        if (!parse_pair(text + begin, end - begin, &moved[count], &image[count])) {
            document->misplaced = true;
            return scr_done();
        }
        begin = end + 1;
    }
    SCR_TRY(scr_grow(&reading->cuts, &reading->cut_capacity, deck->length.cut_count + 1, sizeof *reading->cuts));
    reading->cuts[deck->length.cut_count++] = (struct deck_cut){moved, image, (uint32_t)count};
    return scr_done();
}
