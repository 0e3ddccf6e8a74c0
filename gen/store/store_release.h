/* store_release.h: the noise key, announced releases and the ledger in the store. Every change is one transaction.
 *
 * A release is charged when it is announced: its statement, its plan and its ledger entry are saved together, before
 * the statement's file appears and long before anything is drawn. The file STORE.ledger-head beside the store repeats
 * the number and hash of the ledger's last entry, so that an older copy of the store is noticed. */
#ifndef GEN_STORE_STORE_RELEASE_H
#define GEN_STORE_STORE_RELEASE_H

#include "gen/commit/commitment.h"
#include "gen/release/ledger.h"
#include "gen/release/measurement.h"
#include "gen/release/noise_key.h"
#include "gen/store/store.h"

/* The noise commitment that was published. Zero-initialise; released with noise_record_free, which wipes the key. */
struct noise_record {
    struct scr_arena arena; /* of the texts of a loaded record */
    const char *election_id, *election_name, *election_date, *jurisdiction;
    struct noise_key key;
    uint32_t releases;
    struct scr_hash digest; /* of the artifact's bytes */
};
void noise_record_free(struct noise_record *record);

/* *stands is false, and nothing loaded, when none was published. */
SCR_MUST_CHECK scr_result store_load_noise(struct store *store, struct noise_record *record, bool *stands,
                                           struct scr_diagnosis *diagnosis);
/* SCR_STORE when another one stands: an election has one noise key. */
SCR_MUST_CHECK scr_result store_save_noise(struct store *store, const struct noise_record *record,
                                           const struct scr_buffer *artifact, struct scr_diagnosis *diagnosis);
SCR_MUST_CHECK scr_result store_load_noise_artifact(struct store *store, const struct noise_record *record,
                                                    struct scr_buffer *artifact, struct scr_diagnosis *diagnosis);

/* An announced release. Zero-initialise; released with release_record_free, which wipes the keys. */
struct release_record {
    struct scr_arena arena; /* of a loaded record's texts and plan */
    uint32_t number;
    struct scr_hash statement; /* SHA-256 of the measurement statement's bytes */
    struct scr_hash noise;     /* of the noise commitment it rests on */
    struct scr_hash measured;  /* the measurement digest M */
    struct scr_hash table_root;
    const char *mechanism;   /* the processing that was announced, a default for publishing */
    const char *root_name;   /* of the first unit, where the returns have no name for it */
    const char *election_id; /* of the noise commitment */
    struct seed_source source;
    struct measurement_plan plan;
    bool finished;
    struct scr_hash artifact;                                           /* of the release's bytes, when finished */
    uint8_t release_key[RELEASE_KEY_SIZE], table_key[RELEASE_KEY_SIZE]; /* SECRET; derived, not stored */
};
void release_record_free(struct release_record *record);

/* The record of one release, of the newest with number 0; *found is false when there is none. */
SCR_MUST_CHECK scr_result store_load_release(struct store *store, uint32_t number, struct release_record *record,
                                             bool *found, struct scr_diagnosis *diagnosis);
/* The number of the release whose statement has this digest, 0 without one. */
SCR_MUST_CHECK scr_result store_find_release(struct store *store, const struct scr_hash *statement, uint32_t *number,
                                             struct scr_diagnosis *diagnosis);
/* The statement's bytes, appended; SCR_STORE when they have not the digest. */
SCR_MUST_CHECK scr_result store_load_statement(struct store *store, const struct release_record *record,
                                               struct scr_buffer *statement, struct scr_diagnosis *diagnosis);
/* The one seed record of an announced release: its noise is drawn once. *stands is false without one; the bytes are
 * appended to `artifact`, unless it is NULL. SCR_STORE when they have not the digest. */
SCR_MUST_CHECK scr_result store_load_release_seed(struct store *store, uint32_t number, struct scr_hash *digest,
                                                  struct scr_buffer *artifact, bool *stands,
                                                  struct scr_diagnosis *diagnosis);
/* Nothing to do when it stands already; SCR_STORE when another one does: with two seeds the same counts would be drawn
 * twice for one charge. */
SCR_MUST_CHECK scr_result store_save_release_seed(struct store *store, uint32_t number,
                                                  const struct scr_buffer *artifact, struct scr_diagnosis *diagnosis);
/* The measurement as it was announced, made again from the returns in the store; SCR_STORE when these, or anything
 * else, no longer give the table root and digest that were announced. */
SCR_MUST_CHECK scr_result store_measure(struct store *store, const struct release_record *record,
                                        struct measurement *measurement, struct scr_diagnosis *diagnosis);

/* Charges: appends the ledger's entries from `known` on (the last one announces record->number), saves the release with
 * its statement. SCR_STORE when the ledger is not as it was loaded (known entries), or its total another. Then the head
 * file is written. */
SCR_MUST_CHECK scr_result store_announce(struct store *store, const struct release_record *record,
                                         const struct ledger *ledger, size_t known, const struct scr_buffer *statement,
                                         struct scr_diagnosis *diagnosis);
/* Writes the head file again, for a release whose first run was killed between the store and the file. */
SCR_MUST_CHECK scr_result store_keep_ledger_head(struct store *store, const struct ledger *ledger,
                                                 struct scr_diagnosis *diagnosis);
/* Appends the ledger's finish entry for `artifact`, the release's SHA-256, before its file appears. Done already for
 * the same digest: nothing to do. SCR_STORE for another digest, unless `replace`: then one more finish entry follows.
 */
SCR_MUST_CHECK scr_result store_finish_release(struct store *store, uint32_t number, const struct scr_hash *artifact,
                                               bool replace, struct scr_diagnosis *diagnosis);

/* The ledger, its chain checked; without entries when there is none. Released with ledger_free, also after a failure.
 * SCR_STORE when the store is older than what STORE.ledger-head says was published. */
SCR_MUST_CHECK scr_result store_load_ledger(struct store *store, struct ledger *ledger,
                                            struct scr_diagnosis *diagnosis);
/* Appends an entry for each full disclosure of ballots that the ledger does not have yet: in memory, until the next
 * announcement saves it. */
SCR_MUST_CHECK scr_result store_add_disclosures(struct store *store, struct ledger *ledger,
                                                struct scr_diagnosis *diagnosis);
/* *has: cast-vote records stand in the store. */
SCR_MUST_CHECK scr_result store_has_records(struct store *store, bool *has, struct scr_diagnosis *diagnosis);

#endif
