/* test_cvr_names.c: contests in lists: by name, and by id too where two have one name. */
#include <string.h>

#include "gen/cvr_names.h"
#include "unit.h"

UNIT_TEST(cvr_names, an_id_stands_where_two_contests_have_one_name) {
    struct cvr_contest contests[] = {{.id = "m1", .name = "Mayor"},
                                     {.id = "m\x1b", .name = "Mayor"},
                                     {.id = "s", .name = "Sheriff\x07"},
                                     {.id = "m3", .name = "mayor"}};
    static const char *const shown[] = {"Mayor [m1]", "Mayor [m\\u{1B}]", "Sheriff\\u{7}", "mayor"};
    const struct cvr_records records = {.contests = contests, .contest_count = 4};
    for (size_t i = 0; i < 4; i++) {
        struct scr_buffer out = {0};
        CU_ASSERT_EQUAL(cvr_add_contest(&records, contests[i].id, contests[i].name, &out).code, SCR_DONE);
        CU_ASSERT_STRING_EQUAL((const char *)out.data, shown[i]);
        scr_buffer_free(&out);
    }
}
