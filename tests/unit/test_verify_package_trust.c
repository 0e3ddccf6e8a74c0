/* test_verify_package_trust.c: PKG-11 with a trust list: role, election, period, revocation, and what the list itself
 * must be. */
#include <stdio.h>
#include <string.h>

#include "package_fixture.h"
#include "unit.h"

/* Checks a fresh package with a trust list that `script` writes; "" for a verdict that holds. */
static void with_list(const char *script, const char *refuted, const char *undecided, const char *words) {
    struct bag bag;
    struct findings findings;
    bag_new(&bag);
    CU_ASSERT_FATAL(bag_run(&bag, script));
    CU_ASSERT_EQUAL_FATAL(bag_check(&bag, NULL, true, &findings), SCR_DONE);
    bag_expect(&findings, refuted, undecided, words);
}

#define LISTED(role, election, from, to, revoked)                                                                      \
    "\"$(listed official " role " '" election "' " from " " to " " revoked ")\" "
#define GOOD LISTED("election-official", "city-2026", "2026-01-01", "2026-12-31", "false")

UNIT_TEST(verify_package_trust, listed) {
    struct bag bag;
    struct findings findings;
    bag_new(&bag);
    CU_ASSERT(bag_run(&bag, "trust " GOOD));
    CU_ASSERT_EQUAL(bag_check(&bag, NULL, true, &findings), SCR_DONE);
    bag_expect_detail(&bag, &findings,
                      "Signed by official as election-official, with a key that you list as that of Office & "
                      "official (fingerprint %s); 1 of 1 signer is trusted.",
                      "official");
    bag_expect(&findings, "", "", NULL);
    with_list("trust " LISTED("election-official", "*", "2026-01-01", "2026-12-31", "false"), "", "", NULL);
    with_list("trust " LISTED("election-official", "*", "2026-05-01", TODAY, "false"), "", "", NULL); /* both ends */
}

UNIT_TEST(verify_package_trust, not_listed_for_this) {
    with_list("trust \"$(listed forger election-official '*' 2026-01-01 2026-12-31 false)\"", "PKG-11", "",
              "is not one that you trust");
    with_list("trust " LISTED("canvass-board", "*", "2026-01-01", "2026-12-31", "false"), "PKG-11", "",
              "in the role canvass-board, it signs as election-official");
    with_list("trust " LISTED("election-official", "county-2026", "2026-01-01", "2026-12-31", "false"), "PKG-11", "",
              "for the election \"county-2026\" only");
    with_list("trust " LISTED("election-official", "city-2026 ", "2026-01-01", "2026-12-31", "false"), "PKG-11", "",
              "only");
    with_list("trust " LISTED("election-official", "*", "2026-01-01", "2026-12-31", "true"), "PKG-11", "",
              "is revoked");
    with_list("trust " GOOD LISTED("canvass-board", "other", "2020-01-01", "2020-12-31", "true"), "PKG-11", "",
              "is revoked"); /* a revoked key is not good for another role */
    with_list("trust " LISTED("canvass-board", "*", "2026-01-01", "2026-12-31", "false") GOOD, "", "", NULL);
}

UNIT_TEST(verify_package_trust, periods) {
    with_list("trust " LISTED("election-official", "*", "2026-05-02", "2026-12-31", "false"), "PKG-11", "",
              "from 2026-05-02 to 2026-12-31, the package is dated 2026-05-01"); /* not yet valid */
    with_list("trust " LISTED("election-official", "*", "2025-01-01", "2026-04-30", "false"), "PKG-11", "",
              "the package is dated 2026-05-01");
    with_list("trust " LISTED("election-official", "*", "2026-01-01", "2026-05-31", "false"), "", "PKG-11",
              "today is 2026-06-01; that the package is of 2026-05-01 is the publisher's own word");
    with_list("DATE=2026-07-15; info official:election-official:official; remake\n"
              "trust " LISTED("election-official", "*", "2026-07-01", "2026-12-31", "false"),
              "", "PKG-11", "today is 2026-06-01; that the package is of 2026-07-15");
}

