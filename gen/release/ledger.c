/* ledger.c: the chain of entries. */
#include "gen/release/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "gen/release/field.h"

#define LEDGER_DIGITS_MOST 80 /* of a loss: two numbers of 40 */

void ledger_free(struct ledger *ledger) {
    scr_arena_free(&ledger->arena);
    free(ledger->entries);
    *ledger = (struct ledger){0};
}

const char *ledger_kind_name(enum ledger_kind kind) {
    static const char *const names[] = {"announce", "finish", "disclosure"};
    return names[kind];
}

scr_result ledger_hash(const struct scr_hash *before, const struct ledger_entry *entry, struct scr_hash *hash) {
    static const struct scr_hash none = {{0}};
    struct scr_buffer message = {0};
    scr_result result;
    SCR_TRY_OR(result, release_field_text(&message, "scrutineer ledger 1"), done);
    SCR_TRY_OR(result, scr_buffer_append(&message, (before ? before : &none)->bytes, SCR_HASH_SIZE), done);
    SCR_TRY_OR(result, release_field_text(&message, ledger_kind_name(entry->kind)), done);
    SCR_TRY_OR(result, release_field_u32(&message, entry->release), done);
    SCR_TRY_OR(result, scr_buffer_append(&message, entry->digest.bytes, SCR_HASH_SIZE), done);
    SCR_TRY_OR(result, release_field_u32(&message, (uint32_t)entry->loss_count), done);
    for (size_t i = 0; i < entry->loss_count; i++) {
        SCR_TRY_OR(result, release_field_text(&message, entry->losses[i].contest), done);
        SCR_TRY_OR(result, release_field_text(&message, entry->losses[i].epsilon), done);
    }
    result = scr_hash_bytes(message.data, message.length, hash);
done:
    scr_buffer_free(&message);
    return result;
}

scr_result ledger_append(struct ledger *ledger, const struct ledger_entry *entry) {
    SCR_TRY(scr_grow(&ledger->entries, &ledger->capacity, ledger->count + 1, sizeof *ledger->entries));
    struct ledger_entry *copy = &ledger->entries[ledger->count];
    *copy = *entry;
    copy->losses = scr_arena_alloc(&ledger->arena, entry->loss_count, sizeof *copy->losses);
    if (!copy->losses) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < entry->loss_count; i++) {
        const struct ledger_loss *loss = &entry->losses[i];
        copy->losses[i].contest = scr_arena_copy(&ledger->arena, loss->contest, strlen(loss->contest));
        copy->losses[i].epsilon = scr_arena_copy(&ledger->arena, loss->epsilon, strlen(loss->epsilon));
        if (!copy->losses[i].contest || !copy->losses[i].epsilon) return (scr_result){SCR_MEMORY};
    }
    SCR_TRY(ledger_hash(ledger->count ? &ledger->entries[ledger->count - 1].hash : NULL, copy, &copy->hash));
    ledger->count++;
    return scr_done();
}

static bool announced_before(const struct ledger *ledger, size_t before, uint32_t release) {
    for (size_t i = 0; i < before; i++)
        if (ledger->entries[i].kind == LEDGER_ANNOUNCE && ledger->entries[i].release == release) return true;
    return false;
}

static scr_result losses_good(const struct ledger_entry *entry, struct scr_rational *number, bool *good) {
    *good = (entry->kind == LEDGER_FINISH) == !entry->loss_count;
    for (size_t i = 0; i < entry->loss_count && *good; i++) {
        const char *epsilon = entry->losses[i].epsilon;
        bool unlimited = !strcmp(epsilon, "unlimited");
        if (unlimited || entry->kind == LEDGER_DISCLOSURE) {
            *good = unlimited && entry->kind == LEDGER_DISCLOSURE;
            continue;
        }
        scr_result result = scr_rational_parse(number, epsilon, false, LEDGER_DIGITS_MOST);
        if (scr_failed(result) && result.code != SCR_INPUT) return result;
        *good = !scr_failed(result) && *epsilon != '-' && *epsilon != '0';
    }
    return scr_done();
}

scr_result ledger_intact(const struct ledger *ledger, bool *intact) {
    struct scr_rational *number = NULL;
    uint32_t last = 0;
    scr_result result = scr_rational_new(&number);
    *intact = !scr_failed(result);
    for (size_t i = 0; i < ledger->count && *intact && !scr_failed(result); i++) {
        const struct ledger_entry *entry = &ledger->entries[i];
        struct scr_hash hash;
        SCR_TRY_OR(result, losses_good(entry, number, intact), done);
        SCR_TRY_OR(result, ledger_hash(i ? &ledger->entries[i - 1].hash : NULL, entry, &hash), done);
        *intact = *intact && scr_hash_equal(&hash, &entry->hash);
        if (entry->kind == LEDGER_ANNOUNCE) {
            *intact = *intact && entry->release > last;
            last = entry->release;
        } else if (entry->kind == LEDGER_FINISH) {
            *intact = *intact && announced_before(ledger, i, entry->release);
        } else {
            *intact = *intact && !entry->release;
        }
    }
done:
    scr_rational_free(number);
    return result;
}
