/* stamp.c: examines a time stamp with libcrypto: form, signature, certificate, way to an authority that the reader
 * names. What is wrong in itself refutes; what only the reader's own word could settle is undecided. */
#include "verify/package/stamp.h"

#include <openssl/err.h>
#include <openssl/pkcs7.h>
#include <openssl/ts.h>
#include <openssl/x509v3.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "verify/package/places.h"
#include "verify/package/stamp_attributes.h"
#include "verify/tree/seed_instant.h"

/* An accuracy above thirty years says nothing, and sums stay far below 2^64. */
#define ACCURACY_SECONDS 1000000000

struct examination {
    TS_RESP *answer;
    PKCS7 *token;
    TS_TST_INFO *info;
    STACK_OF(X509) * signers; /* of one certificate, once found */
    X509 *signer;             /* in `signers` */
    time_t time;              /* genTime in whole seconds, for certificates */
    const struct authorities *reader;
    struct scr_arena *arena;
    struct stamp *stamp;
};

/* Ends an examination with a verdict; false, for the caller to return. */
static bool end(struct examination *examination, enum verdict verdict, const char *format, ...) SCR_PRINTF(3, 4);
static bool end(struct examination *examination, enum verdict verdict, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(examination->stamp->words, STAMP_WORDS, format, arguments);
    va_end(arguments);
    examination->stamp->verdict = verdict;
    return false;
}

/* A TSTInfo and nothing behind it, of which libcrypto takes no notice. */
static bool fills_content(const ASN1_OCTET_STRING *content) {
    const unsigned char *begin = ASN1_STRING_get0_data(content), *at = begin;
    TS_TST_INFO *info = d2i_TS_TST_INFO(NULL, &at, ASN1_STRING_length(content));
    TS_TST_INFO_free(info);
    return info && at - begin == ASN1_STRING_length(content);
}

static bool read_answer(struct examination *examination, const struct scr_buffer *bytes) {
    const unsigned char *at = bytes->data;
    examination->answer = bytes->length ? d2i_TS_RESP(NULL, &at, (long)bytes->length) : NULL;
    if (!examination->answer) return end(examination, VERDICT_REFUTED, "is no answer of a time-stamp authority");
    if (at != bytes->data + bytes->length)
        return end(examination, VERDICT_REFUTED, "has %zu bytes behind the authority's answer",
                   (size_t)(bytes->data + bytes->length - at));
    const TS_STATUS_INFO *info = TS_RESP_get_status_info(examination->answer);
    int64_t status = -1;
    if (!ASN1_INTEGER_get_int64(&status, TS_STATUS_INFO_get0_status(info)) || status < 0 || status > 1)
        return end(examination, VERDICT_REFUTED, "is a refusal: the authority stamped nothing");
    examination->token = TS_RESP_get_token(examination->answer);
    examination->info = TS_RESP_get_tst_info(examination->answer);
    if (!examination->token || !examination->info)
        return end(examination, VERDICT_REFUTED, "is an answer without a time stamp");
    if (!fills_content(examination->token->d.sign->contents->d.other->value.octet_string))
        return end(examination, VERDICT_REFUTED, "has bytes behind the time stamp, in what is signed");
    if (TS_TST_INFO_get_version(examination->info) != 1)
        return end(examination, VERDICT_REFUTED, "is a time stamp of a version other than 1");
    return true;
}

static bool read_imprint(struct examination *examination) {
    TS_MSG_IMPRINT *imprint = TS_TST_INFO_get_msg_imprint(examination->info);
    const X509_ALGOR *algorithm = TS_MSG_IMPRINT_get_algo(imprint);
    const ASN1_OCTET_STRING *digest = TS_MSG_IMPRINT_get_msg(imprint);
    const ASN1_OBJECT *method;
    X509_ALGOR_get0(&method, NULL, NULL, algorithm);
    if (OBJ_obj2nid(method) != NID_sha256 || ASN1_STRING_length(digest) != SCR_HASH_SIZE)
        return end(examination, VERDICT_REFUTED, "stamps another digest than a SHA-256");
    memcpy(examination->stamp->digest.bytes, ASN1_STRING_get0_data(digest), SCR_HASH_SIZE);
    examination->stamp->digest_known = true;
    return true;
}

/* A part of the accuracy, 0 when it is not stated. */
static bool read_part(const ASN1_INTEGER *part, int64_t most, uint64_t unit, uint64_t *sum) {
    int64_t value = 0;
    if (part && (!ASN1_INTEGER_get_int64(&value, part) || value < 0 || value > most)) return false;
    *sum += (uint64_t)value * unit;
    return true;
}

