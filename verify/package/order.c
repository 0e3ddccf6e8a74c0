/* order.c: checks that what a seed is for existed before the seed was known, and that no dates contradict that: PKG-10.
 */
#include <stdlib.h>
#include <string.h>

#include "scrutineer/text.h"
#include "verify/package/days.h"
#include "verify/package/order.h"
#include "verify/tree/seed_instant.h"
#include "verify/verify.h"

static int by_time(const void *a, const void *b) {
    const struct sighting *x = a, *y = b;
    if (stamp_time_earlier(&x->time, &y->time)) return -1;
    return stamp_time_earlier(&y->time, &x->time) ? 1 : strcmp(x->path, y->path);
}

static void add_sighting(struct order *order, struct sighting sighting, const struct scr_hash *about) {
    const struct digest_index *index = &order->evidence->index;
    sighting.artifact = sighting.package ? ORDER_NEVER : digest_index_position(index, about);
    if (sighting.package || sighting.artifact < index->count) order->sightings[order->count++] = sighting;
}

/* A stamp counts when PKG-08 has nothing against it and it is by an authority that the reader names; that of a
 * statement shows what the statement is about, whoever signed it, since it names its digest. */
static void add_stamps(struct order *order) {
    const struct evidence *evidence = order->evidence;
    for (size_t i = 0; i < evidence->stamp_count; i++) {
        const struct stamped *stamped = &evidence->stamps[i];
        const struct countersignature *statement = stamped->statement;
        if (stamped->stamp.verdict != VERDICT_HOLDS || (statement && !statement->genuine)) continue;
        struct sighting sighting = {.time = stamped->stamp.latest, .path = stamped->path, .stamp = true};
        sighting.package = statement ? statement->package : stamped->package;
        add_sighting(order, sighting, statement ? &statement->statement.about : &stamped->stamp.digest);
    }
}

/* Whether the package itself is signed with this key. */
static bool signs_package(const struct package *package, const struct scr_hash *fingerprint) {
    for (size_t i = 0; i < package->signer_count; i++)
        if (package->signers[i].genuine && scr_hash_equal(&package->signers[i].fingerprint, fingerprint)) return true;
    return false;
}

static void add_countersignatures(struct order *order) {
    const struct evidence *evidence = order->evidence;
    for (size_t i = 0; i < evidence->statement_count; i++) {
        const struct countersignature *made = &evidence->statements[i];
        bool counts = made->trusted || signs_package(evidence->package, &made->statement.fingerprint);
        if (!made->genuine || (!counts && !made->doubtful)) continue;
        struct sighting sighting = {.path = made->path, .package = made->package, .admission = !made->independent};
        sighting.doubtful = !counts;
        sighting.time.microseconds = made->statement.milliseconds * 1000;
        add_sighting(order, sighting, &made->statement.about);
    }
}

/* From some artifacts down to all that they name: marks those that have no mark. */
struct spreading {
    const struct digest_index *index;
    size_t mark, *marks;
    size_t *stack, depth;
};

/* Marked when it is put down: the stack holds each position once. */
static void put_down(struct spreading *spreading, size_t position) {
    if (position == spreading->index->count || spreading->marks[position] != ORDER_NEVER) return;
    spreading->marks[position] = spreading->mark;
    spreading->stack[spreading->depth++] = position;
}

static void put_down_named(struct spreading *spreading, const struct scr_hash *digests, size_t count) {
    for (size_t i = 0; i < count; i++) put_down(spreading, digest_index_position(spreading->index, &digests[i]));
}

/* Whoever writes a digest down has what it is of. Each artifact is entered once in all, since what is earlier goes
 * first. */
static void spread(const struct digest_index *index, size_t position, size_t mark, size_t *marks, size_t *stack) {
    struct spreading spreading = {index, mark, marks, stack, 0};
    put_down(&spreading, position);
    while (spreading.depth) {
        const struct package_artifact *artifact = index->artifacts[stack[--spreading.depth]];
        put_down_named(&spreading, artifact->rests_on, artifact->rests_on_count);
        put_down_named(&spreading, artifact->supersedes, artifact->supersedes_count);
        put_down_named(&spreading, artifact->names, artifact->names_count);
    }
}

