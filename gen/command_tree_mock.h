/* command_tree_mock.h: mock elections given on the command line, for `tree simulate` and `tree draw`. */
#ifndef GEN_COMMAND_TREE_MOCK_H
#define GEN_COMMAND_TREE_MOCK_H

#include "gen/tree/simulate.h"
#include "scrutineer/bytes.h"

/* Zero-initialise; release with tree_mock_free, also after a failure. */
struct tree_mock {
    struct scr_arena arena; /* owns the names */
    const char *names[TREE_CANDIDATES_MOST];
    unsigned candidates;
    struct tree_triple *triples; /* owned */
    size_t triple_count, capacity;
};

/* R:A:COUNT,R:A:COUNT,..: so many papers recorded as R that say A. Names of 1 to 200 bytes are candidates as they
 * occur; "-" is a missing vote, "?" as A a paper that cannot be found. False when it does not read so. */
bool tree_mock_parse(const char *text, struct tree_mock *mock);
void tree_mock_free(struct tree_mock *mock);

/* "classic", "least", "recursive". */
bool tree_mock_plan(const char *name, enum tree_plan_kind *plan);

#endif
