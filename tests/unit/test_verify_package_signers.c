/* test_verify_package_signers.c: signatures, contents and links of a package, PKG-05 to PKG-07, and several signers. */
#include <stdio.h>
#include <string.h>

#include "package_fixture.h"
#include "scrutineer/sign.h"
#include "unit.h"

static void refuse(const char *script, const char *refuted, const char *words) {
    struct bag bag;
    bag_new(&bag);
    CU_ASSERT_FATAL(bag_run(&bag, script));
    bag_refuted(&bag, refuted, words);
}

#define BOTH "info official:election-official:official board:canvass-board:board; manifest; tags; "

/* The board's signature is at fault while the official's, which is trusted, is genuine: only PKG-05 can notice. */
UNIT_TEST(verify_package_signers, pkg05_signature_and_key) {
    const char *pub = "signatures/board.pub", *sig = "signatures/board.sig";
    refuse(BOTH "sign official official; sign board forger", "PKG-05", pub);
    refuse(BOTH "sign official official; sign board forger; cp ../keys/board.pub signatures/", "PKG-05",
           "is not a signature of tagmanifest-sha256.txt by the key in signatures/board.pub");
    refuse(BOTH "sign official official", "PKG-05",
           "signatures/board.pub: is missing. signatures/board.sig: is missing");
    refuse(BOTH "sign official official; sign board board; rm signatures/board.sig", "PKG-05", sig);
    refuse(BOTH "sign official official; sign board board; rm signatures/board.pub", "PKG-05", pub);
    refuse(BOTH "sign official official; sign board board; echo >> signatures/board.sig", "PKG-05",
           "board.sig: does not have 64 bytes");
    refuse(BOTH "sign official official; sign board board; truncate -s 63 signatures/board.sig", "PKG-05", "64 bytes");
    refuse(BOTH "sign official official; sign board board; truncate -s 1T signatures/board.sig", "PKG-05", "64 bytes");
    refuse(BOTH "sign official official; sign board board; truncate -s 0 signatures/board.pub", "PKG-05",
           "is not one Ed25519 public key");
    refuse(BOTH "sign official official; sign board board; truncate -s 65537 signatures/board.pub", "PKG-05",
           "more than 65536 bytes");
    refuse(BOTH "sign official official; sign board board; cat ../keys/official.pub >> signatures/board.pub", "PKG-05",
           "is not one Ed25519 public key");
    refuse(BOTH "sign official official; sign board board; cp ../keys/board.key signatures/board.pub", "PKG-05",
           "is not one Ed25519 public key");
    refuse(BOTH "sign official official; sign board board; openssl genpkey -algorithm x25519 | "
                "openssl pkey -pubout -out signatures/board.pub",
           "PKG-05", "is not one Ed25519 public key");
    refuse("sign ghost forger", "PKG-05", "signatures/ghost.pub: is of no signer that bag-info.txt names");
    refuse("echo x > signatures/notes.txt", "PKG-01 PKG-05", "signatures/notes.txt: is not NAME.sig or NAME.pub");
    refuse("printf %64s x > signatures/official.sig", "PKG-05 PKG-11", "is not a signature");
}

UNIT_TEST(verify_package_signers, several_signers) {
    struct bag bag;
    struct findings findings;
    bag_new(&bag);
    CU_ASSERT(bag_run(&bag, BOTH "sign official official; sign board board"));
    CU_ASSERT_EQUAL(bag_stock(&bag, "official"), 0);
    CU_ASSERT_EQUAL(bag_check(&bag, "official", false, &findings), SCR_DONE);
    bag_expect_detail(&bag, &findings,
                      "Signed by official as election-official, with a key that you gave with --key (fingerprint %s); "
                      "1 of 2 signers is trusted.",
                      "official");
    bag_expect(&findings, "", "", NULL);
    CU_ASSERT_EQUAL(bag_check(&bag, "board", false, &findings), SCR_DONE); /* in another role than the one needed */
    bag_expect(&findings, "PKG-11", "", "official: the key with fingerprint");
    CU_ASSERT_EQUAL(bag_check(&bag, "forger", false, &findings), SCR_DONE);
    bag_expect(&findings, "PKG-11", "", "official: the key with fingerprint");
    CU_ASSERT_EQUAL(bag_check(&bag, NULL, false, &findings), SCR_DONE);
    bag_expect(&findings, "", "PKG-11", NULL);
    /* The trusted signer's own signature is the forged one: the genuine signature of the other does not help. */
    CU_ASSERT(bag_run(&bag, "cp signatures/board.sig signatures/official.sig"));
    CU_ASSERT_EQUAL(bag_check(&bag, "official", false, &findings), SCR_DONE);
    bag_expect(&findings, "PKG-05 PKG-11", "", NULL);
}

