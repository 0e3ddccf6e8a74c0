/* order_dates.c: dates and times of the publisher that cannot all be true, whatever his clock and his time zone. */
#include <string.h>

#include "verify/package/days.h"
#include "verify/package/order.h"
#include "verify/tree/seed_instant.h"

static void compare_bagging(const struct order *order, struct places *places) {
    const struct package *package = order->evidence->package;
    char time[STAMP_TIME_SIZE];
    if (order->package == ORDER_NEVER || !package->bag_info_signed) return;
    const struct sighting *seen = &order->sightings[order->package];
    stamp_time_text(&seen->time, time);
    if (days_well_apart(time, package->bagging_date))
        places_add(places, VERDICT_REFUTED, tag_names[TAG_BAG_INFO],
                   "the Bagging-Date is %s, but %s %s that this package existed at %s", package->bagging_date,
                   seen->path, order_tells(seen), time);
}

/* The earliest that shows that the audit was written: of it, of what rests on it, of the package. */
static const struct sighting *first_seen(const struct order *order, const struct package_artifact *audit) {
    const struct digest_index *index = &order->evidence->index;
    size_t position = digest_index_position(index, &audit->hash), first = order->package;
    if (position < index->count && order->spread[position] < first) first = order->spread[position];
    return first == ORDER_NEVER ? NULL : &order->sightings[first];
}

static void compare_seen(const struct order *order, const struct package_artifact *audit, struct places *places) {
    const struct sighting *seen = first_seen(order, audit);
    char time[STAMP_TIME_SIZE];
    uint64_t last;
    if (!seen || !instant_parse(audit->corrected_last, &last) || last < DAY_MILLISECONDS ||
        !stamp_time_before(&seen->time, last - DAY_MILLISECONDS))
        return;
    stamp_time_text(&seen->time, time);
    places_add(places, VERDICT_REFUTED, audit->path,
               "it has a correction of %s, but %s %s that %s existed at %s, more than a day before",
               audit->corrected_last, seen->path, order_tells(seen), seen->package ? "this package" : "it", time);
}

/* The seed of the tree that is audited: which papers were read follows from it. */
static void compare_seed(const struct order *order, const struct package_artifact *audit,
                         const struct package_artifact *tree, struct places *places) {
    const struct digest_index *index = &order->evidence->index;
    uint64_t first, moment;
    for (size_t i = 0; i < tree->rests_on_count; i++) {
        const struct package_artifact *seed = digest_index_find(index, &tree->rests_on[i]);
        if (!seed || !seed->moment || !instant_parse(seed->moment, &moment) ||
            !instant_parse(audit->corrected_first, &first) || moment < DAY_MILLISECONDS ||
            first >= moment - DAY_MILLISECONDS)
            continue;
        places_add(
            places, VERDICT_REFUTED, audit->path,
            "it has a correction of %s, more than a day before %s %s, from which it follows which papers are read",
            audit->corrected_first, seed->announced ? "the dice were announced for" : "the pulse of", seed->moment);
    }
}

void order_compare_dates(const struct order *order, struct places *places) {
    const struct evidence *evidence = order->evidence;
    compare_bagging(order, places);
    for (size_t i = 0; i < evidence->artifact_count; i++) {
        const struct package_artifact *audit = &evidence->artifacts[i];
        if (!audit->corrected_first) continue;
        compare_seen(order, audit, places);
        for (size_t k = 0; k < audit->rests_on_count; k++) {
            const struct package_artifact *tree = digest_index_find(&evidence->index, &audit->rests_on[k]);
            if (tree) compare_seed(order, audit, tree, places);
        }
    }
}
