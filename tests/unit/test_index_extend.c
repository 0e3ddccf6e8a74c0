/* test_index_extend.c: what a package adds to an index, in which order, and what it may not hold. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/index/extend.h"
#include "scrutineer/file.h"
#include "tests/unit/index_case.h"
#include "tests/unit/unit.h"

/* A payload made here: files "a", "b", .. whose digests are of one byte each. */
struct made {
    struct payload payload;
    struct payload_file files[6];
    struct artifact_link rests[6], supersedes[6];
};

static struct scr_hash hash_of(int byte) {
    struct scr_hash hash;
    memset(hash.bytes, byte, SCR_HASH_SIZE);
    return hash;
}

/* rests_on, supersedes: bytes of digests, 0 for none. */
static void add(struct made *m, const char *path, int byte, const char *purpose, const char *subject, int rests_on,
                const char *on_kind, int supersedes) {
    size_t i = m->payload.count++;
    struct artifact_header *header = &m->files[i].header;
    m->files[i].path = path;
    m->files[i].hash = hash_of(byte);
    *header = (struct artifact_header){.purpose = purpose,
                                       .election = "Stadt Z\xC3\xBCrich 2026",
                                       .election_name = "Wahlen",
                                       .election_date = "",
                                       .jurisdiction = "",
                                       .signer_role = "election-official",
                                       .subject = subject};
    m->rests[i] = (struct artifact_link){on_kind, hash_of(rests_on)};
    m->supersedes[i] = (struct artifact_link){NULL, hash_of(supersedes)};
    header->rests_on = &m->rests[i];
    header->rests_on_count = rests_on != 0;
    header->supersedes = &m->supersedes[i];
    header->supersedes_count = supersedes != 0;
}

static scr_result extend_for(struct made *m, struct publication_index *index, const char *date, const char *reason,
                             size_t *added, struct scr_diagnosis *diagnosis) {
    m->payload.folder = (char[]){"in"};
    m->payload.files = m->files;
    CU_ASSERT_FATAL(!scr_failed(payload_sort(&m->payload)));
    scr_result result = index_extend(index, &m->payload, date, reason, added, diagnosis);
    free(m->payload.by_hash);
    scr_arena_free(&m->payload.arena);
    return result;
}

static scr_result extend(struct made *m, struct publication_index *index, const char *date, size_t *added,
                         struct scr_diagnosis *diagnosis) {
    return extend_for(m, index, date, NULL, added, diagnosis);
}

UNIT_TEST(index, what_is_rested_on_stands_before_then_by_path) {
    struct made m = {0};
    struct publication_index index = {0};
    size_t added;
    add(&m, "a-audit.xml", 1, "tree-audit", "Mayor", 2, "plurality-tree", 0);
    add(&m, "b-tree.xml", 2, "plurality-tree", "Mayor", 3, "seed-record", 0);
    add(&m, "c-seed.xml", 3, "seed-record", "0404", 4, "ballot-commitment", 0);
    add(&m, "d-commitment.xml", 4, "ballot-commitment", NULL, 0, NULL, 0);
    add(&m, "e-impact.xml", 5, "impact-statement", NULL, 0, NULL, 0);
    add(&m, "f-impact.xml", 5, "impact-statement", NULL, 0, NULL, 0); /* the same bytes: published once */
    CU_ASSERT_FATAL(!scr_failed(extend(&m, &index, "2026-11-05", &added, NULL)));
    static const int order[] = {4, 5, 3, 2, 1};
    static const char *const subjects[] = {"", "", "0404", "Mayor", "Mayor"};
    CU_ASSERT_EQUAL_FATAL(added, 5);
    CU_ASSERT_EQUAL_FATAL(index.count, 5);
    for (size_t i = 0; i < 5; i++) {
        struct scr_hash wanted = hash_of(order[i]);
        CU_ASSERT(scr_hash_equal(&index.entries[i].sha256, &wanted));
        CU_ASSERT_STRING_EQUAL(index.entries[i].subject, subjects[i]);
        CU_ASSERT_STRING_EQUAL(index.entries[i].date, "2026-11-05");
    }
    index_free(&index);
}

