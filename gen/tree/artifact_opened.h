/* artifact_opened.h: opens some committed ballots: their codes and salts, and the multiproof that they are the ones
 * committed. */
#ifndef GEN_TREE_ARTIFACT_OPENED_H
#define GEN_TREE_ARTIFACT_OPENED_H

#include "gen/commit/merkle.h"
#include "gen/tree/artifact_parts.h"

/* Writes `Opened` and `Hashes` for numbers[count], ballot numbers from 1, ascending, each once (specification, section
 * 11.4). What is written is checked against `root` first: SCR_STORE when the ballots are not those committed. */
SCR_MUST_CHECK scr_result tree_artifact_opened(struct scr_xml_writer *xml, const struct committed_ballots *ballots,
                                               const struct scr_hash *root, const uint32_t *numbers, size_t count);

#endif