/* One key or one name is one signer. */
UNIT_TEST(verify_package_signers, pkg05_no_two_signers_are_one) {
    refuse("sed -i 's/^\\(Scrutineer-Signer.*\\)$/&\\n\\1/' bag-info.txt; remake", "PKG-05",
           "bag-info.txt: names the signer official again. bag-info.txt: gives the signers official and official the "
           "same key.");
    refuse("info official:election-official:official second:observer:official; remake; sign second official", "PKG-05",
           "bag-info.txt: gives the signers official and second the same key.");
    refuse("rm signatures/*; s=; for i in $(seq 100); do s=\"$s s$i:canvass-board:board\"; done\n"
           "info official:election-official:official $s; manifest; tags; sign official official\n"
           "sign s1 board; for i in $(seq 2 100); do cp signatures/s1.pub signatures/s$i.pub\n"
           "cp signatures/s1.sig signatures/s$i.sig; done",
           "PKG-05", "And 79 more");
    refuse("info official:election-official:official official:observer:board; remake", "PKG-05",
           "bag-info.txt: names the signer official again.");
}

/* More signers than the verifier looks at: what depends on the rest is undecided. */
UNIT_TEST(verify_package_signers, too_many_signers) {
    struct bag bag;
    struct findings findings;
    bag_new(&bag);
    CU_ASSERT(bag_run(&bag,
                      "rm signatures/*; info official:election-official:official\n"
                      "key=$(print official)\n"
                      "for i in $(seq 1000); do echo \"Scrutineer-Signer: s$i canvass-board $key\"; done > ../many\n"
                      "cat ../many >> bag-info.txt; manifest; tags; sign official official; cd signatures\n"
                      "for part in '1 500' '501 1000'; do\n"
                      "tee $(seq -f s%g.pub $part) < official.pub; tee $(seq -f s%g.sig $part) < official.sig\n"
                      "done > ../../out"));
    CU_ASSERT_EQUAL(bag_check(&bag, "forger", false, &findings), SCR_DONE);
    bag_expect(&findings, "PKG-05", "PKG-02 PKG-06 PKG-11", "bag-info.txt: names more than 1000 signers");
    CU_ASSERT_EQUAL(bag_check(&bag, "official", false, &findings), SCR_DONE);
    bag_expect(&findings, "PKG-05", "PKG-02 PKG-06", NULL);
}

/* common/sign.h and the openssl command agree on what a signature is. */
UNIT_TEST(verify_package_signers, signed_by_the_library) {
    struct bag bag;
    struct scr_private_key *key = NULL;
    struct scr_buffer message = {0};
    uint8_t signature[SCR_SIGNATURE_SIZE];
    char path[400];
    bag_new(&bag);
    CU_ASSERT(bag_run(&bag, "sed -i s/How/Now/ HOWTO-VERIFY.txt; tags"));
    snprintf(path, sizeof path, "%s/keys/official.key", bag.folder);
    CU_ASSERT_FATAL(!scr_failed(scr_private_key_load(path, NULL, NULL, &key, NULL)));
    snprintf(path, sizeof path, "%s/tagmanifest-sha256.txt", bag.path);
    CU_ASSERT(!scr_failed(scr_file_read(path, 10000, &message, NULL)));
    CU_ASSERT(!scr_failed(scr_sign(key, message.data, message.length, signature)));
    snprintf(path, sizeof path, "%s/signatures/official.sig", bag.path);
    CU_ASSERT(!scr_failed(scr_file_write(path, signature, sizeof signature, 0644, NULL)));
    CU_ASSERT_EQUAL(bag_stock(&bag, "official"), 0);
    bag_refuted(&bag, "", NULL);
    scr_buffer_free(&message);
    scr_private_key_free(key);
}

UNIT_TEST(verify_package_signers, pkg06_contents) {
    struct bag bag;
    const char *add = "info official:election-official:official; remake";
    bag_new(&bag);
    CU_ASSERT(bag_run(&bag, "echo x > data/decks/stray.txt"));
    CU_ASSERT(bag_run(&bag, add));
    bag_refuted(&bag, "PKG-06", "data/decks/stray.txt: is neither an artifact nor named as a proof");
    bag_new(&bag); /* a proof must lie in the folder of the artifact that names it */
    CU_ASSERT(bag_run(&bag, "mv data/decks/one.drat data/one.drat"));
    CU_ASSERT(bag_run(&bag, add));
    bag_refuted(&bag, "PKG-06", "data/one.drat: is neither");
    bag.claims[CLAIM_ONE].proof_file = "../one.drat";
    bag_refuted(&bag, "PKG-06", "data/one.drat: is neither");
    bag_new(&bag);
    CU_ASSERT(bag_run(&bag, "mkdir data/decks/sub; mv data/decks/one.drat data/decks/sub"));
    CU_ASSERT(bag_run(&bag, add));
    bag.claims[CLAIM_ONE].proof_file = "sub/one.drat";
    bag_refuted(&bag, "PKG-06", "data/decks/sub/one.drat: is neither");
    bag_new(&bag); /* XML that is no artifact, even when it is called a proof */
    CU_ASSERT(bag_run(&bag, "mv data/decks/one.drat data/decks/proof.XML"));
    CU_ASSERT(bag_run(&bag, add));
    bag.claims[CLAIM_ONE].proof_file = "proof.XML";
    bag_refuted(&bag, "PKG-06", "data/decks/proof.XML: is not one of the artifacts");
    bag.claims[CLAIM_ONE].proof_file = NULL;
    bag.claims[bag.claim_count++] = (struct package_artifact){
        .path = "data/decks/proof.XML", .kind = "unknown", .election_id = "", .signer_role = ""};
    bag_refuted(&bag, "PKG-06", "data/decks/proof.XML: is not one of the artifacts");
    bag_new(&bag); /* a proof of no artifact */
    bag.claims[CLAIM_ONE].proof_file = NULL;
    bag_refuted(&bag, "PKG-06", "data/decks/one.drat: is neither");
}

