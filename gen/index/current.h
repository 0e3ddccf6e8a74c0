/* current.h: what stands in an index, by kind and subject: of one thing one publication at most is current (IDX-02). */
#ifndef GEN_INDEX_CURRENT_H
#define GEN_INDEX_CURRENT_H

#include "gen/index/index.h"

struct index_currents; /* of an index as it was; texts are the index's */

/* The publications that are current. The caller frees *currents. */
SCR_MUST_CHECK scr_result index_currents_new(const struct publication_index *index, struct index_currents **currents);
void index_currents_free(struct index_currents *currents);

/* The number of a publication of that kind and subject that was current then, 0 when there was none. Any number of
 * impact statements may stand side by side: 0 for these. O(log entries). */
uint32_t index_currents_find(const struct index_currents *currents, const char *kind, const char *subject);

/* The numbers of two publications of one thing that stood side by side at any time, or 0 both. */
SCR_MUST_CHECK scr_result index_beside(const struct publication_index *index, uint32_t *first, uint32_t *second);

#endif
