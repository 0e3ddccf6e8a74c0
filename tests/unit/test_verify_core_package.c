/* Whole packages: the definition and the proof come from the package, digests are those of the bytes that were read,
 * and provenance needs a key. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "package_fixture.h"
#include "unit.h"
#include "verify/report.h"
#include "verify_core_fixture.h"

#define REMAKE "index; info official:election-official:official; remake"

/* A package of the definition and the deck of `fixture`, both of the package's election; `change` edits the deck. */
static void make(struct bag *bag, const struct fixture *fixture, const char *old, const char *new, const char *script) {
    fixture_bag(bag, fixture, old, new);
    CU_ASSERT_TRUE(bag_run(bag, script));
}

/* Compares what is refuted, and the two headlines. */
static void expect(const struct bag *bag, const char *key, const char *refuted, enum verdict arithmetic,
                   enum verdict provenance) {
    struct scr_diagnosis diagnosis = {0};
    struct verification verification = {0};
    const char *const paths[] = {bag->path};
    const struct verify_options options = {.budget = 100000000, .today = TODAY, .key = key ? bag_key(bag, key) : NULL};
    char found[200] = "";
    CU_ASSERT_FALSE(scr_failed(verify_paths(paths, 1, &options, &verification, &diagnosis)));
    for (size_t i = 0; i < verification.count; i++)
        for (size_t c = 0; c < verification.files[i].check_count; c++) {
            const struct check *check = &verification.files[i].checks[c];
            if (check->verdict != VERDICT_REFUTED) continue;
            size_t used = strlen(found);
            snprintf(found + used, sizeof found - used, "%s%s", used ? " " : "", check->id);
            if (!strstr(refuted, check->id)) printf("\n  %s: %s\n", check->id, check->detail);
        }
    CU_ASSERT_STRING_EQUAL(found, refuted);
    if (strcmp(found, refuted) != 0) printf("\n  found \"%s\", not \"%s\"\n", found, refuted);
    CU_ASSERT_EQUAL(verification.arithmetic, arithmetic);
    CU_ASSERT_EQUAL(verification.provenance, provenance);
    verification_free(&verification);
    scr_diagnosis_free(&diagnosis);
}

UNIT_TEST(verify_core_package, holds_with_a_key_and_is_undecided_without) {
    struct fixture fixture = fixture_base();
    struct bag bag;
    make(&bag, &fixture, NULL, NULL, REMAKE);
    expect(&bag, "official", "", VERDICT_HOLDS, VERDICT_HOLDS);
    expect(&bag, NULL, "", VERDICT_HOLDS, VERDICT_UNDECIDED);
    expect(&bag, "forger", "PKG-11", VERDICT_HOLDS, VERDICT_REFUTED);
}

UNIT_TEST(verify_core_package, a_claim_inside_is_refuted) {
    struct fixture fixture = fixture_base();
    struct bag bag;
    make(&bag, &fixture, "BallotsCast=\"6\"", "BallotsCast=\"5\"", REMAKE);
    expect(&bag, "official", "LAT-03", VERDICT_REFUTED, VERDICT_HOLDS);
}

UNIT_TEST(verify_core_package, a_deck_that_is_no_document_still_has_its_digest) {
    struct fixture fixture = fixture_base();
    struct bag bag;
    make(&bag, &fixture, "</TestDeck>\n", "", REMAKE);
    expect(&bag, "official", "LAT-01", VERDICT_REFUTED, VERDICT_HOLDS);
    CU_ASSERT_TRUE(bag_run(&bag, "printf '</TestDeck>\\n' >> data/decks/one.xml"));
    expect(&bag, "official", "PKG-02 PKG-04 PKG-12", VERDICT_REFUTED, VERDICT_REFUTED);
}

UNIT_TEST(verify_core_package, a_definition_outside_the_package_does_not_serve_it) {
    struct fixture fixture = fixture_base();
    struct bag bag;
    make(&bag, &fixture, NULL, NULL, "rm data/definition.xml && " REMAKE);
    expect(&bag, "official", "PKG-07", VERDICT_REFUTED, VERDICT_HOLDS);
}

