/* read_tree.c: from the elements of a plurality tree to its lists and claims (TPT-06). */
#include <stdlib.h>
#include <string.h>

#include "scrutineer/text.h"
#include "verify/tree/tree.h"
#include "verify/tree/value.h"

#define LARGE_MOST UINT64_C(999999999999) /* the schema's type Large */

static scr_result start_contest(void *context, struct document *document) {
    struct published_contest *contest = &((struct tree *)context)->published->contest;
    if (!contest->id) return published_read_contest(document, contest);
    document->misplaced = true;
    return scr_done();
}

static scr_result start_candidate(void *context, struct document *document) {
    return published_read_candidate(document, &((struct tree *)context)->published->contest);
}

static scr_result text_seed(void *context, struct document *document, const char *text, size_t length) {
    const char *copy = scr_arena_copy(document->arena, text, length);
    ((struct tree *)context)->published->seed = copy;
    return (scr_result){copy ? SCR_DONE : SCR_MEMORY};
}

static scr_result start_totals(void *context, struct document *document) {
    return document_number(document, "Missing", LARGE_MOST, &((struct tree *)context)->missing);
}

static scr_result start_total(void *context, struct document *document) {
    struct tree *tree = context;
    const char *code;
    if (tree->total_count == CONTEST_CANDIDATES) {
        document->misplaced = true;
        return scr_done();
    }
    SCR_TRY(document_borrow(document, "Code", &code));
    tree->totals[tree->total_count].code = code[0];
    return document_number(document, "Votes", LARGE_MOST, &tree->totals[tree->total_count++].votes);
}

static scr_result start_outcome(void *context, struct document *document) {
    struct tree *tree = context;
    const char *winner;
    SCR_TRY(document_borrow(document, "TPTWinner", &winner));
    tree->published->tpt_winner = winner[0];
    return document_attribute(document, "PluralityLeaders", &tree->leaders);
}

static scr_result start_plan(void *context, struct document *document) {
    static const char *const kinds[] = {"least", "recursive", "classic", "none"};
    struct tree *tree = context;
    size_t kind;
    SCR_TRY(document_word(document, "Kind", kinds, 4, &kind));
    tree->published->plan = (enum plan_kind)kind;
    return document_number(document, "Ballots", LARGE_MOST, &tree->plan_ballots);
}

static scr_result text_numbers(void *context, struct document *document, const char *text, size_t length) {
    return list_read_numbers(document, text, length, &((struct tree *)context)->numbers);
}

static scr_result start_disclosure(void *context, struct document *document) {
    static const char *const kinds[] = {"plan", "all"};
    size_t kind;
    SCR_TRY(document_word(document, "Kind", kinds, 2, &kind));
    ((struct tree *)context)->disclosed = kind == 1;
    return scr_done();
}

static scr_result text_opened(void *context, struct document *document, const char *text, size_t length) {
    return list_read_opened(document, text, length, &((struct tree *)context)->opened);
}

static scr_result text_hashes(void *context, struct document *document, const char *text, size_t length) {
    return list_read_hashes(document, text, length, &((struct tree *)context)->hashes);
}

static scr_result text_salt_key(void *context, struct document *document, const char *text, size_t length) {
    struct tree *tree = context;
    if (length != SCR_HEX_SIZE - 1 || !scr_hash_parse(text, &tree->salt_key)) document->misplaced = true;
    tree->has_salt_key = true;
    return scr_done();
}

static scr_result text_codes(void *context, struct document *document, const char *text, size_t length) {
    return list_read_codes(document, text, length, &((struct tree *)context)->codes);
}

static const struct document_element elements[] = {
    {"Contest", start_contest, NULL}, {"Candidate", start_candidate, NULL},  {"Seed", NULL, text_seed},
    {"Totals", start_totals, NULL},   {"CandidateTotal", start_total, NULL}, {"Outcome", start_outcome, NULL},
    {"Plan", start_plan, NULL},       {"Numbers", NULL, text_numbers},       {"Disclosure", start_disclosure, NULL},
    {"Opened", NULL, text_opened},    {"Hashes", NULL, text_hashes},         {"SaltKey", NULL, text_salt_key},
    {"Codes", NULL, text_codes},
};

static const struct document_kind kind = {
    .purpose = "plurality-tree",
    .signer_role = "election-official",
    .rests_on = {"ballot-commitment", "seed-record"},
    .rests_on_least = 1,
    .rests_on_most = 2,
    .elements = elements,
    .element_count = sizeof elements / sizeof *elements,
};

/* Which elements stand in Disclosure follows from its Kind; the schema cannot say so. */
static scr_result check_disclosure(const struct tree *tree, struct scr_diagnosis *diagnosis) {
    if (tree->disclosed == tree->has_salt_key) return scr_done();
    return scr_refuse(diagnosis, SCR_INPUT, "Disclosure", "Kind %s goes with %s", tree->disclosed ? "all" : "plan",
                      tree->disclosed ? "a SaltKey and the codes of all ballots" : "opened ballots and hashes");
}

scr_result tree_read(const char *path, const struct scr_xml_schema *schema, struct tree *tree, struct scr_arena *arena,
                     struct artifact_header *header, struct scr_diagnosis *diagnosis) {
    tree->published = calloc(1, sizeof *tree->published);
    if (!tree->published) return (scr_result){SCR_MEMORY};
    struct published *head = &tree->published->head;
    SCR_TRY(document_read(path, schema, &kind, tree, &head->arena, header, &head->digest, diagnosis));
    SCR_TRY(check_disclosure(tree, diagnosis));
    head->election_id = header->election_id;
    tree->published->commitment = header->rests_on[0];
    tree->names_seed_record = header->rests_on_count > 1;
    if (tree->names_seed_record) tree->seed_record = header->rests_on[1];
    return artifact_header_keep(header, arena);
}

scr_result tree_recorded(struct tree *tree) {
    size_t ballots = tree->published->contest.ballots;
    uint8_t of_code[128];
    if (!tree->disclosed || tree->codes.count != ballots) return scr_done();
    for (unsigned code = 0; code < sizeof of_code; code++)
        of_code[code] = (uint8_t)value_of_code((char)code, tree->published->contest.count);
    tree->recorded = malloc(ballots ? ballots : 1);
    if (!tree->recorded) return (scr_result){SCR_MEMORY};
    uint8_t strange = 0;
    for (size_t i = 0; i < ballots; i++) {
        tree->recorded[i] = of_code[tree->codes.items[i] & 0x7f]; /* list_read_codes took printable ASCII only */
        strange |= tree->recorded[i] & VALUE_NONE;
    }
    tree->codes_complete = !strange;
    if (tree->codes_complete) return scr_done();
    free(tree->recorded);
    tree->recorded = NULL;
    return scr_done();
}

void tree_free(struct tree *tree) {
    published_tree_free(tree->published);
    number_list_free(&tree->numbers);
    opened_list_free(&tree->opened);
    hash_list_free(&tree->hashes);
    code_list_free(&tree->codes);
    free(tree->recorded);
    *tree = (struct tree){0};
}
