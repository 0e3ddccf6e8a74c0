/* ledgers_compare.c: DPR-08: statements on one noise commitment have one ledger, which only grows; and what it finishes
 * is what was published. Each is compared with the longest ledger: when all are its beginnings, any two agree. */
#include "verify/release/ledgers_compare.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct comparing {
    const struct ledgers *ledgers;
    const struct published_statement *statement;
    struct complaint *complaint;
    struct budget budget;
    bool finished;   /* within the budget */
    size_t releases; /* that were found to be those the ledger finishes */
};

static bool spend(struct comparing *comparing, uint64_t work) {
    if (comparing->finished && !budget_spend(&comparing->budget, work)) comparing->finished = false;
    return comparing->finished;
}

static void compare_with(struct comparing *comparing, const struct published_statement *other) {
    const struct published_statement *statement = comparing->statement;
    const struct ledger *a = &statement->ledger, *b = &other->ledger;
    size_t common = a->entry_count < b->entry_count ? a->entry_count : b->entry_count, first = 0;
    if (strcmp(a->total, b->total) != 0)
        complain(comparing->complaint,
                 "Total is %s here, %s in the statement of release %" PRIu32 " on the same noise commitment", a->total,
                 b->total, other->release);
    /* Each hash covers the one before it. */
    if (!common || scr_hash_equal(&a->entries[common - 1].hash, &b->entries[common - 1].hash)) return;
    if (!spend(comparing, common)) return;
    while (scr_hash_equal(&a->entries[first].hash, &b->entries[first].hash)) first++;
    complain(comparing->complaint,
             "entry %zu of the ledger is another one than in the statement of release %" PRIu32
             " on the same noise commitment",
             first + 1, other->release);
}

static void compare_ledgers(struct comparing *comparing, const struct published_statement *const *group, size_t count) {
    const struct published_statement *longest = group[count - 1];
    if (comparing->statement != longest) {
        compare_with(comparing, longest);
        return;
    }
    for (size_t i = 0; i + 1 < count && spend(comparing, 1); i++) compare_with(comparing, group[i]);
}

/* Another measurement with the same release key would be a second draw of noise for one charge. */
static void compare_measurements(struct comparing *comparing) {
    const struct ledgers *ledgers = comparing->ledgers;
    const struct published_statement *statement = comparing->statement;
    for (size_t i = ledgers_find(ledgers, &statement->noise, statement->release);
         i < ledgers->count && ledgers_of(ledgers->by_release[i].statement, &statement->noise, statement->release) &&
         spend(comparing, 1);
         i++) {
        const struct published_statement *other = ledgers->by_release[i].statement;
        if (scr_hash_equal(&other->measurement, &statement->measurement)) continue;
        complain(comparing->complaint,
                 "another statement of release %" PRIu32
                 " has another measurement, so its noise would be drawn a second time",
                 statement->release);
        return;
    }
}

/* All but one statement of a release are superseded by another of them. */
static void compare_numbers(struct comparing *comparing) {
    const struct ledgers *ledgers = comparing->ledgers;
    const struct published_statement *statement = comparing->statement;
    size_t first = ledgers_find(ledgers, &statement->noise, statement->release);
    if (first + 1 >= ledgers->count || ledgers->by_release[first + 1].superseded) return;
    const struct published_statement *one = ledgers->by_release[first].statement,
                                     *two = ledgers->by_release[first + 1].statement;
    if (!ledgers_of(two, &statement->noise, statement->release)) return;
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(statement == one ? &two->head.digest : &one->head.digest, hex);
    complain(comparing->complaint,
             "the statement with SHA-256 %s is of release %" PRIu32
             " and this noise commitment too, and neither supersedes the other",
             hex, statement->release);
}

static void compare_announce(struct comparing *comparing, const struct ledger_entry *entry) {
    const struct ledgers *ledgers = comparing->ledgers;
    const struct scr_hash *noise = &comparing->statement->noise;
    size_t first = ledgers_find(ledgers, noise, entry->release);
    /* Of its own table DPR-06 speaks. */
    if (first == ledgers->count || entry->release == comparing->statement->release ||
        !ledgers_of(ledgers->by_release[first].statement, noise, entry->release) ||
        scr_hash_equal(&ledgers->by_release[first].statement->table_root, &entry->digest))
        return;
    complain(comparing->complaint,
             "entry %" PRIu32 " of the ledger announces another table than the statement of release %" PRIu32,
             entry->number, entry->release);
}

