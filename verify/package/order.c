/* order.c: checks that what a seed is for existed before the seed was known: PKG-10. */
#include <stdlib.h>
#include <string.h>

#include "scrutineer/text.h"
#include "verify/package/evidence.h"
#include "verify/tree/seed_instant.h"
#include "verify/verify.h"

/* Somebody whom the reader trusts saw something no later than at a time. */
struct sighting {
    struct stamp_time time;
    const char *path; /* of the time stamp or the statement */
    bool stamp;       /* else the word of an independent countersigner */
    bool package;     /* he saw the whole package; else: */
    size_t artifact;  /* position in the index by digest */
};

#define NEVER SIZE_MAX

/* Sightings, the earliest first, and which is the first of each artifact, by position: of it itself, and of it or of
 * anything that rests on it, directly or not, and so names its digest. NEVER: of nothing. */
struct order {
    const struct evidence *evidence;
    struct sighting *sightings;
    size_t count;
    size_t *own, *spread;
    size_t package; /* first sighting of the package */
};

static int by_time(const void *a, const void *b) {
    const struct sighting *x = a, *y = b;
    if (stamp_time_earlier(&x->time, &y->time)) return -1;
    return stamp_time_earlier(&y->time, &x->time) ? 1 : strcmp(x->path, y->path);
}

static void add_sighting(struct order *order, struct sighting sighting, const struct scr_hash *about) {
    const struct digest_index *index = &order->evidence->index;
    sighting.artifact = sighting.package ? NEVER : digest_index_position(index, about);
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

static void add_countersignatures(struct order *order) {
    const struct evidence *evidence = order->evidence;
    for (size_t i = 0; i < evidence->statement_count; i++) {
        const struct countersignature *made = &evidence->statements[i];
        if (!made->independent) continue;
        struct sighting sighting = {.path = made->path, .package = made->package};
        sighting.time.microseconds = made->statement.milliseconds * 1000;
        add_sighting(order, sighting, &made->statement.about);
    }
}

/* From the artifact of one sighting down to all that it rests on. Each artifact is entered once in all, since earlier
 * sightings go first. */
static void spread(struct order *order, size_t sighting, size_t *stack) {
    const struct digest_index *index = &order->evidence->index;
    size_t depth = 0, position = order->sightings[sighting].artifact;
    if (order->own[position] == NEVER) order->own[position] = sighting;
    if (order->spread[position] != NEVER) return;
    order->spread[position] = sighting;
    stack[depth++] = position;
    while (depth) {
        const struct package_artifact *artifact = index->artifacts[stack[--depth]];
        for (size_t i = 0; i < artifact->rests_on_count; i++) {
            size_t below = digest_index_position(index, &artifact->rests_on[i]);
            if (below == index->count || order->spread[below] != NEVER) continue;
            order->spread[below] = sighting; /* marked when it is put down: the stack holds each position once */
            stack[depth++] = below;
        }
    }
}

static scr_result find_sightings(struct order *order, struct scr_arena *arena) {
    const struct evidence *evidence = order->evidence;
    size_t artifacts = evidence->index.count;
    order->sightings =
        scr_arena_alloc(arena, evidence->stamp_count + evidence->statement_count, sizeof *order->sightings);
    order->own = scr_arena_alloc(arena, artifacts, sizeof *order->own);
    order->spread = scr_arena_alloc(arena, artifacts, sizeof *order->spread);
    size_t *stack = scr_arena_alloc(arena, artifacts, sizeof *stack);
    if (!order->sightings || !order->own || !order->spread || !stack) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < artifacts; i++) order->own[i] = order->spread[i] = NEVER;
    order->package = NEVER;
    add_stamps(order);
    add_countersignatures(order);
    if (order->count) qsort(order->sightings, order->count, sizeof *order->sightings, by_time);
    for (size_t i = 0; i < order->count; i++) {
        if (!order->sightings[i].package)
            spread(order, i, stack);
        else if (order->package == NEVER)
            order->package = i;
    }
    return scr_done();
}

/* What is known about one seed record. */
struct seed {
    const struct package_artifact *record, *announced; /* announced: what it rests on; NULL: not in the package */
    uint64_t moment;                                   /* when `timed`: it is known */
    bool timed;
    const struct sighting *before, *early; /* the first of what was announced, of the seed; NULL: none */
    enum verdict verdict;
};

static struct seed examine(const struct order *order, const struct package_artifact *record) {
    const struct digest_index *index = &order->evidence->index;
    struct seed seed = {.record = record, .verdict = VERDICT_UNDECIDED};
    size_t own = digest_index_position(index, &record->hash), below = index->count;
    size_t early = own < index->count ? order->spread[own] : NEVER;
    if (record->rests_on_count) below = digest_index_position(index, &record->rests_on[0]);
    if (below < index->count) seed.announced = index->artifacts[below];
    if (below < index->count && order->own[below] != NEVER) seed.before = &order->sightings[order->own[below]];
    if (order->package < early) early = order->package; /* in order of time */
    if (early != NEVER) seed.early = &order->sightings[early];
    seed.timed = record->moment && instant_parse(record->moment, &seed.moment);
    if (!seed.timed) return seed;
    if (seed.early && stamp_time_before(&seed.early->time, seed.moment))
        seed.verdict = VERDICT_REFUTED;
    else if (seed.before && stamp_time_before(&seed.before->time, seed.moment))
        seed.verdict = VERDICT_HOLDS;
    return seed;
}

