/* command_release.c: `release` and the table of its subcommands. */
#include "gen/command_release.h"

#include <string.h>

static const struct {
    const char *name;
    scr_result (*run)(const struct command_context *context, int argc, char **argv);
} subcommands[] = {{"announce", release_announce}, {"publish", release_publish}, {"study", release_study}};

static scr_result run_release(const struct command_context *context, int argc, char **argv) {
    for (size_t s = 0; argc > 1 && s < sizeof subcommands / sizeof *subcommands; s++)
        if (!strcmp(argv[1], subcommands[s].name)) return subcommands[s].run(context, argc - 1, argv + 1);
    return scr_refuse(context->diagnosis, SCR_USAGE, "release", "%s",
                      "what is to be done: announce, publish or study; see 'scrutineer-gen release --help'");
}

/* ISO C promises room for 4095 characters in a string; both compilers that build this have far more. */
#pragma GCC diagnostic ignored "-Woverlength-strings"
const struct command command_release = {
    "release", "private precinct releases: announce what will be counted, publish noisy counts",
    "usage: scrutineer-gen [--db FILE] release announce --contest NAME|all --epsilon E --budget TOTAL SOURCE --out "
    "FILE\n"
    "                           [OPTIONS]\n"
    "       scrutineer-gen [--db FILE] release publish --seed RECORD.xml --out FILE [--mechanism M] [--sealed-table "
    "FILE]\n"
    "                           [--replace] [--json]\n"
    "       scrutineer-gen [--db FILE] release study --public-data --contest NAME --epsilon E,E.. --seed TEXT --out "
    "FOLDER\n"
    "                           [OPTIONS]\n"
    "       scrutineer-gen release study --public-data --table FILE --levels C,C.. --counts C,C.. --epsilon E,E.. "
    "--seed "
    "TEXT\n"
    "                           --out FOLDER [OPTIONS]\n"
    "\n"
    "announce writes the measurement statement: which contests, levels and units will be counted, how noisily, and "
    "what\n"
    "it costs each voter. The charge stands in the store's ledger before the file appears, and cannot be taken back.\n"
    "Publish the statement before anybody can know the seed of its source:\n"
    "  --dice PLACE --time T               dice thrown in public; T in UTC, such as 2026-11-24T17:00:00Z\n"
    "  --beacon NAME --chain N --pulse N   one pulse of a public beacon\n"
    "  --beacon NAME --chain N --time T    its first pulse at or after T\n"
    "\n"
    "  --contest NAME|all     contests of the precinct returns (may be repeated)\n"
    "  --epsilon E            privacy loss of each contest: 1/2, 0.25, ...; smaller is noisier and safer\n"
    "  --budget TOTAL         limit of the loss of one voter over all releases; declared once\n"
    "  --adjacency A          substitute (default): protects how somebody voted; add-remove: also whether\n"
    "  --levels L1,L2,..      of state, county, municipality, precinct; default: all with several units\n"
    "  --exact LEVEL          published exactly, with the levels above it; top (default) for the whole, or none\n"
    "  --split S              how E is divided among the other levels: equal (default), best, state-heavy,\n"
    "                         tract-heavy, BG-heavy, block-heavy, or fractions such as 1/3,2/3 from the top that add "
    "up\n"
    "                         to 1. One level is heavy and weighs 6: the first (state-heavy), the last (block-heavy), "
    "the\n"
    "                         last but one (BG-heavy), the last but two (tract-heavy); levels beside the first or "
    "last\n"
    "                         weigh 3, beside another 2, the rest 1. best is for the count of one precinct\n"
    "  --mechanism M          topdown (default), toydown, toydown-nonnegative, discrete-laplace\n"
    "  --total-share F        part of each level's loss that measures the sum of all options (topdown)\n"
    "  --votes-allowed N      of contests for which neither returns nor a ballot definition say it\n"
    "  --turnout-public       ballots cast in each precinct are published exactly\n"
    "  --not-on-ballot FILE   CSV with the columns of the returns' units, contest and selection: this option is not "
    "on\n"
    "                         that precinct's ballot, which is known from the ballot definition; its count stays 0\n"
    "  --ballots-cast         count ballots cast as one more noisy option (add-remove)\n"
    "  --after-disclosure     release a contest all of whose ballots were disclosed in a tree: it protects nothing\n"
    "  --published FILE.xml   the last statement published: refuse if the store is older\n"
    "  --json                 print the summary as JSON\n"
    "\n"
    "A run that was killed is finished by running it again: it is charged once.\n"
    "\n"
    "publish draws the noise, which follows from the key committed at poll close, the statement and the seed alone, "
    "and\n"
    "writes the release artifact. The same command gives the same bytes again.\n"
    "\n"
    "  --seed RECORD.xml      the seed record of the announced release ('seed record --release N')\n"
    "  --mechanism M          another processing of the same noisy counts than the one announced\n"
    "  --sealed-table FILE    the true counts of every precinct, unanimous ones marked, for the office alone; in "
    "another\n"
    "                         folder than --out\n"
    "  --replace              publish anew, with the same noise, what was published with another mechanism\n"
    "\n"
    "study shows, on public or earlier data, what a choice of epsilon does: tables, pictures and a page in FOLDER. "
    "They\n"
    "are functions of true counts; a store with a noise key is refused.\n"
    "\n"
    "  --public-data          says that the counts are public or of an earlier election\n"
    "  --contest NAME         of the precinct returns in the store; --levels, --exact, --adjacency, --votes-allowed as "
    "above\n"
    "  --table FILE           any CSV file of counts, a line for each of the smallest units\n"
    "  --levels C,C..         its columns from the top; C:N for the first N bytes: GEOID:5,GEOID:11,GEOID\n"
    "  --counts C,C..         its columns of counts\n"
    "  --epsilon E,E..        up to 16 numbers\n"
    "  --split S              as above (may be repeated); all named ones otherwise\n"
    "  --runs N               of noise for each epsilon and split (default 16, 2 to 10000)\n"
    "  --seed TEXT            all noise follows from it: the same words give the same files\n"
    "  --districts FILE       CSV with the columns unit and district: their fragmentation and errors\n"
    "  --parts K              the Greedy district is one of K (default 4)\n"
    "  --regular N,N..        Theorem 6.2 on a hierarchy with so many children on each level: 484,4,25\n"
    "  --regression FILE      CSV with the columns unit, part, whole, known exactly: ecological regression with\n"
    "  --option NAME          the option of the table whose share is noised, as the candidate's share of votes or the\n"
    "  --noised votes|group   group's share of people\n"
    "  --others Q             what the observer of near-unanimous units holds about each other vote (default 0.98)\n",
    run_release};
