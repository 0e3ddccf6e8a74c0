/* mutate_der.c: changes one element of DER (or of each PEM block's DER) and keeps the lengths of all around it right,
 * so that the change gets behind the reader of lengths; signs a changed time stamp again. */
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs7.h>
#include <openssl/ts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"

#define STAMP_KEY "fixtures/keys/test-tsa.key"

enum { ELEMENTS = 4000, DEEPEST = 40, BLOCKS = 16 };

struct element {
    size_t begin, header, length; /* the content stands at begin + header */
    size_t parent;                /* position; ELEMENTS: none */
};
struct elements {
    struct element list[ELEMENTS];
    size_t count;
};

/* The header of one element at `at`; false when it does not fit into `size`. */
static bool read_header(const uint8_t *at, size_t size, size_t *header, size_t *length) {
    size_t octets;
    if (size < 2 || (at[0] & 0x1f) == 0x1f) return false;
    *header = 2, *length = at[1];
    if (at[1] >= 0x80) {
        octets = at[1] & 0x7fU;
        if (!octets || octets > 3 || size < 2 + octets) return false;
        for (*length = 0; *header < 2 + octets;) *length = *length << 8 | at[(*header)++];
    }
    return *length <= size - *header;
}

static bool holds_elements(const uint8_t *at, size_t size) {
    size_t header, length, end = 0;
    while (end < size && read_header(at + end, size - end, &header, &length)) end += header + length;
    return size > 0 && end == size;
}

/* Octet strings often hold DER themselves: a stamp's body, extensions. */
static void list_elements(struct elements *elements, const uint8_t *data, size_t begin, size_t end, size_t parent,
                          unsigned depth) {
    size_t header, length;
    while (begin < end && elements->count < ELEMENTS && read_header(data + begin, end - begin, &header, &length)) {
        size_t at = elements->count++, content = begin + header;
        elements->list[at] = (struct element){begin, header, length, parent};
        bool within = (data[begin] & 0x20) || (data[begin] == 4 && holds_elements(data + content, length));
        if (within && depth < DEEPEST) list_elements(elements, data, content, content + length, at, depth + 1);
        begin = content + length;
    }
}

static bool splice(struct scr_buffer *bytes, size_t begin, size_t end, const struct scr_buffer *in) {
    struct scr_buffer out = {0};
    bool good = !scr_failed(scr_buffer_append(&out, bytes->data, begin)) &&
                !scr_failed(scr_buffer_append(&out, in->data ? in->data : (const uint8_t *)"", in->length)) &&
                !scr_failed(scr_buffer_append(&out, bytes->data + end, bytes->length - end));
    scr_buffer_free(bytes);
    *bytes = out;
    return good;
}

static bool put_header(struct scr_buffer *out, uint8_t tag, size_t length) {
    const uint8_t large[5] = {tag, 0x83, (uint8_t)(length >> 16), (uint8_t)(length >> 8), (uint8_t)length};
    const uint8_t middle[4] = {tag, 0x82, large[3], large[4]}, small[3] = {tag, 0x81, large[4]};
    if (length < 0x80) return !scr_failed(scr_buffer_append(out, (const uint8_t[]){tag, large[4]}, 2));
    if (length < 0x100) return !scr_failed(scr_buffer_append(out, small, 3));
    if (length < 0x10000) return !scr_failed(scr_buffer_append(out, middle, 4));
    return !scr_failed(scr_buffer_append(out, large, 5));
}

/* The element at `chosen` becomes `in`; the lengths around it follow. */
static bool exchange(struct scr_buffer *bytes, const struct elements *elements, size_t chosen,
                     const struct scr_buffer *in) {
    const struct element *element = &elements->list[chosen];
    size_t old = element->header + element->length;
    if (!splice(bytes, element->begin, element->begin + old, in)) return false;
    ptrdiff_t more = (ptrdiff_t)in->length - (ptrdiff_t)old;
    for (size_t up = element->parent; up < ELEMENTS; up = elements->list[up].parent) {
        const struct element *around = &elements->list[up];
        struct scr_buffer header = {0};
        bool good = put_header(&header, bytes->data[around->begin], (size_t)((ptrdiff_t)around->length + more)) &&
                    splice(bytes, around->begin, around->begin + around->header, &header);
        more += (ptrdiff_t)header.length - (ptrdiff_t)around->header;
        scr_buffer_free(&header);
        if (!good) return false;
    }
    return true;
}

/* What stands in the element's place: nothing, it twice, another one, another tag, or another content. */
static bool make_other(const struct scr_buffer *bytes, const struct elements *elements, const struct element *element,
                       struct fuzz_random *random, struct scr_buffer *out) {
    const struct element *other = &elements->list[fuzz_below(random, elements->count)];
    const uint8_t *at = bytes->data + element->begin;
    size_t size = element->header + element->length;
    struct scr_buffer content = {0};
    bool good;
    switch (fuzz_below(random, 8)) {
    case 0:
        return true;
    case 1:
        return !scr_failed(scr_buffer_append(out, at, size)) && !scr_failed(scr_buffer_append(out, at, size));
    case 2:
        return !scr_failed(scr_buffer_append(out, bytes->data + other->begin, other->header + other->length));
    case 3:
        if (scr_failed(scr_buffer_append(out, at, size))) return false;
        if (fuzz_below(random, 2))
            out->data[0] ^= (uint8_t)(1U << fuzz_below(random, 8));
        else
            out->data[0] = bytes->data[other->begin];
        return true;
    default:
        good = !scr_failed(scr_buffer_append(&content, at + element->header, element->length));
        good = good && ((content.length && !fuzz_below(random, 3) && mutate_value(&content, random)) ||
                        mutate_bytes(&content, element->length + 200));
        good = good && put_header(out, at[0], content.length) &&
               !scr_failed(scr_buffer_append(out, content.data, content.length));
        scr_buffer_free(&content);
        return good;
    }
}

