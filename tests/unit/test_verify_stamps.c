/* test_verify_stamps.c: PKG-08: time stamps, on answers of an authority made here (tests/tamper/tsa_answer.c), held
 * against what `openssl ts` says of the same files. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "package_fixture.h"
#include "scrutineer/file.h"
#include "tests/tamper/tsa_answer.h"
#include "unit.h"
#include "verify/package/stamp.h"

#define KEYS "fixtures/keys"
#define CA KEYS "/test-tsa-ca.pem"
#define OTHER_CA KEYS "/test-tsa-other-ca.pem"
#define DIGEST "0263829989b6fd954f72baaf2fc64bc2e2f01d692d4de72986ea808f6e99813f" /* any will do */
#define TIME "2026-05-01T12:00:00Z"

static void make(const char *path, const char *digest, const char *time, const char *fault, const char *second) {
    const char *words[] = {digest, time, KEYS, path, fault, second, NULL};
    tsa_write(words);
}

static struct authorities named(const char *path) {
    struct authorities authorities;
    CU_ASSERT_FATAL(!scr_failed(authorities_read(path, &authorities, NULL)));
    return authorities;
}

static struct stamp examine_bytes(const struct scr_buffer *bytes, const char *reader, struct scr_arena *arena) {
    struct authorities authorities = {0};
    struct stamp stamp;
    if (reader) authorities = named(reader);
    CU_ASSERT(!scr_failed(stamp_examine(bytes, reader ? &authorities : NULL, arena, &stamp)));
    authorities_free(&authorities);
    return stamp;
}

static struct stamp examine(const char *path, const char *reader, struct scr_arena *arena) {
    struct scr_buffer bytes = {0};
    CU_ASSERT_FATAL(!scr_failed(scr_file_read(path, STAMP_LIMIT, &bytes, NULL)));
    struct stamp stamp = examine_bytes(&bytes, reader, arena);
    scr_buffer_free(&bytes);
    return stamp;
}

/* Whether `openssl ts -verify` accepts the same file, at the time of the stamp. */
static bool openssl_accepts(const char *path, const char *reader) {
    char command[600];
    snprintf(command, sizeof command,
             "openssl ts -verify -attime 1777636800 -digest %s -in %s -CAfile %s >/dev/null 2>&1", DIGEST, path,
             reader); /* date -u -d 2026-05-01T12:00:00Z +%s */
    return system(command) == 0;
}

/* The name of SHA-256 with a digest of another length; and an answer of a few bytes. */
UNIT_TEST(verify_stamps, numbers_out_of_range) {
    struct scr_arena arena = {0};
    char path[300];
    snprintf(path, sizeof path, "%s/x.tsr", unit_scratch());
    make(path, "0263829989b6fd95", TIME, NULL, NULL);
    struct stamp stamp = examine(path, CA, &arena);
    CU_ASSERT_EQUAL(stamp.verdict, VERDICT_REFUTED);
    CU_ASSERT_PTR_NOT_NULL(strstr(stamp.words, "stamps another digest than a SHA-256"));
    CU_ASSERT_FALSE(stamp.digest_known);
    /* SEQUENCE { SEQUENCE { INTEGER 2^64 } }: a status that is no number of libcrypto's. */
    uint8_t huge[15] = {0x30, 0x0d, 0x30, 0x0b, 0x02, 0x09, 0x01};
    stamp = examine_bytes(&(struct scr_buffer){huge, sizeof huge, sizeof huge}, CA, &arena);
    CU_ASSERT_EQUAL(stamp.verdict, VERDICT_REFUTED);
    CU_ASSERT_PTR_NOT_NULL(strstr(stamp.words, "is a refusal: the authority stamped nothing"));
    scr_arena_free(&arena);
}

