/* main.c: scrutineer-gen, a table of commands. */
#include <stdio.h>
#include <string.h>

#include "gen/command.h"
#include "gen/command_deck.h"
#include "gen/help.h"
#include "gen/outputs.h"
#include "gen/store/guard.h"
#include "scrutineer/memory.h"
#include "scrutineer/text.h"

static const struct command *const commands[] = {
    &command_audit,       &command_budget,    &command_commit,  &command_impact,  &command_import,  &command_deck,
    &command_key,         &command_noise_key, &command_open,    &command_package, &command_index,   &command_timestamp,
    &command_countersign, &command_reconcile, &command_release, &command_report,  &command_returns, &command_seed,
    &command_tally,       &command_tree,      &command_trust};
#define COMMANDS (sizeof commands / sizeof *commands)

static const char default_store[] = "election.sqlite";

static void print_help(FILE *out) {
    fputs("usage: scrutineer-gen [--db FILE] COMMAND [ARGUMENTS]\n"
          "\n"
          "Makes election artifacts that anyone can check with scrutineer-verify.\n"
          "\n",
          out);
    for (size_t c = 0; c < COMMANDS; c++) fprintf(out, "  %-11s %s\n", commands[c]->name, commands[c]->summary);
    fputs("\n"
          "  --db FILE  the store to work on (default: election.sqlite in this folder)\n"
          "  --help     this text; after a command or subcommand, its own\n"
          "  --version\n"
          "\n"
          "Exit status: 0 done; 1 refused, with the reasons on stderr; 2 usage.\n",
          out);
}

static int report(scr_result result, const struct scr_diagnosis *diagnosis) {
    for (size_t i = 0; i < diagnosis->count; i++) {
        const struct scr_problem *problem = &diagnosis->problems[i];
        fprintf(stderr, "scrutineer-gen: %s%s%s\n", problem->place, *problem->place ? ": " : "", problem->message);
    }
    if (diagnosis->dropped) fprintf(stderr, "scrutineer-gen: and %zu more problems\n", diagnosis->dropped);
    if (scr_failed(result) && !diagnosis->count) {
        static const char *const words[] = {
            [SCR_USAGE] = "the command line is not understood",
            [SCR_INPUT] = "an input is malformed",
            [SCR_IO] = "a file could not be read or written",
            [SCR_MEMORY] = "memory ran out",
            [SCR_LIMIT] = "a limit was reached",
            [SCR_CRYPTO] = "the cryptographic library refused",
            [SCR_STORE] = "the store could not be used",
            [SCR_INTERNAL] = "an internal invariant is broken",
        };
        fprintf(stderr, "scrutineer-gen: %s\n", words[result.code]);
    }
    if (!scr_failed(result)) return 0;
    return result.code == SCR_USAGE ? 2 : 1;
}

static const struct command *find(const char *name) {
    for (size_t c = 0; c < COMMANDS; c++)
        if (!strcmp(commands[c]->name, name)) return commands[c];
    return NULL;
}

static bool asks_for_help(int argc, char **argv) {
    for (int i = 1; i < argc; i++)
        if (!strcmp(argv[i], "--help")) return true;
    return false;
}

/* The store holds votes and keys. */
static void warn_of_readers(const char *store) {
    struct scr_buffer shown = {0};
    if (!store_guard_open_to_others(store)) return;
    if (!scr_failed(scr_text_terminal(&shown, store)))
        fprintf(stderr,
                "scrutineer-gen: warning: the store %s can be read or changed by others than its owner; it holds "
                "secrets: make it mode 600\n",
                (const char *)shown.data);
    scr_buffer_free(&shown);
}

static scr_result run_guarded(const struct command *command, const struct command_context *context, int argc,
                              char **argv) {
    SCR_TRY(store_guard_arguments(context->store_path, argc, argv, context->diagnosis));
    SCR_TRY(outputs_guard(argc, argv, context->diagnosis));
    warn_of_readers(context->store_path);
    return command->run(context, argc, argv);
}

/* The exit status of a command line that says `word` where nothing of the kind is known. */
static int complain(const char *word, const char *before, const char *behind) {
    struct scr_buffer shown = {0};
    if (scr_failed(scr_text_terminal(&shown, word))) scr_buffer_free(&shown);
    fprintf(stderr, "scrutineer-gen: %s%s%s; see 'scrutineer-gen --help'\n", before,
            shown.data ? (const char *)shown.data : "", behind);
    scr_buffer_free(&shown);
    return 2;
}

int main(int argc, char **argv) {
    const char *store = default_store;
    int at = 1;
    for (; at < argc && argv[at][0] == '-'; at++) {
        if (!strcmp(argv[at], "--help")) {
            print_help(stdout);
            return 0;
        }
        if (!strcmp(argv[at], "--version")) {
            puts("scrutineer-gen " SCRUTINEER_VERSION);
            return 0;
        }
        if (strcmp(argv[at], "--db") != 0) return complain(argv[at], "there is no option ", "");
        if (at + 1 == argc) return complain(argv[at], "", " needs a value behind it, the store's file");
        store = argv[++at];
    }
    const struct command *command = at < argc ? find(argv[at]) : NULL;
    if (!command) {
        if (at < argc) return complain(argv[at], "", ": no such command");
        print_help(stderr);
        return 2;
    }
    if (asks_for_help(argc - at, argv + at)) {
        help_print(stdout, command->usage, at + 1 < argc ? argv[at + 1] : NULL);
        return 0;
    }
    struct scr_diagnosis diagnosis = {0};
    struct command_context context = {store, &diagnosis};
    if (!scr_memory_or_end("scrutineer-gen: memory ran out\n", 1)) return report((scr_result){SCR_MEMORY}, &diagnosis);
    int status = report(run_guarded(command, &context, argc - at, argv + at), &diagnosis);
    scr_diagnosis_free(&diagnosis);
    if (fflush(stdout) || ferror(stdout)) {
        fputs("scrutineer-gen: standard output could not be written\n", stderr);
        if (!status) status = 1;
    }
    return status;
}
