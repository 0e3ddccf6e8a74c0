/* package_fixture.h: packages for tests of the verifier, made with coreutils, findutils and the openssl command, so
 * that nothing of the generator stands behind them. */
#ifndef TESTS_PACKAGE_FIXTURE_H
#define TESTS_PACKAGE_FIXTURE_H

#include "verify/package/package.h"

#define TODAY "2026-06-01" /* the packages are dated 2026-05-01 */
#define BAG_CLAIMS 8

/* A folder with keys/NAME.key and keys/NAME.pub for official, board, forger, and bag/, a package of the election
 * "city-2026" signed by official as election-official. */
struct bag {
    char folder[200];                   /* holds bag/ and keys/ */
    char path[220];                     /* the package */
    struct scr_hash definition, absent; /* digest of data/definition.xml; one of no file */
    /* What the artifacts are found to be: the package checks learn this from their readers. By path; files that are
     * not here are no artifacts. */
    struct package_artifact claims[BAG_CLAIMS];
    size_t claim_count;
};
enum {
    CLAIM_DEFINITION,
    CLAIM_ONE,
    CLAIM_TWO,
    CLAIMS
}; /* data/definition.xml, data/decks/one.xml, data/decks/two.xml */

/* A fresh copy of the package that everything holds for. data/decks/one.xml names one.drat as its proof. */
void bag_new(struct bag *bag);
/* Runs a shell script in the package folder; true when it ended with status 0. It may use
 *   info NAME:ROLE:KEY ..   writes bag-info.txt for these signers (KEY is the name of a key in keys/)
 *   manifest, tags          write manifest-sha256.txt, tagmanifest-sha256.txt
 *   sign NAME KEY           writes signatures/NAME.sig and NAME.pub with that key
 *   remake                  manifest, tags, sign official official: what an insider can do after any change
 *   begin, published DATE KIND SUBJECT SHA256 REPLACES, withdrawn DATE NUMBER REASON, written
 *                           make data/publication-index.xml from its first entry to its end; sum FILE is its SHA-256
 *   list [DATE]             publishes all artifacts in data/; index [DATE] is begin, list, written
 *   trust LINE ..           writes ../trust.xml with these Key elements
 *   listed NAME ROLE ELECTION FROM TO REVOKED    prints such a line for the key NAME
 *   say NAME KEY ROLE TIME OBJECT FILE           writes countersignatures/NAME.txt, .sig, .pub about FILE with that key
 */
bool bag_run(const struct bag *bag, const char *script);
/* The path of keys/NAME.pub, in a static place. */
const char *bag_key(const struct bag *bag, const char *name);
/* The fingerprint of keys/NAME.pub in hexadecimal, as openssl and sha256sum make it, in a static place. */
const char *bag_fingerprint(const struct bag *bag, const char *name);
/* Asserts that the last check has this detail, in which %s stands for the fingerprint of the key NAME. */
void bag_expect_detail(const struct bag *bag, const struct findings *findings, const char *detail, const char *name);
/* Runs all package checks as the verifier does. `key` names a key or is NULL; `trust` says whether ../trust.xml is
 * used. The code of the first failure, or SCR_DONE. Release findings with findings_free. */
enum scr_code bag_check(const struct bag *bag, const char *key, bool trust, struct findings *findings);
/* The same with any words of the reader; `list` and `tsa` are paths. */
enum scr_code bag_check_as(const struct bag *bag, const struct reader_trust *reader, struct findings *findings);
/* Asserts that the check has this verdict (-1: was not made) and that `words`, unless NULL, stand in its detail. */
void bag_verdict(const struct findings *findings, const char *id, int verdict, const char *words);
/* The path of ../trust.xml, in a static place. */
const char *bag_list(const struct bag *bag);
/* Asserts that all eight checks were made and exactly those in `refuted` and `undecided` ("PKG-01 PKG-04") do not hold;
 * and, unless NULL, that `words` stand in the detail of the first of them. Frees the findings. */
void bag_expect(struct findings *findings, const char *refuted, const char *undecided, const char *words);
/* Both in one: checks with the key of official. */
void bag_refuted(const struct bag *bag, const char *refuted, const char *words);
/* Runs the stock commands of section 7 in their order: 0 when all succeed, else the number of the first that fails
 * (1 signature, 2 tag manifest, 3 manifest, 4 unlisted files). */
int bag_stock(const struct bag *bag, const char *key);

#endif
