/* index_case.c: a small index of publications. */
#include "tests/unit/index_case.h"

#include <CUnit/CUnit.h>
#include <string.h>

void index_case_fill(struct publication_index *index) {
    static const uint32_t both[] = {2, 3};
    struct index_entry entries[] = {
        {.date = "2026-10-01", .kind = "ballot-definition", .subject = ""},
        {.date = "2026-10-01", .kind = "impact-statement", .subject = ""},
        {.date = "2026-10-02", .kind = "impact-statement", .subject = ""},
        {.date = "2026-11-03", .kind = "impact-statement", .subject = "", .replaces = both, .replaces_count = 2},
        {.date = "2026-11-04", .withdrawal = true, .of = 1, .reason = "Wrong Ballots."},
    };
    *index = (struct publication_index){
        .election = "Stadt Z\xC3\xBCrich 2026", .name = "Wahlen", .date = "2026-11-03", .jurisdiction = ""};
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        if (!entries[i].withdrawal) memset(entries[i].sha256.bytes, (int)(0x11 * (i + 1)), SCR_HASH_SIZE);
        CU_ASSERT_FATAL(!scr_failed(index_append(index, &entries[i])));
    }
}
