/* target_artifacts.c: files or a package through the whole verifier with all its options, small budgets, both reports.
 *
 * Parts: *.xml below no folder are the artifacts on the command line; below package/ and newer/ are packages.
 * totals.csv are reported totals, trust.xml a trust list, require.txt what is asked of its owners, tsa.pem the
 * authorities of time stamps, opening.cms a sealed court opening, court.key the key to it; opening.xml is its content,
 * which is encrypted to the court here, so that mutations get behind the encryption. */
#include <jansson.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "scrutineer/text.h"
#include "tests/fuzz/targets.h"
#include "verify/package/names.h"
#include "verify/report.h"

#define COURT_KEY "fixtures/keys/test-court.key"
#define CLERK_KEY "fixtures/keys/test-clerk.pub"

enum { WORK = 300000, MEMORY = 64 << 20, PATH = 500 };

static scr_result keep(void *context, const void *bytes, size_t length) {
    return scr_buffer_append(context, bytes, length);
}

/* A certificate of the court's own making, once. */
static X509 *court(void) {
    static X509 *certificate;
    FILE *file = certificate ? NULL : fopen(COURT_KEY, "r");
    EVP_PKEY *key = file ? PEM_read_PrivateKey(file, NULL, NULL, NULL) : NULL;
    if (file) fclose(file);
    if (key && (certificate = X509_new()) != NULL) {
        X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
        X509_gmtime_adj(X509_getm_notAfter(certificate), 1000);
        X509_set_pubkey(certificate, key);
        X509_sign(certificate, key, EVP_sha256());
    }
    EVP_PKEY_free(key);
    return certificate;
}

static void seal(const struct scr_buffer *content, const char *path) {
    BIO *in = BIO_new_mem_buf(content->data, (int)content->length), *out = BIO_new_file(path, "w");
    STACK_OF(X509) *to = sk_X509_new_null();
    X509 *certificate = court();
    if (in && out && to && certificate && sk_X509_push(to, certificate) > 0) {
        CMS_ContentInfo *cms = CMS_encrypt(to, in, EVP_aes_256_cbc(), CMS_BINARY);
        if (cms) i2d_CMS_bio(out, cms);
        CMS_ContentInfo_free(cms);
    }
    sk_X509_free(to);
    BIO_free(in);
    BIO_free(out);
    ERR_clear_error();
}

static void check_reports(const struct verification *verification) {
    struct scr_buffer text = {0}, json = {0};
    json_error_t error;
    fuzz_expect(!scr_failed(report_text(verification, false, keep, &text)), "no report in words");
    fuzz_expect(!scr_failed(report_json(verification, "0", keep, &json)), "no report as JSON");
    fuzz_expect_clean((const char *)text.data, text.length, true, "the report is not safe to show");
    json_t *root = json_loadb((const char *)json.data, json.length, JSON_REJECT_DUPLICATES, &error);
    if (!root) fprintf(stderr, "line %d: %s\n", error.line, error.text);
    fuzz_expect(root != NULL, "the report is no JSON");
    json_decref(root);
    scr_buffer_free(&text);
    scr_buffer_free(&json);
}

/* Lines "ROLE=K", as --require takes them; others are passed over. */
static void take_required(const struct scr_buffer *bytes, struct verify_options *options) {
    static struct required_role required[VERIFY_REQUIRED];
    static char roles[VERIFY_REQUIRED][ROLE_SIZE];
    const char *line = bytes->data ? (const char *)bytes->data : "";
    for (size_t length; *line && options->required_count < VERIFY_REQUIRED; line += length + (line[length] != 0)) {
        length = strcspn(line, "\n");
        struct required_role *role = &required[options->required_count];
        size_t name = strcspn(line, "=\n");
        if (name >= length || !role_allowed(line, name) ||
            !scr_count_parse(line + name + 1, length - name - 1, UINT32_MAX, &role->owners) || !role->owners)
            continue;
        memcpy(roles[options->required_count], line, name);
        roles[options->required_count][name] = 0;
        role->role = roles[options->required_count++];
    }
    options->required = required;
}

/* The folder of a package that a part is in, or NULL. */
static const char *package_of(const char *name) {
    return !strncmp(name, "package/", 8) ? "package" : !strncmp(name, "newer/", 6) ? "newer" : NULL;
}

void target_artifacts(const struct bundle *bundle, const char *folder) {
    char names[BUNDLE_PARTS + 1][PATH], packages[2][PATH];
    const char *paths[BUNDLE_PARTS + 2];
    size_t count = 0, packaged = 0;
    bool sealed = false;
    struct verify_options options = {.budget = WORK, .memory = MEMORY, .facts = true, .today = "2026-06-01"};
    struct beacon_certificates beacons = {.ids = {"4420ba8847cd8fa0b8096aaa67fad49b6e382ed0983ed2aeba86ac4acedbe7016f81"
                                                  "cbefcec6c71f65421cc78ead5a37667f9a37e2b7db87954e298fa42072ba"},
                                          .count = 1};
    options.beacons = &beacons;
    for (size_t i = 0; i < bundle->count; i++) {
        const char *name = bundle->parts[i].name;
        snprintf(names[i], PATH, "%s/%s", folder, name);
        const char *package = package_of(name);
        if (package) {
            if (packaged == 2 || (packaged && bundle_ends(packages[0], package))) continue;
            snprintf(packages[packaged], PATH, "%s/%s", folder, package);
            paths[count++] = packages[packaged++];
        } else if (!strcmp(name, "totals.csv")) {
            options.reported = names[i];
        } else if (!strcmp(name, "trust.xml")) {
            options.trust = names[i];
        } else if (!strcmp(name, "require.txt")) {
            take_required(&bundle->parts[i].bytes, &options);
        } else if (!strcmp(name, "tsa.pem")) {
            options.tsa = names[i];
        } else if (!strcmp(name, "court.key")) {
            options.sealed_key = names[i];
        } else if (!strcmp(name, "opening.cms")) {
            options.sealed = names[i];
        } else if (!strcmp(name, "opening.xml")) {
            snprintf(names[BUNDLE_PARTS], PATH, "%s/sealed", folder);
            seal(&bundle->parts[i].bytes, options.sealed = names[BUNDLE_PARTS]);
            sealed = true;
        } else if (bundle_ends(name, ".xml") || !strcmp(name, "input")) {
            paths[count++] = names[i];
        }
    }
    if (packaged && !options.trust) options.key = CLERK_KEY;
    if (!options.trust) options.required_count = 0;
    if (!options.sealed) options.sealed_key = NULL;
    if (options.sealed && !options.sealed_key) options.sealed_key = COURT_KEY;
    struct verification verification = {0};
    struct scr_diagnosis diagnosis = {0};
    if (count) {
        scr_result result = verify_paths(paths, count, &options, &verification, &diagnosis);
        fuzz_expect_clean_words(&diagnosis);
        fuzz_expect(result.code != SCR_INTERNAL, "an invariant is broken");
        if (!scr_failed(result)) check_reports(&verification);
        fuzz_expect(!scr_failed(result) || diagnosis.count || result.code == SCR_MEMORY, "a failure has no words");
    }
    if (sealed) unlink(names[BUNDLE_PARTS]);
    verification_free(&verification);
    scr_diagnosis_free(&diagnosis);
}
