/* tsa_answer.c: a time-stamp authority for tests: DIGESTHEX TIME KEYS OUT.tsr [FAULT...] gives the answer (RFC 3161)
 * that such an authority would have given to a request for that SHA-256 at that time, YYYY-MM-DDThh:mm:ss[.FRACTION]Z.
 *
 * KEYS is a folder with test-tsa.key, test-tsa.pem, test-tsa-ca.key, test-tsa-ca.pem, test-tsa-other-ca.key and .pem,
 * as fixtures/keys. The same arguments give the same bytes: RSA signatures with PKCS #1 padding, a serial number from
 * the arguments. TS_RESP_create_response would put the time of day into the signed attributes; so these are made here.
 *
 * Faults and variants, any number of them:
 *   --accuracy=S[.MMM[UUU]]  accuracy in seconds, milliseconds and microseconds; with a digit more, of the latter
 *   --gentime=TEXT           genTime, character by character (then TIME dates the signed attributes only)
 *   --hash=sha1|sha512       imprint by another digest; DIGESTHEX should have its length
 *   --cert=KIND              unreadable (its period), ca-usage (a key usage that is not for stamps), twice (an
 * extension), unknown (a critical extension of a kind that nobody knows), no-eku, more-eku, eku-not-critical, expired
 * (2020), early (2119), other-ca, self-signed, intermediate (both certificates enclosed), weak-intermediate (of no CA),
 *                            sha1, md5 (signed over that digest), sha224-intermediate (so is the intermediate's),
 *                            expired-intermediate, early-intermediate, ed25519-intermediate, ed448-intermediate,
 *                            small-ec-intermediate,
 *                            small-intermediate, small-rsa, small-ec (a key of 1,024 or 224 bits; keys made anew do
 *                            not give the same bytes again)
 *   --sign=DIGEST            md5, sha1, sha224, sha3-256 and so on: the stamp is signed over that digest
 *   --no-certificate         encloses no certificate
 *   --attribute=NAME:VALUE   a signed attribute (contentType, messageDigest, id-smime-aa-signingCertificateV2, ..):
 *                            none, true (a BOOLEAN), data (plain data's content type), zeros (32 bytes), byte (one of
 *                            them), empty (a SEQUENCE of nothing)
 *   --old-attribute          a SigningCertificate (RFC 3161) instead of the SigningCertificateV2 (RFC 5816)
 *   --second-id              the attribute that names the signer's certificate also names one that nobody has
 *   --info-trailing          a byte stands behind the TSTInfo, in what is signed
 *   --two-signatures         the same one twice
 *   --no-digests             the digestAlgorithms of the SignedData are none
 *   --pss                    signed with RSASSA-PSS (its salt is not the same again)
 *   --signature=NAME         what signatureAlgorithm says of the signature, without changing it
 *   --status=N               other than 0 and 1: no token
 *   --rejected-token         with a token all the same
 *   --break                  the last byte of the signature is another
 *   --version=N, --trailing, --content=data */
#include "tests/tamper/tsa_answer.h"

#include <openssl/ess.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs7.h>
#include <openssl/ts.h>
#include <openssl/x509v3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/tamper/tsa_changes.h"

struct arguments {
    const char *digest, *time, *keys, *out;
    const char *accuracy, *gentime, *hash, *cert, *content, *sign;
    long status, version;
    bool no_certificate, rejected_token, trailing, old_attribute, second_id, info_trailing;
    struct tsa_changes changes;
};

static FILE *open_key_file(const struct arguments *arguments, const char *name) {
    char path[1024];
    tsa_must(snprintf(path, sizeof path, "%s/%s", arguments->keys, name) < (int)sizeof path, "the path is too long");
    FILE *file = fopen(path, "r");
    tsa_must(file != NULL, path);
    return file;
}

static EVP_PKEY *read_key(const struct arguments *arguments, const char *name) {
    FILE *file = open_key_file(arguments, name);
    EVP_PKEY *key = PEM_read_PrivateKey(file, NULL, NULL, NULL);
    fclose(file);
    tsa_must(key != NULL, name);
    return key;
}

