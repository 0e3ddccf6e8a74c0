/* surroundings.c: the work left to the searches of a run, and the proof files that it has read, with their digests. */
#include "verify/surroundings.h"

#include <stdlib.h>
#include <string.h>

const char *work_end(struct work *work, const struct budget *budget) {
    bool last = work->all < work->each;
    work->all -= work_begin(work).left - budget->left; /* a search only lowers what it was given */
    return last ? "; all searches of this run together have done the work that they may do, ten times as much" : "";
}

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