UNIT_TEST(verify_core_package, proof_files) {
    struct fixture fixture = fixture_base();
    struct bag bag;
    char bound[400];
    /* SHA-256 of "0\n" as `printf '0\n' | sha256sum` prints it. */
    snprintf(bound, sizeof bound,
             "<Search Noncompetitive=\"0\" Proof=\"one.drat\" SHA256=\"%s\">\n"
             "      <Contests Candidates=\"2\" VotesAllowed=\"1\" Count=\"2\"/>\n"
             "      <Cut>1:3 3:1</Cut>\n    </Search>",
             "9a271f2a916b0b6ee6cecb2426f0b3206ef074578be55d9bc94f6f3fe3ab86aa");
    fixture.bound = bound;
    make(&bag, &fixture, NULL, NULL, "printf '0\\n' > data/decks/one.drat && " REMAKE);
    struct verification verification = {0};
    struct scr_diagnosis diagnosis = {0};
    const char *const paths[] = {bag.path};
    const struct verify_options options = {.budget = 100000000, .today = TODAY};
    CU_ASSERT_FALSE(scr_failed(verify_paths(paths, 1, &options, &verification, &diagnosis)));
    CU_ASSERT_EQUAL(verification.count, 4);
    CU_ASSERT_EQUAL(findings_verdict(&verification.files[0], "PKG-04"), VERDICT_HOLDS);
    CU_ASSERT_EQUAL(findings_verdict(&verification.files[0], "PKG-06"), VERDICT_HOLDS);
    /* Whatever the proof is worth: it was found, and has the digest named. */
    CU_ASSERT_TRUE(findings_verdict(&verification.files[1], "LAT-12") >= 0);
    CU_ASSERT_PTR_NULL(strstr(verification.files[1].checks[11].detail, "not at hand"));
    CU_ASSERT_PTR_NULL(strstr(verification.files[1].checks[11].detail, "has the SHA-256"));
    verification_free(&verification);
    CU_ASSERT_TRUE(bag_run(&bag, "printf '0 0\\n' > data/decks/one.drat && " REMAKE));
    expect(&bag, "official", "LAT-12", VERDICT_REFUTED, VERDICT_HOLDS);
    /* At most 64 MiB are read; the package's digest is compared all the same. */
    CU_ASSERT_TRUE(bag_run(&bag, "truncate -s 67108864 data/decks/one.drat && " REMAKE));
    expect(&bag, "official", "LAT-12", VERDICT_REFUTED, VERDICT_HOLDS);
    CU_ASSERT_TRUE(bag_run(&bag, "truncate -s 67108865 data/decks/one.drat && " REMAKE));
    CU_ASSERT_FALSE(scr_failed(verify_paths(paths, 1, &options, &verification, &diagnosis)));
    CU_ASSERT_EQUAL(findings_verdict(&verification.files[0], "PKG-04"), VERDICT_HOLDS);
    CU_ASSERT_EQUAL(findings_verdict(&verification.files[1], "LAT-12"), VERDICT_UNDECIDED);
    CU_ASSERT_PTR_NOT_NULL(strstr(verification.files[1].checks[11].detail, "has more than 64 MiB"));
    verification_free(&verification);
    CU_ASSERT_TRUE(bag_run(&bag, "printf '0\\n' > data/decks/one.drat && " REMAKE "; printf 1 > data/decks/one.drat"));
    expect(&bag, "official", "PKG-02 PKG-04 LAT-12", VERDICT_REFUTED, VERDICT_REFUTED);
    /* A proof may not be a link. */
    CU_ASSERT_TRUE(bag_run(&bag, "mv data/decks/one.drat ../x.drat && ln -s ../../../x.drat data/decks/one.drat"));
    CU_ASSERT_FALSE(scr_failed(verify_paths(paths, 1, &options, &verification, &diagnosis)));
    CU_ASSERT_EQUAL(findings_verdict(&verification.files[0], "PKG-01"), VERDICT_REFUTED);
    CU_ASSERT_EQUAL(findings_verdict(&verification.files[1], "LAT-12"), VERDICT_UNDECIDED);
    verification_free(&verification);
    scr_diagnosis_free(&diagnosis);
}

