/* test_commit_seed.c: a real pulse of NIST's beacon, and what dice give.
 *
 * tests/vectors/nist-pulse.json is pulse 1853311 of chain 2, of 2026-07-10, as the beacon answered; its certificate
 * (nist-beacon-certificate.pem) is the one that its certificateId names, which SHA-512 shows. */
#include <stdlib.h>
#include <string.h>

#include "gen/commit/seed.h"
#include "gen/commit/source.h"
#include "import_case.h"
#include "shell.h"
#include "unit.h"

#define PULSE "tests/vectors/nist-pulse.json"
#define CERTIFICATE "tests/vectors/nist-beacon-certificate.pem"

static bool read_both(struct scr_arena *arena, struct pulse *pulse) {
    *pulse = (struct pulse){0};
    bool read = !scr_failed(pulse_read(PULSE, arena, pulse, NULL)) &&
                !scr_failed(pulse_read_certificate(CERTIFICATE, arena, pulse, NULL));
    CU_ASSERT(read);
    return read;
}

UNIT_TEST(commit_seed, real_pulse) {
    struct scr_arena arena = {0};
    struct pulse pulse;
    if (read_both(&arena, &pulse)) {
        CU_ASSERT_EQUAL(pulse_verify(&pulse, NULL).code, SCR_DONE);
        CU_ASSERT_STRING_EQUAL(pulse.fields[PULSE_PULSE_INDEX], "1853311");
        CU_ASSERT_STRING_EQUAL(pulse.fields[PULSE_OUTPUT_VALUE],
                               "f0ff1b76461225f6264febba97acb8b69744da88b60490328ec0280dc63851fe"
                               "1905ebe5c8a5bc6a888962886e90fbcc8913910fbca72af6b431fda26b1a7be2");
    }
    scr_arena_free(&arena);
}

/* Every field is under the output value, and the output value itself is checked. */
UNIT_TEST(commit_seed, every_field_counts) {
    struct scr_arena arena = {0};
    struct pulse pulse;
    for (size_t i = 0; i < PULSE_FIELDS; i++) {
        if (!read_both(&arena, &pulse)) break;
        struct scr_diagnosis diagnosis = {0};
        char *changed = scr_arena_copy(&arena, pulse.fields[i], strlen(pulse.fields[i]));
        CU_ASSERT_PTR_NOT_NULL_FATAL(changed);
        char *last = changed + strlen(changed) - 1;
        *last = *last == '1' ? '2' : '1';
        pulse.fields[i] = changed;
        CU_ASSERT_EQUAL(pulse_verify(&pulse, &diagnosis).code, SCR_INPUT);
        CU_ASSERT_EQUAL(diagnosis.count, 1);
        scr_diagnosis_free(&diagnosis);
    }
    scr_arena_free(&arena);
}

