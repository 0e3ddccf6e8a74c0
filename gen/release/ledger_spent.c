/* ledger_spent.c: what the entries of a ledger add up to, per contest, per ballot style, for the voter with most. */
#include <stdlib.h>
#include <string.h>

#include "gen/import/name_index.h"
#include "gen/release/ledger.h"

#define LOSS_DIGITS_MOST 80

/* The contests that the entries name, in the order in which they first do. */
struct accounts {
    struct name_index index; /* id -> position in `of` */
    struct account {
        const char *id;
        struct scr_rational *spent;
        bool unlimited, listed;
    } * of;
    size_t count, capacity;
    struct scr_rational *loss, *apart; /* apart: of the contests that no style lists */
};

static void accounts_free(struct accounts *accounts) {
    for (size_t i = 0; i < accounts->count; i++) scr_rational_free(accounts->of[i].spent);
    scr_rational_free(accounts->loss);
    scr_rational_free(accounts->apart);
    name_index_free(&accounts->index);
    free(accounts->of);
}

static scr_result find(struct accounts *accounts, const char *id, struct account **found) {
    size_t at;
    if (!name_index_find(&accounts->index, id, strlen(id), &at)) {
        SCR_TRY(scr_grow(&accounts->of, &accounts->capacity, accounts->count + 1, sizeof *accounts->of));
        at = accounts->count;
        accounts->of[at] = (struct account){.id = id};
        SCR_TRY(scr_rational_new(&accounts->of[at].spent));
        accounts->count++;
        SCR_TRY(name_index_add(&accounts->index, id, strlen(id), at, NULL));
    }
    *found = &accounts->of[at];
    return scr_done();
}

static scr_result add_entries(struct accounts *accounts, const struct ledger *ledger) {
    for (size_t e = 0; e < ledger->count; e++) {
        const struct ledger_entry *entry = &ledger->entries[e];
        for (size_t i = 0; i < entry->loss_count; i++) {
            struct account *account;
            SCR_TRY(find(accounts, entry->losses[i].contest, &account));
            if (!strcmp(entry->losses[i].epsilon, "unlimited")) {
                account->unlimited = true;
                continue;
            }
            SCR_TRY(scr_rational_parse(accounts->loss, entry->losses[i].epsilon, false, LOSS_DIGITS_MOST));
            SCR_TRY(scr_rational_add(account->spent, account->spent, accounts->loss));
        }
    }
    return scr_done();
}

static scr_result add_up(struct accounts *accounts, const struct ledger *ledger) {
    size_t at;
    *accounts = (struct accounts){0};
    SCR_TRY(scr_rational_new(&accounts->loss));
    SCR_TRY(scr_rational_new(&accounts->apart));
    SCR_TRY(add_entries(accounts, ledger));
    for (size_t s = 0; s < ledger->style_count; s++)
        for (size_t i = 0; i < ledger->styles[s].count; i++) {
            const char *id = ledger->styles[s].contests[i];
            if (name_index_find(&accounts->index, id, strlen(id), &at)) accounts->of[at].listed = true;
        }
    for (size_t i = 0; i < accounts->count; i++)
        if (!accounts->of[i].listed) SCR_TRY(scr_rational_add(accounts->apart, accounts->apart, accounts->of[i].spent));
    return scr_done();
}

static scr_result of_style(const struct accounts *accounts, const struct ledger_style *style,
                           struct scr_rational *spent) {
    size_t at;
    SCR_TRY(scr_rational_copy(spent, accounts->apart));
    for (size_t i = 0; i < style->count; i++)
        if (name_index_find(&accounts->index, style->contests[i], strlen(style->contests[i]), &at))
            SCR_TRY(scr_rational_add(spent, spent, accounts->of[at].spent));
    return scr_done();
}

static scr_result greatest(const struct accounts *accounts, const struct ledger *ledger, struct scr_rational *spent,
                           size_t *worst) {
    struct scr_rational *one = NULL;
    int order;
    scr_result result = scr_rational_new(&one);
    if (!scr_failed(result)) result = scr_rational_copy(spent, accounts->apart);
    *worst = ledger->style_count;
    for (size_t s = 0; s < ledger->style_count && !scr_failed(result); s++) {
        SCR_TRY_OR(result, of_style(accounts, &ledger->styles[s], one), done);
        SCR_TRY_OR(result, scr_rational_compare(one, spent, &order), done);
        if (order <= 0 && *worst < ledger->style_count) continue;
        SCR_TRY_OR(result, scr_rational_copy(spent, one), done);
        *worst = s;
    }
done:
    scr_rational_free(one);
    return result;
}