UNIT_TEST(verify_core_package, two_decks_of_one_style) {
    struct fixture fixture = fixture_base();
    struct bag bag;
    make(&bag, &fixture, NULL, NULL,
         "sed 's/Software Name=\"test\"/Software Name=\"other\"/' data/decks/one.xml > data/two.xml; " REMAKE);
    expect(&bag, "official", "PKG-07 IDX-02", VERDICT_REFUTED, VERDICT_UNDECIDED);
    /* Without an index, which could not list both, the package itself still shows it. */
    CU_ASSERT(bag_run(&bag, "rm data/publication-index.xml; info official:election-official:official; remake"));
    expect(&bag, "official", "PKG-07", VERDICT_REFUTED, VERDICT_UNDECIDED);
}

static scr_result into_buffer(void *context, const void *bytes, size_t length) {
    return scr_buffer_append(context, bytes, length);
}

/* The report on the package, and on `other` if it is given, must contain these words in both forms. */
static void expect_report_of(const struct bag *bag, const char *other, const char *in_text, const char *in_json) {
    struct scr_diagnosis diagnosis = {0};
    struct verification verification = {0};
    struct scr_buffer out = {0};
    const char *const paths[] = {bag->path, other};
    const struct verify_options options = {.budget = 100000000, .today = TODAY, .facts = true};
    CU_ASSERT_FALSE(scr_failed(verify_paths(paths, other ? 2 : 1, &options, &verification, &diagnosis)));
    CU_ASSERT_FALSE(scr_failed(report_text(&verification, false, into_buffer, &out)));
    CU_ASSERT_TRUE(in_text ? strstr((const char *)out.data, in_text) != NULL
                           : strstr((const char *)out.data, "anything about ") == NULL);
    out.length = 0;
    CU_ASSERT_FALSE(scr_failed(report_json(&verification, "1", into_buffer, &out)));
    CU_ASSERT_PTR_NOT_NULL(strstr((const char *)out.data, in_json));
    if (!strstr((const char *)out.data, in_json)) printf("\n%s\n", (const char *)out.data);
    scr_buffer_free(&out);
    verification_free(&verification);
    scr_diagnosis_free(&diagnosis);
}

static void expect_report(const struct bag *bag, const char *in_text, const char *in_json) {
    expect_report_of(bag, NULL, in_text, in_json);
}

/* The definition gets 25 further styles; the deck is re-made to rest on it. */
UNIT_TEST(verify_core_package, styles_without_a_deck_are_named) {
    struct fixture fixture = fixture_base();
    struct bag bag;
    make(&bag, &fixture, NULL, NULL, REMAKE);
    expect_report(&bag, NULL, "\"styles_without_deck\": {\"count\": 0, \"of\": 1, \"styles\": []}");
    CU_ASSERT_TRUE(bag_run(&bag, "mkdir ../d; mv data/decks/one.xml ../d; " REMAKE));
    expect_report(
        &bag,
        "anything about 1 of the 1 ballot style, for which the package holds no test deck: \"Style "
        "1\" (id \"s1\")\n",
        "\"styles_without_deck\": {\"count\": 1, \"of\": 1, \"styles\": [{\"id\": \"s1\", \"name\": \"Style 1\"}]}");
    /* The definition of two packages is one, and what one of them tests is tested. */
    char other[400];
    snprintf(other, sizeof other, "%s/other", bag.folder);
    CU_ASSERT_TRUE(bag_run(&bag, "cp -r . ../other"));
    expect_report_of(&bag, other,
                     "anything about 1 of the 1 ballot style, for which none of the packages holds a test deck: "
                     "\"Style 1\" (id \"s1\")\n",
                     "\"styles_without_deck\": {\"count\": 1, \"of\": 1, ");
    CU_ASSERT_TRUE(bag_run(&bag, "mv ../d/one.xml data/decks; " REMAKE));
    expect_report_of(&bag, other, NULL, "\"styles_without_deck\": {\"count\": 1, \"of\": 1, ");
    CU_ASSERT_TRUE(bag_run(&bag,
                           "old=$(sha256sum < data/definition.xml | cut -c1-64)\n"
                           "for i in $(seq 25); do printf '  <BallotStyle Id=\"x%02d\" Name=\"x%02d\">\\n    "
                           "<ContestId>k1</ContestId>\\n  </BallotStyle>\\n' $i $i; done > ../styles\n"
                           "{ sed '$d' data/definition.xml; cat ../styles; echo '</BallotDefinition>'; } > ../whole\n"
                           "mv ../whole data/definition.xml\n"
                           "new=$(sha256sum < data/definition.xml | cut -c1-64)\n"
                           "sed -i s/$old/$new/ data/decks/one.xml; " REMAKE));
    expect(&bag, "official", "", VERDICT_HOLDS, VERDICT_HOLDS);
    expect_report(&bag,
                  "anything about 25 of the 26 ballot styles, for which the package holds no test deck: "
                  "\"x01\", \"x02\"",
                  "{\"count\": 25, \"of\": 26, \"styles\": [{\"id\": \"x01\", \"name\": \"x01\"}, ");
    expect_report(&bag, "\"x19\", \"x20\", and more\n", "{\"id\": \"x20\", \"name\": \"x20\"}]}");
}