UNIT_TEST(verify_stamps, one_by_one) {
    static const struct {
        const char *fault, *second, *reader, *words;
        enum verdict verdict;
        bool laxer; /* openssl accepts what the specification does not */
    } cases[] = {
        {NULL, NULL, CA, "", VERDICT_HOLDS, false},
        {"--status=1", NULL, CA, "", VERDICT_HOLDS, false},
        {"--cert=intermediate", NULL, CA, "", VERDICT_HOLDS, false},
        {"--accuracy=1.500", NULL, CA, "", VERDICT_HOLDS, false},
        {"--gentime=20260501120000.123456789Z", NULL, CA, "", VERDICT_HOLDS, false},
        {NULL, NULL, OTHER_CA, "leads to none of those given with --tsa (unable to get local issuer", VERDICT_UNDECIDED,
         false},
        {"--cert=other-ca", NULL, CA, "leads to none of those", VERDICT_UNDECIDED, false},
        {"--cert=self-signed", NULL, CA, "leads to none of those", VERDICT_UNDECIDED, false},
        {"--cert=weak-intermediate", NULL, CA, "leads to none of those", VERDICT_UNDECIDED, false},
        {"--no-certificate", NULL, CA, "is neither in the time stamp nor in the file", VERDICT_UNDECIDED, false},
        {"--status=2", NULL, CA, "is a refusal: the authority stamped nothing", VERDICT_REFUTED, false},
        {"--status=-1", NULL, CA, "is a refusal: the authority stamped nothing", VERDICT_REFUTED, false},
        {"--status=2", "--rejected-token", CA, "is no answer of a time-stamp authority", VERDICT_REFUTED, false},
        {"--break", NULL, CA, "is not signed with the key of the certificate of CN=Scrutineer test", VERDICT_REFUTED,
         false},
        {"--break", "--cert=other-ca", CA, "is not signed with the key", VERDICT_REFUTED, false},
        {"--cert=no-eku", NULL, CA, "is not one for time stamping alone", VERDICT_REFUTED, false},
        {"--cert=more-eku", NULL, CA, "is not one for time stamping alone", VERDICT_REFUTED, false},
        {"--cert=eku-not-critical", NULL, CA, "is not one for time stamping alone", VERDICT_REFUTED, false},
        {"--cert=expired", NULL, CA, "was not valid at the time of the stamp", VERDICT_REFUTED, false},
        {"--cert=early", NULL, CA, "was not valid at the time of the stamp", VERDICT_REFUTED, false},
        {"--attribute=contentType:none", NULL, CA, "no attribute that says it is a time stamp", VERDICT_REFUTED, true},
        {"--attribute=contentType:data", NULL, CA, "no attribute that says it is a time stamp", VERDICT_REFUTED, true},
        {"--attribute=contentType:true", NULL, CA, "no attribute that says it is a time stamp", VERDICT_REFUTED, true},
        {"--attribute=contentType:data", "--no-certificate", CA, "no attribute that says it is a time stamp",
         VERDICT_REFUTED, false},
        {"--attribute=messageDigest:none", NULL, CA, "attributes are of other content", VERDICT_REFUTED, false},
        {"--attribute=messageDigest:zeros", NULL, CA, "attributes are of other content", VERDICT_REFUTED, false},
        {"--attribute=messageDigest:true", NULL, CA, "attributes are of other content", VERDICT_REFUTED, false},
        {"--attribute=messageDigest:zeros", "--no-certificate", CA, "attributes are of other content", VERDICT_REFUTED,
         false},
        {"--attribute=id-smime-aa-signingCertificateV2:none", NULL, CA, "no attribute that names the certificate",
         VERDICT_REFUTED, false},
        {"--attribute=id-smime-aa-signingCertificateV2:true", NULL, CA, "no attribute that names the certificate",
         VERDICT_REFUTED, false},
        {"--attribute=id-smime-aa-signingCertificateV2:empty", NULL, CA, "no attribute that names the certificate",
         VERDICT_REFUTED, false},
        {"--attribute=id-smime-aa-signingCertificateV2:none", "--no-certificate", CA,
         "no attribute that names the certificate", VERDICT_REFUTED, false},
        {"--attribute=id-smime-aa-signingCertificate:true", NULL, CA, "no attribute that names the certificate",
         VERDICT_REFUTED, true},
        {"--attribute=id-smime-aa-signingCertificate:empty", NULL, CA, "no attribute that names the certificate",
         VERDICT_REFUTED, true},
        {"--old-attribute", NULL, CA, "", VERDICT_HOLDS, false},
        {"--old-attribute", "--second-id", CA, "is not bound to the certificate", VERDICT_REFUTED, false},
        {"--second-id", NULL, CA, "is not bound to the certificate", VERDICT_REFUTED, false},
        {"--info-trailing", NULL, CA, "has bytes behind the time stamp", VERDICT_REFUTED, true},
        {"--two-signatures", NULL, CA, "is not signed by one authority", VERDICT_REFUTED, false},
        {"--attribute=messageDigest:byte", NULL, CA, "attributes are of other content", VERDICT_REFUTED, false},
        {"--signature=ED448", "--break", CA, "is signed in a way (ED448)", VERDICT_UNDECIDED, false},
        {"--no-digests", NULL, CA, "does not list the digest", VERDICT_REFUTED, false},
        {"--pss", NULL, CA, "is signed in a way (RSASSA-PSS)", VERDICT_UNDECIDED, false},
        {"--signature=ED25519", "--break", CA, "is signed in a way (ED25519)", VERDICT_UNDECIDED, false},
        {"--signature=RSA-SHA1", NULL, CA, "", VERDICT_HOLDS, false},
        {"--cert=unreadable", NULL, CA, "a period that cannot be read", VERDICT_REFUTED, false},
        {"--cert=ca-usage", NULL, CA, "is not one for time stamping alone", VERDICT_REFUTED, false},
        {"--cert=twice", NULL, CA, "is not one for time stamping alone", VERDICT_REFUTED, false},
        {"--cert=unknown", NULL, CA, "leads to none of those", VERDICT_UNDECIDED, false},
        {"--version=2", NULL, CA, "a version other than 1", VERDICT_REFUTED, false},
        {"--content=data", NULL, CA, "is no answer of a time-stamp authority", VERDICT_REFUTED, false},
        {"--trailing", NULL, CA, "has 1 bytes behind", VERDICT_REFUTED, true},
        {"--gentime=rubbish", NULL, CA, "genTime that is not of the form", VERDICT_REFUTED, true},
        {"--gentime=202605011200Z", NULL, CA, "genTime that is not of the form", VERDICT_REFUTED, true},
        {"--gentime=20260501120000.Z", NULL, CA, "genTime that is not of the form", VERDICT_REFUTED, true},
        {"--gentime=20260501120000+0000", NULL, CA, "genTime that is not of the form", VERDICT_REFUTED, true},
        {"--gentime=20260431120000Z", NULL, CA, "genTime that is not of the form", VERDICT_REFUTED, true},
        {"--gentime=20260501120000.5x1Z", NULL, CA, "genTime that is not of the form", VERDICT_REFUTED, true},
        {"--gentime=20260501120000.5/1Z", NULL, CA, "genTime that is not of the form", VERDICT_REFUTED, true},
        {"--accuracy=1000000001", NULL, CA, "an accuracy that no time stamp can have", VERDICT_REFUTED, true},
        {"--accuracy=18446744073709551615", NULL, CA, "an accuracy that no time stamp can have", VERDICT_REFUTED, true},
        {"--accuracy=1.0001000", NULL, CA, "an accuracy that no time stamp can have", VERDICT_REFUTED, true},
        {"--accuracy=1.0000999", NULL, CA, "", VERDICT_HOLDS, false},
        {"--sign=md5", NULL, CA, "is signed over a digest too weak to prove anything (MD5)", VERDICT_REFUTED, true},
        {"--sign=sha1", NULL, CA, "is signed over a digest too weak to prove anything (SHA1)", VERDICT_REFUTED, true},
        {"--sign=sha224", NULL, CA, "is signed over a digest too weak to prove", VERDICT_REFUTED, true},
        {"--sign=sha384", NULL, CA, "", VERDICT_HOLDS, false},
        {"--sign=sha512", NULL, CA, "", VERDICT_HOLDS, false},
        {"--sign=sha3-256", NULL, CA, "", VERDICT_HOLDS, false},
        {"--sign=sha3-384", NULL, CA, "", VERDICT_HOLDS, false},
        {"--sign=sha3-512", NULL, CA, "", VERDICT_HOLDS, false},
        {"--cert=ed25519-intermediate", NULL, CA, "", VERDICT_HOLDS, false},
        {"--cert=ed448-intermediate", NULL, CA, "", VERDICT_HOLDS, false},
        {"--cert=expired-intermediate", NULL, CA, "a certificate between that of", VERDICT_REFUTED, false},
        {"--cert=early-intermediate", NULL, CA, "a certificate between that of", VERDICT_REFUTED, false},
        {"--cert=sha1", NULL, CA, "signed over a digest too weak to prove anything", VERDICT_REFUTED, true},
        {"--cert=md5", NULL, CA, "signed over a digest too weak to prove anything", VERDICT_REFUTED, true},
        {"--cert=small-rsa", NULL, CA, "at fault is too weak to prove", VERDICT_REFUTED, true},
        {"--cert=small-ec", NULL, CA, "is too weak to prove anything", VERDICT_REFUTED, true},
        {"--cert=sha224-intermediate", NULL, CA, "a certificate on the way", VERDICT_REFUTED, true},
        {"--cert=small-intermediate", NULL, CA, "a certificate on the way", VERDICT_REFUTED, true},
        {"--cert=small-ec-intermediate", NULL, CA, "a certificate on the way", VERDICT_REFUTED, true},
        {"--cert=sha224-intermediate", NULL, OTHER_CA, "leads to none of those", VERDICT_UNDECIDED, false},
    };
    char path[300];
    snprintf(path, sizeof path, "%s/x.tsr", unit_scratch());
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scr_arena arena = {0};
        make(path, DIGEST, TIME, cases[i].fault, cases[i].second);
        struct stamp stamp = examine(path, cases[i].reader, &arena);
        bool as_expected = stamp.verdict == cases[i].verdict && strstr(stamp.words, cases[i].words);
        bool accepted = openssl_accepts(path, cases[i].reader);
        CU_ASSERT(as_expected);
        CU_ASSERT_EQUAL(accepted, cases[i].verdict == VERDICT_HOLDS || cases[i].laxer);
        if (!as_expected || accepted != (cases[i].verdict == VERDICT_HOLDS || cases[i].laxer))
            fprintf(stderr, "\n  %s: %d \"%s\", openssl %s\n", cases[i].fault, (int)stamp.verdict, stamp.words,
                    accepted ? "accepts" : "refuses");
        /* Without --tsa what is wrong in itself is refuted all the same, and nothing holds. */
        struct stamp unnamed = examine(path, NULL, &arena);
        bool chain = strstr(cases[i].words, "bound to") || strstr(cases[i].words, "on the way") ||
                     strstr(cases[i].words, "between that of");
        CU_ASSERT_EQUAL(unnamed.verdict,
                        cases[i].verdict == VERDICT_REFUTED && !chain ? VERDICT_REFUTED : VERDICT_UNDECIDED);
        scr_arena_free(&arena);
    }
}

