/* command_audit.c: `audit`, the table of its subcommands, and their options. */
#include "gen/command_audit.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "gen/command_words.h"
#include "gen/typed.h"
#include "scrutineer/text.h"

#define EPOCH_MOST 253402300799 /* 9999-12-31T23:59:59Z: years have four digits */

scr_result audit_usage_error(const struct command_context *context, const char *words) {
    return scr_refuse(context->diagnosis, SCR_USAGE, "audit", "%s; see 'scrutineer-gen audit --help'", words);
}

scr_result audit_parse(const struct command_context *context, int argc, char **argv, unsigned allowed,
                       struct audit_arguments *a) {
    enum { CONTEST = 4096 };
    static const struct option options[] = {{"contest", required_argument, NULL, CONTEST},
                                            {"json", no_argument, NULL, AUDIT_OPTION_JSON},
                                            {"replan", no_argument, NULL, AUDIT_OPTION_REPLAN},
                                            {"csv", required_argument, NULL, AUDIT_OPTION_CSV},
                                            {"out", required_argument, NULL, AUDIT_OPTION_OUT},
                                            {"reason", required_argument, NULL, AUDIT_OPTION_REASON},
                                            {"ballot", required_argument, NULL, AUDIT_OPTION_BALLOT},
                                            {"correct", no_argument, NULL, AUDIT_OPTION_CORRECT},
                                            {"draw", required_argument, NULL, AUDIT_OPTION_DRAW},
                                            {"codes", no_argument, NULL, AUDIT_OPTION_CODES},
                                            {NULL, 0, NULL, 0}};
    uint64_t number;
    int at;
    SCR_TRY(command_options("audit", argc, argv, options, NULL, context->diagnosis));
    opterr = 0;
    optind = 0; /* glibc: begin anew, for this argv */
    for (int option; (option = getopt_long(argc, argv, ":", options, &at)) != -1;) {
        if (option != CONTEST && !(allowed & (unsigned)option))
            return scr_refuse(context->diagnosis, SCR_USAGE, "audit",
                              "--%s does not go with 'audit %s'; see 'scrutineer-gen audit --help'", options[at].name,
                              argv[0]);
        if (option == CONTEST) a->contest = optarg;
        if (option == AUDIT_OPTION_JSON) a->json = true;
        if (option == AUDIT_OPTION_REPLAN) a->replan = true;
        if (option == AUDIT_OPTION_CORRECT) a->correct = true;
        if (option == AUDIT_OPTION_CODES) a->codes = true;
        if (option == AUDIT_OPTION_CSV) a->csv = optarg;
        if (option == AUDIT_OPTION_OUT) a->out = optarg;
        if (option == AUDIT_OPTION_DRAW) a->draw = optarg;
        if (option == AUDIT_OPTION_REASON) a->reason = optarg;
        if (option != AUDIT_OPTION_BALLOT) continue;
        if (!scr_count_parse(optarg, strlen(optarg), TREE_LEAVES_MOST, &number) || !number)
            return audit_usage_error(context, "--ballot is a ballot's number on the retrieval list");
        a->ballot = (uint32_t)number;
    }
    if (a->reason) SCR_TRY(typed_check("--reason", a->reason, context->diagnosis));
    a->count = argc - optind;
    a->others = argv + optind;
    return scr_done();
}

scr_result audit_now(const struct command_context *context, char now[static 21]) {
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    struct tm parts;
    time_t at = time(NULL);
    uint64_t seconds;
    if (epoch) {
        if (!scr_count_parse(epoch, strlen(epoch), EPOCH_MOST, &seconds))
            return scr_refuse(context->diagnosis, SCR_USAGE, "SOURCE_DATE_EPOCH",
                              "is not a number of seconds since 1970");
        at = (time_t)seconds;
    }
    if (at == (time_t)-1 || !gmtime_r(&at, &parts) || strftime(now, 21, "%Y-%m-%dT%H:%M:%SZ", &parts) != 20)
        return scr_refuse(context->diagnosis, SCR_IO, "audit", "the system does not tell the time");
    return scr_done();
}

