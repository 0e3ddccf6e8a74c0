/* ledger_entries.c: the ledger's styles and entries, their order and the chain of their hashes: DPR-05. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "scrutineer/rational.h"
#include "verify/fields.h"
#include "verify/release/statement.h"
#include "verify/sorted.h"

enum { LOSS_DIGITS = 80 }; /* of numerator and denominator together, by the schema */

static const char *const kinds[] = {"announce", "finish", "disclosure"};

static int by_text(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

/* A text that occurs twice, or NULL. Sorts. */
static const char *twin(const char **texts, size_t count) {
    if (count > 1) qsort(texts, count, sizeof *texts, by_text);
    for (size_t i = 1; i < count; i++)
        if (!strcmp(texts[i - 1], texts[i])) return texts[i];
    return NULL;
}

static const char *style_id(const void *items, size_t position) {
    return ((const struct ledger_style *)items)[position].id;
}

static scr_result check_styles(const struct ledger *ledger, const char **texts, struct complaint *complaint) {
    struct scr_arena arena = {0};
    const struct ledger_style *styles = ledger->styles;
    size_t count = ledger->style_count, *order = sorted_by_name(&arena, styles, count, style_id);
    if (!order) {
        scr_arena_free(&arena);
        return (scr_result){SCR_MEMORY};
    }
    size_t found = sorted_duplicate(order, styles, count, style_id);
    if (found < count)
        complain(complaint, "two styles of the ledger have the id %s", shown(complaint, styles[order[found]].id));
    scr_arena_free(&arena);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < styles[i].on_count; j++) texts[j] = ledger->on[styles[i].first_on + j];
        const char *again = twin(texts, styles[i].on_count);
        if (again)
            complain(complaint, "style %s of the ledger lists contest %s twice", shown(complaint, styles[i].id),
                     shown(complaint, again));
    }
    return scr_done();
}

/* A loss that is written as the entry's kind asks. `scratch` receives its value. */
static scr_result check_loss(const struct ledger_entry *entry, const struct ledger_loss *loss,
                             struct scr_rational *scratch, struct complaint *complaint) {
    bool unlimited = !strcmp(loss->epsilon, "unlimited");
    if (unlimited != (entry->kind == LEDGER_DISCLOSURE))
        complain(complaint, "ledger entry %" PRIu32 ", %s, has a Loss of %s", entry->number, kinds[entry->kind],
                 loss->epsilon);
    if (unlimited) return scr_done();
    scr_result result = scr_rational_parse(scratch, loss->epsilon, false, LOSS_DIGITS);
    if (result.code != SCR_INPUT && result.code != SCR_LIMIT) return result;
    complain(complaint, "the Loss %s of ledger entry %" PRIu32 " is not in lowest terms", loss->epsilon, entry->number);
    return scr_done();
}

static scr_result check_losses(const struct ledger *ledger, const struct ledger_entry *entry, const char **texts,
                               struct scr_rational *scratch, struct complaint *complaint) {
    const struct ledger_loss *losses = ledger->losses + entry->first_loss;
    size_t count = entry->loss_count;
    bool as_must_be = entry->kind == LEDGER_ANNOUNCE ? count > 0 : count == (entry->kind == LEDGER_DISCLOSURE);
    if (!as_must_be)
        complain(complaint, "ledger entry %" PRIu32 ", %s, has %zu losses", entry->number, kinds[entry->kind], count);
    for (size_t i = 0; i < count; i++) {
        texts[i] = losses[i].contest_id;
        SCR_TRY(check_loss(entry, &losses[i], scratch, complaint));
    }
    const char *again = twin(texts, count);
    if (again)
        complain(complaint, "ledger entry %" PRIu32 " has two losses for contest %s", entry->number,
                 shown(complaint, again));
    return scr_done();
}

static scr_result hash_entry(struct scr_hasher *hasher, const struct ledger *ledger, const struct ledger_entry *entry,
                             const struct scr_hash *before) {
    SCR_TRY(field_text(hasher, "scrutineer ledger 1"));
    SCR_TRY(scr_hasher_add(hasher, before->bytes, SCR_HASH_SIZE));
    SCR_TRY(field_text(hasher, kinds[entry->kind]));
    SCR_TRY(field_u32(hasher, entry->release));
    SCR_TRY(scr_hasher_add(hasher, entry->digest.bytes, SCR_HASH_SIZE));
    SCR_TRY(field_u32(hasher, entry->loss_count));
    for (size_t i = 0; i < entry->loss_count; i++) {
        const struct ledger_loss *loss = &ledger->losses[entry->first_loss + i];
        SCR_TRY(field_text(hasher, loss->contest_id));
        SCR_TRY(field_text(hasher, loss->epsilon));
    }
    return scr_done();
}

