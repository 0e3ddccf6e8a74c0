/* read_statement.c: from the elements of a measurement statement to its levels, contests and ledger. Units and losses
 * come by the million: each is one element of a growing array. */
#include <string.h>

#include "scrutineer/text.h"
#include "verify/release/statement.h"
#include "verify/tree/seed_source.h"

/* What a handler appends to is missing: such a document is not valid. */
static scr_result misplace(struct document *document) {
    document->misplaced = true;
    return scr_done();
}

static scr_result start_seed_source(void *context, struct document *document) {
    return seed_source_read(document, &((struct published_statement *)context)->source);
}

static scr_result start_measurement(void *context, struct document *document) {
    static const char *const adjacencies[] = {"substitute", "add-remove"};
    struct published_statement *statement = context;
    size_t adjacency;
    SCR_TRY(document_count(document, "Release", &statement->release));
    SCR_TRY(document_word(document, "Adjacency", adjacencies, 2, &adjacency));
    statement->add_remove = adjacency == 1;
    SCR_TRY(document_count(document, "ExactLevels", &statement->exact_levels));
    return document_hash(document, "TableRoot", &statement->table_root);
}

static scr_result start_level(void *context, struct document *document) {
    struct published_statement *statement = context;
    if (statement->level_count == RELEASE_LEVELS) return misplace(document);
    return document_attribute(document, "Name", &statement->levels[statement->level_count++].name);
}

/* A number or nothing. */
static scr_result optional_count(struct document *document, const char *name, bool *given, uint32_t *value) {
    const char *text;
    uint64_t number = 0;
    SCR_TRY(document_borrow(document, name, &text));
    *given = text[0] != '\0';
    if (*given && !scr_count_parse(text, strlen(text), 999999999, &number)) document->misplaced = true;
    *value = (uint32_t)number;
    return scr_done();
}

static scr_result start_unit(void *context, struct document *document) {
    struct published_statement *statement = context;
    if (!statement->level_count) return misplace(document);
    struct measured_level *level = &statement->levels[statement->level_count - 1];
    SCR_TRY(scr_grow(&level->units, &level->capacity, level->count + 1, sizeof *level->units));
    struct measured_unit *unit = &level->units[level->count++];
    SCR_TRY(document_count(document, "Parent", &unit->parent));
    SCR_TRY(document_attribute(document, "Name", &unit->name));
    return optional_count(document, "BallotsCast", &unit->turnout, &unit->ballots_cast);
}

static scr_result start_contest(void *context, struct document *document) {
    struct published_statement *statement = context;
    SCR_TRY(scr_grow(&statement->contests, &statement->contest_capacity, statement->contest_count + 1,
                     sizeof *statement->contests));
    struct measured_contest *contest = &statement->contests[statement->contest_count++];
    SCR_TRY(document_attribute(document, "Id", &contest->id));
    SCR_TRY(document_attribute(document, "Name", &contest->name));
    SCR_TRY(document_count(document, "VotesAllowed", &contest->votes_allowed));
    SCR_TRY(document_truth(document, "Complete", &contest->complete));
    return document_attribute(document, "Units", &contest->units_text);
}

/* The contest whose elements are being read, or NULL. */
static struct measured_contest *current(struct published_statement *statement) {
    return statement->contest_count ? &statement->contests[statement->contest_count - 1] : NULL;
}

static scr_result start_option(void *context, struct document *document) {
    static const char *const kinds[] = {"listed", "write-in", "undervotes", "overvotes", "other", "ballots-cast"};
    struct measured_contest *contest = current(context);
    size_t kind;
    if (!contest) return misplace(document);
    SCR_TRY(
        scr_grow(&contest->options, &contest->option_capacity, contest->option_count + 1, sizeof *contest->options));
    struct measured_option *option = &contest->options[contest->option_count++];
    SCR_TRY(document_attribute(document, "Id", &option->id));
    SCR_TRY(document_attribute(document, "Name", &option->name));
    SCR_TRY(document_word(document, "Kind", kinds, sizeof kinds / sizeof *kinds, &kind));
    option->kind = (enum option_kind)kind;
    return scr_done();
}

static scr_result start_zero(void *context, struct document *document) {
    struct measured_contest *contest = current(context);
    if (!contest) return misplace(document);
    SCR_TRY(scr_grow(&contest->zeros, &contest->zero_capacity, contest->zero_count + 1, sizeof *contest->zeros));
    struct structural_zero *zero = &contest->zeros[contest->zero_count++];
    SCR_TRY(document_count(document, "Option", &zero->option));
    return document_attribute(document, "Units", &zero->units_text);
}