static void explain_open(const struct order *order, const struct seed *seed, bool authorities_named,
                         struct places *places) {
    const struct evidence *evidence = order->evidence;
    const char *path = seed->record->path;
    struct scr_arena names = {0};
    char time[STAMP_TIME_SIZE] = "";
    if (seed->before) stamp_time_text(&seed->before->time, time);
    if (!seed->timed)
        places_add(places, VERDICT_UNDECIDED, path,
                   "when the seed became known, it does not tell, or what tells it is refuted");
    else if (!seed->announced)
        places_add(places, VERDICT_UNDECIDED, path, "what it rests on is not in the package");
    else if (seed->before)
        places_add(
            places, VERDICT_UNDECIDED, path,
            "the seed became known at %s; the first that shows that %s existed, %s, is of %s, which is not before",
            seed->record->moment, places_name(&names, seed->announced->path), seed->before->path, time);
    else
        places_add(places, VERDICT_UNDECIDED, path,
                   "nothing that you trust shows that %s existed before %s, when the seed became known%s%s",
                   places_name(&names, seed->announced->path), seed->record->moment,
                   evidence->stamp_count && !authorities_named
                       ? "; there are time stamps: name the authorities that you trust with --tsa"
                       : "",
                   evidence->statement_count && !evidence->trust->list
                       ? "; there are countersignatures: list the keys that you trust with --trust"
                       : "");
    scr_arena_free(&names);
}

static void explain_early(const struct seed *seed, struct places *places) {
    char time[STAMP_TIME_SIZE];
    stamp_time_text(&seed->early->time, time);
    places_add(places, VERDICT_REFUTED, seed->record->path,
               "the seed is said to have become known at %s, but %s shows that %s at %s: it was known too early",
               seed->record->moment, seed->early->path,
               seed->early->package ? "this package with the seed existed" : "it, or what rests on it, existed", time);
}

static scr_result json(const struct seed *seed, struct scr_buffer *out) {
    const struct sighting *shown = seed->verdict == VERDICT_REFUTED ? seed->early : seed->before;
    char time[STAMP_TIME_SIZE];
    SCR_TRY(scr_buffer_text(out, out->length > 1 ? ", {\"seed\": " : "{\"seed\": "));
    SCR_TRY(scr_text_json(out, seed->record->path));
    SCR_TRY(scr_buffer_print(out, ", \"verdict\": \"%s\"", verdict_word(seed->verdict)));
    if (seed->timed) SCR_TRY(scr_buffer_print(out, ", \"moment\": \"%s\"", seed->record->moment));
    if (shown) {
        stamp_time_text(&shown->time, time);
        SCR_TRY(scr_buffer_print(out, ", \"shown_by\": \"%s\", \"existed\": \"%s\"", shown->path, time));
    }
    return scr_buffer_text(out, "}");
}

/* Adds what is to be said of one seed record. */
static scr_result tell(const struct order *order, const struct seed *seed, bool authorities_named,
                       struct places *places, struct scr_buffer *facts) {
    if (seed->verdict == VERDICT_UNDECIDED) explain_open(order, seed, authorities_named, places);
    if (seed->verdict == VERDICT_REFUTED) explain_early(seed, places);
    return order->evidence->facts ? json(seed, facts) : scr_done();
}

static scr_result report(const struct order *order, bool authorities_named, struct findings *findings) {
    const struct evidence *evidence = order->evidence;
    struct places places = {0};
    struct scr_buffer facts = {0};
    struct scr_arena names = {0};
    struct seed first = {0};
    char time[STAMP_TIME_SIZE] = "";
    size_t seeds = 0;
    scr_result result = evidence->facts ? scr_buffer_text(&facts, "[") : scr_done();
    for (size_t i = 0; i < evidence->artifact_count && !scr_failed(result); i++) {
        if (strcmp(evidence->artifacts[i].kind, "seed-record") != 0) continue;
        struct seed seed = examine(order, &evidence->artifacts[i]);
        if (!seeds++) first = seed;
        result = tell(order, &seed, authorities_named, &places, &facts);
    }
    if (!scr_failed(result) && evidence->facts) result = scr_buffer_text(&facts, "]");
    if (scr_failed(result)) goto done;
    if (evidence->facts) {
        char *json = (char *)facts.data;
        facts = (struct scr_buffer){0};
        SCR_TRY_OR(result, findings_fact(findings, "order", json), done);
    }
    if (first.before) stamp_time_text(&first.before->time, time);
    result = places_report(
        &places, findings, "PKG-10", "%s existed at %s, as %s shows, before the seed became known at %s%s.",
        first.announced ? places_name(&names, first.announced->path) : "", time, first.before ? first.before->path : "",
        first.record->moment ? first.record->moment : "", seeds > 1 ? "; so it is with every seed record" : "");
done:
    scr_arena_free(&names);
    scr_buffer_free(&facts);
    places_free(&places);
    return result;
}

scr_result check_pkg10(struct evidence *evidence, bool authorities_named, struct findings *findings) {
    struct order order = {.evidence = evidence};
    struct scr_arena arena = {0};
    bool seeds = false;
    for (size_t i = 0; i < evidence->artifact_count; i++)
        seeds = seeds || !strcmp(evidence->artifacts[i].kind, "seed-record");
    if (!seeds) return scr_done();
    scr_result result = find_sightings(&order, &arena);
    if (!scr_failed(result)) result = report(&order, authorities_named, findings);
    scr_arena_free(&arena);
    return result;
}
