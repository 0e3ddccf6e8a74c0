/* test_index.c: the index of publications: its chain, its file, and what it refuses to be. */
#include <stdio.h>
#include <string.h>

#include "gen/index/index.h"
#include "scrutineer/file.h"
#include "tests/unit/index_case.h"
#include "tests/unit/unit.h"

UNIT_TEST(index, chain_of_hashes_is_that_of_the_specification) {
    /* Python 3: F = lambda x: struct.pack('>Q', len(x)) + x; U = lambda n: struct.pack('>I', n);
     * h = bytes(32), then for each publication h = hashlib.sha256(F(b"scrutineer index 1") + F("Stadt Zürich 2026"
     * .encode()) + h + F(b"publication") + U(number) + F(date) + F(kind) + F(subject) + F(sha256) + F(replaces))
     * .digest(), for the withdrawal h = hashlib.sha256(.. + h + F(b"withdrawal") + U(number) + F(date) + U(of) +
     * F(reason)).digest(). */
    static const char *const wanted[] = {"2b1f7237deced8314adf1b71520e97c0188057848e94f0302ab906645861974c",
                                         "f8f123b782c9b8c1df8ce55f9da2149116f1702999b6832680480998587f6bb5",
                                         "923b27c5c3e6a78865445ddf76d0f65b9ade17b89b7b776d5b7542389ee5b3b2",
                                         "e842d7b0fd1b470e230e73e65c960384299c739f0398a56ae0c7b4044ad9a363",
                                         "09ed0b86bc67b4cb68f609955f610b3e63144a5ed4ac1c67f088556113881572"};
    struct publication_index index;
    char hex[SCR_HEX_SIZE];
    index_case_fill(&index);
    CU_ASSERT_EQUAL_FATAL(index.count, 5);
    for (size_t i = 0; i < index.count; i++) {
        scr_hash_hex(&index.entries[i].hash, hex);
        CU_ASSERT_STRING_EQUAL(hex, wanted[i]);
        CU_ASSERT_EQUAL(index.entries[i].number, i + 1);
    }
    static const uint32_t ended[] = {5, 4, 4, 0, 0};
    for (size_t i = 0; i < 5; i++) CU_ASSERT_EQUAL(index.entries[i].ended_by, ended[i]);
    index_free(&index);
}

UNIT_TEST(index, a_written_index_is_read_again_and_superseded_by_the_next) {
    struct publication_index index, again;
    struct scr_buffer file = {0}, next = {0};
    char path[300], hex[SCR_HEX_SIZE], wanted[120];
    const char *folder = unit_scratch();
    index_case_fill(&index);
    CU_ASSERT_FATAL(!scr_failed(index_write(&index, &file)));
    CU_ASSERT_PTR_NULL(strstr((const char *)file.data, "Supersedes"));
    snprintf(path, sizeof path, "%s/index.xml", folder);
    CU_ASSERT_FATAL(!scr_failed(scr_file_write(path, file.data, file.length, 0644, NULL)));
    CU_ASSERT_FATAL(!scr_failed(index_read(path, &again, NULL)));
    CU_ASSERT_EQUAL_FATAL(again.count, index.count);
    CU_ASSERT_STRING_EQUAL(again.election, "Stadt Z\xC3\xBCrich 2026");
    for (size_t i = 0; i < index.count; i++) {
        CU_ASSERT(scr_hash_equal(&again.entries[i].hash, &index.entries[i].hash));
        CU_ASSERT_EQUAL(again.entries[i].ended_by, index.entries[i].ended_by);
        const struct index_entry *found = index_find(&again, &index.entries[i].sha256);
        if (index.entries[i].withdrawal) continue;
        CU_ASSERT_PTR_NOT_NULL_FATAL(found);
        CU_ASSERT_EQUAL(found->number, i + 1);
    }
    CU_ASSERT_PTR_NULL(index_find(&again, &again.digest));
    CU_ASSERT_FATAL(!scr_failed(index_write(&again, &next)));
    scr_hash_hex(&again.digest, hex);
    snprintf(wanted, sizeof wanted, "    <Supersedes SHA256=\"%s\"/>\n", hex);
    CU_ASSERT_PTR_NOT_NULL(strstr((const char *)next.data, wanted));
    scr_buffer_free(&file);
    scr_buffer_free(&next);
    index_free(&index);
    index_free(&again);
}

