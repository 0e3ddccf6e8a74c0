/* produce.h: from an election to a folder of decks: artifacts/ to publish, sheets/ to print. */
#ifndef GEN_DECK_PRODUCE_H
#define GEN_DECK_PRODUCE_H

#include "gen/deck/deck.h"
#include "gen/deck/predecessors.h"
#include "gen/deck/solve.h"
#include "scrutineer/file.h"

enum deck_method { METHOD_SWAP_SAFE, METHOD_HEURISTIC, METHOD_LEGAL, METHOD_DISTINCT, METHOD_SINGLE };
/* "swap-safe", "heuristic", ..; false when there is no such method. */
bool deck_method_parse(const char *name, enum deck_method *method);

struct produce_options {
    const char *style; /* id of the one style wanted, or NULL for all */
    const struct deck_rules *rules;
    enum deck_method method;
    struct solve_options solve;
    bool sheets;
    const char *swap;            /* attack: the swap to hide; needs style */
    struct predecessors *before; /* what the new artifacts supersede; empty: nothing */
    void (*progress)(void *context, const char *what, size_t done, size_t all);
    void *context;
};

struct produce_summary {
    size_t styles, shapes, straight_party_decks, ballots;
    size_t minimal, gaps, reused, by_cuts, iterations, repairs, shortest, longest;
    size_t by_bound[5]; /* styles by what proves their lower bound: L1, L2, L3, L4, search */
};

/* Writes artifacts/ballot-definition.xml, artifacts/deck-STYLE.xml, artifacts/proof-*.drat,
 * artifacts/straight-party-STYLE.xml and the papers below sheets/ into `folder`. Notes say what could not be made. */
SCR_MUST_CHECK scr_result produce_decks(const struct election *election, const struct produce_options *options,
                                        struct scr_folder *folder, struct produce_summary *summary,
                                        struct scr_diagnosis *notes, struct scr_diagnosis *diagnosis);

#endif
