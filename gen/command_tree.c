/* command_tree.c: `tree` and the table of its subcommands. */
#include <string.h>

#include "gen/command_tree.h"

scr_result tree_usage_error(const struct command_context *context, const char *words) {
    return scr_refuse(context->diagnosis, SCR_USAGE, "tree", "%s; see 'scrutineer-gen tree --help'", words);
}

static const struct {
    const char *name;
    scr_result (*run)(const struct command_context *context, int argc, char **argv);
} subcommands[] = {{"odds", tree_odds}, {"simulate", tree_simulation}, {"draw", tree_drawing}};

static scr_result run_tree(const struct command_context *context, int argc, char **argv) {
    for (size_t s = 0; argc > 1 && s < sizeof subcommands / sizeof *subcommands; s++)
        if (!strcmp(argv[1], subcommands[s].name)) return subcommands[s].run(context, argc - 1, argv + 1);
    if (argc > 1 && argv[1][0] == '-') return tree_publish(context, argc, argv);
    return tree_usage_error(context, "what is to be done: --contest, odds, simulate or draw");
}

const struct command command_tree = {
    "tree",
    "ternary plurality trees: publish one with its audit plan, odds, mock audits, pictures",
    "usage: scrutineer-gen [--db FILE] tree --contest ID|NAME --seed SEED|RECORD.xml --out FILE [--plan "
    "least|classic]\n"
    "                           [--disclose plan|all] [--draw FILE.svg] [--memory MIB] [--replace] [--json]\n"
    "                           [--arrangement scrutineer1|rivest2019] [--arity K] [--replicate R]\n"
    "       scrutineer-gen tree odds --shares S1:S2[:..]|--contest ID|NAME [--ballots N] [--arity K] [--want P]\n"
    "                           [--risk-limit A] [--json]\n"
    "       scrutineer-gen tree simulate --triples R:A:COUNT[,..] --seed SEED [--plan least|classic|recursive]\n"
    "                           [--arrangement scrutineer1|rivest2019] [--arity K] [--replicate R] [--memory MIB] "
    "[--json]\n"
    "       scrutineer-gen tree draw --triples R:A:COUNT[,..] --seed SEED [--plan least|classic|recursive] [--audit]\n"
    "                           [--arrangement scrutineer1|rivest2019] [--arity K] [--title TEXT] [--out FILE]\n"
    "@-\n"
    "\n"
    "tree --contest publishes the tree of a contest that was committed to, with its audit plan: the papers that\n"
    "establish the TPT winner whatever the others say. Arrangement, arity and replication are those of the "
    "commitment.\n"
    "\n"
    "  --seed          the seed record (a file NAME.xml), or a seed that nobody can trace\n"
    "  --plan          least (the default): the fewest papers; classic: the published rule, refused when it "
    "establishes\n"
    "                  nothing\n"
    "  --disclose      plan (the default): only the ballots of the plan are published, with a proof that they are "
    "those\n"
    "                  committed to; all: every ballot, so that anyone can count every batch\n"
    "  --draw FILE     a picture too, which shows no more than is published\n"
    "  --replace       supersedes a tree of the contest that was published before\n"
    "@odds\n"
    "\n"
    "tree odds tells, before any ballot is arranged, how likely a plurality tree names the plurality winner, how many\n"
    "times the list of ballots would have to be replicated for a wanted probability, how many papers the audit would\n"
    "take, and how many a risk-limiting audit would.\n"
    "\n"
    "  --shares        votes of each candidate, blanks left out; only their proportions count when --ballots is given\n"
    "  --contest       votes of an imported contest of one vote a ballot; its ballots are those of the manifest\n"
    "  --ballots N     ballots in the contest (default: the sum of the shares, or the manifest's)\n"
    "  --arity K       children of a node, 2 to 5 (default 3)\n"
    "@odds\n"
    "  --want P        wanted probability of agreement, a decimal between 0 and 1 (default 0.999)\n"
    "  --risk-limit A  of the risk-limiting audit, a decimal between 0 and 1 (default 0.05)\n"
    "@simulate|draw\n"
    "\n"
    "tree simulate audits a mock election. Each triple says how many papers are recorded for R and say A. Candidates "
    "are\n"
    "any names, '-' a blank, overvoted or invalid ballot, '?' as A a paper that cannot be found.\n"
    "\n"
    "  --seed SEED     for rivest2019 a decimal integer, for scrutineer1 any text\n"
    "  --plan          least (the default): the fewest papers that establish the winner; classic: the published rule;\n"
    "                  recursive: a quick near-least plan, also given when least does not fit the memory\n"
    "  --arrangement   scrutineer1 (the default; of a mock election, with contest \"mock\" and a context of 32 zero "
    "bytes)\n"
    "                  or rivest2019, the published one\n"
    "  --arity K       children of a node, 2 to 5 (default 3)\n"
    "@simulate\n"
    "  --replicate R   the list of ballots R times (default 1)\n"
    "  --memory MIB    what planning may take (default 1024)\n"
    "  --method        tree (the default), or grouping: also tells who wins when the same votes are grouped by "
    "threes,\n"
    "                  round after round (Rivest's method 1; with 3^d ballots it names the tree's winner)\n"
    "  --json          the result as JSON\n"
    "@draw\n"
    "\n"
    "tree draw makes a picture (SVG, a landscape page) of the tree of a mock election: bold lines lead to the ballots "
    "of\n"
    "the plan. Of large trees the top is drawn, with the number of ballots below. Other options as above.\n"
    "\n"
    "  --audit         draws the ballots that a mock audit examined, and the values as it left them\n"
    "  --title TEXT    of the contest\n"
    "  --out FILE      where the picture goes (default: standard output)\n",
    run_tree,
};
