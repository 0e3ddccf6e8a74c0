/* test_verify_stamps_package.c: PKG-08 on packages that hold stamps, and the reader's file of authorities. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "package_fixture.h"
#include "scrutineer/file.h"
#include "tests/tamper/tsa_answer.h"
#include "unit.h"
#include "verify/package/evidence.h"

#define KEYS "fixtures/keys"
#define CA KEYS "/test-tsa-ca.pem"
#define OTHER_CA KEYS "/test-tsa-other-ca.pem"
#define TIME "2026-05-01T12:00:00Z"

static void make(const char *path, const char *digest, const char *fault) {
    const char *words[] = {digest, TIME, KEYS, path, fault, NULL, NULL};
    tsa_write(words);
}

/* A package with stamps. The definition is an artifact; HOWTO-VERIFY.txt and one.drat are none. */
static void stamp(const struct bag *bag, const char *name, const char *file, const char *fault) {
    char path[400], hex[SCR_HEX_SIZE];
    struct scr_hash hash;
    CU_ASSERT_FATAL(bag_run(bag, "mkdir -p timestamps"));
    snprintf(path, sizeof path, "%s/%s", bag->path, file);
    CU_ASSERT_FATAL(!scr_failed(scr_hash_file(path, &hash, NULL, NULL)));
    scr_hash_hex(&hash, hex);
    snprintf(path, sizeof path, "%s/timestamps/%s.tsr", bag->path, name);
    make(path, hex, fault);
}

static void expect(const struct bag *bag, const char *tsa, int verdict, const char *words) {
    struct findings findings;
    const struct reader_trust reader = {.key = bag_key(bag, "official"), .tsa = tsa, .facts = true};
    CU_ASSERT_EQUAL_FATAL(bag_check_as(bag, &reader, &findings), SCR_DONE);
    bag_verdict(&findings, "PKG-01", VERDICT_HOLDS, NULL);
    bag_verdict(&findings, "PKG-08", verdict, words);
    findings_free(&findings);
}

UNIT_TEST(verify_stamps_package, of_what_is_in_the_package) {
    struct bag bag;
    bag_new(&bag);
    expect(&bag, CA, -1, NULL);
    stamp(&bag, "definition", "data/definition.xml", NULL);
    stamp(&bag, "package", "tagmanifest-sha256.txt", "--status=1");
    expect(&bag, CA, VERDICT_HOLDS,
           "2 time stamps of what is in the package, by authorities that you name; 0 requests");
    expect(&bag, NULL, VERDICT_UNDECIDED, "name those that you trust with --tsa");
    expect(&bag, OTHER_CA, VERDICT_UNDECIDED, "leads to none of those given");
    CU_ASSERT(bag_run(&bag, "WORDS=Mine say obs board observer " TIME " package tagmanifest-sha256.txt"));
    stamp(&bag, "obs", "countersignatures/obs.txt", NULL);
    expect(&bag, CA, VERDICT_HOLDS, "3 time stamps");
    CU_ASSERT(bag_run(
        &bag, "openssl ts -query -data tagmanifest-sha256.txt -sha256 -cert -no_nonce -out timestamps/again.tsq"));
    expect(&bag, CA, VERDICT_HOLDS,
           "3 time stamps of what is in the package, by authorities that you name; 1 request for");
    /* The statement was changed after it was stamped. */
    CU_ASSERT(bag_run(&bag, "sed -i s/Mine/Thine/ countersignatures/obs.txt"));
    expect(&bag, CA, VERDICT_REFUTED, "timestamps/obs.tsr: is of the digest ");
    CU_ASSERT(bag_run(&bag, "rm -r timestamps/obs.tsr countersignatures; echo x >> HOWTO-VERIFY.txt; remake"));
    expect(&bag, CA, VERDICT_REFUTED, "timestamps/again.tsq: is of the digest "); /* and so is package.tsr */
    CU_ASSERT(bag_run(&bag, "rm timestamps/*"));
    expect(&bag, CA, -1, NULL);
    stamp(&bag, "howto", "HOWTO-VERIFY.txt", NULL);
    expect(&bag, CA, VERDICT_REFUTED, "is that of no artifact, no statement and not of tagmanifest-sha256.txt");
    CU_ASSERT(bag_run(&bag, "rm timestamps/*"));
    stamp(&bag, "proof", "data/decks/one.drat", NULL);
    expect(&bag, CA, VERDICT_REFUTED, "is that of no artifact");
}