static X509 *read_certificate(const struct arguments *arguments, const char *name) {
    FILE *file = open_key_file(arguments, name);
    X509 *certificate = PEM_read_X509(file, NULL, NULL, NULL);
    fclose(file);
    tsa_must(certificate != NULL, name);
    return certificate;
}

static void extend(X509 *certificate, int nid, const char *value) {
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, NULL, nid, value);
    tsa_must(extension && X509_add_ext(certificate, extension, -1), value);
    X509_EXTENSION_free(extension);
}

/* A certificate for `key`, signed by the issuer's key. */
static X509 *certify_over(const EVP_MD *digest, const char *name, const char *from, const char *until, bool authority,
                          const char *eku, EVP_PKEY *key, const X509 *issuer, EVP_PKEY *issuer_key) {
    X509 *made = X509_new();
    X509_NAME *subject = X509_NAME_new();
    tsa_must(made && subject && X509_set_version(made, X509_VERSION_3), "no certificate");
    tsa_must(ASN1_INTEGER_set_int64(X509_get_serialNumber(made), 4711) == 1, "no serial number");
    tsa_must(X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, (const unsigned char *)name, -1, -1, 0), name);
    tsa_must(X509_set_subject_name(made, subject), name);
    tsa_must(X509_set_issuer_name(made, issuer ? X509_get_subject_name(issuer) : subject), name);
    tsa_must(ASN1_TIME_set_string(X509_getm_notBefore(made), from), from);
    tsa_must(ASN1_TIME_set_string(X509_getm_notAfter(made), until), until);
    tsa_must(X509_set_pubkey(made, key), name);
    extend(made, NID_basic_constraints, authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
    extend(made, NID_key_usage, authority ? "critical,keyCertSign" : "critical,digitalSignature");
    if (eku) extend(made, NID_ext_key_usage, eku);
    tsa_must(X509_sign(made, issuer_key, digest) > 0, "the certificate could not be signed");
    X509_NAME_free(subject);
    return made;
}

static X509 *certify(const char *name, const char *from, const char *until, bool authority, const char *eku,
                     EVP_PKEY *key, const X509 *issuer, EVP_PKEY *issuer_key) {
    return certify_over(EVP_sha256(), name, from, until, authority, eku, key, issuer, issuer_key);
}

/* Makes a certificate one of these kinds, and signs it again. */
static void spoil(const char *kind, X509 *certificate, EVP_PKEY *issuer_key) {
    if (!strcmp(kind, "unreadable"))
        tsa_must(ASN1_STRING_set(X509_getm_notBefore(certificate), "2001010000Z", -1), kind);
    if (!strcmp(kind, "twice")) extend(certificate, NID_ext_key_usage, "critical,timeStamping");
    if (!strcmp(kind, "unknown")) {
        ASN1_OBJECT *unknown = OBJ_txt2obj("1.2.3.4", 1);
        ASN1_OCTET_STRING *value = ASN1_OCTET_STRING_new();
        tsa_must(unknown && value && ASN1_STRING_set(value, "\x05", 2), kind);
        X509_EXTENSION *extension = X509_EXTENSION_create_by_OBJ(NULL, unknown, 1, value);
        tsa_must(extension && X509_add_ext(certificate, extension, -1), kind);
        X509_EXTENSION_free(extension);
        ASN1_OCTET_STRING_free(value);
        ASN1_OBJECT_free(unknown);
    }
    if (!strcmp(kind, "ca-usage")) {
        X509_EXTENSION_free(X509_delete_ext(certificate, X509_get_ext_by_NID(certificate, NID_key_usage, -1)));
        extend(certificate, NID_key_usage, "critical,digitalSignature,keyCertSign");
    }
    tsa_must(X509_sign(certificate, issuer_key, EVP_sha256()) > 0, kind);
}

/* Who signs, with which certificates enclosed: the signer's first. */
struct signer {
    EVP_PKEY *key;
    X509 *certificates[2];
};