static void spread_sightings(struct order *order, size_t *stack) {
    for (size_t i = 0; i < order->count; i++) {
        const struct sighting *sighting = &order->sightings[i];
        size_t *marks = sighting->doubtful ? order->doubtful : order->spread;
        size_t *package = sighting->doubtful ? &order->doubtful_package : &order->package;
        if (!sighting->package) {
            if (!sighting->admission && order->own[sighting->artifact] == ORDER_NEVER)
                order->own[sighting->artifact] = i;
            spread(&order->evidence->index, sighting->artifact, i, marks, stack);
        } else if (*package == ORDER_NEVER) {
            *package = i;
        }
    }
}

struct listing {
    const char *date;
    size_t position;
};

static int by_date(const void *a, const void *b) {
    const struct listing *x = a, *y = b;
    int order = strcmp(x->date, y->date);
    return order ? order : (x->position > y->position) - (x->position < y->position);
}

static void spread_listings(struct order *order, struct listing *listings, size_t *stack) {
    const struct digest_index *index = &order->evidence->index;
    size_t count = 0;
    for (size_t i = 0; i < index->count; i++)
        if (index->artifacts[i]->listed) listings[count++] = (struct listing){index->artifacts[i]->listed, i};
    if (count) qsort(listings, count, sizeof *listings, by_date);
    for (size_t i = 0; i < count; i++) spread(index, listings[i].position, listings[i].position, order->listed, stack);
}

static scr_result find_sightings(struct order *order, struct scr_arena *arena) {
    const struct evidence *evidence = order->evidence;
    size_t artifacts = evidence->index.count;
    order->sightings =
        scr_arena_alloc(arena, evidence->stamp_count + evidence->statement_count, sizeof *order->sightings);
    order->own = scr_arena_alloc(arena, artifacts, sizeof *order->own);
    order->spread = scr_arena_alloc(arena, artifacts, sizeof *order->spread);
    order->doubtful = scr_arena_alloc(arena, artifacts, sizeof *order->doubtful);
    order->listed = scr_arena_alloc(arena, artifacts, sizeof *order->listed);
    struct listing *listings = scr_arena_alloc(arena, artifacts, sizeof *listings);
    size_t *stack = scr_arena_alloc(arena, artifacts, sizeof *stack);
    if (!order->sightings || !order->own || !order->spread || !order->doubtful || !order->listed || !listings || !stack)
        return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < artifacts; i++)
        order->own[i] = order->spread[i] = order->doubtful[i] = order->listed[i] = ORDER_NEVER;
    order->package = order->doubtful_package = ORDER_NEVER;
    add_stamps(order);
    add_countersignatures(order);
    if (order->count) qsort(order->sightings, order->count, sizeof *order->sightings, by_time);
    spread_sightings(order, stack);
    spread_listings(order, listings, stack);
    return scr_done();
}

/* Whether something that could count was not looked at. Where no authority is named no stamp counts. */
static bool left_out(const struct order *order) {
    const struct evidence *evidence = order->evidence;
    bool stamps = order->authorities_named && (evidence->stamps_unpaid || evidence->stamps_cut);
    return stamps || evidence->statements_cut || !evidence->package->complete;
}

/* What is known about one seed record. */
struct seed {
    const struct package_artifact *record, *announced; /* announced: what it rests on; NULL: not in the package */
    uint64_t moment;                                   /* when `timed`: it is known */
    bool timed;
    const struct sighting *before; /* the first of what was announced; NULL: none */
    /* What shows that the seed was known too early, and the publisher's own words that say so; NULL: nothing. */
    const struct sighting *early;
    const struct package_artifact *listed; /* its Date in the index is before the moment */
    const char *bagged;                    /* the Bagging-Date */
    const char *seeded;                    /* a Date in the index of what has a seed from the same dice */
    const struct sighting *doubtful;       /* would be `early`, were the key still within its period */
    bool future;                           /* the moment is still to come, by the clock */
    enum verdict verdict;
};