scr_result audit_print(const struct command_context *context, scr_result result, struct scr_buffer *out) {
    if (!scr_failed(result) && (fwrite(out->data, 1, out->length, stdout) != out->length || fflush(stdout)))
        result = scr_refuse(context->diagnosis, SCR_IO, "audit", "standard output could not be written");
    scr_buffer_free(out);
    return result;
}

static const struct {
    const char *name;
    scr_result (*run)(const struct command_context *context, int argc, char **argv);
} subcommands[] = {{"next", audit_next}, {"enter", audit_enter},   {"import", audit_import},
                   {"undo", audit_undo}, {"status", audit_status}, {"report", audit_report}};

static scr_result run(const struct command_context *context, int argc, char **argv) {
    for (size_t s = 0; argc > 1 && s < sizeof subcommands / sizeof *subcommands; s++)
        if (!strcmp(argv[1], subcommands[s].name)) return subcommands[s].run(context, argc - 1, argv + 1);
    return audit_usage_error(context, "what is to be done: next, enter, import, undo, status or report");
}

const struct command command_audit = {
    "audit",
    "rounds of papers to examine, and what they say",
    "usage: scrutineer-gen [--db FILE] audit next [--contest ID|NAME] [--replan] [--csv FILE] [--json]\n"
    "       scrutineer-gen [--db FILE] audit next [--contest ID|NAME] --codes\n"
    "       scrutineer-gen [--db FILE] audit enter [--contest ID|NAME] [BALLOT INTERPRETATION]\n"
    "                           [--correct --reason TEXT]\n"
    "       scrutineer-gen [--db FILE] audit import FILE.csv [--contest ID|NAME]\n"
    "       scrutineer-gen [--db FILE] audit undo [--contest ID|NAME] [--ballot BALLOT] --reason TEXT\n"
    "       scrutineer-gen [--db FILE] audit status [--contest ID|NAME] [--json]\n"
    "       scrutineer-gen [--db FILE] audit report [--contest ID|NAME] --out FILE [--draw FILE.svg]\n"
    "\n"
    "Audits the tree that 'tree --contest' published. The contest need not be named when only one has a tree.\n"
    "@next\n"
    "\n"
    "next opens the first or the next round and prints its retrieval list: where each paper lies, in the order of\n"
    "storage. The list never tells what the record says: papers are read blindly. While a round is open, next prints\n"
    "the papers that still await their interpretation. After a round with discrepancies the next one is planned anew;\n"
    "papers that were examined are not asked for again.\n"
    "\n"
    "  --replan    closes the open round early, when a discrepancy was found in it or an interpretation of an earlier\n"
    "              round was corrected to another value during it, and plans anew at once\n"
    "  --csv FILE  writes the list as CSV, with an empty column 'interpretation' for 'audit import'; a\n"
    "              list that stands there is not replaced while it has interpretations that were not imported\n"
    "  --codes     prints only what can be entered: the candidates' codes with their names, and the four words\n"
    "@enter\n"
    "\n"
    "enter takes what people agree that a paper says: a candidate by code, id or exact name, or blank, overvote,\n"
    "not-found or no-consensus. Without a ballot it goes through the list at the keyboard.\n"
    "\n"
    "  --correct   replaces an interpretation that was entered, also one of a round that is over; needs --reason. The\n"
    "              report shows what stood there, what took its place, why, and during which round. What was planned\n"
    "              stands as it is; where the winner is no longer established another round follows\n"
    "@import\n"
    "\n"
    "import reads a CSV file with the columns ballot and interpretation, or container, tabulator, batch, position and\n"
    "interpretation; other columns are passed over, and so are lines without an interpretation. If any line is wrong,\n"
    "all wrong lines are listed and nothing is entered.\n"
    "@undo\n"
    "\n"
    "undo takes back the last interpretation, or that of --ballot, in the last round; the report shows it with the\n"
    "reason.\n"
    "@report\n"
    "report writes the audit artifact, also while the audit is unfinished; --draw makes a picture of the tree with "
    "the\n"
    "papers examined so far, which shows no more than was published.\n",
    run,
};