static struct signer find_signer(const struct arguments *arguments) {
    static const char name[] = "Scrutineer test time-stamp authority, at fault";
    static const char stamps[] = "critical,timeStamping", from[] = "20200101000000Z", until[] = "21200101000000Z";
    const char *kind = arguments->cert ? arguments->cert : "";
    struct signer signer = {.key = read_key(arguments, "test-tsa.key")};
    EVP_PKEY *root_key = read_key(arguments, "test-tsa-ca.key"), *other_key = NULL;
    X509 *root = read_certificate(arguments, "test-tsa-ca.pem"), *other = NULL;
    X509 **made = signer.certificates;
    if (!*kind) {
        made[0] = read_certificate(arguments, "test-tsa.pem");
    } else if (!strcmp(kind, "no-eku")) {
        made[0] = certify(name, from, until, false, NULL, signer.key, root, root_key);
    } else if (!strcmp(kind, "more-eku")) {
        made[0] = certify(name, from, until, false, "critical,timeStamping,codeSigning", signer.key, root, root_key);
    } else if (!strcmp(kind, "eku-not-critical")) {
        made[0] = certify(name, from, until, false, "timeStamping", signer.key, root, root_key);
    } else if (!strcmp(kind, "expired")) {
        made[0] = certify(name, from, "20201231235959Z", false, stamps, signer.key, root, root_key);
    } else if (!strcmp(kind, "early")) {
        made[0] = certify(name, "21190101000000Z", until, false, stamps, signer.key, root, root_key);
    } else if (!strcmp(kind, "unreadable") || !strcmp(kind, "ca-usage") || !strcmp(kind, "twice") ||
               !strcmp(kind, "unknown")) {
        made[0] = certify(name, from, until, false, stamps, signer.key, root, root_key);
        spoil(kind, made[0], root_key);
    } else if (!strcmp(kind, "self-signed")) {
        made[0] = certify(name, from, until, false, stamps, signer.key, NULL, signer.key);
    } else if (!strcmp(kind, "small-rsa") || !strcmp(kind, "small-ec")) {
        EVP_PKEY_free(signer.key);
        signer.key = strcmp(kind, "small-ec") ? EVP_RSA_gen(1024) : EVP_EC_gen("P-224");
        tsa_must(signer.key != NULL, "no key");
        made[0] = certify(name, from, until, false, stamps, signer.key, root, root_key);
    } else if (!strcmp(kind, "sha1") || !strcmp(kind, "md5")) {
        const EVP_MD *digest = strcmp(kind, "md5") ? EVP_sha1() : EVP_md5();
        made[0] = certify_over(digest, name, from, until, false, stamps, signer.key, root, root_key);
    } else {
        bool weak = !strcmp(kind, "weak-intermediate"), short_digest = !strcmp(kind, "sha224-intermediate"),
             small = !strcmp(kind, "small-intermediate"), curve = !strcmp(kind, "small-ec-intermediate"),
             late = !strcmp(kind, "expired-intermediate"), early = !strcmp(kind, "early-intermediate"),
             ed25519 = !strcmp(kind, "ed25519-intermediate"), ed448 = !strcmp(kind, "ed448-intermediate");
        other_key = small              ? EVP_RSA_gen(1024)
                    : curve            ? EVP_EC_gen("P-224")
                    : ed25519 || ed448 ? EVP_PKEY_Q_keygen(NULL, NULL, ed448 ? "ED448" : "ED25519")
                                       : read_key(arguments, "test-tsa-other-ca.key");
        tsa_must(other_key != NULL, "no key");
        if (!strcmp(kind, "other-ca")) {
            other = read_certificate(arguments, "test-tsa-other-ca.pem");
        } else {
            tsa_must(weak || short_digest || small || curve || late || early || ed25519 || ed448 ||
                         !strcmp(kind, "intermediate"),
                     kind);
            other = certify_over(short_digest ? EVP_sha224() : EVP_sha256(), "Scrutineer test intermediate",
                                 early ? "21190101000000Z" : from, late ? "20201231235959Z" : until, !weak, NULL,
                                 other_key, root, root_key);
            made[1] = other;
        }
        made[0] = certify_over(ed25519 || ed448 ? NULL : EVP_sha256(), name, from, until, false, stamps, signer.key,
                               other, other_key);
        if (!made[1]) X509_free(other);
    }
    X509_free(root);
    EVP_PKEY_free(root_key);
    EVP_PKEY_free(other_key);
    return signer;
}

