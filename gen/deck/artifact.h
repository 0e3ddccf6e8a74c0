/* artifact.h: writes the deck and ballot definition artifacts as canonical XML. Specification, sections 1 to 5. */
#ifndef GEN_DECK_ARTIFACT_H
#define GEN_DECK_ARTIFACT_H

#include "gen/deck/certificate.h"
#include "gen/deck/deck.h"

/* In all three, `supersedes` is the digest of the earlier artifact whose place it takes, or NULL. */

/* The ballot definition artifact of the whole election. */
SCR_MUST_CHECK scr_result artifact_ballot_definition(const struct election *election, const struct scr_hash *supersedes,
                                                     struct scr_buffer *out);

/* One test deck. `definition` is the digest of the ballot definition artifact; `target_of[c]` is the style's target of
 * shape candidate c (as the certificate counts); `proof_name` names the proof file beside the deck when the certificate
 * is a search. */
SCR_MUST_CHECK scr_result artifact_test_deck(const struct test_deck *deck, const struct scr_hash *definition,
                                             const uint32_t *target_of, const char *proof_name,
                                             const struct scr_hash *supersedes, struct scr_buffer *out);

SCR_MUST_CHECK scr_result artifact_straight_party_deck(const struct straight_party_deck *deck,
                                                       const struct scr_hash *definition,
                                                       const struct scr_hash *supersedes, struct scr_buffer *out);

#endif
