/* test_verify_statement_fixture.h: a noise commitment and a measurement statement as canonical text, so that tests can
 * change one thing and see which check refuses it. */
#ifndef TESTS_VERIFY_STATEMENT_FIXTURE_H
#define TESTS_VERIFY_STATEMENT_FIXTURE_H

#include <stdbool.h>

/* Keys of three releases; malloc'ed like all texts here. */
char *statement_fixture_noise(void);
/* Release 2 on three levels with five precincts and two contests. Each Hash of the ledger is the word FILL. */
char *statement_fixture(void);
/* Replaces each FILL by the hash that section 13.3 asks for, reading the entries from the text, and the word NOISE by
 * the digest of `noise`. Frees and returns the text. */
char *statement_fixture_fill(char *text, const char *noise);
/* A seed record of words that rests on the artifact with this text, of this kind. */
char *statement_fixture_seed(const char *source, const char *kind, const char *below);

/* Attributes of the statement's SeedSource. */
extern const char statement_fixture_source[];

/* Verifies the texts (NULL: absent; frees them), in this order or the other. The words "DPR-04 refuted, DPR-07
 * undecided" of all checks that do not hold, in order (static). */
const char *statement_open(char *noise, char *statement, char *seed, bool seed_first);
/* The detail of this check in the last call of statement_open; "" when it was not made. */
const char *statement_detail(const char *id);
/* The value of the fact "measurement" in the last call; "" without. */
const char *statement_facts(void);

#endif