/* What contradicts the moment. */
static void contradict(const struct order *order, size_t early, size_t listed, struct seed *seed) {
    const struct evidence *evidence = order->evidence;
    const struct package *package = evidence->package;
    uint64_t today;
    if (order->package < early) early = order->package; /* in order of time */
    if (early != ORDER_NEVER && stamp_time_before(&order->sightings[early].time, seed->moment))
        seed->early = &order->sightings[early];
    if (listed != ORDER_NEVER && day_well_before(evidence->index.artifacts[listed]->listed, seed->moment))
        seed->listed = evidence->index.artifacts[listed];
    if (seed->record->announced && seed->announced && seed->announced->seeded &&
        day_well_before(seed->announced->seeded, seed->moment))
        seed->seeded = seed->announced->seeded;
    if (package->bag_info_signed && day_well_before(package->bagging_date, seed->moment))
        seed->bagged = package->bagging_date;
    seed->future = day_number(evidence->trust->today, &today) && seed->moment / DAY_MILLISECONDS > today + 1;
}

static const struct sighting *doubtful_before(const struct order *order, size_t position, uint64_t moment) {
    size_t first = order->doubtful_package;
    if (position < order->evidence->index.count && order->doubtful[position] < first) first = order->doubtful[position];
    if (first == ORDER_NEVER || !stamp_time_before(&order->sightings[first].time, moment)) return NULL;
    return &order->sightings[first];
}

static struct seed examine(const struct order *order, const struct package_artifact *record) {
    const struct digest_index *index = &order->evidence->index;
    struct seed seed = {.record = record, .verdict = VERDICT_UNDECIDED};
    size_t own = digest_index_position(index, &record->hash), below = index->count;
    if (record->rests_on_count) below = digest_index_position(index, &record->rests_on[0]);
    if (below < index->count) seed.announced = index->artifacts[below];
    if (below < index->count && order->own[below] != ORDER_NEVER) seed.before = &order->sightings[order->own[below]];
    seed.timed = record->moment && instant_parse(record->moment, &seed.moment);
    if (!seed.timed) return seed;
    contradict(order, own < index->count ? order->spread[own] : ORDER_NEVER,
               own < index->count ? order->listed[own] : ORDER_NEVER, &seed);
    seed.doubtful = doubtful_before(order, own, seed.moment);
    if (seed.early || seed.listed || seed.bagged || seed.seeded)
        seed.verdict = VERDICT_REFUTED;
    else if (!seed.future && !seed.doubtful && seed.before && stamp_time_before(&seed.before->time, seed.moment))
        seed.verdict = left_out(order) ? VERDICT_UNDECIDED : VERDICT_HOLDS; /* what was left out could refute it */
    return seed;
}

/* Before what: "the seed became known at", and the time follows. When dice were thrown is the publisher's word. */
static const char *before_what(const struct package_artifact *record) {
    return record->announced ? "the dice, announced for" : "the seed became known at";
}

/* A stamp shows what it is of; a countersigner says it. */
const char *order_tells(const struct sighting *sighting) { return sighting->stamp ? "shows" : "says"; }

static void explain_open(const struct order *order, const struct seed *seed, struct places *places) {
    const struct evidence *evidence = order->evidence;
    const char *path = seed->record->path;
    struct scr_arena names = {0};
    char time[STAMP_TIME_SIZE] = "";
    if (seed->before) stamp_time_text(&seed->before->time, time);
    if (!seed->timed)
        places_add(places, VERDICT_UNDECIDED, path,
                   "when the seed became known, it does not tell, or what tells it does not hold (TPT-04, TPT-05)");
    else if (seed->future)
        places_add(places, VERDICT_UNDECIDED, path,
                   "by this computer's clock the moment lies in the future: the seed was known too early, or the clock "
                   "is wrong (the moment is %s, today is %s)",
                   seed->record->moment, evidence->trust->today);
    else if (!seed->announced)
        places_add(places, VERDICT_UNDECIDED, path, "what it rests on is not in the package");
    else if (seed->before && !stamp_time_before(&seed->before->time, seed->moment))
        places_add(places, VERDICT_UNDECIDED, path,
                   "%s %s; the first that %s that %s existed, %s, is of %s, which is not before",
                   seed->record->announced ? "the dice were announced for" : "the seed became known at",
                   seed->record->moment, order_tells(seed->before), places_name(&names, seed->announced->path),
                   seed->before->path, time);
    else if (!seed->before &&
             !places->count[VERDICT_REFUTED]) /* what would show the order is not asked for when it is refuted */
        places_add(places, VERDICT_UNDECIDED, path, "nothing that you trust shows that %s existed before %s %s%s%s",
                   places_name(&names, seed->announced->path), before_what(seed->record), seed->record->moment,
                   evidence->stamp_count && !order->authorities_named
                       ? "; there are time stamps: name the authorities that you trust with --tsa"
                       : "",
                   evidence->statement_count && !evidence->trust->list
                       ? "; there are countersignatures: list the keys that you trust with --trust"
                       : "");
    if (seed->doubtful) {
        stamp_time_text(&seed->doubtful->time, time);
        places_add(places, VERDICT_UNDECIDED, path,
                   "%s says that %s existed at %s, before %s %s; you list its key, but not for today",
                   seed->doubtful->path, seed->doubtful->package ? "this package" : "it, or what names its SHA-256,",
                   time, before_what(seed->record), seed->record->moment);
    }
    scr_arena_free(&names);
}