UNIT_TEST(index, an_index_goes_on_with_what_is_new) {
    struct made m = {0}, same = {0};
    struct publication_index index;
    size_t added;
    index_case_fill(&index);
    add(&m, "a.xml", 0x66, "impact-statement", NULL, 0, NULL, 0x44);
    add(&m, "b.xml", 0x77, "noise-commitment", NULL, 0, NULL, 0);
    CU_ASSERT_FATAL(!scr_failed(extend(&m, &index, "2026-11-04", &added, NULL)));
    CU_ASSERT_EQUAL_FATAL(added, 2);
    CU_ASSERT_EQUAL_FATAL(index.entries[5].replaces_count, 1);
    CU_ASSERT_EQUAL(index.entries[5].replaces[0], 4);
    CU_ASSERT_EQUAL(index.entries[3].ended_by, 6);
    CU_ASSERT_EQUAL(index.entries[6].ended_by, 0);
    /* The same package again: nothing is new. */
    add(&same, "a.xml", 0x66, "impact-statement", NULL, 0, NULL, 0x44);
    CU_ASSERT_FATAL(!scr_failed(extend(&same, &index, "2026-11-04", &added, NULL)));
    CU_ASSERT_EQUAL(added, 0);
    CU_ASSERT_EQUAL(index.count, 7);
    index_free(&index);
}

#define DECK "logic-and-accuracy-test-deck"

UNIT_TEST(index, of_one_thing_one_publication_stands) {
    struct made first = {0}, again = {0};
    struct publication_index index = {0};
    struct scr_diagnosis diagnosis = {0};
    size_t added;
    add(&first, "north.xml", 1, DECK, "North", 0, NULL, 0);
    add(&first, "south.xml", 2, DECK, "South", 0, NULL, 0);
    CU_ASSERT_FATAL(!scr_failed(extend(&first, &index, "2026-11-05", &added, NULL)));
    add(&again, "north.xml", 3, DECK, "North", 0, NULL, 0);
    CU_ASSERT_EQUAL(extend(&again, &index, "2026-11-06", &added, &diagnosis).code, SCR_INPUT);
    CU_ASSERT_EQUAL_FATAL(diagnosis.count, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(diagnosis.problems[0].message, "would stand beside publication 1"));
    CU_ASSERT_EQUAL(index.count, 2);
    /* With a reason the first one is withdrawn before the second stands. */
    again.payload = (struct payload){.count = 1};
    CU_ASSERT_FATAL(!scr_failed(extend_for(&again, &index, "2026-11-06", "misprint", &added, NULL)));
    CU_ASSERT_EQUAL(added, 2);
    CU_ASSERT_EQUAL_FATAL(index.count, 4);
    CU_ASSERT(index.entries[2].withdrawal);
    CU_ASSERT_EQUAL(index.entries[2].of, 1);
    CU_ASSERT_STRING_EQUAL(index.entries[2].reason, "misprint");
    CU_ASSERT_EQUAL(index.entries[0].ended_by, 3);
    CU_ASSERT_EQUAL(index.entries[1].ended_by, 0);
    CU_ASSERT_EQUAL(index.entries[3].ended_by, 0);
    scr_diagnosis_free(&diagnosis);
    index_free(&index);
}

/* An index that somebody else wrote. */
UNIT_TEST(index, two_that_stand_side_by_side_are_not_read) {
    for (int between = 0; between < 2; between++) {
        struct made first = {0};
        struct publication_index index = {0}, read;
        struct scr_diagnosis diagnosis = {0};
        struct scr_buffer bytes = {0};
        const struct index_entry withdrawal = {.date = "2026-11-05", .withdrawal = true, .of = 1, .reason = "late"};
        const struct index_entry second = {
            .date = "2026-11-05", .kind = DECK, .subject = "North", .sha256 = hash_of(9)};
        char path[500];
        size_t added;
        snprintf(path, sizeof path, "%s/beside.xml", unit_scratch());
        add(&first, "north.xml", 1, DECK, "North", 0, NULL, 0);
        CU_ASSERT_FATAL(!scr_failed(extend(&first, &index, "2026-11-05", &added, NULL)));
        if (between) CU_ASSERT_FATAL(!scr_failed(index_append(&index, &withdrawal)));
        CU_ASSERT_FATAL(!scr_failed(index_append(&index, &second)));
        CU_ASSERT_FATAL(!scr_failed(index_write(&index, &bytes)));
        CU_ASSERT_FATAL(!scr_failed(scr_file_write(path, bytes.data, bytes.length, 0644, NULL)));
        CU_ASSERT_EQUAL(index_read(path, &read, &diagnosis).code, between ? SCR_DONE : SCR_INPUT);
        if (between)
            index_free(&read);
        else
            CU_ASSERT_PTR_NOT_NULL(strstr(diagnosis.problems[0].message, "entry 2 of the index stands beside entry 1"));
        scr_buffer_free(&bytes);
        scr_diagnosis_free(&diagnosis);
        index_free(&index);
    }
}