static ASN1_INTEGER *number(uint64_t value) {
    ASN1_INTEGER *made = ASN1_INTEGER_new();
    tsa_must(made && ASN1_INTEGER_set_uint64(made, value), "no number");
    return made;
}

static void set_imprint(const struct arguments *arguments, TS_TST_INFO *info) {
    long length = 0;
    unsigned char *digest = OPENSSL_hexstr2buf(arguments->digest, &length);
    const EVP_MD *method = EVP_get_digestbyname(arguments->hash ? arguments->hash : "sha256");
    tsa_must(digest && method && length > 0, "no digest");
    TS_MSG_IMPRINT *imprint = TS_MSG_IMPRINT_new();
    X509_ALGOR *algorithm = X509_ALGOR_new();
    tsa_must(imprint && algorithm, "no imprint");
    X509_ALGOR_set_md(algorithm, method);
    tsa_must(TS_MSG_IMPRINT_set_algo(imprint, algorithm) && TS_MSG_IMPRINT_set_msg(imprint, digest, (int)length) &&
                 TS_TST_INFO_set_msg_imprint(info, imprint),
             "no imprint");
    TS_MSG_IMPRINT_free(imprint);
    X509_ALGOR_free(algorithm);
    OPENSSL_free(digest);
}

/* From "S", "S.MMM" or "S.MMMUUU". */
static void set_accuracy(const char *text, TS_TST_INFO *info) {
    char *end;
    uint64_t parts[3] = {strtoull(text, &end, 10), 0, 0};
    size_t digits = *end == '.' ? strlen(end + 1) : 0;
    tsa_must(!*end || digits == 3 || digits == 6 || digits == 7, "accuracy is S, S.MMM, S.MMMUUU or S.MMMUUUU");
    if (digits) {
        uint64_t fraction = strtoull(end + 1, NULL, 10), unit = digits == 3 ? 1 : digits == 6 ? 1000 : 10000;
        parts[1] = fraction / unit;
        parts[2] = fraction % unit;
    }
    TS_ACCURACY *accuracy = TS_ACCURACY_new();
    ASN1_INTEGER *numbers[3] = {number(parts[0]), number(parts[1]), number(parts[2])};
    tsa_must(accuracy && (!parts[0] || TS_ACCURACY_set_seconds(accuracy, numbers[0])) &&
                 (!parts[1] || TS_ACCURACY_set_millis(accuracy, numbers[1])) &&
                 (!parts[2] || TS_ACCURACY_set_micros(accuracy, numbers[2])) &&
                 TS_TST_INFO_set_accuracy(info, accuracy),
             "no accuracy");
    for (int i = 0; i < 3; i++) ASN1_INTEGER_free(numbers[i]);
    TS_ACCURACY_free(accuracy);
}

/* TIME without what separates its parts: YYYYMMDDhhmmss[.FRACTION]Z. */
static void plain_time(const char *time, char plain[static 64]) {
    size_t length = 0;
    for (; *time && length < 63; time++)
        if (!strchr("-:T", *time)) plain[length++] = *time;
    plain[length] = 0;
}

static TS_TST_INFO *make_info(const struct arguments *arguments) {
    char plain[64];
    unsigned char digest[32];
    TS_TST_INFO *info = TS_TST_INFO_new();
    ASN1_OBJECT *policy = OBJ_txt2obj("1.2.3.4.1", 1);
    ASN1_GENERALIZEDTIME *time = ASN1_GENERALIZEDTIME_new();
    plain_time(arguments->time, plain);
    const char *text = arguments->gentime ? arguments->gentime : plain;
    tsa_must(info && policy && time && ASN1_STRING_set(time, text, (int)strlen(text)), "no memory");
    tsa_must(EVP_Digest(text, strlen(text), digest, NULL, EVP_sha256(), NULL) == 1, "no digest");
    uint64_t serial = 0; /* of 63 bits: a positive number in 8 bytes */
    for (int i = 0; i < 8; i++) serial = serial << 8 | digest[i];
    ASN1_INTEGER *serial_number = number(serial >> 1);
    tsa_must(TS_TST_INFO_set_version(info, arguments->version) && TS_TST_INFO_set_policy_id(info, policy) &&
                 TS_TST_INFO_set_serial(info, serial_number) && TS_TST_INFO_set_time(info, time),
             "no stamp");
    set_imprint(arguments, info);
    if (arguments->accuracy) set_accuracy(arguments->accuracy, info);
    ASN1_INTEGER_free(serial_number);
    ASN1_GENERALIZEDTIME_free(time);
    ASN1_OBJECT_free(policy);
    return info;
}