scr_result ledger_spent(const struct ledger *ledger, struct scr_rational *spent, size_t *worst) {
    struct accounts accounts;
    size_t style;
    scr_result result = add_up(&accounts, ledger);
    if (!scr_failed(result)) result = greatest(&accounts, ledger, spent, worst ? worst : &style);
    accounts_free(&accounts);
    return result;
}

scr_result ledger_spent_by(const struct ledger *ledger, size_t style, struct scr_rational *spent) {
    struct accounts accounts;
    scr_result result = add_up(&accounts, ledger);
    if (!scr_failed(result)) result = of_style(&accounts, &ledger->styles[style], spent);
    accounts_free(&accounts);
    return result;
}

scr_result ledger_spent_on(const struct ledger *ledger, const char *contest, struct scr_rational *spent,
                           bool *unlimited) {
    struct accounts accounts;
    size_t at;
    *unlimited = false;
    scr_result result = add_up(&accounts, ledger);
    if (!scr_failed(result) && name_index_find(&accounts.index, contest, strlen(contest), &at)) {
        *unlimited = accounts.of[at].unlimited;
        result = scr_rational_copy(spent, accounts.of[at].spent);
    } else if (!scr_failed(result)) {
        result = scr_rational_set(spent, 0, 1);
    }
    accounts_free(&accounts);
    return result;
}

/* The contests of a style that the ledger knows, in ballot order; `key` becomes their positions in the definition. */
static scr_result take_style(struct ledger *ledger, const struct election *election, const struct ballot_style *style,
                             const bool *known, struct ledger_style *taken, struct scr_buffer *key) {
    *taken = (struct ledger_style){.id = scr_arena_copy(&ledger->arena, style->id, strlen(style->id)),
                                   .contests = scr_arena_alloc(&ledger->arena, style->contest_count, sizeof(char *))};
    if (!taken->id || !taken->contests) return (scr_result){SCR_MEMORY};
    key->length = 0;
    for (size_t i = 0; i < style->contest_count; i++) {
        if (!known[style->contests[i]]) continue;
        const char *id = election->contests[style->contests[i]].id;
        taken->contests[taken->count] = scr_arena_copy(&ledger->arena, id, strlen(id));
        if (!taken->contests[taken->count++]) return (scr_result){SCR_MEMORY};
        SCR_TRY(scr_buffer_print(key, "%zu ", style->contests[i]));
    }
    return scr_done();
}

static scr_result know(struct accounts *accounts, const struct ledger *ledger, const struct election *election,
                       bool *known) {
    size_t at;
    SCR_TRY(add_up(accounts, ledger));
    for (size_t i = 0; i < election->contest_count; i++)
        known[i] = name_index_find(&accounts->index, election->contests[i].id, strlen(election->contests[i].id), &at);
    return scr_done();
}

scr_result ledger_take_styles(struct ledger *ledger, const struct election *election) {
    struct accounts accounts;
    struct name_index sets = {0};
    struct scr_buffer key = {0};
    bool added, *known = scr_arena_alloc(&ledger->arena, election->contest_count, sizeof *known);
    ledger->style_count = 0;
    ledger->styles = scr_arena_alloc(&ledger->arena, election->style_count, sizeof *ledger->styles);
    if (!known || !ledger->styles) return (scr_result){SCR_MEMORY};
    scr_result result = know(&accounts, ledger, election, known);
    for (size_t s = 0; s < election->style_count && !scr_failed(result); s++) {
        struct ledger_style *taken = &ledger->styles[ledger->style_count];
        SCR_TRY_OR(result, take_style(ledger, election, &election->styles[s], known, taken, &key), done);
        if (!taken->count) continue;
        const char *kept = scr_arena_copy(&ledger->arena, (const char *)key.data, key.length);
        result = kept ? name_index_add(&sets, kept, key.length, 0, &added) : (scr_result){SCR_MEMORY};
        if (!scr_failed(result) && added) ledger->style_count++;
    }
done:
    accounts_free(&accounts);
    name_index_free(&sets);
    scr_buffer_free(&key);
    return result;
}