bool mutate_der(struct scr_buffer *bytes, struct fuzz_random *random) {
    static struct elements elements;
    struct scr_buffer in = {0};
    elements.count = 0;
    list_elements(&elements, bytes->data, 0, bytes->length, ELEMENTS, 0);
    if (!elements.count) return false;
    size_t chosen = fuzz_below(random, elements.count);
    bool good =
        make_other(bytes, &elements, &elements.list[chosen], random, &in) && exchange(bytes, &elements, chosen, &in);
    scr_buffer_free(&in);
    return good;
}

static bool take_block(BIO *in, BIO *out, struct fuzz_random *random, bool change) {
    char *name = NULL, *header = NULL;
    unsigned char *data = NULL;
    long length = 0;
    struct scr_buffer der = {0};
    bool good = PEM_read_bio(in, &name, &header, &data, &length) == 1 &&
                !scr_failed(scr_buffer_append(&der, data, (size_t)length));
    if (good && change) mutate_der(&der, random);
    good = good && PEM_write_bio(out, name, header, der.data ? der.data : (const uint8_t *)"", (long)der.length) > 0;
    scr_buffer_free(&der);
    OPENSSL_free(name);
    OPENSSL_free(header);
    OPENSSL_free(data);
    return good;
}

bool mutate_pem(struct scr_buffer *bytes, struct fuzz_random *random) {
    BIO *in = BIO_new_mem_buf(bytes->data, (int)bytes->length), *out = BIO_new(BIO_s_mem());
    size_t block = 0, chosen = fuzz_below(random, fuzz_below(random, 4) ? 1 : 4);
    char *text = NULL;
    while (in && out && block < BLOCKS && take_block(in, out, random, block == chosen)) block++;
    long length = out ? BIO_get_mem_data(out, &text) : 0;
    bool good = block > 0 && length > 0;
    if (good) {
        bytes->length = 0;
        good = !scr_failed(scr_buffer_append(bytes, text, (size_t)length));
    }
    BIO_free(in);
    BIO_free(out);
    ERR_clear_error();
    return good;
}

static EVP_PKEY *stamp_key(void) {
    static EVP_PKEY *key;
    FILE *file = key ? NULL : fopen(STAMP_KEY, "r");
    if (file) key = PEM_read_PrivateKey(file, NULL, NULL, NULL);
    if (file) fclose(file);
    return key;
}

/* The digest of the body into the signed attributes, and these signed. */
static bool sign_token(PKCS7 *token) {
    STACK_OF(PKCS7_SIGNER_INFO) *signers = PKCS7_type_is_signed(token) ? PKCS7_get_signer_info(token) : NULL;
    PKCS7_SIGNER_INFO *signature =
        sk_PKCS7_SIGNER_INFO_num(signers) > 0 ? sk_PKCS7_SIGNER_INFO_value(signers, 0) : NULL;
    const ASN1_TYPE *body = token->d.sign && token->d.sign->contents ? token->d.sign->contents->d.other : NULL;
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    if (!signature || !body || !PKCS7_type_is_other(token->d.sign->contents) || body->type != V_ASN1_OCTET_STRING)
        return false;
    const EVP_MD *method = EVP_get_digestbyobj(signature->digest_alg->algorithm);
    const ASN1_STRING *octets = body->value.octet_string;
    if (!method || !stamp_key() || !sk_X509_ATTRIBUTE_num(signature->auth_attr) ||
        !EVP_Digest(ASN1_STRING_get0_data(octets), (size_t)ASN1_STRING_length(octets), digest, &length, method, NULL) ||
        !PKCS7_add1_attrib_digest(signature, digest, (int)length))
        return false;
    EVP_PKEY_free(signature->pkey);
    EVP_PKEY_up_ref(stamp_key());
    signature->pkey = stamp_key();
    return PKCS7_SIGNER_INFO_sign(signature) == 1;
}

void sign_stamp(struct scr_buffer *bytes) {
    const unsigned char *at = bytes->data;
    unsigned char *made = NULL;
    TS_RESP *answer = bytes->length ? d2i_TS_RESP(NULL, &at, (long)bytes->length) : NULL;
    PKCS7 *token = answer ? TS_RESP_get_token(answer) : NULL;
    if (token && sign_token(token)) {
        int length = i2d_TS_RESP(answer, &made);
        bytes->length = 0;
        if (length > 0 && scr_failed(scr_buffer_append(bytes, made, (size_t)length))) bytes->length = 0;
        OPENSSL_free(made);
    }
    TS_RESP_free(answer);
    ERR_clear_error();
}