/* The attribute that binds the signature to the signer's certificate. */
static void add_ess(const struct arguments *arguments, PKCS7_SIGNER_INFO *signature, X509 *certificate) {
    unsigned char *der = NULL;
    int length = 0, name = NID_id_smime_aa_signingCertificateV2;
    X509 *unknown = X509_dup(certificate);
    STACK_OF(X509) *more = sk_X509_new_null();
    if (arguments->second_id)
        tsa_must(X509_sign(unknown, signature->pkey, EVP_sha512()) > 0 && sk_X509_push(more, unknown), "no second one");
    if (arguments->old_attribute) {
        ESS_SIGNING_CERT *named = OSSL_ESS_signing_cert_new_init(certificate, more, 0);
        length = named ? i2d_ESS_SIGNING_CERT(named, &der) : 0;
        name = NID_id_smime_aa_signingCertificate;
        ESS_SIGNING_CERT_free(named);
    } else {
        ESS_SIGNING_CERT_V2 *named = OSSL_ESS_signing_cert_v2_new_init(EVP_sha256(), certificate, more, 0);
        length = named ? i2d_ESS_SIGNING_CERT_V2(named, &der) : 0;
        ESS_SIGNING_CERT_V2_free(named);
    }
    ASN1_STRING *sequence = ASN1_STRING_new();
    tsa_must(length > 0 && sequence && ASN1_STRING_set(sequence, der, length) &&
                 PKCS7_add_signed_attribute(signature, name, V_ASN1_SEQUENCE, sequence),
             "no attribute that names the certificate");
    OPENSSL_free(der);
    sk_X509_free(more);
    X509_free(unknown);
}

static void add_attributes(const struct arguments *arguments, PKCS7_SIGNER_INFO *signature, X509 *certificate,
                           int content) {
    char plain[64];
    ASN1_TIME *time = ASN1_TIME_new();
    plain_time(arguments->time, plain);
    char *point = strchr(plain, '.');
    if (point) strcpy(point, "Z");
    tsa_must(time && ASN1_TIME_set_string_X509(time, plain) && PKCS7_add0_attrib_signing_time(signature, time),
             "TIME is not YYYY-MM-DDThh:mm:ss[.FRACTION]Z");
    tsa_must(PKCS7_add_signed_attribute(signature, NID_pkcs9_contentType, V_ASN1_OBJECT, OBJ_nid2obj(content)),
             "no content type");
    add_ess(arguments, signature, certificate);
}

static PKCS7 *make_token(const struct arguments *arguments, TS_TST_INFO *info) {
    struct signer signer = find_signer(arguments);
    int content = arguments->content ? NID_pkcs7_data : NID_id_smime_ct_TSTInfo;
    PKCS7 *token = PKCS7_new(), *inner = PKCS7_new();
    tsa_must(token && inner && PKCS7_set_type(token, NID_pkcs7_signed), "no token");
    tsa_must(ASN1_INTEGER_set(token->d.sign->version, 3), "no version");
    for (int i = 0; i < 2 && !arguments->no_certificate; i++)
        if (signer.certificates[i]) tsa_must(PKCS7_add_certificate(token, signer.certificates[i]), "no certificate");
    PKCS7_SIGNER_INFO *signature =
        PKCS7_add_signature(token, signer.certificates[0], signer.key,
                            arguments->sign ? EVP_get_digestbyname(arguments->sign) : EVP_sha256());
    tsa_must(signature != NULL, "no signature");
    add_attributes(arguments, signature, signer.certificates[0], content);
    if (content == NID_pkcs7_data) {
        tsa_must(PKCS7_set_type(inner, content), "no content");
    } else {
        ASN1_OCTET_STRING *octets = ASN1_OCTET_STRING_new();
        inner->type = OBJ_nid2obj(content);
        inner->d.other = ASN1_TYPE_new();
        tsa_must(octets && inner->d.other, "no content");
        ASN1_TYPE_set(inner->d.other, V_ASN1_OCTET_STRING, octets);
    }
    tsa_must(PKCS7_set_content(token, inner), "no content");
    BIO *body = PKCS7_dataInit(token, NULL);
    tsa_must(body && i2d_TS_TST_INFO_bio(body, info) && (!arguments->info_trailing || BIO_write(body, "", 1) == 1) &&
                 PKCS7_dataFinal(token, body),
             "the stamp could not be signed");
    tsa_change(&arguments->changes, token, signature);
    BIO_free_all(body);
    EVP_PKEY_free(signer.key);
    for (int i = 0; i < 2; i++) X509_free(signer.certificates[i]);
    return token;
}

