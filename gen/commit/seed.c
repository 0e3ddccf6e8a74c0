/* seed.c: the seed that dice give, and the seed record artifact. */
#include "seed.h"

#include <string.h>

#include "gen/commit/contest.h"
#include "source.h"

bool seed_valid(const char *seed) {
    size_t length = strlen(seed);
    if (!length || length > SEED_MOST) return false;
    for (size_t i = 0; i < length; i++)
        if (seed[i] < '!' || seed[i] > '~') return false;
    return true;
}

/* The least number of throws for which sides^throws >= 2^64: the first at which 64 bits overflow. */
static size_t throws_needed(unsigned sides) {
    uint64_t outcomes = 1;
    size_t count = 1;
    while (!__builtin_mul_overflow(outcomes, (uint64_t)sides, &outcomes)) count++;
    return count;
}

static bool separates(char c) { return c == ' ' || c == ','; }

static scr_result take_throws(const char *throws, unsigned sides, char *seed, size_t *count,
                              struct scr_diagnosis *diagnosis) {
    char least = sides == 10 ? '0' : '1', most = (char)(sides == 10 ? '9' : '0' + (int)sides);
    for (const char *at = throws; *at; at++) {
        if (separates(*at)) continue;
        bool ten = sides == 10 && at[0] == '1' && at[1] == '0' && (!at[2] || separates(at[2]));
        if (ten && (at == throws || separates(at[-1])))
            return scr_refuse(diagnosis, SCR_INPUT, "--dice",
                              "throw %zu is written 10; write 0 for the tenth side of a ten-sided die", *count + 1);
        if (*at < least || *at > most)
            return scr_refuse(diagnosis, SCR_INPUT, "--dice",
                              "throw %zu is not one of a die with %u sides, which shows %c to %c", *count + 1, sides,
                              least, most);
        if (*count == SEED_MOST)
            return scr_refuse(diagnosis, SCR_INPUT, "--dice", "there are more than %d throws", SEED_MOST);
        seed[(*count)++] = *at;
    }
    return scr_done();
}

scr_result seed_from_dice(const char *throws, unsigned sides, struct scr_arena *arena, const char **seed,
                          struct scr_diagnosis *diagnosis) {
    if (sides < 2 || sides > 10) return scr_refuse(diagnosis, SCR_INPUT, "--sides", "a die has 2 to 10 sides");
    char *digits = scr_arena_alloc(arena, SEED_MOST + 1, 1);
    size_t count = 0, needed = throws_needed(sides);
    if (!digits) return (scr_result){SCR_MEMORY};
    SCR_TRY(take_throws(throws, sides, digits, &count, diagnosis));
    if (count < needed)
        return scr_refuse(diagnosis, SCR_INPUT, "--dice",
                          "%zu throws of a die with %u sides are too few: a seed needs at least 2^64 outcomes, that is "
                          "%zu throws, so %zu more",
                          count, sides, needed, needed - count);
    *seed = digits;
    return scr_done();
}

static scr_result write_dice(struct scr_xml_writer *xml, const struct seed_evidences *evidence) {
    SCR_TRY(scr_xml_open(xml, "Dice"));
    SCR_TRY(scr_xml_attribute_count(xml, "Sides", evidence->sides));
    SCR_TRY(artifact_text(xml, "Throws", evidence->seed));
    for (size_t i = 0; i < evidence->witness_count; i++) {
        SCR_TRY(scr_xml_open(xml, "Witness"));
        SCR_TRY(scr_xml_attribute(xml, "Name", evidence->witnesses[i]));
        SCR_TRY(scr_xml_close(xml));
    }
    return scr_xml_close(xml);
}

static scr_result write_body(struct scr_xml_writer *xml, const struct commitment *commitment,
                             const struct seed_evidences *evidence, const struct scr_hash *superseded) {
    const struct election election = committed_election(commitment);
    const struct artifact_rest link = {evidence->of_statement ? "measurement-statement" : "ballot-commitment",
                                       &commitment->digest};
    SCR_TRY(artifact_root(xml, "SeedRecord"));
    SCR_TRY(artifact_header(xml, &election, "seed-record", &link, 1, superseded));
    SCR_TRY(seed_source_write(xml, &commitment->source));
    switch (evidence->kind) {
    case SEED_DICE:
        SCR_TRY(write_dice(xml, evidence));
        break;
    case SEED_PULSE:
        SCR_TRY(pulse_write(xml, &evidence->pulse));
        break;
    case SEED_STATEMENT:
        SCR_TRY(artifact_text(xml, "Statement", evidence->statement));
        break;
    }
    SCR_TRY(artifact_text(xml, "Seed", evidence->seed));
    return scr_xml_close(xml);
}

scr_result seed_artifact(const struct commitment *commitment, const struct seed_evidences *evidence,
                         const struct scr_hash *superseded, struct scr_buffer *artifact) {
    struct scr_xml_writer xml;
    scr_result result = scr_xml_begin(&xml, scr_xml_to_buffer, artifact);
    if (!scr_failed(result)) result = write_body(&xml, commitment, evidence, superseded);
    return artifact_end(&xml, result);
}