static scr_result start_share(void *context, struct document *document) {
    static const char *const histograms[] = {"options", "total"};
    struct measured_contest *contest = current(context);
    size_t histogram;
    if (!contest) return misplace(document);
    SCR_TRY(scr_grow(&contest->shares, &contest->share_capacity, contest->share_count + 1, sizeof *contest->shares));
    struct measured_share *share = &contest->shares[contest->share_count++];
    SCR_TRY(document_count(document, "Level", &share->level));
    SCR_TRY(document_word(document, "Histogram", histograms, 2, &histogram));
    share->histogram = (enum histogram)histogram;
    SCR_TRY(document_attribute(document, "Epsilon", &share->epsilon_text));
    return document_attribute(document, "Scale", &share->scale_text);
}

static scr_result start_ledger(void *context, struct document *document) {
    struct ledger *ledger = &((struct published_statement *)context)->ledger;
    SCR_TRY(document_attribute(document, "Total", &ledger->total));
    return document_attribute(document, "Spent", &ledger->spent);
}

static scr_result start_style(void *context, struct document *document) {
    struct ledger *ledger = &((struct published_statement *)context)->ledger;
    SCR_TRY(scr_grow(&ledger->styles, &ledger->style_capacity, ledger->style_count + 1, sizeof *ledger->styles));
    struct ledger_style *style = &ledger->styles[ledger->style_count++];
    style->first_on = ledger->on_count;
    return document_attribute(document, "Id", &style->id);
}

static scr_result start_on(void *context, struct document *document) {
    struct ledger *ledger = &((struct published_statement *)context)->ledger;
    if (!ledger->style_count) return misplace(document);
    SCR_TRY(scr_grow(&ledger->on, &ledger->on_capacity, ledger->on_count + 1, sizeof *ledger->on));
    ledger->styles[ledger->style_count - 1].on_count++;
    return document_attribute(document, "ContestId", &ledger->on[ledger->on_count++]);
}

static scr_result start_entry(void *context, struct document *document) {
    static const char *const kinds[] = {"announce", "finish", "disclosure"};
    struct ledger *ledger = &((struct published_statement *)context)->ledger;
    size_t kind;
    SCR_TRY(scr_grow(&ledger->entries, &ledger->entry_capacity, ledger->entry_count + 1, sizeof *ledger->entries));
    struct ledger_entry *entry = &ledger->entries[ledger->entry_count++];
    entry->first_loss = ledger->loss_count;
    SCR_TRY(document_count(document, "Number", &entry->number));
    SCR_TRY(document_word(document, "Kind", kinds, 3, &kind));
    entry->kind = (enum ledger_kind)kind;
    SCR_TRY(optional_count(document, "Release", &entry->has_release, &entry->release));
    SCR_TRY(document_hash(document, "Digest", &entry->digest));
    return document_hash(document, "Hash", &entry->hash);
}

static scr_result start_loss(void *context, struct document *document) {
    struct ledger *ledger = &((struct published_statement *)context)->ledger;
    if (!ledger->entry_count) return misplace(document);
    SCR_TRY(scr_grow(&ledger->losses, &ledger->loss_capacity, ledger->loss_count + 1, sizeof *ledger->losses));
    ledger->entries[ledger->entry_count - 1].loss_count++;
    struct ledger_loss *loss = &ledger->losses[ledger->loss_count++];
    SCR_TRY(document_attribute(document, "ContestId", &loss->contest_id));
    return document_attribute(document, "Epsilon", &loss->epsilon);
}

static const struct document_element elements[] = {
    {"Unit", start_unit, NULL},
    {"Loss", start_loss, NULL},
    {"Option", start_option, NULL},
    {"On", start_on, NULL},
    {"Share", start_share, NULL},
    {"StructuralZero", start_zero, NULL},
    {"Contest", start_contest, NULL},
    {"Entry", start_entry, NULL},
    {"Style", start_style, NULL},
    {"Level", start_level, NULL},
    {"Ledger", start_ledger, NULL},
    {"Measurement", start_measurement, NULL},
    {"SeedSource", start_seed_source, NULL},
};

static const struct document_kind kind = {
    .purpose = "measurement-statement",
    .signer_role = "election-official",
    .rests_on = {"noise-commitment"},
    .rests_on_least = 1,
    .rests_on_most = 1,
    .elements = elements,
    .element_count = sizeof elements / sizeof *elements,
};

scr_result statement_read(struct release_task *task, struct published_statement *statement,
                          struct scr_diagnosis *diagnosis) {
    struct published *head = &statement->head;
    SCR_TRY(document_read(task->path, task->schema, &kind, statement, &head->arena, &task->header, &head->digest,
                          diagnosis));
    head->election_id = task->header.election_id;
    statement->noise = task->header.rests_on[0];
    superseded_keep(&statement->supersedes, &task->header);
    return artifact_header_keep(&task->header, task->arena);
}