static void write_answer(const struct arguments *arguments) {
    TS_RESP *answer = TS_RESP_new();
    TS_STATUS_INFO *status = TS_STATUS_INFO_new();
    tsa_must(answer && status && TS_STATUS_INFO_set_status(status, (int)arguments->status), "no answer");
    tsa_must(TS_RESP_set_status_info(answer, status), "no answer");
    if (arguments->status == 0 || arguments->status == 1 || arguments->rejected_token) {
        TS_TST_INFO *info = make_info(arguments);
        TS_RESP_set_tst_info(answer, make_token(arguments, info), info);
    }
    FILE *file = fopen(arguments->out, "wb");
    tsa_must(file && i2d_TS_RESP_fp(file, answer), "the answer could not be written");
    if (arguments->trailing) fputc(0, file);
    tsa_must(!fclose(file), "the answer could not be written");
    TS_STATUS_INFO_free(status);
    TS_RESP_free(answer);
}

/* The value behind "--NAME=", or NULL. */
static const char *value_of(const char *argument, const char *name) {
    size_t length = strlen(name);
    return !strncmp(argument, "--", 2) && !strncmp(argument + 2, name, length) && argument[2 + length] == '='
               ? argument + 3 + length
               : NULL;
}

static void read_fault(const char *argument, struct arguments *arguments) {
    const struct {
        const char *name, **value;
    } texts[] = {{"accuracy", &arguments->accuracy},
                 {"gentime", &arguments->gentime},
                 {"hash", &arguments->hash},
                 {"cert", &arguments->cert},
                 {"content", &arguments->content},
                 {"sign", &arguments->sign},
                 {"attribute", &arguments->changes.attribute},
                 {"signature", &arguments->changes.signature}};
    const struct {
        const char *name;
        bool *value;
    } flags[] = {{"--no-certificate", &arguments->no_certificate},
                 {"--old-attribute", &arguments->old_attribute},
                 {"--second-id", &arguments->second_id},
                 {"--info-trailing", &arguments->info_trailing},
                 {"--two-signatures", &arguments->changes.twice},
                 {"--no-digests", &arguments->changes.no_digests},
                 {"--pss", &arguments->changes.pss},
                 {"--rejected-token", &arguments->rejected_token},
                 {"--break", &arguments->changes.broken},
                 {"--trailing", &arguments->trailing}};
    bool known = false;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (value_of(argument, texts[i].name)) {
            *texts[i].value = value_of(argument, texts[i].name);
            known = true;
        }
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (!strcmp(argument, flags[i].name)) known = *flags[i].value = true;
    if (value_of(argument, "status")) {
        arguments->status = strtol(value_of(argument, "status"), NULL, 10);
        known = true;
    }
    if (value_of(argument, "version")) {
        arguments->version = strtol(value_of(argument, "version"), NULL, 10);
        known = true;
    }
    tsa_must(known, argument);
}

void tsa_write(const char *const *words) {
    for (int i = 0; i < 4; i++)
        tsa_must(words[i], "usage: tsa DIGESTHEX TIME KEYS OUT.tsr [FAULT...]; the faults are named in tsa_answer.c");
    struct arguments arguments = {
        .digest = words[0], .time = words[1], .keys = words[2], .out = words[3], .version = 1};
    for (int i = 4; words[i]; i++) read_fault(words[i], &arguments);
    write_answer(&arguments);
}