/* Whether one of the two, when it is at hand, supersedes the other, or they are the same. */
static bool stands_for(const struct ledgers *ledgers, const struct published_release *release,
                       const struct scr_hash *named) {
    if (scr_hash_equal(&release->head.digest, named) || superseded_has(&release->supersedes, named)) return true;
    const struct published_release *found = releases_release(ledgers->publications, named);
    return found && superseded_has(&found->supersedes, &release->head.digest);
}

static void compare_finish(struct comparing *comparing, const struct ledger_entry *entry) {
    const struct ledgers *ledgers = comparing->ledgers;
    const struct scr_hash *noise = &comparing->statement->noise;
    for (size_t i = ledgers_find_release(ledgers, noise, entry->release);
         i < ledgers->release_count && ledgers_of(ledgers->releases[i]->statement, noise, entry->release); i++) {
        if (!spend(comparing, 1)) return;
        comparing->releases++;
        if (stands_for(ledgers, ledgers->releases[i], &entry->digest)) continue;
        char hex[SCR_HEX_SIZE];
        scr_hash_hex(&ledgers->releases[i]->head.digest, hex);
        complain(comparing->complaint,
                 "entry %" PRIu32 " of the ledger finishes release %" PRIu32
                 " with another artifact than the release with SHA-256 %s",
                 entry->number, entry->release, hex);
    }
}

static void compare_entries(struct comparing *comparing) {
    const struct ledger *ledger = &comparing->statement->ledger;
    for (size_t i = 0; i < ledger->entry_count && spend(comparing, 1); i++) {
        if (ledger->entries[i].kind == LEDGER_ANNOUNCE) compare_announce(comparing, &ledger->entries[i]);
        if (ledger->entries[i].kind == LEDGER_FINISH) compare_finish(comparing, &ledger->entries[i]);
    }
}

scr_result ledgers_compare(const struct ledgers *ledgers, const struct published_statement *statement,
                           struct work *work, struct findings *findings) {
    struct complaint complaint = {0};
    struct comparing comparing = {
        .ledgers = ledgers,
        .statement = statement,
        .complaint = &complaint,
        .budget = work_begin(work),
        .finished = true,
    };
    size_t count;
    const struct published_statement *const *group = ledgers_group(ledgers, &statement->noise, &count);
    if (count) compare_ledgers(&comparing, group, count);
    compare_numbers(&comparing);
    compare_measurements(&comparing);
    compare_entries(&comparing);
    const char *all = work_end(work, &comparing.budget);
    if (comparing.finished || complaint.count)
        return complaint_verdict(&complaint, findings, "DPR-08",
                                 "the ledger agrees with %zu other statement(s) among the files on this noise "
                                 "commitment, and %zu release(s) among them are those that it finishes",
                                 count ? count - 1 : 0, comparing.releases);
    complaint_free(&complaint);
    return findings_add(findings, "DPR-08", VERDICT_UNDECIDED,
                        "the comparison of ledgers was given up after the work that this program may do%s", all);
}

static scr_result note_absent(const struct ledgers *ledgers, const struct published_statement *longest,
                              struct scr_arena *scratch, struct statements_scope *scope) {
    const struct ledger *ledger = &longest->ledger;
    /* Releases are announced from 1, one by one (DPR-05). */
    bool *seen = scr_arena_alloc(scratch, ledger->entry_count + 1, sizeof *seen);
    if (!seen) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < ledger->entry_count; i++) {
        const struct ledger_entry *entry = &ledger->entries[i];
        if (entry->kind != LEDGER_FINISH || entry->release > ledger->entry_count || seen[entry->release]) continue;
        seen[entry->release] = true;
        size_t found = ledgers_find_release(ledgers, &longest->noise, entry->release);
        if (found < ledgers->release_count &&
            ledgers_of(ledgers->releases[found]->statement, &longest->noise, entry->release))
            continue;
        if (scope->absent++ < RELEASES_SHOWN)
            SCR_TRY(scr_buffer_print(&scope->numbers, "%s%" PRIu32, scope->numbers.length ? ", " : "", entry->release));
    }
    return scr_done();
}

scr_result ledgers_absent(struct ledgers *ledgers, struct statements_scope *scope) {
    for (size_t i = 0; i < ledgers->count; i++) {
        bool last = i + 1 == ledgers->count ||
                    !scr_hash_equal(&ledgers->by_length[i]->noise, &ledgers->by_length[i + 1]->noise);
        if (last) SCR_TRY(note_absent(ledgers, ledgers->by_length[i], &ledgers->arena, scope));
    }
    return scr_done();
}