/* Authorities write lengths as BER allows, and not DER: more bytes than a length needs, or none and an end. */
UNIT_TEST(verify_stamps, lengths_of_ber) {
    char path[300];
    struct scr_arena arena = {0};
    struct scr_buffer bytes = {0};
    uint8_t other[4096];
    snprintf(path, sizeof path, "%s/x.tsr", unit_scratch());
    make(path, DIGEST, TIME, NULL, NULL);
    CU_ASSERT_FATAL(!scr_failed(scr_file_read(path, sizeof other - 4, &bytes, NULL)));
    CU_ASSERT_FATAL(bytes.length > 260 && bytes.data[0] == 0x30 && bytes.data[1] == 0x82);
    memcpy(other + 1, bytes.data, bytes.length);
    memcpy(other, (const uint8_t[]){0x30, 0x83, 0x00}, 3); /* three bytes of length for two */
    struct stamp stamp = examine_bytes(&(struct scr_buffer){other, bytes.length + 1, sizeof other}, CA, &arena);
    CU_ASSERT_EQUAL(stamp.verdict, VERDICT_HOLDS);
    memcpy(other, (const uint8_t[]){0x30, 0x80}, 2);
    memcpy(other + 2, bytes.data + 4, bytes.length - 4);
    memset(other + bytes.length - 2, 0, 2);
    stamp = examine_bytes(&(struct scr_buffer){other, bytes.length, sizeof other}, CA, &arena);
    CU_ASSERT_EQUAL(stamp.verdict, VERDICT_HOLDS);
    other[bytes.length] = 0;
    stamp = examine_bytes(&(struct scr_buffer){other, bytes.length + 1, sizeof other}, CA, &arena);
    CU_ASSERT_EQUAL(stamp.verdict, VERDICT_REFUTED);
    scr_buffer_free(&bytes);
    scr_arena_free(&arena);
}

