/* zones.c: fills zones greedily, then moves options between zones along shortest paths until every demand is met. */
#include "verify/release/zones.h"

#include <stdlib.h>

#include "scrutineer/bytes.h"

struct filling {
    const struct zones *zones;
    int64_t *left, *missing; /* of options, of zones */
    size_t *queue;           /* zones to look at */
    size_t *taken_for;       /* option -> the zone that wants it + 1; 0: not reached */
    size_t *given_by;        /* zone -> the option it would give away for the one it wants + 1 */
};

static size_t at(const struct zones *zones, size_t zone, size_t option) { return zone * zones->options + option; }

static void fill_greedily(struct filling *filling) {
    const struct zones *zones = filling->zones;
    for (size_t zone = 0; zone < zones->zones; zone++)
        for (size_t option = 0; option < zones->options && filling->missing[zone]; option++) {
            int64_t part =
                filling->left[option] < filling->missing[zone] ? filling->left[option] : filling->missing[zone];
            if (!zones->first[at(zones, zone, option)]) continue;
            zones->flows[at(zones, zone, option)] += part;
            filling->left[option] -= part;
            filling->missing[zone] -= part;
        }
}

/* Follows the wishes back from `option`, which has something left, to the zone where the search began; the first pass
 * finds how much can move, the second moves it. */
static void move(struct filling *filling, size_t option, size_t start) {
    const struct zones *zones = filling->zones;
    int64_t amount = filling->left[option];
    if (filling->missing[start] < amount) amount = filling->missing[start];
    for (size_t wanted = option, zone; (zone = filling->taken_for[wanted] - 1) != start;) {
        wanted = filling->given_by[zone] - 1;
        if (zones->flows[at(zones, zone, wanted)] < amount) amount = zones->flows[at(zones, zone, wanted)];
    }
    filling->left[option] -= amount;
    filling->missing[start] -= amount;
    for (size_t wanted = option;;) {
        size_t zone = filling->taken_for[wanted] - 1;
        zones->flows[at(zones, zone, wanted)] += amount;
        if (zone == start) return;
        wanted = filling->given_by[zone] - 1;
        zones->flows[at(zones, zone, wanted)] -= amount;
    }
}

/* A zone in want asks for options; of an option with nothing left it asks the zones that have it, which ask for others
 * in their turn. False when nothing can be had. */
static bool improve(struct filling *filling, size_t start) {
    const struct zones *zones = filling->zones;
    size_t head = 0, tail = 0;
    for (size_t option = 0; option < zones->options; option++) filling->taken_for[option] = 0;
    for (size_t zone = 0; zone < zones->zones; zone++) filling->given_by[zone] = 0;
    filling->queue[tail++] = start;
    while (head < tail) {
        size_t zone = filling->queue[head++];
        for (size_t option = 0; option < zones->options; option++) {
            if (filling->taken_for[option] || !zones->first[at(zones, zone, option)]) continue;
            filling->taken_for[option] = zone + 1;
            if (filling->left[option]) {
                move(filling, option, start);
                return true;
            }
            for (size_t giver = 0; giver < zones->zones; giver++) {
                if (giver == start || filling->given_by[giver] || !zones->flows[at(zones, giver, option)]) continue;
                filling->given_by[giver] = option + 1;
                filling->queue[tail++] = giver;
            }
        }
    }
    return false;
}

static enum zones_outcome fill(struct filling *filling, struct budget *budget) {
    const struct zones *zones = filling->zones;
    uint64_t round = (uint64_t)zones->zones * zones->options + zones->options;
    if (!budget_spend(budget, round)) return ZONES_BUDGET;
    fill_greedily(filling);
    for (size_t zone = 0; zone < zones->zones; zone++)
        while (filling->missing[zone]) {
            if (!budget_spend(budget, 2 * round)) return ZONES_BUDGET;
            if (!improve(filling, zone)) return ZONES_NONE;
        }
    return ZONES_FILLED;
}

scr_result zones_fill(const struct zones *zones, struct budget *budget, enum zones_outcome *outcome) {
    size_t options = zones->options, count = zones->zones;
    struct filling filling = {.zones = zones};
    filling.left = calloc(options + 1, sizeof *filling.left);
    filling.missing = calloc(count + 1, sizeof *filling.missing);
    size_t *room = calloc(options + 2 * count + 1, sizeof *room);
    scr_result result = {filling.left && filling.missing && room ? SCR_DONE : SCR_MEMORY};
    if (!scr_failed(result)) {
        filling.taken_for = room;
        filling.given_by = room + options;
        filling.queue = room + options + count;
        for (size_t option = 0; option < options; option++)
            filling.left[option] = zones->sums ? zones->sums[option] : INT64_MAX;
        for (size_t zone = 0; zone < count; zone++) filling.missing[zone] = zones->demands[zone];
        *outcome = fill(&filling, budget);
    }
    free(filling.left);
    free(filling.missing);
    free(room);
    return result;
}
