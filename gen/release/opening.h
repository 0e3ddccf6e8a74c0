/* opening.h: what a court is given to redraw one release: its key, its table key and the true counts, encrypted to the
 * court (specification, section 15). */
#ifndef GEN_RELEASE_OPENING_H
#define GEN_RELEASE_OPENING_H

#include <openssl/x509.h>

#include "gen/release/measurement.h"
#include "gen/release/noise_key.h"

struct release_opening {
    struct scr_hash release; /* SHA-256 of the release artifact */
    uint32_t number;
    const uint8_t *release_key, *table_key; /* [RELEASE_KEY_SIZE] SECRET */
    const struct scr_hash *path;            /* [path_count] of the release key, from the leaf up */
    size_t path_count;
    const struct measurement *measurement;
};

/* The CourtOpening document, appended: SECRET, wipe it (release_opening_wipe). */
SCR_MUST_CHECK scr_result release_opening_content(const struct release_opening *opening, struct scr_buffer *content);
void release_opening_wipe(struct scr_buffer *content);

/* Reads one X.509 certificate (PEM, at most 64 KiB, nothing after it) with an RSA key of at least 2,048 bits or a key
 * on an elliptic curve. *certificate is released with X509_free. */
SCR_MUST_CHECK scr_result release_opening_certificate(const char *path, X509 **certificate,
                                                      struct scr_diagnosis *diagnosis);
/* The certificate's subject, as text for people that still has to be made safe for terminals: appended. */
SCR_MUST_CHECK scr_result release_opening_subject(X509 *certificate, struct scr_buffer *text);
/* CMS EnvelopedData for the certificate's key, DER, AES-256-CBC: appended. */
SCR_MUST_CHECK scr_result release_opening_seal(const struct scr_buffer *content, X509 *certificate,
                                               struct scr_buffer *sealed);

#endif
