/* ledger_head.c: reads and writes the head of the ledger. */
#include "ledger_head.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "scrutineer/file.h"
#include "scrutineer/text.h"

#define HEAD_MOST 200
static const char suffix[] = ".ledger-head";

static char *head_path(const struct store *store) {
    const char *path = sqlite3_db_filename(store->database, "main");
    size_t room = path ? strlen(path) + sizeof suffix : 0;
    char *name = room ? malloc(room) : NULL;
    if (name) snprintf(name, room, "%s%s", path, suffix);
    return name;
}

static bool parse(const struct scr_buffer *text, uint64_t *number, struct scr_hash *hash) {
    const char *line = (const char *)text->data;
    const char *space = text->length ? memchr(line, ' ', text->length) : NULL;
    char hex[SCR_HEX_SIZE];
    if (!space || text->length != (size_t)(space - line) + 1 + SCR_HEX_SIZE || line[text->length - 1] != '\n')
        return false;
    memcpy(hex, space + 1, SCR_HEX_SIZE - 1);
    hex[SCR_HEX_SIZE - 1] = 0;
    return scr_count_parse(line, (size_t)(space - line), UINT32_MAX, number) && *number && scr_hash_parse(hex, hash);
}

static scr_result compare(const struct store *store, const struct ledger *ledger, const struct scr_buffer *text,
                          struct scr_diagnosis *diagnosis) {
    uint64_t number;
    struct scr_hash hash;
    if (!parse(text, &number, &hash))
        return scr_refuse(diagnosis, SCR_STORE, store->shown,
                          "the file %s beside the store is not as it was written; it holds the last number and hash of "
                          "the ledger, as the last published statement has them",
                          suffix);
    if (number <= ledger->count && scr_hash_equal(&ledger->entries[number - 1].hash, &hash)) return scr_done();
    return scr_refuse(diagnosis, SCR_STORE, store->shown,
                      "the store is older than what was published from it: the file %s beside it knows entry %llu of "
                      "the ledger, which is not in the store; use the newest copy of the store",
                      suffix, (unsigned long long)number);
}

scr_result ledger_head_check(const struct store *store, const struct ledger *ledger, struct scr_diagnosis *diagnosis) {
    struct scr_buffer text = {0};
    struct stat state;
    char *path = head_path(store);
    scr_result result = path ? scr_done() : (scr_result){SCR_MEMORY};
    if (path && !lstat(path, &state)) {
        result = scr_file_read(path, HEAD_MOST, &text, diagnosis);
        if (!scr_failed(result)) result = compare(store, ledger, &text, diagnosis);
    }
    scr_buffer_free(&text);
    free(path);
    return result;
}

scr_result ledger_head_write(const struct store *store, const struct ledger *ledger, struct scr_diagnosis *diagnosis) {
    char hex[SCR_HEX_SIZE], line[HEAD_MOST];
    if (!ledger->count) return scr_done();
    scr_hash_hex(&ledger->entries[ledger->count - 1].hash, hex);
    int length = snprintf(line, sizeof line, "%zu %s\n", ledger->count, hex);
    char *path = head_path(store);
    scr_result result = path ? scr_file_write(path, line, (size_t)length, 0644, diagnosis) : (scr_result){SCR_MEMORY};
    free(path);
    return result;
}
