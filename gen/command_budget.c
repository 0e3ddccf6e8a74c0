/* command_budget.c: scrutineer-gen budget: what the releases cost the voters, what is left, and what is unfinished. */
#include <stdio.h>
#include <string.h>

#include "gen/command_release.h"
#include "gen/import/name_index.h"
#include "scrutineer/text.h"

#define STYLES_SHOWN 20

/* What one run holds, and must release. */
struct budgeting {
    const struct command_context *context;
    struct store *store;
    struct ledger ledger;
    struct election election;
    bool defined, json;
    size_t known;          /* entries that are saved */
    const char **contests; /* ids that the ledger names, each once */
    size_t contest_count;
    struct scr_rational *spent, *left, *limit;
    struct scr_buffer out;
};

static scr_result load(struct budgeting *run) {
    struct scr_diagnosis *diagnosis = run->context->diagnosis;
    bool derived;
    SCR_TRY(store_open(run->context->store_path, STORE_READ, &run->store, diagnosis));
    SCR_TRY(store_load_ledger(run->store, &run->ledger, diagnosis));
    run->known = run->ledger.count;
    SCR_TRY(store_add_disclosures(run->store, &run->ledger, diagnosis));
    SCR_TRY(store_has_election(run->store, "", &run->defined, &derived, diagnosis));
    if (run->defined) SCR_TRY(store_load_election(run->store, &run->election, diagnosis));
    return run->defined ? ledger_take_styles(&run->ledger, &run->election) : scr_done();
}

static scr_result list_contests(struct budgeting *run) {
    struct name_index index = {0};
    size_t losses = 0;
    scr_result result = scr_done();
    for (size_t i = 0; i < run->ledger.count; i++) losses += run->ledger.entries[i].loss_count;
    run->contests = scr_arena_alloc(&run->ledger.arena, losses, sizeof *run->contests);
    if (!run->contests) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < run->ledger.count && !scr_failed(result); i++)
        for (size_t k = 0; k < run->ledger.entries[i].loss_count && !scr_failed(result); k++) {
            const char *id = run->ledger.entries[i].losses[k].contest;
            bool added = false;
            result = name_index_add(&index, id, strlen(id), 0, &added);
            if (!scr_failed(result) && added) run->contests[run->contest_count++] = id;
        }
    name_index_free(&index);
    return result;
}

/* The last finish of a release; NULL: none. */
static const struct ledger_entry *finish_of(const struct ledger *ledger, uint32_t release) {
    const struct ledger_entry *found = NULL;
    for (size_t i = 0; i < ledger->count; i++)
        if (ledger->entries[i].kind == LEDGER_FINISH && ledger->entries[i].release == release)
            found = &ledger->entries[i];
    return found;
}

static scr_result say_total(struct budgeting *run) {
    size_t worst;
    SCR_TRY(scr_rational_parse(run->limit, run->ledger.total, false, 80));
    SCR_TRY(ledger_spent(&run->ledger, run->spent, &worst));
    SCR_TRY(scr_rational_subtract(run->left, run->limit, run->spent));
    SCR_TRY(scr_buffer_text(&run->out, "Declared limit of one voter's privacy loss: "));
    SCR_TRY(release_say_fraction(run->limit, &run->out));
    SCR_TRY(scr_buffer_text(&run->out, ".\nSpent by the voter with most: "));
    SCR_TRY(release_say_fraction(run->spent, &run->out));
    SCR_TRY(scr_buffer_text(&run->out, ". Left: "));
    SCR_TRY(release_say_fraction(run->left, &run->out));
    return scr_buffer_text(&run->out,
                           ".\nAll numbers are for substitution: how somebody voted, turnout being known.\n");
}

