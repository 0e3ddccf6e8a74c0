/* stamp.c: requests and answers of time-stamp authorities, through libcrypto's TS functions. */
#include "stamp.h"

#include <openssl/err.h>
#include <openssl/ts.h>
#include <stdio.h>
#include <string.h>

#include "names.h"

static const uint8_t before[] = {0x30, 0x39, 0x02, 0x01, 0x01, 0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60,
                                 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20};
static const uint8_t after[] = {0x01, 0x01, 0xff};
_Static_assert(sizeof before + SCR_HASH_SIZE + sizeof after == STAMP_REQUEST_SIZE, "specification, section 7.2");

void stamp_request(const struct scr_hash *digest, uint8_t request[static STAMP_REQUEST_SIZE]) {
    memcpy(request, before, sizeof before);
    memcpy(request + sizeof before, digest->bytes, SCR_HASH_SIZE);
    memcpy(request + sizeof before + SCR_HASH_SIZE, after, sizeof after);
}

bool stamp_request_read(const void *bytes, size_t length, struct scr_hash *digest) {
    uint8_t again[STAMP_REQUEST_SIZE];
    if (length != STAMP_REQUEST_SIZE) return false;
    memcpy(digest->bytes, (const uint8_t *)bytes + sizeof before, SCR_HASH_SIZE);
    stamp_request(digest, again);
    return !memcmp(bytes, again, sizeof again);
}

/* YYYYMMDDhhmmss, then perhaps a fraction, then Z. */
static void time_text(const ASN1_GENERALIZEDTIME *time, char text[static 64]) {
    const char *t = (const char *)ASN1_STRING_get0_data(time);
    int length = ASN1_STRING_length(time);
    int digits = 0;
    while (digits < length && t[digits] >= '0' && t[digits] <= '9') digits++;
    if (digits == 14 && length > digits && length < 40)
        snprintf(text, 64, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2s%.*s", t, t + 4, t + 6, t + 8, t + 10, t + 12, length - digits,
                 t + digits);
    else
        snprintf(text, 64, "a time of unknown form");
    for (char *c = text; *c; c++)
        if (*c < ' ' || *c > '~') *c = '?';
}

static scr_result refused_words(TS_STATUS_INFO *status, const char *place, struct scr_diagnosis *diagnosis) {
    const STACK_OF(ASN1_UTF8STRING) *texts = TS_STATUS_INFO_get0_text(status);
    struct scr_arena arena = {0};
    const char *words = "";
    if (texts && sk_ASN1_UTF8STRING_num(texts) > 0) {
        const ASN1_UTF8STRING *text = sk_ASN1_UTF8STRING_value(texts, 0);
        const char *copy = scr_arena_copy(&arena, (const char *)ASN1_STRING_get0_data(text),
                                          (size_t)ASN1_STRING_length(text)); /* never negative */
        if (copy) words = package_shown(&arena, copy);
    }
    scr_result result =
        scr_refuse(diagnosis, SCR_INPUT, place, "the authority did not grant the time stamp%s%s; ask it again",
                   *words ? ", it says: " : "", words);
    scr_arena_free(&arena);
    return result;
}

static scr_result look(TS_RESP *answer, const char *place, struct stamp *stamp, struct scr_diagnosis *diagnosis) {
    TS_STATUS_INFO *status = TS_RESP_get_status_info(answer);
    const ASN1_INTEGER *number = status ? TS_STATUS_INFO_get0_status(status) : NULL;
    long granted = number ? ASN1_INTEGER_get(number) : -1;
    if (granted != TS_STATUS_GRANTED && granted != TS_STATUS_GRANTED_WITH_MODS)
        return refused_words(status, place, diagnosis);
    TS_TST_INFO *info = TS_RESP_get_tst_info(answer);
    TS_MSG_IMPRINT *imprint = info ? TS_TST_INFO_get_msg_imprint(info) : NULL;
    const X509_ALGOR *algorithm = imprint ? TS_MSG_IMPRINT_get_algo(imprint) : NULL;
    const ASN1_OCTET_STRING *digest = imprint ? TS_MSG_IMPRINT_get_msg(imprint) : NULL;
    const ASN1_OBJECT *name = NULL;
    if (algorithm) X509_ALGOR_get0(&name, NULL, NULL, algorithm);
    if (!digest || !TS_TST_INFO_get_time(info))
        return scr_refuse(diagnosis, SCR_INPUT, place, "is an answer without a time stamp in it");
    if (!name || OBJ_obj2nid(name) != NID_sha256 || ASN1_STRING_length(digest) != SCR_HASH_SIZE)
        return scr_refuse(diagnosis, SCR_INPUT, place,
                          "is a stamp of a digest that is not SHA-256; send the request file as it is");
    memcpy(stamp->digest.bytes, ASN1_STRING_get0_data(digest), SCR_HASH_SIZE);
    time_text(TS_TST_INFO_get_time(info), stamp->time);
    return scr_done();
}

scr_result stamp_read(const void *bytes, size_t length, const char *place, struct stamp *stamp,
                      struct scr_diagnosis *diagnosis) {
    const unsigned char *at = bytes;
    if (!length || length > STAMP_ANSWER_MOST)
        return scr_refuse(diagnosis, SCR_INPUT, place, "is not an answer of 1 to 65,536 bytes");
    TS_RESP *answer = d2i_TS_RESP(NULL, &at, (long)length);
    scr_result result;
    if (!answer)
        result = scr_refuse(diagnosis, SCR_INPUT, place,
                            "is not the answer of a time-stamp authority (a DER TimeStampResp, RFC 3161)");
    else if (at != (const unsigned char *)bytes + length)
        result = scr_refuse(diagnosis, SCR_INPUT, place, "has bytes behind the authority's answer");
    else
        result = look(answer, place, stamp, diagnosis);
    TS_RESP_free(answer);
    ERR_clear_error();
    return result;
}