UNIT_TEST(verify_package_trust, several_signers) {
    const char *both = "info official:election-official:official board:canvass-board:board; manifest; tags\n"
                       "sign official official; sign board board\n";
    char script[2000];
    snprintf(script, sizeof script,
             "%strust \"$(listed board canvass-board '*' 2026-01-01 2026-12-31 false)\" "
             "\"$(listed official election-official '*' 2026-01-01 2026-12-31 true)\"",
             both);
    with_list(script, "PKG-11", "", "official: the trust list says that the key of Office & official is revoked");
    snprintf(script, sizeof script,
             "%strust \"$(listed board election-official '*' 2026-01-01 2026-12-31 false)\" "
             "\"$(listed official canvass-board '*' 2026-01-01 2026-12-31 false)\"",
             both);
    with_list(script, "PKG-11", "",
              "official: the trust list has the key of Office & official in the role canvass-board");
    snprintf(script, sizeof script,
             "%strust \"$(listed official election-official '*' 2026-01-01 2026-05-31 false)\" "
             "\"$(listed board canvass-board '*' 2026-01-01 2026-12-31 false)\"",
             both);
    with_list(script, "", "PKG-11",
              "official: the trust list has the key of Office & official from 2026-01-01 to 2026-05-31");
}

#define OBSERVED                                                                                                       \
    "rm signatures/*; info clerk:observer:board fake:election-official:forger; manifest; tags; sign clerk board; "     \
    "sign fake forger\n"

/* A trusted observer beside a forger who calls himself election-official: no one trusted signs as what is needed. */
UNIT_TEST(verify_package_trust, trust_and_role_must_be_of_one_signer) {
    struct bag bag;
    struct findings findings;
    with_list(OBSERVED "trust \"$(listed board observer '*' 2026-01-01 2026-12-31 false)\"", "PKG-11", "",
              "fake: the key with fingerprint ");
    bag_new(&bag);
    CU_ASSERT_FATAL(bag_run(&bag, OBSERVED));
    CU_ASSERT_EQUAL(bag_check(&bag, "board", false, &findings), SCR_DONE);
    bag_expect(&findings, "PKG-11", "", "fake: the key with fingerprint ");
    CU_ASSERT_FATAL(bag_run(&bag, "rm signatures/fake.*; info clerk:observer:board; manifest; tags; sign clerk board"));
    CU_ASSERT_EQUAL(bag_check(&bag, "board", false, &findings), SCR_DONE);
    bag_expect(&findings, "PKG-06 PKG-11", "", NULL);
}

/* Each role that some artifact needs must have its trusted signer. */
UNIT_TEST(verify_package_trust, every_role_needed) {
    struct bag bag;
    struct findings findings;
    bag_new(&bag);
    bag.claims[CLAIM_TWO].signer_role = "canvass-board";
    CU_ASSERT_FATAL(bag_run(&bag, "info official:election-official:official board:canvass-board:board; manifest; tags\n"
                                  "sign official official; sign board board; trust " GOOD));
    CU_ASSERT_EQUAL(bag_check(&bag, NULL, true, &findings), SCR_DONE);
    bag_expect(&findings, "PKG-11", "", "board: the key with fingerprint ");
    CU_ASSERT_EQUAL(bag_check(&bag, "board", true, &findings), SCR_DONE);
    bag_expect_detail(&bag, &findings,
                      "Signed by board as canvass-board, with a key that you gave with --key (fingerprint %s), and by "
                      "trusted keys in every other role needed; 2 of 2 signers are trusted.",
                      "board");
    bag_expect(&findings, "", "", NULL);
    bag.claims[CLAIM_TWO].signer_role = "auditor";
    CU_ASSERT_EQUAL(bag_check(&bag, "official", false, &findings), SCR_DONE);
    bag_expect(&findings, "PKG-06 PKG-11", "", NULL);
}

/* Without artifacts that can be read no role is known: nobody has signed as what is needed, whoever has signed. */
UNIT_TEST(verify_package_trust, no_role_is_known) {
    struct bag bag;
    struct findings findings;
    bag_new(&bag);
    for (size_t i = 0; i < bag.claim_count; i++) bag.claims[i].election_id = bag.claims[i].signer_role = "";
    CU_ASSERT_EQUAL(bag_check(&bag, "official", false, &findings), SCR_DONE);
    bag_expect(&findings, "", "PKG-06 PKG-11", NULL);
}

/* A key given with --key is trusted beside what the list says of others. */
UNIT_TEST(verify_package_trust, key_and_list) {
    struct bag bag;
    struct findings findings;
    bag_new(&bag);
    CU_ASSERT(bag_run(&bag, "trust \"$(listed board '*' '*' 2026-01-01 2026-12-31 false)\" || true; trust " GOOD));
    CU_ASSERT_EQUAL(bag_check(&bag, "forger", true, &findings), SCR_DONE);
    bag_expect(&findings, "", "", NULL);
    CU_ASSERT(bag_run(&bag, "trust \"$(listed board x '*' 2026-01-01 2026-12-31 false)\""));
    CU_ASSERT_EQUAL(bag_check(&bag, "official", true, &findings), SCR_DONE);
    bag_expect(&findings, "", "", NULL);
}

