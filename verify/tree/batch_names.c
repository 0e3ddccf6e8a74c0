/* batch_names.c: digests of batches' names, sorted to find equal ones. */
#include "verify/tree/batch_names.h"

#include <stdlib.h>
#include <string.h>

scr_result batch_names_add(struct batch_names *names, const struct scr_hash *named) {
    SCR_TRY(scr_grow(&names->items, &names->capacity, names->count + 1, sizeof *names->items));
    struct batch_name *item = &names->items[names->count++];
    memcpy(item->digest, named->bytes, sizeof item->digest);
    item->number = (uint32_t)names->count;
    return scr_done();
}

static int in_order(const void *a, const void *b) {
    const struct batch_name *x = a, *y = b;
    int order = memcmp(x->digest, y->digest, sizeof x->digest);
    return order ? order : (x->number > y->number) - (x->number < y->number);
}

bool batch_names_twin(struct batch_names *names, uint32_t *first, uint32_t *second) {
    bool found = false;
    if (names->count) qsort(names->items, names->count, sizeof *names->items, in_order);
    for (size_t i = 1; i < names->count; i++) {
        const struct batch_name *before = &names->items[i - 1], *item = &names->items[i];
        if (memcmp(before->digest, item->digest, sizeof item->digest) != 0) continue;
        if (found && item->number > *second) continue;
        *first = before->number;
        *second = item->number;
        found = true;
    }
    return found;
}

void batch_names_free(struct batch_names *names) {
    free(names->items);
    *names = (struct batch_names){0};
}
