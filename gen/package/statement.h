/* statement.h: countersignatures: what somebody says, over a key of their own, about a package or an artifact
 * (specification, section 7.3). */
#ifndef GEN_PACKAGE_STATEMENT_H
#define GEN_PACKAGE_STATEMENT_H

#include "scrutineer/bytes.h"
#include "scrutineer/hash.h"
#include "scrutineer/sign.h"

#define STATEMENT_BYTES_MOST 16384 /* nine lines, two of them with values of at most 2,000 bytes */
#define STATEMENT_PACKAGE "package"

struct statement {
    const char *election;
    const char *object;   /* STATEMENT_PACKAGE, or the Purpose of an artifact */
    struct scr_hash hash; /* of tagmanifest-sha256.txt, or of the artifact's file */
    const char *signer, *role;
    struct scr_hash fingerprint;
    const char *time;  /* YYYY-MM-DDThh:mm:ssZ */
    const char *words; /* as package_value_valid allows */
};

SCR_MUST_CHECK scr_result statement_text(const struct statement *statement, struct scr_buffer *out);
/* Reads exactly what statement_text writes; texts live in `arena`. SCR_INPUT at `place` for anything else. */
SCR_MUST_CHECK scr_result statement_read(const struct scr_buffer *bytes, const char *place, struct scr_arena *arena,
                                         struct statement *statement, struct scr_diagnosis *diagnosis);
/* The key has the fingerprint and made the signature over the statement's bytes; else SCR_INPUT at `place`. */
SCR_MUST_CHECK scr_result statement_signed(const struct statement *statement, const struct scr_buffer *text,
                                           const struct scr_buffer *signature, const struct scr_buffer *key,
                                           const char *place, struct scr_diagnosis *diagnosis);

#endif
