/* test_verify_order_dates.c: PKG-10 and PKG-12: dates of the publisher that contradict one another: the Bagging-Date,
 * corrections of an audit, the moment of its seed. */
#include <stdio.h>
#include <string.h>

#include "package_fixture.h"
#include "tests/tamper/tsa_answer.h"
#include "unit.h"
#include "verify/package/currency.h"

#define KEYS "fixtures/keys"
#define MOMENT "2026-05-01T12:00:00Z"
#define TAGS "tagmanifest-sha256.txt"

/* A seed record, a tree that rests on it, an audit that rests on the tree: they name one another by digest. */
struct audited {
    struct bag bag;
    struct scr_hash seed, tree;
    const char *seed_kind, *tree_kind;
};

static struct scr_hash digest(const struct bag *bag, const char *file) {
    struct scr_hash hash;
    char path[400];
    snprintf(path, sizeof path, "%s/%s", bag->path, file);
    CU_ASSERT_FATAL(!scr_failed(scr_hash_file(path, &hash, NULL, NULL)));
    return hash;
}

static void begin(struct audited *audited) {
    struct bag *bag = &audited->bag;
    bag_new(bag);
    CU_ASSERT_FATAL(bag_run(bag, "info official:election-official:official; remake"));
    audited->seed = digest(bag, "data/definition.xml");
    audited->tree = digest(bag, "data/decks/one.xml");
    audited->seed_kind = "seed-record";
    audited->tree_kind = "plurality-tree";
    struct package_artifact *seed = &bag->claims[CLAIM_DEFINITION], *tree = &bag->claims[CLAIM_ONE],
                            *audit = &bag->claims[CLAIM_TWO];
    seed->kind = audited->seed_kind;
    seed->moment = MOMENT;
    tree->kind = audited->tree_kind;
    tree->rests_on = &audited->seed;
    tree->rests_on_kinds = &audited->seed_kind;
    audit->kind = "tree-audit";
    audit->rests_on = &audited->tree;
    audit->rests_on_kinds = &audited->tree_kind;
    audit->corrected_first = audit->corrected_last = "2026-05-01T13:00:00Z";
}

static void expect(const struct audited *audited, int verdict, const char *words) {
    const struct reader_trust reader = {.key = bag_key(&audited->bag, "official"), .tsa = KEYS "/test-tsa-ca.pem"};
    struct findings findings;
    CU_ASSERT_EQUAL_FATAL(bag_check_as(&audited->bag, &reader, &findings), SCR_DONE);
    bag_verdict(&findings, "PKG-10", verdict, words);
    findings_free(&findings);
}

#define OPEN VERDICT_UNDECIDED, "data/definition.xml: what it rests on is not in the package."

/* A correction is written by those who read papers, and which these are follows from the seed. */
UNIT_TEST(verify_order_dates, corrections_before_the_seed) {
    struct audited audited;
    begin(&audited);
    audited.bag.claims[CLAIM_DEFINITION].rests_on_count = 0;
    expect(&audited, OPEN);
    audited.bag.claims[CLAIM_TWO].corrected_first = "2026-04-30T12:00:00Z"; /* clocks and zones differ */
    expect(&audited, OPEN);
    audited.bag.claims[CLAIM_TWO].corrected_first = "2026-04-30T11:59:59Z";
    expect(&audited, VERDICT_REFUTED,
           "data/decks/two.xml: it has a correction of 2026-04-30T11:59:59Z, more than a day before the pulse of "
           "2026-05-01T12:00:00Z, from which it follows which papers are read.");
    audited.bag.claims[CLAIM_DEFINITION].announced = true;
    expect(&audited, VERDICT_REFUTED, "more than a day before the dice were announced for 2026-05-01T12:00:00Z, from");
    /* The seed of a tree that is not here is not known, nor is one whose moment is not known. */
    audited.bag.claims[CLAIM_TWO].rests_on = &audited.bag.absent;
    expect(&audited, OPEN);
    audited.bag.claims[CLAIM_TWO].rests_on = &audited.tree;
    audited.bag.claims[CLAIM_DEFINITION].moment = NULL;
    expect(&audited, VERDICT_UNDECIDED, "when the seed became known, it does not tell");
}

/* A stamp of the list of files shows that the package existed, and only a bag-info.txt that is on that list is dated by
 * whoever signed the list. */
UNIT_TEST(verify_order_dates, words_of_bag_info_that_nobody_signed) {
    struct audited audited;
    char hex[SCR_HEX_SIZE], path[400];
    begin(&audited);
    CU_ASSERT_FATAL(
        bag_run(&audited.bag, "DATE=2026-05-05 info official:election-official:official; remake; mkdir timestamps"));
    const struct scr_hash tags = digest(&audited.bag, TAGS);
    scr_hash_hex(&tags, hex);
    snprintf(path, sizeof path, "%s/timestamps/day.tsr", audited.bag.path);
    const char *words[] = {hex, "2026-05-03T10:00:00Z", KEYS, path, NULL, NULL};
    tsa_write(words);
    expect(&audited, VERDICT_REFUTED,
           "bag-info.txt: the Bagging-Date is 2026-05-05, but timestamps/day.tsr shows that this package existed at "
           "2026-05-03T10:00:00Z");
    CU_ASSERT_FATAL(bag_run(&audited.bag, "echo Contact-Name: x >> bag-info.txt"));
    expect(&audited, VERDICT_UNDECIDED, NULL);
    /* The audit was seen with the package, whatever bag-info.txt says. */
    audited.bag.claims[CLAIM_TWO].corrected_last = "2026-05-04T10:00:01Z";
    expect(&audited, VERDICT_REFUTED,
           "data/decks/two.xml: it has a correction of 2026-05-04T10:00:01Z, but timestamps/day.tsr shows that this "
           "package existed at 2026-05-03T10:00:00Z, more than a day before.");
}

/* PKG-12 has the same of corrections: against the index, and against the Bagging-Date where there is one. */
UNIT_TEST(verify_order_dates, corrections_after_they_were_published) {
    const struct told_histories told = {0};
    const struct package_artifact audit = {.path = "data/audit.xml",
                                           .kind = "tree-audit",
                                           .election_id = "city-2026",
                                           .signer_role = "election-official",
                                           .corrected_first = "2026-05-01T13:00:00Z",
                                           .corrected_last = "2026-05-03T00:00:00Z"};
    static const struct {
        const char *bagged;
        enum verdict verdict;
    } cases[] = {{"2026-05-01", VERDICT_REFUTED}, {"2026-05-02", VERDICT_UNDECIDED}, {NULL, VERDICT_UNDECIDED}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct kept_package kept = {
            .shown = "p", .complete = true, .artifacts = &audit, .count = 1, .bagging_date = cases[i].bagged};
        struct findings findings = {0};
        CU_ASSERT_FALSE(scr_failed(package_check_currency(&kept, &told, false, &findings)));
        bag_verdict(
            &findings, "PKG-12", (int)cases[i].verdict,
            cases[i].verdict == VERDICT_REFUTED
                ? "data/audit.xml: it has a correction of 2026-05-03T00:00:00Z, after the Bagging-Date 2026-05-01"
                : "data/: holds no index of publications");
        findings_free(&findings);
    }
}