static void explain_early(const struct seed *seed, struct places *places) {
    const struct package_artifact *record = seed->record;
    const char *source = record->announced ? "dice" : "pulse", *path = record->path;
    struct scr_arena names = {0};
    char time[STAMP_TIME_SIZE];
    if (seed->early) {
        stamp_time_text(&seed->early->time, time);
        places_add(places, VERDICT_REFUTED, path, "%s %s, but %s %s that %s at %s: it was known too early",
                   record->announced ? "the seed is said to come from dice announced for"
                                     : "the seed is said to have become known at",
                   record->moment, seed->early->path, order_tells(seed->early),
                   seed->early->package ? "this package with the seed existed"
                                        : "it, or what names its SHA-256, existed",
                   time);
    }
    if (seed->listed == record)
        places_add(places, VERDICT_REFUTED, path,
                   "the publisher's own index dates the seed record %s, before the %s of %.10s", record->listed, source,
                   record->moment);
    else if (seed->listed)
        places_add(places, VERDICT_REFUTED, path,
                   "the publisher's own index dates %s, which names the seed record, %s, before the %s of %.10s",
                   places_name(&names, seed->listed->path), seed->listed->listed, source, record->moment);
    if (seed->seeded && !seed->listed)
        places_add(places, VERDICT_REFUTED, path,
                   "the publisher's own index dates a seed record or release %s that rests on %s, as this one does, "
                   "before the dice of %.10s",
                   seed->seeded, places_name(&names, seed->announced->path), record->moment);
    if (seed->bagged)
        places_add(places, VERDICT_REFUTED, path,
                   "the publisher's own Bagging-Date of the package with the seed record is %s, before the %s of %.10s",
                   seed->bagged, source, record->moment);
    scr_arena_free(&names);
}

static scr_result json(const struct seed *seed, struct scr_buffer *out) {
    const struct sighting *shown = seed->verdict == VERDICT_REFUTED ? seed->early : seed->before;
    const char *dated = seed->listed ? seed->listed->listed : seed->bagged ? seed->bagged : seed->seeded;
    char time[STAMP_TIME_SIZE];
    SCR_TRY(scr_buffer_text(out, out->length > 1 ? ", {\"seed\": " : "{\"seed\": "));
    SCR_TRY(scr_text_json(out, seed->record->path));
    SCR_TRY(scr_buffer_print(out, ", \"verdict\": \"%s\"", verdict_word(seed->verdict)));
    if (seed->timed)
        SCR_TRY(scr_buffer_print(out, ", \"moment\": \"%s\", \"announced\": %s", seed->record->moment,
                                 seed->record->announced ? "true" : "false"));
    if (dated) SCR_TRY(scr_buffer_print(out, ", \"dated\": \"%s\"", dated));
    if (shown) {
        stamp_time_text(&shown->time, time);
        SCR_TRY(scr_buffer_print(out, ", \"shown_by\": \"%s\", \"existed\": \"%s\"", shown->path, time));
    }
    return scr_buffer_text(out, "}");
}