static bool read_time(struct examination *examination) {
    const ASN1_GENERALIZEDTIME *text = TS_TST_INFO_get_time(examination->info);
    struct stamp_time *latest = &examination->stamp->latest;
    TS_ACCURACY *accuracy = TS_TST_INFO_get_accuracy(examination->info);
    uint64_t begin;
    if (!stamp_time_parse((const char *)ASN1_STRING_get0_data(text), (size_t)ASN1_STRING_length(text), latest) ||
        !instant_parse("1970-01-01T00:00:00Z", &begin))
        return end(examination, VERDICT_REFUTED, "has a genTime that is not of the form YYYYMMDDhhmmss[.FRACTION]Z");
    examination->time = (time_t)((int64_t)(latest->microseconds / 1000000) - (int64_t)(begin / 1000));
    if (accuracy && (!read_part(TS_ACCURACY_get_seconds(accuracy), ACCURACY_SECONDS, 1000000, &latest->microseconds) ||
                     !read_part(TS_ACCURACY_get_millis(accuracy), 999, 1000, &latest->microseconds) ||
                     !read_part(TS_ACCURACY_get_micros(accuracy), 999, 1, &latest->microseconds)))
        return end(examination, VERDICT_REFUTED, "states an accuracy that no time stamp can have");
    return true;
}

/* The certificate's subject, as RFC 2253 writes it. */
static bool name_authority(struct examination *examination) {
    BIO *text = BIO_new(BIO_s_mem());
    char *bytes = NULL;
    bool named = text &&
                 X509_NAME_print_ex(text, X509_get_subject_name(examination->signer), 0,
                                    XN_FLAG_RFC2253 & ~(unsigned long)ASN1_STRFLGS_ESC_MSB) >= 0 &&
                 BIO_write(text, "", 1) == 1 && BIO_get_mem_data(text, &bytes) > 0;
    examination->stamp->authority = named ? places_name(examination->arena, bytes) : "?";
    BIO_free(text);
    return true;
}

/* What two files may share must cost at least 2^112 to find: SHA-256, SHA-384, SHA-512, or SHA3 of these sizes. */
static bool strong_digest(int digest) {
    return digest == NID_sha256 || digest == NID_sha384 || digest == NID_sha512 || digest == NID_sha3_256 ||
           digest == NID_sha3_384 || digest == NID_sha3_512;
}

static const PKCS7_SIGNER_INFO *signature_of(const struct examination *examination) {
    return sk_PKCS7_SIGNER_INFO_value(PKCS7_get_signer_info(examination->token), 0);
}

/* What needs no certificate: it is seen whether or not one is at hand. */
static bool check_form(struct examination *examination) {
    PKCS7 *token = examination->token;
    if (!PKCS7_type_is_signed(token) || sk_PKCS7_SIGNER_INFO_num(PKCS7_get_signer_info(token)) != 1)
        return end(examination, VERDICT_REFUTED, "is not signed by one authority");
    int digest = OBJ_obj2nid(signature_of(examination)->digest_alg->algorithm);
    if (!strong_digest(digest))
        return end(examination, VERDICT_REFUTED, "is signed over a digest too weak to prove anything (%s)",
                   OBJ_nid2sn(digest));
    const char *fault = stamp_attributes_fault(token);
    return !fault || end(examination, VERDICT_REFUTED, "%s", fault);
}

/* A signature that is none of the kinds which libcrypto checks in a time stamp may be good all the same. */
static bool end_unsigned(struct examination *examination) {
    int method = OBJ_obj2nid(signature_of(examination)->digest_enc_alg->algorithm);
    if (method == NID_rsassaPss || method == NID_ED25519 || method == NID_ED448)
        return end(examination, VERDICT_UNDECIDED, "is signed in a way (%s) that is not checked here",
                   OBJ_nid2sn(method));
    return end(examination, VERDICT_REFUTED, "is not signed with the key of the certificate of %s",
               examination->stamp->authority);
}

/* The certificate is the one that the token names, enclosed in it or in the reader's file; the signature comes before
 * all questions of whom to trust. */
