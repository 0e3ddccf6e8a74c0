/* extend.h: the index that a new package holds: the one before, and what is new in it. */
#ifndef GEN_INDEX_EXTEND_H
#define GEN_INDEX_EXTEND_H

#include "gen/index/index.h"
#include "gen/package/payload.h"

/* Adds the artifacts of a payload (checked, sorted) that the index does not list, with `date` as theirs: what is rested
 * on stands before what rests on it, ties by path; each replaces the publications that it supersedes. An index without
 * entries becomes that of the payload's election. *added counts the new entries. SCR_INPUT with every artifact that the
 * index does not allow: of another election, not current any more, superseding what is not listed or does not stand, of
 * a date before the last one, standing beside a current one of its kind and subject. With `reason` (NULL: none given)
 * such a current one is withdrawn for that reason first. */
SCR_MUST_CHECK scr_result index_extend(struct publication_index *index, struct payload *payload, const char *date,
                                       const char *reason, size_t *added, struct scr_diagnosis *diagnosis);

/* Adds a withdrawal of a publication that is current. SCR_INPUT otherwise, with what stands against it. */
SCR_MUST_CHECK scr_result index_withdraw(struct publication_index *index, uint32_t number, const char *reason,
                                         const char *date, struct scr_diagnosis *diagnosis);

/* The last date is not after `date`; SCR_INPUT otherwise. */
SCR_MUST_CHECK scr_result index_date_fits(const struct publication_index *index, const char *date,
                                          struct scr_diagnosis *diagnosis);

#endif
