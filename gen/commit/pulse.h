/* pulse.h: a pulse of NIST's randomness beacon, version 2.0: read from its JSON, recomputed, its signature verified.
 *
 * Source: NISTIR 8213 (draft), section 4.1, and the pulses themselves, from which they differ in one place: the output
 * value hashes the signature without its length (specification, section 10.3). */
#ifndef GEN_COMMIT_PULSE_H
#define GEN_COMMIT_PULSE_H

#include "commitment.h"
#include "scrutineer/xml_writer.h"

#define PULSE_JSON_MOST ((size_t)1 << 20)

/* In the order of the message and of the artifact's attributes. */
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

/* Every field as the artifact writes it: hexadecimal values in lower case. The strings live in an arena. */
struct pulse {
    const char *fields[PULSE_FIELDS];
    const char *certificate; /* PEM as OpenSSL writes it; NULL when none was given */
};

/* The beacon's answer, {"pulse": {...}}. SCR_INPUT with what is missing or malformed. */
SCR_MUST_CHECK scr_result pulse_read(const char *path, struct scr_arena *arena, struct pulse *pulse,
                                     struct scr_diagnosis *diagnosis);
/* Takes one X.509 certificate in PEM. */
SCR_MUST_CHECK scr_result pulse_read_certificate(const char *path, struct scr_arena *arena, struct pulse *pulse,
                                                 struct scr_diagnosis *diagnosis);

/* The output value is recomputed; with a certificate, it has the id given and the signature verifies. SCR_INPUT with
 * words otherwise. */
SCR_MUST_CHECK scr_result pulse_verify(const struct pulse *pulse, struct scr_diagnosis *diagnosis);
/* It is the pulse that `source` names. *gap: the time stamp is a period or more after the time named, so that only the
 * beacon's own records show that no pulse lies between. */
SCR_MUST_CHECK scr_result pulse_fits(const struct pulse *pulse, const struct seed_source *source, bool *gap,
                                     struct scr_diagnosis *diagnosis);
SCR_MUST_CHECK scr_result pulse_write(struct scr_xml_writer *xml, const struct pulse *pulse);

#endif
