/* test_verify_package_stock.c: every forgery that the stock commands of section 7 are there to stop is refused by them,
 * at the line meant for it, and by the verifier. */
#include <stdio.h>

#include "package_fixture.h"
#include "unit.h"

/* `stopped`: number of the first stock command that fails with the official's key. */
static void forge(const char *script, int stopped, const char *refuted) {
    struct bag bag;
    bag_new(&bag);
    CU_ASSERT_EQUAL(bag_stock(&bag, "official"), 0);
    CU_ASSERT_FATAL(bag_run(&bag, script));
    CU_ASSERT_EQUAL(bag_stock(&bag, "official"), stopped);
    bag_refuted(&bag, refuted, NULL);
}

/* The change keeps the size, so that Payload-Oxum does not notice. */
#define CHANGE "sed -i 's/2/3/' data/decks/two.xml; "

UNIT_TEST(verify_package_stock, data_changed) { forge(CHANGE, 3, "PKG-04"); }

UNIT_TEST(verify_package_stock, data_and_manifest_changed) { forge(CHANGE "manifest", 2, "PKG-03"); }

UNIT_TEST(verify_package_stock, data_and_both_manifests_changed) { forge(CHANGE "manifest; tags", 1, "PKG-05 PKG-11"); }

/* Everything in the folder fits together: only who knows the official's key from elsewhere notices. */
UNIT_TEST(verify_package_stock, all_changed_with_the_forgers_key_beside_it) {
    struct bag bag;
    struct findings findings;
    const char *script = CHANGE "info official:election-official:forger; manifest; tags; sign official forger";
    forge(script, 1, "PKG-11");
    bag_new(&bag);
    CU_ASSERT(bag_run(&bag, script));
    CU_ASSERT_EQUAL(bag_stock(&bag, "forger"), 0); /* what the key in the package would say */
    CU_ASSERT_EQUAL(bag_check(&bag, "forger", false, &findings), SCR_DONE);
    bag_expect(&findings, "", "", NULL);
    CU_ASSERT_EQUAL(bag_check(&bag, NULL, false, &findings), SCR_DONE);
    bag_expect(&findings, "", "PKG-11", "No key was given"); /* the key inside gives no trust */
}

/* The forger keeps the official's fingerprint in bag-info.txt, and puts the official's or his own key beside. */
UNIT_TEST(verify_package_stock, all_changed_in_the_officials_name) {
    forge(CHANGE "manifest; tags; sign official forger", 1, "PKG-05 PKG-11");
    forge(CHANGE "manifest; tags; sign official forger; cp ../keys/official.pub signatures/", 1, "PKG-05 PKG-11");
}

UNIT_TEST(verify_package_stock, file_added) {
    forge("echo '<TestDeck/>' > data/decks/three.xml", 4, "PKG-02 PKG-04 PKG-06");
    forge("echo x > READ-ME-FIRST.txt", 4, "PKG-01");
    forge(": > data/decks/empty", 4, "PKG-02 PKG-04 PKG-06");
}

UNIT_TEST(verify_package_stock, file_removed) {
    forge("rm data/decks/two.xml", 3, "PKG-02 PKG-04");
    forge("rm HOWTO-VERIFY.txt", 2, "PKG-03");
    forge("rm data/decks/two.xml; sed -i /two.xml/d manifest-sha256.txt", 2, "PKG-02 PKG-03");
}

UNIT_TEST(verify_package_stock, signature_by_another_key) {
    forge("openssl pkeyutl -sign -rawin -inkey ../keys/forger.key -in tagmanifest-sha256.txt -out "
          "signatures/official.sig",
          1, "PKG-05 PKG-11");
}

/* A genuine signature over another package of the same official. */
UNIT_TEST(verify_package_stock, signature_of_another_package) {
    forge("cp signatures/official.sig ../old.sig; sed -i s/How/Now/ HOWTO-VERIFY.txt; tags; sign official official; "
          "cp ../old.sig signatures/official.sig",
          1, "PKG-05 PKG-11");
}

UNIT_TEST(verify_package_stock, file_renamed) {
    forge("mv data/decks/two.xml data/decks/three.xml", 3, "PKG-04 PKG-06");
}

/* No byte of a signed package can be another one: each is changed in turn. (The key's PEM form may end in other white
 * space: nothing rests on it.) */
UNIT_TEST(verify_package_stock, every_byte_counts) {
    static const char *const files[] = {"bagit.txt",
                                        "bag-info.txt",
                                        "HOWTO-VERIFY.txt",
                                        "manifest-sha256.txt",
                                        "tagmanifest-sha256.txt",
                                        "data/decks/one.xml",
                                        "data/decks/one.drat",
                                        "data/decks/two.xml",
                                        "data/definition.xml",
                                        "signatures/official.sig"};
    struct bag bag;
    size_t changed = 0, refuted = 0;
    bag_new(&bag);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[400];
        struct scr_buffer bytes = {0};
        snprintf(path, sizeof path, "%s/%s", bag.path, files[i]);
        CU_ASSERT_FATAL(!scr_failed(scr_file_read(path, 10000, &bytes, NULL)));
        FILE *file = fopen(path, "r+b");
        CU_ASSERT_PTR_NOT_NULL_FATAL(file);
        for (long at = 0; at < (long)bytes.length; at++) {
            struct findings findings;
            int byte = bytes.data[at] ^ 1 << at % 8;
            CU_ASSERT(!fseek(file, at, SEEK_SET) && fputc(byte, file) == byte && !fflush(file));
            CU_ASSERT_EQUAL(bag_check(&bag, "official", false, &findings), SCR_DONE);
            bool found = false;
            for (size_t c = 0; c < findings.check_count; c++)
                found = found || findings.checks[c].verdict == VERDICT_REFUTED;
            findings_free(&findings);
            changed++;
            refuted += found;
            CU_ASSERT(!fseek(file, at, SEEK_SET) && fputc(bytes.data[at], file) >= 0 && !fflush(file));
        }
        CU_ASSERT(!fclose(file));
        scr_buffer_free(&bytes);
    }
    CU_ASSERT(changed > 1000);
    CU_ASSERT_EQUAL(refuted, changed);
    bag_refuted(&bag, "", NULL);
}

/* What the stock commands cannot see and the verifier does. */
UNIT_TEST(verify_package_stock, beyond_the_stock_commands) {
    forge("ln -s /etc/passwd data/link", 4, "PKG-01");
    forge("mkdir work", 0, "PKG-01");
    forge("cp signatures/official.sig signatures/ghost.sig", 0, "PKG-05");
}
