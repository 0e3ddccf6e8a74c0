/* command_audit_list.c: ballot numbers and places in storage. */
#include "gen/command_audit_list.h"

#include <stdlib.h>
#include <string.h>

struct identities {
    struct ballot_place **by_record; /* [count], in the order of their records */
    size_t count, next;
    struct scr_arena *arena;
};

static int by_record(const void *a, const void *b) {
    const struct ballot_place *const *x = a, *const *y = b;
    return ((*x)->record > (*y)->record) - ((*x)->record < (*y)->record);
}

static scr_result take_identity(void *context, size_t index, const struct cvr_ballot *ballot) {
    struct identities *ids = context;
    for (; ids->next < ids->count && ids->by_record[ids->next]->record == index; ids->next++) {
        struct ballot_place *place = ids->by_record[ids->next];
        place->id = scr_arena_copy(ids->arena, ballot->id, strlen(ballot->id));
        place->imprinted = scr_arena_copy(ids->arena, ballot->imprinted, strlen(ballot->imprinted));
        if (!place->id || !place->imprinted) return (scr_result){SCR_MEMORY};
    }
    return scr_done();
}

scr_result ballot_places(const struct audited_contest *c, const uint32_t *ballots, size_t count,
                         struct scr_arena *arena, struct ballot_place **places, struct scr_diagnosis *diagnosis) {
    const struct contest_leaves *leaves = &c->leaves;
    struct ballot_place *list = scr_arena_alloc(arena, count, sizeof *list);
    struct identities ids = {.by_record = malloc((count + 1) * sizeof *ids.by_record), .arena = arena};
    scr_result result = {list && ids.by_record ? SCR_DONE : SCR_MEMORY};
    size_t before = 0, b = 0;
    if (scr_failed(result)) goto done;
    for (size_t i = 0; i < count; i++) {
        const struct storage_batch *batch;
        while (b < leaves->batch_count && ballots[i] > before + c->storage.batches[leaves->batches[b]].ballots)
            before += c->storage.batches[leaves->batches[b++]].ballots;
        if (b == leaves->batch_count) {
            result.code = SCR_INTERNAL;
            goto done;
        }
        batch = &c->storage.batches[leaves->batches[b]];
        size_t position = ballots[i] - before;
        uint32_t record = c->storage.order.slots[batch->first + position - 1];
        list[i] = (struct ballot_place){ballots[i], batch, position, record, "", ""};
        if (record == RECONCILE_PHANTOM)
            list[i].record = SIZE_MAX;
        else
            ids.by_record[ids.count++] = &list[i];
    }
    qsort(ids.by_record, ids.count, sizeof *ids.by_record, by_record);
    result = store_each_ballot(c->store, &c->storage.records, take_identity, &ids, diagnosis);
    *places = list;
done:
    free(ids.by_record);
    return result;
}

uint32_t ballot_at(const struct audited_contest *c, const char *container, const char *tabulator, const char *name,
                   size_t position) {
    uint32_t found = 0;
    size_t before = 0;
    for (size_t b = 0; b < c->leaves.batch_count; b++) {
        const struct storage_batch *batch = &c->storage.batches[c->leaves.batches[b]];
        bool here = (!container || !strcmp(container, batch->container)) &&
                    (!tabulator || !strcmp(tabulator, batch->tabulator)) && !strcmp(name, batch->name);
        if (here && found) return UINT32_MAX;
        if (here && position && position <= batch->ballots) found = (uint32_t)(before + position);
        before += batch->ballots;
    }
    return found;
}
