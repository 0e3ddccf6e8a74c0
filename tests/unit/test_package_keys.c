/* test_package_keys.c: key pairs and passphrases, compared with what the openssl command makes of them. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gen/package/key_pair.h"
#include "gen/package/passphrase.h"
#include "tests/unit/shell.h"
#include "tests/unit/unit.h"

UNIT_TEST(package, key_pairs_stand_both_or_not_at_all) {
    char name[200], path[250];
    struct scr_public_key public_key;
    struct scr_buffer words = {0};
    struct stat state;
    snprintf(name, sizeof name, "%s/clerk", unit_scratch());
    CU_ASSERT_FATAL(!scr_failed(key_pair_create(name, NULL, 0, &public_key, NULL)));
    snprintf(path, sizeof path, "%s.key", name);
    CU_ASSERT_FATAL(!stat(path, &state));
    CU_ASSERT_EQUAL(state.st_mode & 07777, 0600);
    /* The fingerprint is the one that stock tools compute; the private half belongs to the public one. */
    CU_ASSERT_FATAL(!scr_failed(key_fingerprint_text(&public_key, &words)));
    char printed[65];
    CU_ASSERT_FATAL(sscanf(strstr((const char *)words.data, "\n\n    "), " %64[0-9a-f]", printed) == 1);
    CU_ASSERT_TRUE(sh("test \"$(openssl pkey -pubin -in %s.pub -outform DER | sha256sum)\" = '%s  -'", name, printed));
    CU_ASSERT_TRUE(sh("openssl pkey -in %s.key -pubout | cmp - %s.pub", name, name));
    char *aloud = strstr((const char *)words.data, "aloud:\n\n"), joined[65] = "";
    CU_ASSERT_PTR_NOT_NULL_FATAL(aloud);
    size_t at = 0;
    for (aloud += 8; *aloud && at < 64; aloud++)
        if (*aloud != ' ' && *aloud != '\n') joined[at++] = *aloud;
    CU_ASSERT_STRING_EQUAL(joined, printed);

    /* Nothing is overwritten, and no half pair appears. */
    CU_ASSERT_FATAL(sh("cp %s.key %s.k && cp %s.pub %s.p", name, name, name, name));
    CU_ASSERT_EQUAL(key_pair_create(name, NULL, 0, &public_key, NULL).code, SCR_IO);
    CU_ASSERT_TRUE(sh("cmp %s.key %s.k && cmp %s.pub %s.p", name, name, name, name));
    CU_ASSERT_FATAL(sh("rm %s.key", name));
    CU_ASSERT_TRUE(scr_failed(key_pair_create(name, NULL, 0, &public_key, NULL)));
    CU_ASSERT_FALSE(sh("test -e %s.key", name));
    CU_ASSERT_FATAL(sh("rm %s.pub && ln -s nowhere %s.key", name, name));
    CU_ASSERT_TRUE(scr_failed(key_pair_create(name, NULL, 0, &public_key, NULL)));
    CU_ASSERT_FALSE(sh("test -e %s.pub", name));
    scr_buffer_free(&words);
}

UNIT_TEST(package, passphrases_from_a_file_protect_the_key) {
    char name[200], key[250], file[250], phrase[PASSPHRASE_BYTES_MOST];
    struct scr_public_key public_key;
    struct scr_private_key *loaded = NULL;
    size_t length = 0;
    snprintf(name, sizeof name, "%s/clerk", unit_scratch());
    snprintf(key, sizeof key, "%s.key", name);
    snprintf(file, sizeof file, "%s.phrase", name);
    struct passphrase_source source = {.file = file, .subject = name};
    put(file, "%s", "correct horse\n");
    CU_ASSERT_FATAL(!scr_failed(passphrase_choose(&source, phrase, &length)));
    CU_ASSERT_EQUAL_FATAL(length, 13);
    CU_ASSERT_FATAL(!scr_failed(key_pair_create(name, phrase, length, &public_key, NULL)));
    CU_ASSERT_TRUE(sh("head -1 %s | grep -qx -e '-----BEGIN ENCRYPTED PRIVATE KEY-----'", key));
    CU_ASSERT_TRUE(sh("openssl pkey -in %s -passin 'pass:correct horse' -pubout | cmp - %s.pub", key, name));
    CU_ASSERT_FALSE(scr_failed(scr_private_key_load(key, passphrase_ask, &source, &loaded, NULL)));
    scr_private_key_free(loaded);
    put(file, "%s", "wrong horse\n");
    CU_ASSERT_EQUAL(scr_private_key_load(key, passphrase_ask, &source, &loaded, NULL).code, SCR_CRYPTO);
    put(file, "%s", "\n");
    CU_ASSERT_EQUAL(passphrase_choose(&source, phrase, &length).code, SCR_INPUT);
    put(file, "%01025d", 7);
    CU_ASSERT_TRUE(scr_failed(passphrase_choose(&source, phrase, &length)));
    CU_ASSERT_FATAL(!remove(file));
    CU_ASSERT_TRUE(scr_failed(passphrase_choose(&source, phrase, &length)));
}
