/* surroundings.c: the proof files that one run has read, with the digests of what was read. */
#include "verify/surroundings.h"

#include <stdlib.h>
#include <string.h>

scr_result proofs_add(struct proofs_seen *proofs, const char *path, const struct scr_hash *hash) {
    SCR_TRY(scr_grow(&proofs->items, &proofs->capacity, proofs->count + 1, sizeof *proofs->items));
    char *copy = strdup(path);
    if (!copy) return (scr_result){SCR_MEMORY};
    proofs->items[proofs->count++] = (struct proof_seen){copy, *hash};
    return scr_done();
}

const struct scr_hash *proofs_find(const struct proofs_seen *proofs, const char *path) {
    for (size_t i = 0; i < proofs->count; i++)
        if (!strcmp(proofs->items[i].path, path)) return &proofs->items[i].hash;
    return NULL;
}

void proofs_free(struct proofs_seen *proofs) {
    for (size_t i = 0; i < proofs->count; i++) free(proofs->items[i].path);
    free(proofs->items);
    *proofs = (struct proofs_seen){0};
}