static scr_result say_contests(struct budgeting *run) {
    SCR_TRY(scr_buffer_text(&run->out, "\nBy contest:\n"));
    for (size_t i = 0; i < run->contest_count; i++) {
        bool unlimited;
        SCR_TRY(ledger_spent_on(&run->ledger, run->contests[i], run->spent, &unlimited));
        SCR_TRY(scr_buffer_text(&run->out, "  "));
        SCR_TRY(scr_text_terminal(&run->out, run->contests[i]));
        SCR_TRY(scr_buffer_text(&run->out, ": "));
        SCR_TRY(release_say_fraction(run->spent, &run->out));
        SCR_TRY(scr_buffer_text(&run->out,
                                unlimited ? "; all its ballots were disclosed: nothing of it is protected\n" : "\n"));
    }
    return scr_done();
}

static scr_result say_styles(struct budgeting *run) {
    const struct ledger *ledger = &run->ledger;
    if (!ledger->style_count)
        return scr_buffer_text(&run->out, "\nBy ballot style: no ballot definition in the store has these contests, so "
                                          "all of them count as if on one ballot.\n");
    SCR_TRY(
        scr_buffer_text(&run->out, "\nBy ballot style (styles with the same contests of the ledger stand once):\n"));
    for (size_t s = 0; s < ledger->style_count && s < STYLES_SHOWN; s++) {
        SCR_TRY(ledger_spent_by(ledger, s, run->spent));
        SCR_TRY(scr_rational_subtract(run->left, run->limit, run->spent));
        SCR_TRY(scr_buffer_text(&run->out, "  "));
        SCR_TRY(scr_text_terminal(&run->out, ledger->styles[s].id));
        SCR_TRY(scr_buffer_text(&run->out, ": spent "));
        SCR_TRY(release_say_fraction(run->spent, &run->out));
        SCR_TRY(scr_buffer_text(&run->out, ", left "));
        SCR_TRY(release_say_fraction(run->left, &run->out));
        SCR_TRY(scr_buffer_text(&run->out, "\n"));
    }
    if (ledger->style_count > STYLES_SHOWN)
        SCR_TRY(
            scr_buffer_print(&run->out, "  and %zu more; --json lists them all\n", ledger->style_count - STYLES_SHOWN));
    return scr_done();
}

static scr_result say_releases(struct budgeting *run) {
    SCR_TRY(scr_buffer_text(&run->out, "\nReleases:\n"));
    for (size_t i = 0; i < run->ledger.count; i++) {
        const struct ledger_entry *entry = &run->ledger.entries[i];
        if (entry->kind == LEDGER_ANNOUNCE)
            SCR_TRY(scr_buffer_print(&run->out, "  %u: %s\n", (unsigned)entry->release,
                                     finish_of(&run->ledger, entry->release)
                                         ? "finished"
                                         : "announced, not finished; it stays charged, its noise may have been drawn"));
    }
    if (run->ledger.count > run->known)
        SCR_TRY(scr_buffer_print(
            &run->out, "%zu disclosures of ballots in trees will enter the ledger with the next announcement.\n",
            run->ledger.count - run->known));
    return scr_done();
}

static scr_result say_words(struct budgeting *run) {
    if (!run->ledger.total)
        SCR_TRY(scr_buffer_text(&run->out, "No release was announced: nothing is spent, and no limit declared yet.\n"));
    else
        SCR_TRY(say_total(run));
    if (run->contest_count) SCR_TRY(say_contests(run));
    if (!run->ledger.total) return scr_done();
    SCR_TRY(say_styles(run));
    return say_releases(run);
}

static scr_result json_number(struct budgeting *run, const char *name, const struct scr_rational *number) {
    SCR_TRY(scr_buffer_print(&run->out, ", \"%s\": \"", name));
    SCR_TRY(scr_rational_print(number, &run->out));
    return scr_buffer_text(&run->out, "\"");
}

static scr_result json_contests(struct budgeting *run) {
    SCR_TRY(scr_buffer_text(&run->out, ", \"contests\": ["));
    for (size_t i = 0; i < run->contest_count; i++) {
        bool unlimited;
        SCR_TRY(ledger_spent_on(&run->ledger, run->contests[i], run->spent, &unlimited));
        SCR_TRY(scr_buffer_text(&run->out, i ? ", {\"id\": " : "{\"id\": "));
        SCR_TRY(scr_text_json(&run->out, run->contests[i]));
        SCR_TRY(json_number(run, "spent", run->spent));
        SCR_TRY(scr_buffer_print(&run->out, ", \"disclosed\": %s}", unlimited ? "true" : "false"));
    }
    return scr_buffer_text(&run->out, "]");
}

