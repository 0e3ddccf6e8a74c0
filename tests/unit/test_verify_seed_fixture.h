/* test_verify_seed_fixture.h: ballot commitments and seed records as canonical text, so that tests can change one thing
 * and see which check refuses it. */
#ifndef TESTS_VERIFY_SEED_FIXTURE_H
#define TESTS_VERIFY_SEED_FIXTURE_H

#include "verify/tree/pulse.h"
#include "verify/verify.h"

/* Attributes of SeedSource. */
#define FIXTURE_DICE "Kind=\"dice\" Beacon=\"\" Chain=\"\" Pulse=\"\" Place=\"City Hall\" Time=\"2026-11-05T17:00:00Z\""
#define FIXTURE_PULSE                                                                                                  \
    "Kind=\"beacon\" Beacon=\"NIST Randomness Beacon 2.0\" Chain=\"1\" Pulse=\"1\" Place=\"\" Time=\"\""
#define FIXTURE_TIME(time)                                                                                             \
    "Kind=\"beacon\" Beacon=\"NIST Randomness Beacon 2.0\" Chain=\"1\" Pulse=\"\" Place=\"\" Time=\"" time "\""

/* Three batches of 10, 5 and 7 ballots; contest mayor of all of them, contest council of the first and the third. */
char *fixture_commitment(const char *source);
/* Rests on the commitment with this text. `evidence` is the child element with its line feed. */
char *fixture_seed(const char *source, const char *commitment, const char *evidence, const char *seed);
/* 25 throws of a die, a witness. */
extern const char fixture_throws[], fixture_dice[];
/* The element Pulse; malloc'ed. */
char *fixture_pulse(const struct pulse *pulse);

/* The first pulse of NIST's beacon, with its certificate. */
extern const struct pulse nist_pulse;
extern const char nist_certificate[], nist_output_value[];

/* Verifies the texts (NULL: absent), commitment and seed record in this order or the other, and frees them. The words
 * "TPT-04 refuted, TPT-05 undecided" of all checks that do not hold, in order (static). */
const char *fixture_open(char *commitment, char *seed, bool seed_first);
/* The detail of this check in the last call of fixture_open; "" when it was not made. */
const char *fixture_detail(const char *id);

#endif
