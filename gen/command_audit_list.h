/* command_audit_list.h: where ballots lie, for retrieval lists and for finding them by their place. */
#ifndef GEN_COMMAND_AUDIT_LIST_H
#define GEN_COMMAND_AUDIT_LIST_H

#include "gen/command_audit_contest.h"

struct ballot_place {
    uint32_t ballot;
    const struct storage_batch *batch;
    size_t position;            /* in the batch, from 1, as the paper lies in storage */
    size_t record;              /* index of its record, or SIZE_MAX */
    const char *id, *imprinted; /* of the record; "" when it has none */
};

/* The places of ballots[count], ascending ballot numbers, in the same order; their strings live in `arena`. Goes
 * through the records once. */
SCR_MUST_CHECK scr_result ballot_places(const struct audited_contest *contest, const uint32_t *ballots, size_t count,
                                        struct scr_arena *arena, struct ballot_place **places,
                                        struct scr_diagnosis *diagnosis);

/* The number of the ballot at a place; 0 when there is none, UINT32_MAX when several batches have these names. NULL
 * stands for any container or tabulator. */
uint32_t ballot_at(const struct audited_contest *contest, const char *container, const char *tabulator,
                   const char *batch, size_t position);
/* command_audit_unread.c: SCR_INPUT when at `path` stands a list with interpretations of ballots that are among these
 * awaited[count], ascending: a new list in its place would lose them. */
SCR_MUST_CHECK scr_result audit_list_unread(const char *path, const uint32_t *awaited, size_t count,
                                            struct scr_diagnosis *diagnosis);

#endif
