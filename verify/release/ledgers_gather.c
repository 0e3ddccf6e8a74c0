/* ledgers_gather.c: the statements and releases at hand in the orders in which their ledgers are compared. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "verify/release/ledgers_compare.h"

static int by_size(size_t a, size_t b) { return (a > b) - (a < b); }

static int by_digest(const struct scr_hash *a, const struct scr_hash *b) {
    return memcmp(a->bytes, b->bytes, SCR_HASH_SIZE);
}

static int by_number(const struct published_statement *a, const struct published_statement *b) {
    int order = by_digest(&a->noise, &b->noise);
    return order ? order : by_size(a->release, b->release);
}

static int announced_order(const void *a, const void *b) {
    const struct announced *first = a, *second = b;
    int order = by_number(first->statement, second->statement);
    if (!order) order = (int)first->superseded - (int)second->superseded;
    return order ? order : by_digest(&first->statement->head.digest, &second->statement->head.digest);
}

static int length_order(const void *a, const void *b) {
    const struct published_statement *first = *(const struct published_statement *const *)a,
                                     *second = *(const struct published_statement *const *)b;
    int order = by_digest(&first->noise, &second->noise);
    if (!order) order = by_size(first->ledger.entry_count, second->ledger.entry_count);
    return order ? order : by_digest(&first->head.digest, &second->head.digest);
}

static int release_order(const void *a, const void *b) {
    const struct published_release *first = *(const struct published_release *const *)a,
                                   *second = *(const struct published_release *const *)b;
    int order = by_number(first->statement, second->statement);
    return order ? order : by_digest(&first->head.digest, &second->head.digest);
}

/* Marks each statement that another one of its noise commitment and release supersedes. */
static void mark_superseded(struct ledgers *ledgers) {
    for (size_t i = 0; i < ledgers->count; i++) {
        const struct published_statement *later = ledgers->by_release[i].statement;
        for (size_t j = 0; j < later->supersedes.count; j++) {
            const struct published_statement *earlier =
                releases_statement(ledgers->publications, &later->supersedes.hashes[j]);
            const struct announced wanted = {.statement = earlier};
            struct announced *found = earlier && by_number(earlier, later) == 0
                                          ? bsearch(&wanted, ledgers->by_release, ledgers->count,
                                                    sizeof *ledgers->by_release, announced_order)
                                          : NULL;
            /* The order stays as it is until all are marked: the mark is kept aside. */
            if (found) ledgers->marks[found - ledgers->by_release] = true;
        }
    }
    for (size_t i = 0; i < ledgers->count; i++) ledgers->by_release[i].superseded = ledgers->marks[i];
}

scr_result ledgers_gather(const struct release_publications *publications, struct ledgers *ledgers) {
    const struct published_list *statements = &publications->statements, *releases = &publications->releases;
    ledgers->publications = publications;
    ledgers->by_release = scr_arena_alloc(&ledgers->arena, statements->count, sizeof *ledgers->by_release);
    ledgers->by_length = scr_arena_alloc(&ledgers->arena, statements->count, sizeof *ledgers->by_length);
    ledgers->marks = scr_arena_alloc(&ledgers->arena, statements->count, sizeof *ledgers->marks);
    ledgers->releases = scr_arena_alloc(&ledgers->arena, releases->count, sizeof *ledgers->releases);
    if (!ledgers->by_release || !ledgers->by_length || !ledgers->marks || !ledgers->releases)
        return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < statements->count; i++) {
        const struct published_statement *statement = (const struct published_statement *)statements->items[i];
        if (!statement->ledger_follows) continue;
        ledgers->by_release[ledgers->count] = (struct announced){.statement = statement};
        ledgers->by_length[ledgers->count++] = statement;
    }
    for (size_t i = 0; i < releases->count; i++)
        ledgers->releases[ledgers->release_count++] = (const struct published_release *)releases->items[i];
    if (ledgers->release_count)
        qsort(ledgers->releases, ledgers->release_count, sizeof *ledgers->releases, release_order);
    if (!ledgers->count) return scr_done();
    qsort(ledgers->by_length, ledgers->count, sizeof *ledgers->by_length, length_order);
    qsort(ledgers->by_release, ledgers->count, sizeof *ledgers->by_release, announced_order);
    mark_superseded(ledgers);
    qsort(ledgers->by_release, ledgers->count, sizeof *ledgers->by_release, announced_order);
    return scr_done();
}

static bool before(const struct published_statement *statement, const struct scr_hash *noise, size_t release) {
    int order = by_digest(&statement->noise, noise);
    return order < 0 || (!order && statement->release < release);
}

size_t ledgers_find(const struct ledgers *ledgers, const struct scr_hash *noise, size_t release) {
    size_t low = 0, high = ledgers->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (before(ledgers->by_release[middle].statement, noise, release))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t ledgers_find_release(const struct ledgers *ledgers, const struct scr_hash *noise, size_t release) {
    size_t low = 0, high = ledgers->release_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (before(ledgers->releases[middle]->statement, noise, release))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool ledgers_of(const struct published_statement *statement, const struct scr_hash *noise, size_t release) {
    return statement->release == release && scr_hash_equal(&statement->noise, noise);
}

const struct published_statement *const *ledgers_group(const struct ledgers *ledgers, const struct scr_hash *noise,
                                                       size_t *count) {
    size_t low = 0, high = ledgers->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (by_digest(&ledgers->by_length[middle]->noise, noise) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    size_t end = low;
    while (end < ledgers->count && scr_hash_equal(&ledgers->by_length[end]->noise, noise)) end++;
    *count = end - low;
    return ledgers->by_length + low;
}

void ledgers_free(struct ledgers *ledgers) { scr_arena_free(&ledgers->arena); }