/* The authority's certificate may be in the reader's file instead; and one that has run out since counts as it stood.
 */
UNIT_TEST(verify_stamps, certificates_as_they_stood) {
    char folder[200], path[300], both[300], command[800];
    struct scr_arena arena = {0};
    snprintf(folder, sizeof folder, "%s", unit_scratch());
    snprintf(path, sizeof path, "%s/x.tsr", folder);
    snprintf(both, sizeof both, "%s/both.pem", folder);
    snprintf(command, sizeof command, "cat %s %s/test-tsa.pem > %s", CA, KEYS, both);
    CU_ASSERT_FATAL(system(command) == 0);
    make(path, DIGEST, TIME, "--no-certificate", NULL);
    CU_ASSERT_EQUAL(examine(path, both, &arena).verdict, VERDICT_HOLDS);
    make(path, DIGEST, "2020-06-01T12:00:00Z", "--cert=expired", NULL);
    CU_ASSERT_EQUAL(examine(path, CA, &arena).verdict, VERDICT_HOLDS);
    make(path, DIGEST, "2020-12-31T23:59:58.5Z", "--cert=expired", NULL); /* NotAfter is 23:59:59 */
    CU_ASSERT_EQUAL(examine(path, CA, &arena).verdict, VERDICT_HOLDS);
    make(path, DIGEST, "2020-12-31T23:59:59Z", "--cert=expired", NULL); /* which is over then, to libcrypto */
    CU_ASSERT_EQUAL(examine(path, CA, &arena).verdict, VERDICT_REFUTED);
    make(path, DIGEST, "2021-01-01T00:00:00Z", "--cert=expired", NULL);
    CU_ASSERT_EQUAL(examine(path, CA, &arena).verdict, VERDICT_REFUTED);
    /* A certificate of an authority alone is the end of no chain: openssl says so too. */
    make(path, DIGEST, TIME, NULL, NULL);
    CU_ASSERT_EQUAL(examine(path, KEYS "/test-tsa.pem", &arena).verdict, VERDICT_UNDECIDED);
    CU_ASSERT(!openssl_accepts(path, KEYS "/test-tsa.pem"));
    scr_arena_free(&arena);
}

