/* artifact_parts.h: the elements that several deck artifacts share, private to the artifact writers. */
#ifndef GEN_DECK_ARTIFACT_PARTS_H
#define GEN_DECK_ARTIFACT_PARTS_H

#include "gen/artifact_frame.h"
#include "gen/deck/deck.h"

SCR_MUST_CHECK scr_result artifact_style(struct scr_xml_writer *xml, const struct deck_style *style);
/* Straight-party targets are listed only where the artifact does not test them itself. */
SCR_MUST_CHECK scr_result artifact_not_covered(struct scr_xml_writer *xml, const struct deck_style *style,
                                               bool straight_party);
SCR_MUST_CHECK scr_result artifact_ballots(struct scr_xml_writer *xml, const struct deck_ballot *ballots, size_t count);
SCR_MUST_CHECK scr_result artifact_totals(struct scr_xml_writer *xml, const char *element, const char *contest_id,
                                          const struct contest_totals *totals, const size_t *votes, size_t first,
                                          size_t count);
const char *artifact_party(const struct election *election, const struct candidate *candidate);
const char *artifact_candidate_kind(enum candidate_kind kind);

#endif
