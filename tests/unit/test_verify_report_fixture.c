/* test_verify_report_fixture.c: findings put together by hand. */
#include "test_verify_report_fixture.h"

#include <string.h>

#include "unit.h"

size_t occurs(const struct scr_buffer *text, const char *words) {
    size_t count = 0;
    for (const char *at = (const char *)text->data; (at = strstr(at, words)); at += strlen(words)) count++;
    return count;
}

struct findings *add_file(struct verification *verification, const char *kind) {
    CU_ASSERT_FALSE_FATAL(scr_failed(
        scr_grow(&verification->files, &verification->capacity, verification->count + 1, sizeof *verification->files)));
    struct findings *findings = &verification->files[verification->count++];
    findings->kind = kind;
    findings->file = strdup("a.xml");
    return findings;
}