static bool check_signature(struct examination *examination) {
    PKCS7 *token = examination->token;
    STACK_OF(X509) *known = examination->reader ? examination->reader->certificates : NULL;
    examination->signers = PKCS7_get0_signers(token, known, 0);
    if (!examination->signers || sk_X509_num(examination->signers) != 1)
        return end(examination, VERDICT_UNDECIDED,
                   "the certificate of the authority that signed is neither in the time stamp nor in the file given "
                   "with --tsa");
    examination->signer = sk_X509_value(examination->signers, 0);
    name_authority(examination);
    return PKCS7_verify(token, known, NULL, NULL, NULL, PKCS7_NOVERIFY) == 1 || end_unsigned(examination);
}

static bool strong_key(X509 *certificate) {
    const EVP_PKEY *key = X509_get0_pubkey(certificate);
    int kind = key ? EVP_PKEY_get_base_id(key) : NID_undef;
    if (kind == EVP_PKEY_RSA || kind == EVP_PKEY_RSA_PSS) return EVP_PKEY_get_bits(key) >= 2048;
    if (kind == EVP_PKEY_EC) return EVP_PKEY_get_bits(key) >= 256;
    return kind == EVP_PKEY_ED25519 || kind == EVP_PKEY_ED448;
}

/* Nobody relies on the signature that a certificate has of itself. */
static bool strongly_signed(X509 *certificate) {
    int digest = NID_undef, kind = NID_undef;
    if (X509_get_extension_flags(certificate) & EXFLAG_SS) return true;
    if (!X509_get_signature_info(certificate, &digest, &kind, NULL, NULL)) return false;
    return strong_digest(digest) || kind == EVP_PKEY_ED25519 || kind == EVP_PKEY_ED448;
}

/* A signature that somebody else could have made is no proof. */
static bool check_strength(struct examination *examination) {
    const char *authority = examination->stamp->authority;
    if (!strong_key(examination->signer))
        return end(examination, VERDICT_REFUTED, "the key of %s is too weak to prove anything", authority);
    if (!strongly_signed(examination->signer))
        return end(examination, VERDICT_REFUTED,
                   "the certificate of %s is signed over a digest too weak to prove anything", authority);
    return true;
}

static bool check_certificate(struct examination *examination) {
    const char *authority = examination->stamp->authority;
    if (X509_check_purpose(examination->signer, X509_PURPOSE_TIMESTAMP_SIGN, 0) != 1)
        return end(examination, VERDICT_REFUTED, "the certificate of %s is not one for time stamping alone", authority);
    /* -1 also when they are equal, 0 when the certificate's time cannot be read. */
    int begins = X509_cmp_time(X509_get0_notBefore(examination->signer), &examination->time);
    int ends = X509_cmp_time(X509_get0_notAfter(examination->signer), &examination->time);
    if (!begins || !ends)
        return end(examination, VERDICT_REFUTED, "the certificate of %s has a period that cannot be read", authority);
    if (begins > 0 || ends < 0)
        return end(examination, VERDICT_REFUTED, "the certificate of %s was not valid at the time of the stamp",
                   authority);
    return true;
}

/* All certificates of a way; libcrypto's level would let SHA-224 and shorter curves pass. */
static bool strong_way(X509_STORE_CTX *context) {
    STACK_OF(X509) *way = X509_STORE_CTX_get0_chain(context);
    for (int i = 0; i < sk_X509_num(way); i++) {
        X509 *certificate = sk_X509_value(way, i);
        if (!strong_key(certificate) || (i + 1 < sk_X509_num(way) && !strongly_signed(certificate))) return false;
    }
    return true;
}

/* From the signer's certificate to one of the reader's, with those enclosed in between. The error of libcrypto, 0 when
 * there is a way, -1 when memory is short. */
static int find_way(const struct examination *examination) {
    X509_STORE *store = examination->reader->store;
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    STACK_OF(X509) *between = sk_X509_dup(examination->reader->certificates);
    STACK_OF(X509) *enclosed = examination->token->d.sign->cert;
    bool ready = context && between;
    for (int i = 0; ready && i < sk_X509_num(enclosed); i++)
        ready = sk_X509_push(between, sk_X509_value(enclosed, i)) > 0;
    ready = ready && X509_STORE_CTX_init(context, store, examination->signer, between) &&
            X509_STORE_CTX_set_purpose(context, X509_PURPOSE_TIMESTAMP_SIGN);
    if (ready) X509_VERIFY_PARAM_set_auth_level(X509_STORE_CTX_get0_param(context), 2);
    int error = !ready ? -1 : X509_verify_cert(context) == 1 ? X509_V_OK : X509_STORE_CTX_get_error(context);
    if (ready && error == X509_V_OK && X509_STORE_CTX_get_error(context) != X509_V_OK) error = -1;
    if (ready && error == X509_V_OK && !strong_way(context)) error = X509_V_ERR_CA_MD_TOO_WEAK;
    X509_STORE_CTX_free(context);
    sk_X509_free(between);
    return error;
}

