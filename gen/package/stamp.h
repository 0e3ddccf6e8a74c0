/* stamp.h: requests for time stamps, and the answers of authorities (RFC 3161; specification, section 7.2). */
#ifndef GEN_PACKAGE_STAMP_H
#define GEN_PACKAGE_STAMP_H

#include <stdint.h>

#include "scrutineer/bytes.h"
#include "scrutineer/hash.h"

#define STAMP_REQUEST_SIZE 59
#define STAMP_ANSWER_MOST 65536

/* The one request for a digest: TimeStampReq, SHA-256, no policy, no nonce, certReq. */
void stamp_request(const struct scr_hash *digest, uint8_t request[static STAMP_REQUEST_SIZE]);
/* False when the bytes are no such request. */
bool stamp_request_read(const void *bytes, size_t length, struct scr_hash *digest);

struct stamp {
    struct scr_hash digest; /* of what was stamped */
    char time[64];          /* genTime, as "2026-11-03T20:15:00Z" or safe to show as it stands */
};

/* Reads an answer: a DER TimeStampResp with nothing behind it, granted, of a SHA-256 digest. SCR_INPUT with the reason
 * otherwise, `place` being where. Whether it is genuine is not looked at: it needs the reader's own authorities. */
SCR_MUST_CHECK scr_result stamp_read(const void *bytes, size_t length, const char *place, struct stamp *stamp,
                                     struct scr_diagnosis *diagnosis);

#endif