UNIT_TEST(verify_stamps_package, files_that_are_no_stamps) {
    struct bag bag;
    bag_new(&bag);
    CU_ASSERT(bag_run(&bag, "mkdir timestamps; : > timestamps/a.tsr"));
    expect(&bag, CA, VERDICT_REFUTED, "timestamps/a.tsr: is no answer of a time-stamp authority");
    CU_ASSERT(bag_run(&bag, "head -c 70000 /dev/zero > timestamps/a.tsr"));
    expect(&bag, CA, VERDICT_REFUTED, "has more than 65536 bytes");
    CU_ASSERT(bag_run(&bag, "rm timestamps/a.tsr; : > timestamps/a.tsq"));
    expect(&bag, CA, VERDICT_REFUTED, "timestamps/a.tsq: is not the request of 59 bytes");
    CU_ASSERT(bag_run(&bag, "openssl ts -query -data data/definition.xml -sha256 -cert -out timestamps/a.tsq"));
    expect(&bag, CA, VERDICT_REFUTED, "without policy and nonce");
    CU_ASSERT(
        bag_run(&bag, "openssl ts -query -data data/definition.xml -sha256 -cert -no_nonce -out timestamps/a.tsq"));
    expect(&bag, NULL, -1, NULL); /* a request that waits: there is nothing to check */
    stamp(&bag, "bad", "data/definition.xml", "--break");
    expect(&bag, NULL, VERDICT_REFUTED, "timestamps/bad.tsr: is not signed with the key of the certificate");
    CU_ASSERT(
        bag_run(&bag, "rm timestamps/bad.tsr; for i in $(seq 1000); do cp timestamps/a.tsq timestamps/b$i.tsq; done"));
    expect(&bag, CA, VERDICT_UNDECIDED, "has 1001 files; only the first 1000 were looked at");
    CU_ASSERT(bag_run(&bag, "rm timestamps/a.tsq"));
    expect(&bag, CA, -1, NULL);
    stamp(&bag, "b1", "data/definition.xml", NULL);
    CU_ASSERT(bag_run(&bag, "rm timestamps/b2.tsq"));
    expect(&bag, CA, VERDICT_HOLDS,
           "1 time stamp of what is in the package, by authorities that you name; 999 requests");
}