static bool is_seed(const struct package_artifact *artifact) { return !strcmp(artifact->kind, "seed-record"); }

/* What was not looked at is not asked for when something refutes. */
static void explain_left_out(const struct order *order, struct places *places) {
    static const char asked[] = "may show what is asked here, or that a seed was known too early";
    const struct evidence *evidence = order->evidence;
    if (places->count[VERDICT_REFUTED]) return;
    if (order->authorities_named && evidence->stamps_unpaid)
        places_add(places, VERDICT_UNDECIDED, "timestamps/",
                   "%zu time stamp%s not looked at, since the work allowed for them has ended (--budget); %s %s",
                   evidence->stamps_unpaid, evidence->stamps_unpaid == 1 ? " was" : "s were",
                   evidence->stamps_unpaid == 1 ? "it" : "they", asked);
    if (order->authorities_named && evidence->stamps_cut)
        places_add(places, VERDICT_UNDECIDED, "timestamps/", "not all time stamps were looked at (PKG-08); others %s",
                   asked);
    if (evidence->statements_cut)
        places_add(places, VERDICT_UNDECIDED, "countersignatures/",
                   "not all statements were looked at (PKG-09); others %s", asked);
    package_add_incomplete(evidence->package, places);
}

/* After all that refutes. */
static void tell_open(const struct order *order, struct places *places) {
    const struct evidence *evidence = order->evidence;
    for (size_t i = 0; i < evidence->artifact_count; i++) {
        if (!is_seed(&evidence->artifacts[i])) continue;
        struct seed seed = examine(order, &evidence->artifacts[i]);
        if (seed.verdict == VERDICT_UNDECIDED) explain_open(order, &seed, places);
    }
    explain_left_out(order, places);
}

static scr_result report(const struct order *order, struct findings *findings) {
    const struct evidence *evidence = order->evidence;
    struct places places = {0};
    struct scr_buffer facts = {0};
    struct scr_arena names = {0};
    struct seed first = {0};
    char time[STAMP_TIME_SIZE] = "";
    size_t seeds = 0;
    scr_result result = evidence->facts ? scr_buffer_text(&facts, "[") : scr_done();
    for (size_t i = 0; i < evidence->artifact_count && !scr_failed(result); i++) {
        if (!is_seed(&evidence->artifacts[i])) continue;
        struct seed seed = examine(order, &evidence->artifacts[i]);
        if (!seeds++) first = seed;
        if (seed.verdict == VERDICT_REFUTED) explain_early(&seed, &places);
        if (evidence->facts) result = json(&seed, &facts);
    }
    if (!scr_failed(result)) order_compare_dates(order, &places);
    if (!scr_failed(result) && seeds) tell_open(order, &places);
    if (!scr_failed(result) && evidence->facts) result = scr_buffer_text(&facts, "]");
    if (scr_failed(result)) goto done;
    if (!seeds) { /* nothing is asked then but that dates do not contradict one another */
        if (places.count[VERDICT_REFUTED]) result = places_report(&places, findings, "PKG-10", " ");
        goto done;
    }
    if (evidence->facts) {
        char *json = (char *)facts.data;
        facts = (struct scr_buffer){0};
        SCR_TRY_OR(result, findings_fact(findings, "order", json), done);
    }
    if (first.before) stamp_time_text(&first.before->time, time);
    result = places_report(&places, findings, "PKG-10", "%s existed at %s, as %s %s, before %s %s%s.",
                           first.announced ? places_name(&names, first.announced->path) : "", time,
                           first.before ? first.before->path : "", first.before ? order_tells(first.before) : "",
                           before_what(first.record), first.record->moment ? first.record->moment : "",
                           seeds > 1 ? "; so it is with every seed record" : "");
done:
    scr_arena_free(&names);
    scr_buffer_free(&facts);
    places_free(&places);
    return result;
}

scr_result check_pkg10(struct evidence *evidence, bool authorities_named, struct findings *findings) {
    struct order order = {.evidence = evidence, .authorities_named = authorities_named};
    struct scr_arena arena = {0};
    scr_result result = find_sightings(&order, &arena);
    if (!scr_failed(result)) result = report(&order, findings);
    scr_arena_free(&arena);
    return result;
}