/* Everything again as libcrypto does it for `openssl ts -verify`: among it the attribute that binds the signature to
 * this certificate. */
static bool verify_whole(const struct examination *examination) {
    X509_STORE *store = examination->reader->store;
    TS_VERIFY_CTX *context = TS_VERIFY_CTX_new();
    unsigned char *imprint = OPENSSL_memdup(examination->stamp->digest.bytes, SCR_HASH_SIZE);
    STACK_OF(X509) *certificates = X509_chain_up_ref(examination->reader->certificates);
    bool good = false;
    if (context && imprint && certificates && X509_STORE_up_ref(store)) {
        TS_VERIFY_CTX_set_flags(context, TS_VFY_VERSION | TS_VFY_IMPRINT | TS_VFY_SIGNATURE);
        TS_VERIFY_CTX_set_imprint(context, imprint, SCR_HASH_SIZE); /* the context frees these three */
        TS_VERIFY_CTX_set_store(context, store);
        TS_VERIFY_CTX_set_certs(context, certificates);
        good = TS_RESP_verify_response(context, examination->answer) == 1;
    } else {
        OPENSSL_free(imprint);
        sk_X509_pop_free(certificates, X509_free);
    }
    TS_VERIFY_CTX_free(context);
    return good;
}

static bool check_authority(struct examination *examination) {
    const char *authority = examination->stamp->authority;
    if (!examination->reader)
        return end(
            examination, VERDICT_UNDECIDED,
            "nothing here says that the certificate of %s is that of a time-stamp authority: name those that you "
            "trust with --tsa",
            authority);
    X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(examination->reader->store), examination->time);
    int error = find_way(examination);
    if (error == X509_V_OK && !verify_whole(examination))
        return end(examination, VERDICT_REFUTED, "the signature is not bound to the certificate of %s as RFC 3161 asks",
                   authority);
    if (error == X509_V_OK) return true;
    if (error == X509_V_ERR_CERT_HAS_EXPIRED || error == X509_V_ERR_CERT_NOT_YET_VALID)
        return end(examination, VERDICT_REFUTED,
                   "a certificate between that of %s and those given with --tsa was not valid at the time of the stamp",
                   authority);
    if (error == X509_V_ERR_EE_KEY_TOO_SMALL || error == X509_V_ERR_CA_KEY_TOO_SMALL ||
        error == X509_V_ERR_CA_MD_TOO_WEAK)
        return end(examination, VERDICT_REFUTED,
                   "a certificate on the way from that of %s to those given with --tsa has a key, or is signed over a "
                   "digest, too weak to prove anything",
                   authority);
    return end(examination, VERDICT_UNDECIDED, "the certificate of %s leads to none of those given with --tsa (%s)",
               authority, error < 0 ? "not enough memory" : X509_verify_cert_error_string(error));
}

scr_result stamp_examine(const struct scr_buffer *answer, const struct authorities *reader, struct scr_arena *arena,
                         struct stamp *stamp) {
    struct examination examination = {.reader = reader, .arena = arena, .stamp = stamp};
    *stamp = (struct stamp){.authority = "", .verdict = VERDICT_HOLDS};
    if (read_answer(&examination, answer) && read_imprint(&examination) && read_time(&examination) &&
        check_form(&examination) && check_signature(&examination) && check_strength(&examination) &&
        check_certificate(&examination))
        check_authority(&examination);
    sk_X509_free(examination.signers);
    TS_RESP_free(examination.answer);
    ERR_clear_error();
    return scr_done();
}

bool stamp_request_parse(const struct scr_buffer *request, struct scr_hash *digest) {
    static const uint8_t before[] = {0x30, 0x39, 0x02, 0x01, 0x01, 0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60,
                                     0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20};
    static const uint8_t behind[] = {0x01, 0x01, 0xff};
    if (request->length != STAMP_REQUEST_SIZE || memcmp(request->data, before, sizeof before) != 0 ||
        memcmp(request->data + sizeof before + SCR_HASH_SIZE, behind, sizeof behind) != 0)
        return false;
    memcpy(digest->bytes, request->data + sizeof before, SCR_HASH_SIZE);
    return true;
}
