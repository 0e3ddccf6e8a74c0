/* seed_source.c: reads and checks SeedSource. */
#include "verify/tree/seed_source.h"

#include <string.h>

#include "scrutineer/text.h"
#include "verify/tree/seed_instant.h"

bool seed_source_dice(const struct seed_source *source) { return !strcmp(source->kind, "dice"); }

scr_result seed_source_read(struct document *document, struct seed_source *source) {
    static const char *const kinds[] = {"beacon", "dice"};
    size_t kind;
    SCR_TRY(document_word(document, "Kind", kinds, 2, &kind));
    source->kind = kinds[kind];
    SCR_TRY(document_attribute(document, "Beacon", &source->beacon));
    SCR_TRY(document_attribute(document, "Chain", &source->chain));
    SCR_TRY(document_attribute(document, "Pulse", &source->pulse));
    SCR_TRY(document_attribute(document, "Place", &source->place));
    return document_attribute(document, "Time", &source->time);
}

static void check_dice(const struct seed_source *source, struct complaint *complaint) {
    if (source->beacon[0] || source->chain[0] || source->pulse[0])
        complain(complaint, "SeedSource of Kind dice has a Beacon, Chain or Pulse");
    if (!source->place[0]) complain(complaint, "SeedSource of Kind dice names no Place");
    if (!source->time[0]) complain(complaint, "SeedSource of Kind dice names no Time");
}

static void check_beacon(const struct seed_source *source, struct complaint *complaint) {
    if (!source->beacon[0]) complain(complaint, "SeedSource of Kind beacon names no Beacon");
    if (!source->chain[0]) complain(complaint, "SeedSource of Kind beacon names no Chain");
    if (source->place[0]) complain(complaint, "SeedSource of Kind beacon has a Place");
    if (!source->pulse[0] == !source->time[0])
        complain(complaint, "SeedSource of Kind beacon has %s of Pulse and Time instead of exactly one",
                 source->pulse[0] ? "both" : "neither");
}

void seed_source_check(const struct seed_source *source, struct complaint *complaint) {
    uint64_t milliseconds;
    if (seed_source_dice(source))
        check_dice(source, complaint);
    else
        check_beacon(source, complaint);
    if (source->time[0] && !instant_parse(source->time, &milliseconds))
        complain(complaint, "the Time %s of SeedSource is no date and time of day", shown(complaint, source->time));
}

const char *seed_source_difference(const struct seed_source *a, const struct seed_source *b, const char **ours,
                                   const char **theirs) {
    static const char *const names[] = {"Kind", "Beacon", "Chain", "Pulse", "Place", "Time"};
    const char *const first[] = {a->kind, a->beacon, a->chain, a->pulse, a->place, a->time};
    const char *const second[] = {b->kind, b->beacon, b->chain, b->pulse, b->place, b->time};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!strcmp(first[i], second[i])) continue;
        *ours = first[i];
        *theirs = second[i];
        return names[i];
    }
    return NULL;
}

const char *seed_source_words(const struct seed_source *source, struct scr_arena *arena) {
    struct scr_buffer name = {0};
    const char *words = NULL;
    bool dice = seed_source_dice(source);
    if (!scr_failed(scr_text_quoted(&name, dice ? source->place : source->beacon))) {
        const char *text = name.data ? (const char *)name.data : "";
        if (dice)
            words = scr_arena_print(arena, "dice at %s, %s", text, source->time);
        else if (source->pulse[0])
            words = scr_arena_print(arena, "pulse %s of chain %s of %s", source->pulse, source->chain, text);
        else
            words = scr_arena_print(arena, "the first pulse of chain %s of %s at or after %s", source->chain, text,
                                    source->time);
    }
    scr_buffer_free(&name);
    return words;
}