UNIT_TEST(verify_stamps, other_digests) {
    char path[300];
    struct scr_arena arena = {0};
    snprintf(path, sizeof path, "%s/x.tsr", unit_scratch());
    make(path, "da39a3ee5e6b4b0d3255bfef95601890afd80709", TIME, "--hash=sha1", NULL);
    struct stamp stamp = examine(path, CA, &arena);
    CU_ASSERT_EQUAL(stamp.verdict, VERDICT_REFUTED);
    CU_ASSERT_STRING_EQUAL(stamp.words, "stamps another digest than a SHA-256");
    CU_ASSERT(!stamp.digest_known);
    make(path, DIGEST, TIME, "--hash=sha512-256", NULL); /* of the same length */
    CU_ASSERT_EQUAL(examine(path, CA, &arena).verdict, VERDICT_REFUTED);
    scr_arena_free(&arena);
}

UNIT_TEST(verify_stamps, times) {
    static const struct {
        const char *text, *shown;
        uint64_t microseconds; /* since 1970 by `date -u +%s` */
    } good[] = {
        {"20261105085959Z", "2026-11-05T08:59:59Z", UINT64_C(1793869199000000)},
        {"20261105085959.5Z", "2026-11-05T08:59:59.500Z", UINT64_C(1793869199500000)},
        {"20261105085959.0000001Z", "2026-11-05T08:59:59Z", UINT64_C(1793869199000000)},
        {"20261105085959.999999999999999999999Z", "2026-11-05T08:59:59.999999Z", UINT64_C(1793869199999999)},
        {"20240229235959.0010Z", "2024-02-29T23:59:59.001Z", UINT64_C(1709251199001000)},
        {"19700101000000Z", "1970-01-01T00:00:00Z", 0},
        {"99991231235959.9999Z", "9999-12-31T23:59:59.999900Z", UINT64_C(253402300799999900)},
    };
    static const char *const bad[] = {"",
                                      "Z",
                                      "20261105085959",
                                      "2026110508595Z",
                                      "20261105085959.Z",
                                      "20261105085959,5Z",
                                      "20261105085959.5z",
                                      "20261105085959.5 Z",
                                      "20261105085960Z",
                                      "20261105240000Z",
                                      "20230229000000Z",
                                      "20261105085959+0000",
                                      "+0261105085959Z"};
    struct stamp_time begin, time;
    char text[STAMP_TIME_SIZE];
    CU_ASSERT_FATAL(stamp_time_parse("19700101000000Z", 15, &begin));
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        CU_ASSERT(stamp_time_parse(good[i].text, strlen(good[i].text), &time));
        CU_ASSERT_EQUAL(time.microseconds - begin.microseconds, good[i].microseconds);
        stamp_time_text(&time, text);
        CU_ASSERT_STRING_EQUAL(text, good[i].shown);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) CU_ASSERT(!stamp_time_parse(bad[i], strlen(bad[i]), &time));
    /* Before a millisecond, to any digit. */
    uint64_t nine = begin.microseconds / 1000 + UINT64_C(1793869200000);
    CU_ASSERT(stamp_time_parse("20261105085959.99999999999999999999Z", 36, &time) && stamp_time_before(&time, nine));
    CU_ASSERT(stamp_time_parse("20261105090000Z", 15, &time) && !stamp_time_before(&time, nine));
    CU_ASSERT(stamp_time_parse("20261105090000.00000000001Z", 27, &begin) && !stamp_time_before(&begin, nine));
    CU_ASSERT(stamp_time_earlier(&time, &begin) && !stamp_time_earlier(&begin, &time));
}

