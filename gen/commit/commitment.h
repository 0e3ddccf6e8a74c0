/* commitment.h: what the store keeps of the commitment that was published and of the seed record that followed it.
 *
 * One commitment stands in a store. While it does, the records, the manifest and the resolutions of their disagreements
 * stay as they are, so that the leaves can be made again (leaves.h). */
#ifndef GEN_COMMIT_COMMITMENT_H
#define GEN_COMMIT_COMMITMENT_H

#include "gen/commit/merkle.h"
#include "gen/store/store.h"
#include "gen/tree/arrangement.h"

/* Attributes as the artifacts write them; "" where one is empty. */
struct seed_source {
    const char *kind; /* "beacon" or "dice" */
    const char *beacon, *chain, *pulse, *place, *time;
};

struct committed_contest {
    const char *id;
    bool bearing;        /* batches without the contest are left out (leaves.h) */
    const char *batches; /* as the artifact writes them */
    size_t ballots;
    enum tree_arrangement_kind arrangement;
    unsigned arity;
    size_t replication;
    struct scr_hash root;
};

/* Zero-initialise; released with commitment_free, also after a failure. */
struct commitment {
    struct scr_arena arena; /* owns strings and contests */
    const char *election_id, *election_name, *election_date, *jurisdiction;
    struct scr_hash digest;
    struct salt_key key; /* what all salts derive from */
    bool supersedes;
    struct scr_hash superseded;
    struct seed_source source;
    struct committed_contest *contests;
    size_t count;
};

struct seed_record {
    struct scr_arena arena;
    struct scr_hash digest, commitment; /* of the record's bytes, and of those of the commitment it rests on */
    bool supersedes;
    struct scr_hash superseded;
    const char *seed;
    const char *reason, *time; /* why and when it took the other's place; "" or NULL where that is not known */
};

/* HMAC-SHA256(key, F(purpose) F(subject)): the purposes are "scrutineer salts 1" with a contest's id, and "scrutineer
 * source salts 1" with a source file's digest. */
SCR_MUST_CHECK scr_result commitment_derive(const struct salt_key *key, const char *purpose, const void *subject,
                                            size_t length, struct salt_key *derived);
/* The salt key of one contest. */
SCR_MUST_CHECK scr_result commitment_contest_key(const struct commitment *commitment, const char *contest,
                                                 struct salt_key *key);
/* What the artifact says of a file of cast-vote records: SHA-256(F("scrutineer source 1") F(salt) F(file)), since the
 * file's own digest would confirm guesses about its ballots. */
SCR_MUST_CHECK scr_result commitment_source_digest(const struct commitment *commitment, const struct scr_hash *file,
                                                   struct scr_hash *digest);
/* Wipes the key. */
void commitment_free(struct commitment *commitment);

/* *stands is false, and nothing loaded, when no commitment was published from this store. */
SCR_MUST_CHECK scr_result store_load_commitment(struct store *store, struct commitment *commitment, bool *stands,
                                                struct scr_diagnosis *diagnosis);
/* In one transaction, with the artifact's bytes. One that stands is replaced if its digest is commitment->superseded,
 * and no seed record or tree followed it; else SCR_STORE. */
SCR_MUST_CHECK scr_result store_save_commitment(struct store *store, const struct commitment *commitment,
                                                const struct scr_buffer *artifact, struct scr_diagnosis *diagnosis);

/* The bytes of the artifact that stands, appended; SCR_STORE when they have not the digest. */
SCR_MUST_CHECK scr_result store_load_commitment_artifact(struct store *store, const struct commitment *commitment,
                                                         struct scr_buffer *artifact, struct scr_diagnosis *diagnosis);

/* The same for the seed record: *stands as above; one that stands is replaced if its digest is record->superseded and
 * no tree was published. */
SCR_MUST_CHECK scr_result store_load_seed(struct store *store, struct seed_record *record, bool *stands,
                                          struct scr_diagnosis *diagnosis);
SCR_MUST_CHECK scr_result store_save_seed(struct store *store, const struct seed_record *record,
                                          const struct scr_buffer *artifact, struct scr_diagnosis *diagnosis);
SCR_MUST_CHECK scr_result store_load_seed_artifact(struct store *store, const struct seed_record *record,
                                                   struct scr_buffer *artifact, struct scr_diagnosis *diagnosis);
void seed_record_free(struct seed_record *record);

#endif
