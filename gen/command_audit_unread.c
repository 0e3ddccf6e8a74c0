/* command_audit_unread.c: a retrieval list that was filled in and not imported yet. */
#include <string.h>
#include <sys/stat.h>

#include "gen/command_audit_list.h"
#include "gen/import/csv_file.h"
#include "gen/package/names.h"
#include "scrutineer/text.h"

struct list {
    const uint32_t *awaited;
    size_t count, ballot, interpretation; /* columns, from 1; 0: the list has none */
    bool header;
    unsigned long unread; /* the first line with an interpretation that is not entered; 0: none */
};

static bool awaits(const struct list *list, uint64_t ballot) {
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->awaited[middle] < ballot)
            low = middle + 1;
        else
            high = middle;
    }
    return low < list->count && list->awaited[low] == ballot;
}

static scr_result take_line(void *context, unsigned long line, const struct csv_field *fields, size_t count) {
    struct list *list = context;
    uint64_t ballot;
    for (size_t i = 0; i < count && !list->header; i++) {
        if (!strcmp(fields[i].text, "ballot")) list->ballot = i + 1;
        if (!strcmp(fields[i].text, "interpretation")) list->interpretation = i + 1;
    }
    bool read = list->header && list->ballot && list->interpretation && list->ballot <= count &&
                list->interpretation <= count && fields[list->interpretation - 1].length;
    list->header = true;
    if (!read || list->unread) return scr_done();
    const struct csv_field *number = &fields[list->ballot - 1];
    if (scr_count_parse(number->text, number->length, UINT32_MAX, &ballot) && awaits(list, ballot)) list->unread = line;
    return scr_done();
}

scr_result audit_list_unread(const char *path, const uint32_t *awaited, size_t count, struct scr_diagnosis *diagnosis) {
    struct list list = {.awaited = awaited, .count = count};
    struct scr_arena words = {0};
    struct scr_hash hash;
    struct stat state;
    if (stat(path, &state) || !S_ISREG(state.st_mode)) return scr_done(); /* nothing to lose */
    const char *shown = package_shown(&words, path);
    scr_result result = csv_file_read(path, shown, true, take_line, &list, &hash, diagnosis);
    if (!scr_failed(result) && list.unread)
        result =
            scr_refuse(diagnosis, SCR_INPUT, shown,
                       "line %lu has an interpretation that is not entered yet: enter the list with 'audit import', "
                       "or give another name",
                       list.unread);
    scr_arena_free(&words);
    return result;
}