/* The file of the reader's own: certificates, or the run ends. */
UNIT_TEST(verify_stamps_package, authorities) {
    char path[300], command[700];
    struct authorities authorities;
    snprintf(path, sizeof path, "%s/x.pem", unit_scratch());
    static const struct {
        const char *script;
        int count; /* -1: refused */
    } cases[] = {
        {"cat fixtures/keys/test-tsa*.pem", 3},
        {"(echo Ours; cat " CA "; echo End)", 1},
        {"cat fixtures/keys/test-tsa.key " CA, 1}, /* openssl passes other things over too */
        {"cat fixtures/keys/test-tsa.key", -1},
        {"true", -1},
        {"head -5 " CA, -1},
        {"(cat " CA "; sed s/MII/!!!/ " CA ")", -1},
        {"openssl x509 -in " CA " -outform DER", -1},
        {"(for i in $(seq 1001); do cat " CA "; done)", -1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scr_diagnosis diagnosis = {0};
        snprintf(command, sizeof command, "%s > %s", cases[i].script, path);
        CU_ASSERT_FATAL(system(command) == 0);
        scr_result result = authorities_read(path, &authorities, &diagnosis);
        CU_ASSERT_EQUAL(scr_failed(result), cases[i].count < 0);
        CU_ASSERT_EQUAL(diagnosis.count, cases[i].count < 0);
        if (!scr_failed(result)) CU_ASSERT_EQUAL(sk_X509_num(authorities.certificates), cases[i].count);
        if (scr_failed(result) != (cases[i].count < 0)) fprintf(stderr, "\n  %s\n", cases[i].script);
        authorities_free(&authorities);
        scr_diagnosis_free(&diagnosis);
    }
    CU_ASSERT(scr_failed(authorities_read("/nonexistent/file.pem", &authorities, NULL)));
}

/* Of many stamps the first twenty are described; one of nothing that was listed has no object. */
UNIT_TEST(verify_stamps_package, many_of_one_package) {
    struct bag bag;
    struct scr_hash digest;
    char path[300], hex[SCR_HEX_SIZE];
    struct findings findings = {0};
    const struct reader_trust reader = {.tsa = CA, .facts = true};
    bag_new(&bag);
    snprintf(path, sizeof path, "%s/tagmanifest-sha256.txt", bag.path);
    CU_ASSERT_FALSE(scr_failed(scr_hash_file(path, &digest, NULL, NULL)));
    scr_hash_hex(&digest, hex);
    CU_ASSERT_TRUE(bag_run(&bag, "mkdir timestamps"));
    snprintf(path, sizeof path, "%s/timestamps/a.tsr", bag.path);
    make(path, hex, NULL);
    CU_ASSERT_TRUE(bag_run(&bag, "for i in $(seq 21); do cp timestamps/a.tsr timestamps/a$i.tsr; done"));
    CU_ASSERT_EQUAL(bag_check_as(&bag, &reader, &findings), SCR_DONE);
    bag_verdict(&findings, "PKG-08", VERDICT_HOLDS, "22 time stamps of what is in the package");
    size_t described = 0, counted = 0;
    for (size_t i = 0; i < findings.note_count; i++) {
        described += strstr(findings.notes[i], "this package existed at") != NULL;
        counted += strstr(findings.notes[i], "2 more time stamps: --json lists them all") != NULL;
    }
    CU_ASSERT(described == 20 && counted == 1);
    findings_free(&findings);
}

/* PKG-08 of a stamp of nothing that is known here, and what --json has of it. */
static void expect_unknown(const struct package *package, const struct authorities *reader, bool cut, int verdict,
                           const char *words) {
    struct evidence evidence = {.package = package, .statements_cut = cut, .facts = true};
    struct findings findings = {0};
    CU_ASSERT_FALSE(scr_failed(check_pkg08(&evidence, reader, &findings)));
    bag_verdict(&findings, "PKG-08", verdict, words);
    CU_ASSERT_EQUAL_FATAL(evidence.stamp_count, 1);
    CU_ASSERT_EQUAL((int)evidence.stamps[0].stamp.verdict, verdict);
    CU_ASSERT_EQUAL_FATAL(findings.fact_count, 1);
    CU_ASSERT_STRING_EQUAL(findings.facts[0].name, "time_stamps");
    CU_ASSERT_STRING_EQUAL(findings.facts[0].json, "[]");
    findings_free(&findings);
    scr_arena_free(&evidence.arena);
}

/* A stamp may be of a statement or a file that was not looked at: then it stays open, whoever made it. */
UNIT_TEST(verify_stamps_package, of_what_may_be_left_out) {
    static const char none[] = "is that of no artifact, no statement and not of tagmanifest-sha256.txt";
    struct authorities named;
    struct bag bag;
    struct package *package = NULL;
    struct findings opened = {0};
    bag_new(&bag);
    stamp(&bag, "howto", "HOWTO-VERIFY.txt", NULL);
    CU_ASSERT_FATAL(!scr_failed(authorities_read(CA, &named, NULL)));
    CU_ASSERT_FATAL(!scr_failed(package_open(bag.path, &package, &opened, NULL)));
    for (int known = 0; known < 2; known++) {
        const struct authorities *reader = known ? &named : NULL;
        package->complete = true;
        expect_unknown(package, reader, false, VERDICT_REFUTED, none);
        expect_unknown(package, reader, true, VERDICT_UNDECIDED, none);
        package->complete = false;
        expect_unknown(package, reader, false, VERDICT_UNDECIDED, none);
    }
    package_free(package);
    findings_free(&opened);
    /* What is refuted for another reason stays so. */
    opened = (struct findings){0};
    stamp(&bag, "howto", "HOWTO-VERIFY.txt", "--break");
    CU_ASSERT_FATAL(!scr_failed(package_open(bag.path, &package, &opened, NULL)));
    expect_unknown(package, &named, true, VERDICT_REFUTED, "timestamps/howto.tsr: is not signed with the key");
    package_free(package);
    findings_free(&opened);
    authorities_free(&named);
}