static scr_result json_styles(struct budgeting *run) {
    SCR_TRY(scr_buffer_text(&run->out, ", \"styles\": ["));
    for (size_t s = 0; s < run->ledger.style_count && run->ledger.total; s++) {
        SCR_TRY(ledger_spent_by(&run->ledger, s, run->spent));
        SCR_TRY(scr_rational_subtract(run->left, run->limit, run->spent));
        SCR_TRY(scr_buffer_text(&run->out, s ? ", {\"id\": " : "{\"id\": "));
        SCR_TRY(scr_text_json(&run->out, run->ledger.styles[s].id));
        SCR_TRY(json_number(run, "spent", run->spent));
        SCR_TRY(json_number(run, "left", run->left));
        SCR_TRY(scr_buffer_text(&run->out, "}"));
    }
    return scr_buffer_text(&run->out, "]");
}

static scr_result say_json(struct budgeting *run) {
    bool first = true;
    if (run->ledger.total) SCR_TRY(scr_rational_parse(run->limit, run->ledger.total, false, 80));
    SCR_TRY(ledger_spent(&run->ledger, run->spent, NULL));
    SCR_TRY(scr_rational_subtract(run->left, run->limit, run->spent));
    SCR_TRY(scr_buffer_print(&run->out, "{\"declared\": %s", run->ledger.total ? "true" : "false"));
    SCR_TRY(json_number(run, "total", run->limit));
    SCR_TRY(json_number(run, "spent", run->spent));
    SCR_TRY(json_number(run, "left", run->left));
    SCR_TRY(json_contests(run));
    SCR_TRY(json_styles(run));
    SCR_TRY(scr_buffer_text(&run->out, ", \"releases\": ["));
    for (size_t i = 0; i < run->ledger.count; i++) {
        const struct ledger_entry *entry = &run->ledger.entries[i];
        if (entry->kind != LEDGER_ANNOUNCE) continue;
        SCR_TRY(scr_buffer_print(&run->out, "%s{\"release\": %u, \"finished\": %s}", first ? "" : ", ",
                                 (unsigned)entry->release, finish_of(&run->ledger, entry->release) ? "true" : "false"));
        first = false;
    }
    return scr_buffer_text(&run->out, "]}\n");
}

static scr_result work(struct budgeting *run) {
    SCR_TRY(scr_rational_new(&run->spent));
    SCR_TRY(scr_rational_new(&run->left));
    SCR_TRY(scr_rational_new(&run->limit));
    SCR_TRY(load(run));
    SCR_TRY(list_contests(run));
    SCR_TRY(run->json ? say_json(run) : say_words(run));
    if (fwrite(run->out.data, 1, run->out.length, stdout) == run->out.length && !fflush(stdout)) return scr_done();
    return scr_refuse(run->context->diagnosis, SCR_IO, "budget", "the budget could not be written");
}

static scr_result run_budget(const struct command_context *context, int argc, char **argv) {
    struct budgeting run = {.context = context};
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--json"))
            return scr_refuse(context->diagnosis, SCR_USAGE, "budget", "the only option is --json; see budget --help");
        run.json = true;
    }
    scr_result result = work(&run);
    scr_rational_free(run.spent);
    scr_rational_free(run.left);
    scr_rational_free(run.limit);
    scr_buffer_free(&run.out);
    ledger_free(&run.ledger);
    if (run.defined) election_free(&run.election);
    store_close(run.store);
    return result;
}

const struct command command_budget = {
    "budget", "show what private releases cost the voters, and what is left",
    "usage: scrutineer-gen [--db FILE] budget [--json]\n"
    "\n"
    "Shows the privacy loss that the announced releases add up to, per contest and per ballot style, against the "
    "limit\n"
    "that was declared; which releases were announced and not finished; and whose ballots were disclosed anyway.\n"
    "\n"
    "  --json  as JSON\n",
    run_budget};
