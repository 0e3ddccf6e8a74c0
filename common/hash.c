/* hash.c: SHA-256 through libcrypto's EVP interface. */
#include "scrutineer/hash.h"

#include <errno.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "open.h"

struct scr_hasher {
    EVP_MD_CTX *context;
};

scr_result scr_hash_bytes(const void *bytes, size_t length, struct scr_hash *hash) {
    static const char nothing[1] = "";
    unsigned size = 0;
    if (!EVP_Digest(length ? bytes : nothing, length, hash->bytes, &size, EVP_sha256(), NULL) || size != SCR_HASH_SIZE)
        return (scr_result){SCR_CRYPTO};
    return scr_done();
}

scr_result scr_hasher_new(struct scr_hasher **hasher) {
    *hasher = NULL;
    struct scr_hasher *made = malloc(sizeof *made);
    if (!made) return (scr_result){SCR_MEMORY};
    made->context = EVP_MD_CTX_new();
    if (!made->context || !EVP_DigestInit_ex(made->context, EVP_sha256(), NULL)) {
        scr_result result = {made->context ? SCR_CRYPTO : SCR_MEMORY};
        scr_hasher_free(made);
        return result;
    }
    *hasher = made;
    return scr_done();
}

scr_result scr_hasher_add(struct scr_hasher *hasher, const void *bytes, size_t length) {
    if (length && !EVP_DigestUpdate(hasher->context, bytes, length)) return (scr_result){SCR_CRYPTO};
    return scr_done();
}

scr_result scr_hasher_end(struct scr_hasher *hasher, struct scr_hash *hash) {
    unsigned size = 0;
    bool good = EVP_DigestFinal_ex(hasher->context, hash->bytes, &size) && size == SCR_HASH_SIZE;
    scr_hasher_free(hasher);
    return (scr_result){good ? SCR_DONE : SCR_CRYPTO};
}

void scr_hasher_free(struct scr_hasher *hasher) {
    if (!hasher) return;
    EVP_MD_CTX_free(hasher->context);
    free(hasher);
}

scr_result scr_hash_file(const char *path, struct scr_hash *hash, uint64_t *size, struct scr_diagnosis *diagnosis) {
    enum { PIECE = 1 << 16 };
    int fd = -1;
    uint64_t expected, total = 0;
    struct scr_hasher *hasher = NULL;
    uint8_t *piece = NULL;
    SCR_TRY(scr_open_regular(path, &fd, &expected, diagnosis));
    scr_result result = scr_hasher_new(&hasher);
    if (scr_failed(result)) goto done;
    piece = malloc(PIECE);
    if (!piece) {
        result.code = SCR_MEMORY;
        goto done;
    }
    for (long got; total <= expected && (got = scr_read_some(fd, piece, PIECE)) != 0; total += (uint64_t)got) {
        if (got < 0) {
            result = scr_refuse_io(diagnosis, path, "could not be read", errno);
            goto done;
        }
        SCR_TRY_OR(result, scr_hasher_add(hasher, piece, (size_t)got), done);
    }
    if (total != expected) {
        result = scr_refuse_path(diagnosis, SCR_INPUT, path, "changed while it was read");
        goto done;
    }
    result = scr_hasher_end(hasher, hash);
    hasher = NULL;
    if (size) *size = total;
done:
    scr_hasher_free(hasher);
    free(piece);
    close(fd);
    return result;
}

void scr_hash_hex(const struct scr_hash *hash, char hex[static SCR_HEX_SIZE]) {
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < SCR_HASH_SIZE; i++) {
        hex[2 * i] = digits[hash->bytes[i] >> 4];
        hex[2 * i + 1] = digits[hash->bytes[i] & 15];
    }
    hex[SCR_HEX_SIZE - 1] = 0;
}

/* -1 for what is no lower-case hexadecimal digit, NUL included. */
static int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool scr_hash_parse(const char *hex, struct scr_hash *hash) {
    struct scr_hash parsed;
    for (size_t i = 0; i < SCR_HASH_SIZE; i++) {
        int high = digit(hex[2 * i]), low = high < 0 ? -1 : digit(hex[2 * i + 1]);
        if (low < 0) return false;
        parsed.bytes[i] = (uint8_t)(high << 4 | low);
    }
    if (hex[SCR_HEX_SIZE - 1]) return false;
    *hash = parsed;
    return true;
}

bool scr_hash_equal(const struct scr_hash *a, const struct scr_hash *b) {
    return !memcmp(a->bytes, b->bytes, SCR_HASH_SIZE);
}
