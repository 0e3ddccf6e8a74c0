/* target_single.c: the generator's readers of one file each: decisions, rules, pulses, keys, tables of a study. */
#include <stdio.h>
#include <string.h>

#include "gen/commit/pulse.h"
#include "gen/deck/rules.h"
#include "gen/import/decisions/decisions.h"
#include "gen/study/table.h"
#include "scrutineer/sign.h"
#include "tests/fuzz/targets.h"

enum { PATH = 500 };

static void finish(scr_result result, struct scr_diagnosis *diagnosis) {
    fuzz_expect(!scr_failed(result) || diagnosis->count || result.code == SCR_MEMORY, "a refusal has no words");
    fuzz_expect(result.code != SCR_INTERNAL, "an invariant is broken");
    fuzz_expect_clean_words(diagnosis);
    scr_diagnosis_free(diagnosis);
}

void target_decisions(const struct bundle *bundle, const char *folder) {
    char names[BUNDLE_PARTS][PATH];
    const char *paths[BUNDLE_PARTS];
    for (size_t i = 0; i < bundle->count; i++) {
        snprintf(names[i], PATH, "%s/%s", folder, bundle->parts[i].name);
        paths[i] = names[i];
    }
    for (int decision = IMPACT_COVERAGE; decision <= IMPACT_SEATS; decision++) {
        struct impact_table table = {.decision = (enum impact_decision)decision};
        struct scr_diagnosis diagnosis = {0};
        const struct decisions_request request = {paths, bundle->count, "Hispanic", NULL};
        finish(decisions_read(&table, &request, &diagnosis), &diagnosis);
        impact_table_free(&table);
    }
}

void target_rules(const struct bundle *bundle, const char *folder) {
    char path[PATH];
    struct deck_rules rules;
    struct scr_arena arena = {0};
    struct scr_diagnosis diagnosis = {0};
    snprintf(path, sizeof path, "%s/%s", folder, bundle->parts[0].name);
    finish(deck_rules_load(path, &arena, &rules, &diagnosis), &diagnosis);
    scr_arena_free(&arena);
}

void target_pulse(const struct bundle *bundle, const char *folder) {
    char path[PATH];
    struct pulse pulse = {0};
    struct scr_arena arena = {0};
    struct scr_diagnosis diagnosis = {0};
    snprintf(path, sizeof path, "%s/%s", folder, bundle->parts[0].name);
    scr_result result = pulse_read(path, &arena, &pulse, &diagnosis);
    for (size_t i = 1; i < bundle->count && !scr_failed(result); i++) {
        snprintf(path, sizeof path, "%s/%s", folder, bundle->parts[i].name);
        result = pulse_read_certificate(path, &arena, &pulse, &diagnosis);
    }
    if (!scr_failed(result)) result = pulse_verify(&pulse, &diagnosis);
    finish(result, &diagnosis);
    scr_arena_free(&arena);
}

static int phrase_of(char *phrase, size_t size, bool again, void *context) {
    (void)again;
    (void)context;
    return snprintf(phrase, size, "open sesame");
}

void target_keys(const struct bundle *bundle, const char *folder) {
    char path[PATH];
    struct scr_private_key *private_key = NULL;
    struct scr_public_key public_key;
    struct scr_diagnosis diagnosis = {0};
    snprintf(path, sizeof path, "%s/%s", folder, bundle->parts[0].name);
    finish(scr_public_key_load(path, &public_key, &diagnosis), &diagnosis);
    diagnosis = (struct scr_diagnosis){0};
    finish(scr_private_key_load(path, phrase_of, NULL, &private_key, &diagnosis), &diagnosis);
    scr_private_key_free(private_key);
}

void target_table(const struct bundle *bundle, const char *folder) {
    char path[PATH];
    struct study_table table = {0};
    struct scr_diagnosis diagnosis = {0};
    snprintf(path, sizeof path, "%s/%s", folder, bundle->parts[0].name);
    const struct study_csv csv = {.path = path,
                                  .shown = "table.csv",
                                  .levels = "GEOID:2,GEOID:5,GEOID",
                                  .counts = "a,b",
                                  .adjacency = MEASUREMENT_SUBSTITUTE,
                                  .votes_allowed = 1};
    finish(study_table_read(&table, &csv, &diagnosis), &diagnosis);
    study_table_free(&table);
}