/* What the headline says of who published the package, between its brackets. */
static void expect_provenance(const struct bag *bag, const char *key, const char *words) {
    struct scr_diagnosis diagnosis = {0};
    struct verification verification = {0};
    struct scr_buffer out = {0};
    const char *const paths[] = {bag->path};
    const struct verify_options options = {.budget = 100000000, .today = TODAY, .key = key ? bag_key(bag, key) : NULL};
    CU_ASSERT_FALSE(scr_failed(verify_paths(paths, 1, &options, &verification, &diagnosis)));
    CU_ASSERT_FALSE(scr_failed(report_text(&verification, false, into_buffer, &out)));
    const char *found = strstr((const char *)out.data, "\nProvenance: ");
    CU_ASSERT_PTR_NOT_NULL_FATAL(found);
    found += strlen("\nProvenance: ");
    CU_ASSERT_EQUAL(strncmp(found, words, strlen(words)), 0);
    if (strncmp(found, words, strlen(words)) != 0) printf("\n%.*s\n", (int)strcspn(found, "\n"), found);
    scr_buffer_free(&out);
    verification_free(&verification);
    scr_diagnosis_free(&diagnosis);
}

/* A trusted signature under the list is no headline for files that the list does not name. */
UNIT_TEST(verify_core_package, provenance_speaks_of_what_is_here) {
    struct fixture fixture = fixture_base();
    struct bag bag;
    make(&bag, &fixture, NULL, NULL, REMAKE);
    expect_provenance(&bag, "official", "holds (signed by a key that you trust)\n");
    expect_provenance(&bag, NULL,
                      "undecided (nothing here says who published this: give --key, --fingerprint or --trust)\n");
    expect_provenance(&bag, "forger", "refuted (not signed by a key that you trust: see PKG-11)\n");
    CU_ASSERT_TRUE(bag_run(&bag, "cp data/decks/one.xml ../one.xml; echo >> data/decks/one.xml"));
    expect_provenance(&bag, "official",
                      "refuted (a key that you trust signed the list, but what is here is not what it lists: see "
                      "PKG-04; see also PKG-12)\n");
    expect_provenance(&bag, NULL, "refuted (what is here is not what the list names: see PKG-04; see also PKG-12)\n");
    CU_ASSERT_TRUE(bag_run(&bag, "mv ../one.xml data/decks; sign ghost board"));
    expect_provenance(&bag, "official",
                      "refuted (a key that you trust signed the list, but the signers are not those whom bag-info.txt "
                      "names: see PKG-05)\n");
    CU_ASSERT_TRUE(bag_run(&bag, "rm signatures/ghost.*; echo >> HOWTO-VERIFY.txt"));
    expect_provenance(&bag, "official",
                      "refuted (a key that you trust signed the list, but what is here is not what it lists: see "
                      "PKG-03)\n");
    CU_ASSERT_TRUE(bag_run(&bag, REMAKE "; sed -i s/^Source-Organization:.*/Source-Organization:\\ X/ bag-info.txt"));
    expect_provenance(&bag, "official",
                      "refuted (what is here is not what the list names: see PKG-03; PKG-11: official: this is the key "
                      "given with --key, but bag-info.txt is not the one that was signed, so the role in which it "
                      "signs is not known)\n");
    CU_ASSERT_TRUE(bag_run(&bag, "rm -r data; mkdir data; " REMAKE));
    expect_provenance(&bag, "official",
                      "undecided (data/: no artifact could be read that tells in which role it must be signed)\n");
}