/* One exchange of texts in a good index, which is then refused with these words: every clause of the reader. */
UNIT_TEST(index, what_is_not_exactly_an_index_is_refused) {
    static const struct {
        const char *from, *to, *words;
    } cases[] = {
        {"Ballots.", "Ballots!", "Hash that does not follow"},
        {"Hash=\"2b1f", "Hash=\"2b1e", "Hash that does not follow"},
        {"Hash=\"2b1f", "Hash=\"2B1f", "64 lower-case"},
        {"Number=\"2\"", "Number=\"3\"", "numbered 1, 2"},
        {"Number=\"2\"", "Number=\"02\"", "numbered 1, 2"},
        {"Date=\"2026-10-02\"", "Date=\"2026-09-30\"", "before that of the entry before"},
        {"Date=\"2026-10-02\"", "Date=\"2026-10-32\"", "no day of the calendar"},
        {"Replaces=\"2 3\"", "Replaces=\"3 2\"", "ascending"},
        {"Replaces=\"2 3\"", "Replaces=\"2 2\"", "ascending"},
        {"Replaces=\"2 3\"", "Replaces=\"2  3\"", "not written as 1, 2"},
        {"Replaces=\"2 3\"", "Replaces=\"2 \"", "ends what it replaces in a space"},
        {"Replaces=\"2 3\"", "Replaces=\"2 4\"", "no publication before it"},
        {"Replaces=\"2 3\"", "Replaces=\"0\"", "not written as 1, 2"},
        {"Replaces=\"2 3\"", "Replaces=\"1\"", "another kind or subject"},
        {"Of=\"1\"", "Of=\"2\"", "replaced or withdrawn before"},
        {"Of=\"1\"", "Of=\"5\"", "no publication before it"},
        {"Of=\"1\" Reason=\"Wrong Ballots.\"", "Reason=\"Wrong Ballots.\" Of=\"1\"", "in their order"},
        {"Reason=\"Wrong Ballots.\"", "Reason=\"\"", "gives no Reason"},
        {"Kind=\"ballot-definition\"", "Kind=\"publication-index\"", "no publication has"},
        {"Kind=\"ballot-definition\"", "Kind=\"Ballot\"", "no publication has"},
        {"SHA256=\"1111", "SHA256=\"111", "64 lower-case"},
        {"Subject=\"\" SHA256=\"1111", "SHA256=\"1111", "in their order"},
        {"<Purpose>publication-index", "<Purpose>ballot-definition", "not the Purpose"},
        {"<SignerRole>election-official", "<SignerRole>observer", "not the SignerRole"},
        {"xmlns=\"urn:scrutineer:artifact:1\"", "xmlns=\"urn:scrutineer:artifact:2\"", "namespace"},
        {"Version=\"1\">", "Version=\"2\">", "version"},
        {"  </Header>", "    <RestsOn Kind=\"ballot-definition\" SHA256=\"00\"/>\n  </Header>", "rests on nothing"},
        {"  </Header>", "    <Supersedes SHA256=\"00\"/>\n  </Header>", "is no digest"},
        {"<Withdrawal ", "<Return ", "neither a Publication nor"},
        {"Id=\"Stadt", "Id=\" Stadt", "Hash that does not follow"},
        {"  <Header>", "   <Header>", ""}, /* not canonical */
        {"</PublicationIndex>\n", "</PublicationIndex>\n\n", ""},
    };
    struct publication_index index, again;
    struct scr_buffer file = {0};
    char path[300];
    snprintf(path, sizeof path, "%s/index.xml", unit_scratch());
    index_case_fill(&index);
    CU_ASSERT_FATAL(!scr_failed(index_write(&index, &file)));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scr_diagnosis diagnosis = {0};
        struct scr_buffer changed = {0};
        const char *at = strstr((const char *)file.data, cases[i].from);
        CU_ASSERT_PTR_NOT_NULL_FATAL(at);
        CU_ASSERT(!scr_failed(scr_buffer_append(&changed, file.data, (size_t)(at - (const char *)file.data))));
        CU_ASSERT(!scr_failed(scr_buffer_text(&changed, cases[i].to)));
        CU_ASSERT(!scr_failed(scr_buffer_text(&changed, at + strlen(cases[i].from))));
        CU_ASSERT_FATAL(!scr_failed(scr_file_write(path, changed.data, changed.length, 0644, NULL)));
        CU_ASSERT_EQUAL(index_read(path, &again, &diagnosis).code, SCR_INPUT);
        bool said = false;
        for (size_t k = 0; k < diagnosis.count; k++)
            said |= strstr(diagnosis.problems[k].message, cases[i].words) != NULL;
        if (!said) printf("'%s' to '%s' was not refused as it should be\n", cases[i].from, cases[i].to);
        CU_ASSERT_TRUE(said);
        scr_buffer_free(&changed);
        scr_diagnosis_free(&diagnosis);
    }
    scr_buffer_free(&file);
    index_free(&index);
}

UNIT_TEST(index, a_file_is_published_once) {
    struct publication_index index, again;
    struct scr_buffer file = {0};
    struct scr_diagnosis diagnosis = {0};
    char path[300];
    snprintf(path, sizeof path, "%s/index.xml", unit_scratch());
    index_case_fill(&index);
    struct index_entry twice = index.entries[3];
    twice.date = "2026-11-05";
    twice.replaces_count = 0;
    CU_ASSERT_FATAL(!scr_failed(index_append(&index, &twice)));
    CU_ASSERT_FATAL(!scr_failed(index_write(&index, &file)));
    CU_ASSERT_FATAL(!scr_failed(scr_file_write(path, file.data, file.length, 0644, NULL)));
    CU_ASSERT_EQUAL(index_read(path, &again, &diagnosis).code, SCR_INPUT);
    CU_ASSERT_EQUAL_FATAL(diagnosis.count, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(diagnosis.problems[0].message, "entries 4 and 6 of the index are of the same file"));
    scr_diagnosis_free(&diagnosis);
    scr_buffer_free(&file);
    index_free(&index);
}
