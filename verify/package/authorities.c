/* authorities.c: reads the certificates of time-stamp authorities. */
#include "verify/package/authorities.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>

#include "scrutineer/file.h"

#define AUTHORITIES_LIMIT ((size_t)4 << 20)

/* Certificates one behind the other; text between them is passed over, as openssl does. */
static scr_result read_certificates(const char *path, BIO *pem, struct authorities *authorities,
                                    struct scr_diagnosis *diagnosis) {
    X509 *certificate;
    ERR_clear_error();
    while ((certificate = PEM_read_bio_X509(pem, NULL, NULL, NULL))) {
        if (sk_X509_num(authorities->certificates) == AUTHORITIES_MOST) {
            X509_free(certificate);
            return scr_refuse(diagnosis, SCR_LIMIT, path, "has more than %d certificates", AUTHORITIES_MOST);
        }
        if (!sk_X509_push(authorities->certificates, certificate)) {
            X509_free(certificate);
            return (scr_result){SCR_MEMORY};
        }
        if (!X509_STORE_add_cert(authorities->store, certificate)) return (scr_result){SCR_MEMORY};
    }
    unsigned long last = ERR_peek_last_error();
    ERR_clear_error();
    if (ERR_GET_LIB(last) != ERR_LIB_PEM || ERR_GET_REASON(last) != PEM_R_NO_START_LINE)
        return scr_refuse(diagnosis, SCR_INPUT, path, "certificate %d cannot be read",
                          sk_X509_num(authorities->certificates) + 1);
    if (!sk_X509_num(authorities->certificates))
        return scr_refuse(diagnosis, SCR_INPUT, path,
                          "holds no certificate in PEM form, so it names no time-stamp authority");
    return scr_done();
}

scr_result authorities_read(const char *path, struct authorities *authorities, struct scr_diagnosis *diagnosis) {
    struct scr_buffer text = {0};
    BIO *pem = NULL;
    scr_result result;
    *authorities = (struct authorities){0};
    SCR_TRY_OR(result, scr_file_read(path, AUTHORITIES_LIMIT, &text, diagnosis), done);
    authorities->certificates = sk_X509_new_null();
    authorities->store = X509_STORE_new();
    pem = BIO_new_mem_buf(text.length ? (const void *)text.data : "", (int)text.length);
    result = authorities->certificates && authorities->store && pem
                 ? read_certificates(path, pem, authorities, diagnosis)
                 : (scr_result){SCR_MEMORY};
done:
    BIO_free(pem);
    scr_buffer_free(&text);
    if (scr_failed(result)) authorities_free(authorities);
    return result;
}

void authorities_free(struct authorities *authorities) {
    sk_X509_pop_free(authorities->certificates, X509_free);
    X509_STORE_free(authorities->store);
    *authorities = (struct authorities){0};
}
