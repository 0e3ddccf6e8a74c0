/* options.h: the ways in which each contest's candidates could be counted from other targets without anything being
 * noticed at that contest alone: targets of the same totals, no ballot overvoted. What remains is to combine them
 * (undetected.h). */
#ifndef GEN_DECK_OPTIONS_H
#define GEN_DECK_OPTIONS_H

#include "gen/deck/marks.h"

/* A unit of the search: a competitive contest, or one noncompetitive candidate, which no ballot ever overvotes. */
struct unit {
    uint32_t first, n, v;        /* candidates first .. first + n - 1; v = 0: no limit */
    size_t options, options_end; /* its options: indices into option_list.options */
};

/* Candidate units[unit].first + i is counted from target images[i]; at least one of them moves. */
struct option {
    size_t images; /* place in option_list.option_images */
    bool live;
};

struct option_list {
    const struct shape *shape;
    const struct marks *marks;
    struct unit *units; /* contests in order, then the noncompetitive candidates */
    size_t unit_count;
    uint32_t *unit_of, *total; /* by candidate */
    size_t *start; /* candidate c may be counted from images[start[c]] .. images[start[c + 1] - 1], itself first */
    uint32_t *images;
    struct option *options;
    size_t option_count;
    uint32_t *option_images;
    uint64_t work; /* counted effort left */
    bool complete; /* every option is listed: neither effort nor room ran out */
    struct option_room *room;
};

SCR_MUST_CHECK scr_result options_new(const struct shape *shape, size_t ballots, struct option_list *list);
void options_free(struct option_list *list);

/* Totals and images by total. */
SCR_MUST_CHECK scr_result options_images(struct option_list *list, const struct marks *marks);
/* After options_images: lists the options of all units from `from` on; units before it stay in place. */
SCR_MUST_CHECK scr_result options_list(struct option_list *list, size_t from);
/* Strikes out options that cannot be part of any exchange, until nothing changes: an option that takes a target which
 * no live option of the target's own unit gives up, or that gives up a target which no live option takes. Returns
 * whether any is left. */
bool options_strike(struct option_list *list);

#endif
