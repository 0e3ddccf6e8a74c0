/* pulse.h: a pulse of a randomness beacon, version 2.0: its fields, and what follows from them. Specification, section
 * 10.3. */
#ifndef VERIFY_TREE_PULSE_H
#define VERIFY_TREE_PULSE_H

#include "verify/document.h"

/* In the order of the schema, which is that of the message up to and including StatusCode. */
enum pulse_field {
    PULSE_URI,
    PULSE_VERSION,
    PULSE_CIPHER_SUITE,
    PULSE_PERIOD,
    PULSE_CERTIFICATE_ID,
    PULSE_CHAIN_INDEX,
    PULSE_PULSE_INDEX,
    PULSE_TIME_STAMP,
    PULSE_LOCAL_RANDOM_VALUE,
    PULSE_EXTERNAL_SOURCE_ID,
    PULSE_EXTERNAL_STATUS_CODE,
    PULSE_EXTERNAL_VALUE,
    PULSE_PREVIOUS,
    PULSE_HOUR,
    PULSE_DAY,
    PULSE_MONTH,
    PULSE_YEAR,
    PULSE_PRECOMMITMENT_VALUE,
    PULSE_STATUS_CODE,
    PULSE_SIGNATURE_VALUE,
    PULSE_OUTPUT_VALUE,
    PULSE_FIELDS
};

struct pulse {
    const char *text[PULSE_FIELDS]; /* strings and hexadecimal values; NULL for numbers */
    uint64_t number[PULSE_FIELDS];  /* the others; below 10^12 */
    const char *certificate;        /* PEM; NULL without one */
};

/* For the handler of the element. */
SCR_MUST_CHECK scr_result pulse_read(struct document *document, struct pulse *pulse);
/* The first number that does not fit into the 4 bytes that it has in the message, by its name; NULL when all do. */
const char *pulse_oversized(const struct pulse *pulse);
/* Appends the message that the beacon signs; to be called when all numbers fit. */
SCR_MUST_CHECK scr_result pulse_message(const struct pulse *pulse, struct scr_buffer *message);
/* Whether OutputValue is the SHA-512 of message and signature. */
SCR_MUST_CHECK scr_result pulse_output_follows(const struct pulse *pulse, const struct scr_buffer *message,
                                               bool *follows);
/* Appends the bytes of hexadecimal text as the schema allows it. */
SCR_MUST_CHECK scr_result pulse_bytes(const char *hex, struct scr_buffer *bytes);

/* What is wrong with certificate or signature, as the end of a sentence (static); NULL when the signature is genuine.
 * The pulse has a certificate. pulse_certificate.c. */
SCR_MUST_CHECK scr_result pulse_signed(const struct pulse *pulse, const struct scr_buffer *message, const char **fault);

#endif