/* Role, election and date stand in bag-info.txt: they count only while it is the file that was signed. */
UNIT_TEST(verify_package_trust, words_that_were_not_signed) {
    with_list("info official:canvass-board:official; manifest; tags; sign official official\n"
              "sed -i s/canvass-board/election-official/ bag-info.txt; trust " GOOD,
              "PKG-03", "PKG-11", "bag-info.txt: tagmanifest-sha256.txt says");
    with_list("sed -i s/^Bagging-Date:.*/Bagging-Date:/ bag-info.txt; remake; trust " GOOD, "PKG-02", "PKG-11", NULL);
    struct bag bag; /* with --key too the role is the signer's word */
    struct findings findings;
    bag_new(&bag);
    CU_ASSERT_FATAL(bag_run(&bag, "info official:canvass-board:official; manifest; tags; sign official official\n"
                                  "sed -i s/canvass-board/election-official/ bag-info.txt"));
    CU_ASSERT_EQUAL(bag_check(&bag, "official", false, &findings), SCR_DONE);
    bag_expect(&findings, "PKG-03", "PKG-11", NULL);
    with_list("cp signatures/official.pub ../o; sign official forger; cp ../o signatures/official.pub; trust " GOOD,
              "PKG-05 PKG-11", "", NULL);
}

static void bad_list(const char *script) {
    struct bag bag;
    struct findings findings;
    bag_new(&bag);
    CU_ASSERT_FATAL(bag_run(&bag, script));
    CU_ASSERT_NOT_EQUAL(bag_check(&bag, NULL, true, &findings), SCR_DONE);
    CU_ASSERT_EQUAL(findings_verdict(&findings, "PKG-11"), -1);
    findings_free(&findings);
}

UNIT_TEST(verify_package_trust, lists_that_are_refused) {
    bad_list("rm -f ../trust.xml");
    bad_list("trust; : > ../trust.xml");
    bad_list("trust");                                    /* no key */
    bad_list("trust " GOOD "; sed -i '$d' ../trust.xml"); /* cut short */
    bad_list("trust " GOOD "; sed -i 's/Version=\"1\"/Version=\"2\"/' ../trust.xml");
    bad_list("trust " GOOD "; sed -i s/urn:scrutineer:artifact:1/urn:other/ ../trust.xml");
    bad_list("trust " GOOD "; sed -i s/Revoked=.false.// ../trust.xml");
    bad_list("trust " GOOD "; sed -i s/false/0/ ../trust.xml");
    bad_list("trust " GOOD "; sed -i 's/<Key/<Lock/' ../trust.xml");
    bad_list("trust " GOOD "; sed -i '1i <!DOCTYPE TrustList [<!ENTITY x \"y\">]>' ../trust.xml");
    bad_list("trust " LISTED("election-official", "*", "2026-01-01Z", "2026-12-31", "false"));
    bad_list("trust " LISTED("election-official", "*", "2026-01-01", "12026-12-31", "false"));
    bad_list("trust " LISTED("election-official", "*", "2026-02-29", "2026-12-31", "false"));
    bad_list("trust " LISTED("election-official", "*", "2026-12-31", "2026-01-01", "false"));
    bad_list("trust " GOOD "; mv ../trust.xml ../t; ln -s t ../trust.xml");
    bad_list("trust " GOOD "; sed -i 's/NotBefore=.2026-01-01./NotBefore=\" 2026-01-01 \"/' ../trust.xml");
    bad_list("cp data/definition.xml ../trust.xml");
}

/* Not canonical, and welcome: comments, single quotes, indentation and a prefix. */
UNIT_TEST(verify_package_trust, lists_need_not_be_canonical) {
    with_list("trust " GOOD "; sed -i '1a <!-- keys of the city -->' ../trust.xml", "", "", NULL);
    with_list("trust " GOOD
              "; sed -i 's/<Key/<s:Key/;s/TrustList xmlns=/s:TrustList xmlns:s=/;s|/Tr|/s:Tr|' ../trust.xml",
              "", "", NULL);
}

UNIT_TEST(verify_package_trust, keys_that_cannot_be_read) {
    struct bag bag;
    struct findings findings;
    bag_new(&bag);
    CU_ASSERT_NOT_EQUAL(bag_check(&bag, "nobody", false, &findings), SCR_DONE);
    findings_free(&findings);
    CU_ASSERT(bag_run(&bag, "cp ../keys/official.key ../keys/secret.pub"));
    CU_ASSERT_NOT_EQUAL(bag_check(&bag, "secret", false, &findings), SCR_DONE);
    findings_free(&findings);
}