/* Whatever way the path takes: links and dots are resolved. */
UNIT_TEST(verify_core_package, a_key_in_the_package_is_refused) {
    struct fixture fixture = fixture_base();
    struct bag bag;
    char keys[3][300];
    make(&bag, &fixture, NULL, NULL, REMAKE);
    CU_ASSERT_TRUE(bag_run(&bag, "ln -s ../bag/signatures/official.pub ../keys/linked.pub; mkdir ../bag2\n"
                                 "cp signatures/official.pub ../bag2"));
    snprintf(keys[0], sizeof keys[0], "%s/signatures/official.pub", bag.path);
    snprintf(keys[1], sizeof keys[1], "%s/../keys/../bag/signatures/official.pub", bag.path);
    snprintf(keys[2], sizeof keys[2], "%s/keys/linked.pub", bag.folder);
    const char *const paths[] = {bag.path};
    for (size_t i = 0; i < 3; i++) {
        struct scr_diagnosis diagnosis = {0};
        struct verification verification = {0};
        const struct verify_options options = {.budget = 100000000, .today = TODAY, .key = keys[i]};
        CU_ASSERT_EQUAL(verify_paths(paths, 1, &options, &verification, &diagnosis).code, SCR_USAGE);
        CU_ASSERT_FATAL(diagnosis.count == 1);
        CU_ASSERT_PTR_NOT_NULL(strstr(diagnosis.problems[0].message, "lies in the package itself"));
        verification_free(&verification);
        scr_diagnosis_free(&diagnosis);
    }
    CU_ASSERT_TRUE(bag_run(&bag, "mv ../keys/official.pub ..; cp ../bag2/official.pub ../keys"));
    expect(&bag, "official", "", VERDICT_HOLDS, VERDICT_HOLDS);            /* beside it */
    snprintf(keys[0], sizeof keys[0], "%s/bag2/official.pub", bag.folder); /* begins like it */
    struct scr_diagnosis diagnosis = {0};
    struct verification verification = {0};
    const struct verify_options options = {.budget = 100000000, .today = TODAY, .key = keys[0]};
    CU_ASSERT_FALSE(scr_failed(verify_paths(paths, 1, &options, &verification, &diagnosis)));
    CU_ASSERT_EQUAL(verification.provenance, VERDICT_HOLDS);
    verification_free(&verification);
    scr_diagnosis_free(&diagnosis);
}

/* The fingerprint of a key stands for the key, as far as trust goes: the key itself may then come from the package. */
UNIT_TEST(verify_core_package, trust_by_fingerprint) {
    static const struct {
        const char *name;
        enum verdict provenance;
    } cases[] = {{"official", VERDICT_HOLDS}, {"board", VERDICT_REFUTED}, {"forger", VERDICT_REFUTED}};
    struct fixture fixture = fixture_base();
    struct bag bag;
    make(&bag, &fixture, NULL, NULL, REMAKE);
    const char *const paths[] = {bag.path};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scr_diagnosis diagnosis = {0};
        struct verification verification = {0};
        struct scr_hash fingerprint;
        CU_ASSERT_FATAL(scr_hash_parse(bag_fingerprint(&bag, cases[i].name), &fingerprint));
        const struct verify_options options = {.budget = 100000000, .today = TODAY, .fingerprint = &fingerprint};
        CU_ASSERT_FALSE(scr_failed(verify_paths(paths, 1, &options, &verification, &diagnosis)));
        CU_ASSERT_EQUAL(verification.arithmetic, VERDICT_HOLDS);
        CU_ASSERT_EQUAL(verification.provenance, cases[i].provenance);
        verification_free(&verification);
        scr_diagnosis_free(&diagnosis);
    }
    /* The forger's key under the trusted name and fingerprint signs nothing. */
    CU_ASSERT_TRUE(bag_run(&bag, "sign official forger"));
    struct scr_diagnosis diagnosis = {0};
    struct verification verification = {0};
    struct scr_hash fingerprint;
    CU_ASSERT_FATAL(scr_hash_parse(bag_fingerprint(&bag, "official"), &fingerprint));
    const struct verify_options options = {.budget = 100000000, .today = TODAY, .fingerprint = &fingerprint};
    CU_ASSERT_FALSE(scr_failed(verify_paths(paths, 1, &options, &verification, &diagnosis)));
    CU_ASSERT_EQUAL(findings_verdict(&verification.files[0], "PKG-11"), VERDICT_REFUTED);
    verification_free(&verification);
    scr_diagnosis_free(&diagnosis);
}