/* Each hash from the one that the file gives for the entry before, so that one wrong hash is one complaint. */
static scr_result check_hash(const struct ledger *ledger, size_t index, struct complaint *complaint) {
    const struct ledger_entry *entry = &ledger->entries[index];
    const struct scr_hash zeros = {{0}}, *before = index ? &entry[-1].hash : &zeros;
    struct scr_hasher *hasher = NULL;
    struct scr_hash hash;
    char claimed[SCR_HEX_SIZE], found[SCR_HEX_SIZE];
    SCR_TRY(scr_hasher_new(&hasher));
    scr_result result = hash_entry(hasher, ledger, entry, before);
    if (scr_failed(result)) {
        scr_hasher_free(hasher);
        return result;
    }
    SCR_TRY(scr_hasher_end(hasher, &hash));
    if (scr_hash_equal(&hash, &entry->hash)) return scr_done();
    scr_hash_hex(&entry->hash, claimed);
    scr_hash_hex(&hash, found);
    complain(complaint, "ledger entry %" PRIu32 " has Hash %s, but what it says and the hash before it give %s",
             entry->number, claimed, found);
    return scr_done();
}

/* Release numbers: announced 1, 2, .. in order; finished when announced. `finished` has room for as many as entries. */
static void check_order(struct ledger *ledger, bool *finished, struct complaint *complaint) {
    uint32_t announced = 0; /* at most the number of entries */
    ledger->unfinished = 0;
    for (size_t i = 0; i < ledger->entry_count; i++) {
        const struct ledger_entry *entry = &ledger->entries[i];
        if (entry->number != i + 1)
            complain(complaint, "ledger entry number %zu has Number %" PRIu32, i + 1, entry->number);
        if (entry->has_release != (entry->kind != LEDGER_DISCLOSURE))
            complain(complaint, "ledger entry %" PRIu32 ", %s, has %s Release", entry->number, kinds[entry->kind],
                     entry->has_release ? "a" : "no");
        else if (entry->kind == LEDGER_ANNOUNCE && entry->release != ++announced)
            complain(complaint, "ledger entry %" PRIu32 " announces release %" PRIu32 " instead of %" PRIu32,
                     entry->number, entry->release, announced);
        else if (entry->kind == LEDGER_FINISH && (!entry->release || entry->release > announced))
            complain(complaint, "ledger entry %" PRIu32 " finishes release %" PRIu32 ", which was not announced before",
                     entry->number, entry->release);
        else if (entry->kind == LEDGER_FINISH)
            finished[entry->release - 1] = true;
    }
    /* The last announcement is the statement's own. */
    for (uint32_t i = 0; i + 1 < announced; i++) ledger->unfinished += !finished[i];
}

static scr_result check_entries(struct ledger *ledger, const char **texts, struct scr_rational *scratch,
                                struct complaint *complaint) {
    SCR_TRY(check_styles(ledger, texts, complaint));
    for (size_t i = 0; i < ledger->entry_count; i++) {
        SCR_TRY(check_losses(ledger, &ledger->entries[i], texts, scratch, complaint));
        SCR_TRY(check_hash(ledger, i, complaint));
    }
    return scr_done();
}

scr_result ledger_check_entries(struct ledger *ledger, struct complaint *complaint) {
    struct scr_rational *scratch = NULL;
    size_t most = ledger->on_count > ledger->loss_count ? ledger->on_count : ledger->loss_count;
    const char **texts = calloc(most ? most : 1, sizeof *texts); /* of one style or entry */
    bool *finished = calloc(ledger->entry_count ? ledger->entry_count : 1, sizeof *finished);
    scr_result result = texts && finished ? scr_rational_new(&scratch) : (scr_result){SCR_MEMORY};
    if (!scr_failed(result)) {
        check_order(ledger, finished, complaint);
        result = check_entries(ledger, texts, scratch, complaint);
    }
    scr_rational_free(scratch);
    free(finished);
    free(texts);
    return result;
}