/* A certificate that the pulse does not name says nothing about it. */
UNIT_TEST(commit_seed, foreign_certificate) {
    struct scr_arena arena = {0};
    struct scr_diagnosis diagnosis = {0};
    struct pulse pulse = {0};
    const char *folder = unit_scratch();
    char path[400];
    snprintf(path, sizeof path, "%s/own.pem", folder);
    CU_ASSERT_FATAL(
        sh("openssl req -x509 -newkey rsa:2048 -nodes -keyout %s/own.key -out %s -subj /CN=own", folder, path));
    CU_ASSERT_EQUAL(pulse_read(PULSE, &arena, &pulse, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(pulse_verify(&pulse, NULL).code, SCR_DONE); /* without certificate: the output value alone */
    CU_ASSERT_EQUAL(pulse_read_certificate(path, &arena, &pulse, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(pulse_verify(&pulse, &diagnosis).code, SCR_INPUT);
    CU_ASSERT(import_case_says(&diagnosis, "pulse", "certificateId"));
    put(path, "-----BEGIN CERTIFICATE-----\nAAAA\n");
    CU_ASSERT_EQUAL(pulse_read_certificate(path, &arena, &pulse, &diagnosis).code, SCR_INPUT);
    scr_diagnosis_free(&diagnosis);
    scr_arena_free(&arena);
}

UNIT_TEST(commit_seed, malformed_pulses) {
    static const struct {
        const char *edit, *message;
    } cases[] = {{"s/\"pulse\" :/\"plus\" :/", "{\"pulse\": {...}}"},
                 {"/outputValue/s/F0FF/G0FF/", "outputValue"},
                 {"/outputValue/s/F0FF/F0F/", "outputValue"},
                 {"s/\"type\" : \"hour\"/\"type\" : \"day\"/", "hour"},
                 {"s/\"type\" : \"hour\"/\"type\" : \"day\"/", "day"},
                 {"s/\"period\" : 60000/\"period\" : -1/", "period"},
                 {"s/\"chainIndex\" : 2/\"chainIndex\" : \"2\"/", "chainIndex"},
                 {"s/\"external\"/\"internal\"/", "sourceId"},
                 {"$d", "malformed"}};
    struct scr_arena arena = {0};
    char path[400];
    snprintf(path, sizeof path, "%s/p.json", unit_scratch());
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scr_diagnosis diagnosis = {0};
        struct pulse pulse = {0};
        CU_ASSERT_FATAL(sh("sed '%s' " PULSE " >%s", cases[i].edit, path));
        CU_ASSERT_EQUAL(pulse_read(path, &arena, &pulse, &diagnosis).code, SCR_INPUT);
        CU_ASSERT(import_case_says(&diagnosis, "p.json", cases[i].message));
        scr_diagnosis_free(&diagnosis);
    }
    scr_arena_free(&arena);
}

UNIT_TEST(commit_seed, pulse_and_source) {
    static const struct {
        const char *chain, *pulse, *time;
        bool fits, gap;
    } cases[] = {{"2", "1853311", "", true, false},
                 {"1", "1853311", "", false, false},
                 {"2", "1853312", "", false, false},
                 {"2", "", "2026-07-10T11:02:00Z", true, false},
                 {"2", "", "2026-07-10T11:02:01Z", false, false},
                 {"2", "", "2026-07-10T11:01:01Z", true, false},
                 {"2", "", "2026-07-10T11:01:00Z", true, true},
                 {"2", "", "2025-12-31T23:59:59Z", true, true},
                 {"2", "", "2027-01-01T00:00:00Z", false, false}};
    struct scr_arena arena = {0};
    struct pulse pulse;
    if (read_both(&arena, &pulse))
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            const struct seed_source source = {"beacon", "x", cases[i].chain, cases[i].pulse, "", cases[i].time};
            bool gap;
            CU_ASSERT_EQUAL(!scr_failed(pulse_fits(&pulse, &source, &gap, NULL)), cases[i].fits);
            if (cases[i].fits) CU_ASSERT_EQUAL(gap, cases[i].gap);
        }
    scr_arena_free(&arena);
}

/* The least numbers of throws: 2^64 <= sides^n, by Python's integers. */
UNIT_TEST(commit_seed, enough_throws) {
    static const size_t least[] = {64, 41, 32, 28, 25, 23, 22, 21, 20};
    struct scr_arena arena = {0};
    for (unsigned sides = 2; sides <= 10; sides++) {
        char throws[80] = "";
        const char *seed = NULL;
        size_t needed = least[sides - 2];
        memset(throws, '1', needed - 1);
        CU_ASSERT_EQUAL(seed_from_dice(throws, sides, &arena, &seed, NULL).code, SCR_INPUT);
        throws[needed - 1] = '1';
        CU_ASSERT_EQUAL(seed_from_dice(throws, sides, &arena, &seed, NULL).code, SCR_DONE);
        CU_ASSERT_STRING_EQUAL(seed, throws);
    }
    scr_arena_free(&arena);
}

UNIT_TEST(commit_seed, throws) {
    struct scr_arena arena = {0};
    struct scr_diagnosis diagnosis = {0};
    const char *seed = NULL;
    CU_ASSERT_EQUAL(seed_from_dice("4 1 7,0, 2 9 48314170294831", 10, &arena, &seed, &diagnosis).code, SCR_DONE);
    CU_ASSERT_STRING_EQUAL(seed, "41702948314170294831");
    static const struct {
        const char *throws, *message;
        unsigned sides;
    } cases[] = {{"4 1 7", "20 throws, so 17 more", 10},
                 {"4 1 10", "throw 3 is written 10", 10},
                 {"4 1 7", "throw 3 is not one", 6},
                 {"4 0", "throw 2 is not one", 6},
                 {"4 a", "throw 2 is not one", 10},
                 {"1", "2 to 10 sides", 11},
                 {"", "0 throws", 6}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CU_ASSERT_EQUAL(seed_from_dice(cases[i].throws, cases[i].sides, &arena, &seed, &diagnosis).code, SCR_INPUT);
        CU_ASSERT(import_case_says(&diagnosis, "--", cases[i].message));
    }
    scr_diagnosis_free(&diagnosis);
    scr_arena_free(&arena);
}

UNIT_TEST(commit_seed, instants) {
    static const char *const good[] = {"2026-11-10T17:00:00Z", "2024-02-29T23:59:59Z", "2000-02-29T00:00:00Z"},
                             *const bad[] = {"2026-02-29T17:00:00Z", "2026-13-01T17:00:00Z", "2026-11-10T24:00:00Z",
                                             "2026-11-10T17:00:60Z", "2026-11-10 17:00:00Z", "2026-11-10T17:00:00",
                                             "1900-02-29T00:00:00Z", "0000-02-29T00:00:00Z", "2026-00-10T17:00:00Z",
                                             "2026-11-00T17:00:00Z"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) CU_ASSERT(seed_instant_valid(good[i]));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) CU_ASSERT_FALSE(seed_instant_valid(bad[i]));
}
