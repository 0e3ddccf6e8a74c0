/* command_tree_mock.h: mock elections given on the command line, for `tree simulate` and `tree draw`. */
#ifndef GEN_COMMAND_TREE_MOCK_H
#define GEN_COMMAND_TREE_MOCK_H

#include "gen/command_tree.h"
#include "gen/tree/simulate.h"
#include "scrutineer/bytes.h"

/* Release with tree_mock_free, also after a failure. */
struct tree_mock {
    struct scr_arena arena; /* owns the names */
    const char *names[TREE_CANDIDATES_MOST];
    unsigned candidates;
    struct tree_triple *triples; /* owned */
    size_t triple_count, capacity;
    struct tree_seed seed;
    enum tree_plan_kind plan;
    unsigned arity;
};

/* What options do not say. */
#define TREE_MOCK_DEFAULTS                                                                                             \
    { .seed = {.kind = TREE_SCRUTINEER1, .contest = "mock"}, .plan = TREE_PLAN_LEAST, .arity = 3 }

/* Rows of a getopt table for what every mock election is given by, and their part of its switch. */
#define TREE_MOCK_OPTIONS                                                                                              \
    {"triples", required_argument, NULL, 't'}, {"seed", required_argument, NULL, 's'},                                 \
        {"arrangement", required_argument, NULL, 'a'}, {"plan", required_argument, NULL, 'p'}, {                       \
        "arity", required_argument, NULL, 'k'                                                                          \
    }
SCR_MUST_CHECK scr_result tree_mock_option(const struct command_context *context, int option, const char *value,
                                           struct tree_mock *mock);
/* Behind the last option: refuses a mock election without triples or seed, and a further word (NULL: none). */
SCR_MUST_CHECK scr_result tree_mock_complete(const struct command_context *context, const char *command,
                                             const char *more, const struct tree_mock *mock);
/* The value of --arity. */
SCR_MUST_CHECK scr_result tree_arity_option(const struct command_context *context, const char *value, unsigned *arity);

/* R:A:COUNT,R:A:COUNT,..: so many papers recorded as R that say A. Names of 1 to 200 bytes are candidates as they
 * occur; "-" is a missing vote, "?" as A a paper that cannot be found. False when it does not read so. */
bool tree_mock_parse(const char *text, struct tree_mock *mock);
void tree_mock_free(struct tree_mock *mock);

/* "classic", "least", "recursive". */
bool tree_mock_plan(const char *name, enum tree_plan_kind *plan);

#endif