UNIT_TEST(verify_package_signers, pkg06_election_and_role) {
    struct bag bag;
    struct findings findings;
    bag_new(&bag);
    bag.claims[CLAIM_TWO].election_id = "county-2026";
    bag_refuted(&bag, "PKG-06", "data/decks/two.xml: is of the election \"county-2026\", the package of \"city-2026\"");
    bag_new(&bag);
    CU_ASSERT(bag_run(&bag, "ELECTION=city-2030; info official:election-official:official; remake"));
    bag_refuted(&bag, "PKG-06", "the package of \"city-2030\"");
    bag_new(&bag);
    CU_ASSERT(bag_run(&bag, "info official:canvass-board:official; remake"));
    bag_refuted(&bag, "PKG-06 PKG-11", "needs a signer with the role election-official, and no signer has it");
    bag_new(&bag);
    bag.claims[CLAIM_ONE].election_id = ""; /* its reader could not make it out */
    CU_ASSERT_EQUAL(bag_check(&bag, "official", false, &findings), SCR_DONE);
    bag_expect(&findings, "", "PKG-06", "data/decks/one.xml: is not valid (its own checks say where)");
}

UNIT_TEST(verify_package_signers, pkg07_links) {
    struct bag bag;
    struct scr_hash one;
    char path[400];
    bag_new(&bag);
    bag.claims[CLAIM_ONE].rests_on = &bag.absent;
    bag_refuted(&bag, "PKG-07", "data/decks/one.xml: rests on the ballot-definition with SHA-256 ");
    bag_new(&bag);
    snprintf(path, sizeof path, "%s/data/decks/one.xml", bag.path);
    CU_ASSERT(!scr_failed(scr_hash_file(path, &one, NULL, NULL)));
    bag.claims[CLAIM_TWO].rests_on = &one;
    bag_refuted(&bag, "PKG-07", "but that is data/decks/one.xml, a test-deck");
    bag_new(&bag);
    bag.claims[CLAIM_TWO].supersedes = &one;
    bag.claims[CLAIM_TWO].supersedes_count = 1;
    bag_refuted(&bag, "PKG-07", "data/decks/one.xml: is superseded by data/decks/two.xml in the same package");
    bag.claims[CLAIM_TWO].supersedes = &bag.absent; /* an earlier artifact that is not here any more: well */
    bag_refuted(&bag, "", NULL);
    CU_ASSERT(bag_run(&bag, "rm data/definition.xml; info official:election-official:official; remake"));
    bag_refuted(&bag, "PKG-07", "which is not in the package");
}

UNIT_TEST(verify_package_signers, pkg06_some_artifact) {
    struct bag bag;
    struct findings findings;
    bag_new(&bag);
    CU_ASSERT(bag_run(&bag, "rm -r data; mkdir data; info official:election-official:official; remake"));
    CU_ASSERT_EQUAL(bag_check(&bag, "official", false, &findings), SCR_DONE);
    bag_expect(&findings, "PKG-06", "PKG-11", "data/: holds no artifact");
}

/* A second deck or definition beside the first would let either be shown as the one that counts. */
UNIT_TEST(verify_package_signers, pkg07_one_of_each) {
    struct bag bag;
    bag_new(&bag);
    bag.claims[CLAIM_ONE].style_id = bag.claims[CLAIM_TWO].style_id = "Elm";
    bag_refuted(&bag, "PKG-07",
                "data/decks/two.xml: is a second test-deck of the ballot style \"Elm\" beside "
                "data/decks/one.xml.");
    bag.claims[CLAIM_TWO].style_id = "elm";
    bag_refuted(&bag, "", NULL);
    bag.claims[CLAIM_TWO].style_id = "Elm"; /* the two kinds of deck of one style go together */
    bag.claims[CLAIM_TWO].kind = "straight-party-deck";
    bag_refuted(&bag, "", NULL);
    bag.claims[CLAIM_TWO].style_id = NULL; /* it could not be read */
    bag.claims[CLAIM_TWO].kind = "test-deck";
    bag_refuted(&bag, "", NULL);
    bag.claims[CLAIM_TWO].kind = "ballot-definition";
    bag_refuted(&bag, "PKG-07", "data/definition.xml: is a second ballot-definition beside data/decks/two.xml.");
}