UNIT_TEST(verify_stamps, accuracy) {
    static const struct {
        const char *gentime, *accuracy, *shown;
    } cases[] = {
        {"--gentime=20260501120000Z", "--accuracy=0", "2026-05-01T12:00:00Z"},
        {"--gentime=20260501120000Z", "--accuracy=86399", "2026-05-02T11:59:59Z"},
        {"--gentime=20260501120000.25Z", "--accuracy=1.500", "2026-05-01T12:00:01.750Z"},
        {"--gentime=20260501115959.9999995Z", "--accuracy=0.000001", "2026-05-01T12:00:00Z"},
        {"--gentime=20260501115959.999Z", "--accuracy=0.000999", "2026-05-01T11:59:59.999999Z"},
    };
    char path[300], text[STAMP_TIME_SIZE];
    snprintf(path, sizeof path, "%s/x.tsr", unit_scratch());
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scr_arena arena = {0};
        make(path, DIGEST, TIME, cases[i].gentime, cases[i].accuracy);
        struct stamp stamp = examine(path, CA, &arena);
        CU_ASSERT_EQUAL(stamp.verdict, VERDICT_HOLDS);
        stamp_time_text(&stamp.latest, text);
        CU_ASSERT_STRING_EQUAL(text, cases[i].shown);
        scr_arena_free(&arena);
    }
}