/* `kind` and so on of one artifact beside the small index, and what is said. */
UNIT_TEST(index, what_the_index_does_not_allow_is_refused) {
    static const struct {
        int byte;
        const char *kind, *subject, *date;
        int supersedes;
        const char *words;
    } cases[] = {
        {0x22, "impact-statement", NULL, "2026-11-04", 0,
         "publication 2 (impact-statement, 2026-10-01) was replaced by "
         "publication 4 on 2026-11-03"},
        {0x11, "ballot-definition", NULL, "2026-11-04", 0, "withdrawn by entry 5 on 2026-11-04: Wrong Ballots."},
        {0x44, "ballot-definition", NULL, "2026-11-04", 0, "stands in the index as publication 4"},
        {0x44, "impact-statement", NULL, "2026-11-04", 0, "supersedes other publications than"},
        {0x66, "impact-statement", NULL, "2026-11-03", 0, "2026-11-03 is before 2026-11-04"},
        {0x66, "impact-statement", NULL, "2026-11-04", 0x99, "which the index does not list; publish that file first"},
        {0x66, "impact-statement", NULL, "2026-11-04", 0x33, "what it supersedes must be current"},
        {0x66, "noise-commitment", NULL, "2026-11-04", 0x44, "another kind or about something else"},
        {0x66, "tree-audit", "Ma\x01yor", "2026-11-04", 0, "control characters"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct made m = {0};
        struct publication_index index;
        struct scr_diagnosis diagnosis = {0};
        size_t added;
        index_case_fill(&index);
        add(&m, "a.xml", cases[i].byte, cases[i].kind, cases[i].subject, 0, NULL, cases[i].supersedes);
        CU_ASSERT_EQUAL(extend(&m, &index, cases[i].date, &added, &diagnosis).code, SCR_INPUT);
        CU_ASSERT_EQUAL_FATAL(diagnosis.count, 1);
        if (!strstr(diagnosis.problems[0].message, cases[i].words)) printf("'%s'\n", diagnosis.problems[0].message);
        CU_ASSERT_PTR_NOT_NULL(strstr(diagnosis.problems[0].message, cases[i].words));
        scr_diagnosis_free(&diagnosis);
        index_free(&index);
    }
}

UNIT_TEST(index, an_index_of_another_election_is_refused) {
    struct made m = {0};
    struct publication_index index;
    struct scr_diagnosis diagnosis = {0};
    size_t added;
    index_case_fill(&index);
    add(&m, "a.xml", 0x66, "noise-commitment", NULL, 0, NULL, 0);
    m.files[0].header.election = "Stadt Bern 2026";
    CU_ASSERT_EQUAL(extend(&m, &index, "2026-11-04", &added, &diagnosis).code, SCR_INPUT);
    CU_ASSERT_EQUAL_FATAL(diagnosis.count, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(diagnosis.problems[0].message, "the artifacts are of Stadt Bern 2026"));
    scr_diagnosis_free(&diagnosis);
    index_free(&index);
}

UNIT_TEST(index, only_what_stands_is_withdrawn) {
    static const struct {
        uint32_t number;
        const char *date, *words;
    } cases[] = {{0, "2026-11-05", "no 0"},
                 {6, "2026-11-05", "no 6"},
                 {5, "2026-11-05", "is a withdrawal itself"},
                 {1, "2026-11-05", "does not stand any more: it was withdrawn by entry 5"},
                 {2, "2026-11-05", "replaced by publication 4"},
                 {4, "2026-11-03", "is before 2026-11-04"}};
    struct publication_index index;
    index_case_fill(&index);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scr_diagnosis diagnosis = {0};
        CU_ASSERT_EQUAL(index_withdraw(&index, cases[i].number, "because", cases[i].date, &diagnosis).code, SCR_INPUT);
        CU_ASSERT_EQUAL_FATAL(diagnosis.count, 1);
        CU_ASSERT_PTR_NOT_NULL(strstr(diagnosis.problems[0].message, cases[i].words));
        scr_diagnosis_free(&diagnosis);
    }
    CU_ASSERT_EQUAL(index.count, 5);
    CU_ASSERT_FATAL(!scr_failed(index_withdraw(&index, 4, "because", "2026-11-05", NULL)));
    CU_ASSERT_EQUAL(index.entries[3].ended_by, 6);
    index_free(&index);
}