/* The bytes of section 7.2 are those of the stock command, and no others are taken. */
UNIT_TEST(verify_stamps, requests) {
    char path[300], command[600], hex[SCR_HEX_SIZE];
    struct scr_buffer request = {0};
    struct scr_hash digest;
    snprintf(path, sizeof path, "%s/x.tsq", unit_scratch());
    snprintf(command, sizeof command, "openssl ts -query -digest %s -sha256 -cert -no_nonce -out %s 2>/dev/null",
             DIGEST, path);
    CU_ASSERT_FATAL(system(command) == 0);
    CU_ASSERT_FATAL(!scr_failed(scr_file_read(path, 1000, &request, NULL)));
    CU_ASSERT_EQUAL(request.length, 59);
    CU_ASSERT(stamp_request_parse(&request, &digest));
    scr_hash_hex(&digest, hex);
    CU_ASSERT_STRING_EQUAL(hex, DIGEST);
    for (size_t i = 0; i < request.length; i++) {
        request.data[i] ^= 1;
        CU_ASSERT_EQUAL(stamp_request_parse(&request, &digest), i >= 24 && i < 56);
        request.data[i] ^= 1;
    }
    request.length--;
    CU_ASSERT(!stamp_request_parse(&request, &digest));
    scr_buffer_free(&request);
}

/* Whatever is changed in an answer, none that is still accepted says anything else. */
UNIT_TEST(verify_stamps, mutated) {
    static const char *const variants[] = {NULL, "--cert=intermediate", "--accuracy=3.001002"};
    char path[300];
    size_t made = 0, held = 0;
    snprintf(path, sizeof path, "%s/x.tsr", unit_scratch());
    struct authorities authorities = named(CA);
    for (size_t v = 0; v < 3; v++) {
        struct scr_buffer bytes = {0};
        struct scr_arena arena = {0};
        struct stamp whole, stamp;
        make(path, DIGEST, TIME, variants[v], NULL);
        CU_ASSERT_FATAL(!scr_failed(scr_file_read(path, STAMP_LIMIT, &bytes, NULL)));
        CU_ASSERT(!scr_failed(stamp_examine(&bytes, &authorities, &arena, &whole)));
        CU_ASSERT_EQUAL(whole.verdict, VERDICT_HOLDS);
        size_t length = bytes.length;
        for (size_t i = 0; i < length; i++) {
            static const uint8_t changes[] = {0x01, 0x80, 0x20, 0xff};
            uint8_t before = bytes.data[i];
            bytes.data[i] ^= changes[(i + v) % sizeof changes];
            CU_ASSERT(!scr_failed(stamp_examine(&bytes, &authorities, &arena, &stamp)));
            bytes.data[i] = before;
            made++;
            held += stamp.verdict == VERDICT_HOLDS;
            if (stamp.verdict == VERDICT_HOLDS)
                CU_ASSERT(scr_hash_equal(&stamp.digest, &whole.digest) &&
                          stamp.latest.microseconds == whole.latest.microseconds &&
                          stamp.latest.more == whole.latest.more);
            bytes.length = i; /* cut short */
            CU_ASSERT(!scr_failed(stamp_examine(&bytes, &authorities, &arena, &stamp)));
            CU_ASSERT_EQUAL(stamp.verdict, VERDICT_REFUTED);
            bytes.length = length;
        }
        scr_arena_free(&arena);
        scr_buffer_free(&bytes);
    }
    CU_ASSERT(made > 3000 && held < made / 10);
    authorities_free(&authorities);
}
