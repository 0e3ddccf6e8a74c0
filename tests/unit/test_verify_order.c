/* test_verify_order.c: PKG-10: what a seed is for existed before the seed was known. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "package_fixture.h"
#include "tests/tamper/tsa_answer.h"
#include "unit.h"

#define KEYS "fixtures/keys"
#define CA KEYS "/test-tsa-ca.pem"
#define MOMENT "2026-05-01T12:00:00Z"
#define BEFORE "2026-05-01T11:59:59Z"
#define AFTER "2026-05-01T12:00:01Z"

#define COMMITMENT "data/definition.xml" /* as the claims say */
#define SEED "data/decks/one.xml"
#define TREE "data/decks/two.xml"
#define TAGS "tagmanifest-sha256.txt"
#define OBS "countersignatures/obs.txt"

static struct scr_hash seed_hash, both[2];
static const char *const below_seed[] = {"ballot-commitment"};
static const char *const below_tree[] = {"ballot-commitment", "seed-record"};

/* A commitment, its seed record, a tree that rests on both. */
static void begin(struct bag *bag, const char *moment) {
    char path[400];
    bag_new(bag);
    bag->claims[CLAIM_DEFINITION].kind = bag->claims[CLAIM_DEFINITION].purpose = "ballot-commitment";
    bag->claims[CLAIM_ONE].kind = bag->claims[CLAIM_ONE].purpose = "seed-record";
    bag->claims[CLAIM_ONE].rests_on_kinds = below_seed;
    bag->claims[CLAIM_ONE].moment = moment;
    bag->claims[CLAIM_ONE].proof_file = NULL;
    snprintf(path, sizeof path, "%s/%s", bag->path, SEED);
    CU_ASSERT_FATAL(!scr_failed(scr_hash_file(path, &seed_hash, NULL, NULL)));
    both[0] = bag->definition;
    both[1] = seed_hash;
    bag->claims[CLAIM_TWO].kind = bag->claims[CLAIM_TWO].purpose = "plurality-tree";
    bag->claims[CLAIM_TWO].rests_on = both;
    bag->claims[CLAIM_TWO].rests_on_kinds = below_tree;
    bag->claims[CLAIM_TWO].rests_on_count = 2;
}

static void stamp(const struct bag *bag, const char *name, const char *file, const char *time, const char *fault) {
    char path[400], hex[SCR_HEX_SIZE];
    struct scr_hash hash;
    CU_ASSERT_FATAL(bag_run(bag, "mkdir -p timestamps"));
    snprintf(path, sizeof path, "%s/%s", bag->path, file);
    CU_ASSERT_FATAL(!scr_failed(scr_hash_file(path, &hash, NULL, NULL)));
    scr_hash_hex(&hash, hex);
    snprintf(path, sizeof path, "%s/timestamps/%s.tsr", bag->path, name);
    const char *words[] = {hex, time, KEYS, path, fault, NULL};
    tsa_write(words);
}

static void expect_as(const struct bag *bag, const char *tsa, bool list, int verdict, const char *words) {
    struct findings findings;
    const struct reader_trust reader = {
        .key = list ? NULL : bag_key(bag, "official"), .list = list ? bag_list(bag) : NULL, .tsa = tsa, .facts = true};
    CU_ASSERT_EQUAL_FATAL(bag_check_as(bag, &reader, &findings), SCR_DONE);
    bag_verdict(&findings, "PKG-10", verdict, words);
    findings_free(&findings);
}

/* With one stamp on the commitment in time, and another one. */
static void with_stamp(const char *moment, const char *file, const char *time, const char *fault, int verdict,
                       const char *words) {
    struct bag bag;
    begin(&bag, moment);
    stamp(&bag, "commitment", COMMITMENT, BEFORE, NULL);
    stamp(&bag, "other", file, time, fault);
    expect_as(&bag, CA, false, verdict, words);
}

UNIT_TEST(verify_order, stamps_of_what_was_announced) {
    static const struct {
        const char *moment, *time, *fault;
        int verdict;
    } cases[] = {
        {MOMENT, BEFORE, NULL, VERDICT_HOLDS},
        {MOMENT, MOMENT, NULL, VERDICT_UNDECIDED},
        {MOMENT, AFTER, NULL, VERDICT_UNDECIDED},
        {MOMENT, BEFORE, "--accuracy=0.999", VERDICT_HOLDS},
        {MOMENT, BEFORE, "--accuracy=0.999999", VERDICT_HOLDS},
        {MOMENT, BEFORE, "--accuracy=1", VERDICT_UNDECIDED},
        {MOMENT, "2026-05-01T11:59:59.99999999Z", NULL, VERDICT_HOLDS},
        {MOMENT, "2026-05-01T11:59:59.99999999Z", "--accuracy=0.000001", VERDICT_UNDECIDED},
        {"2026-05-01T12:00:00.001Z", MOMENT, NULL, VERDICT_HOLDS},
        {"2026-05-01T12:00:00.001Z", "2026-05-01T12:00:00.0010Z", NULL, VERDICT_UNDECIDED},
        {MOMENT, BEFORE, "--cert=other-ca", VERDICT_UNDECIDED},
        {MOMENT, BEFORE, "--break", VERDICT_UNDECIDED},
        {NULL, BEFORE, NULL, VERDICT_UNDECIDED},
        {"soon", BEFORE, NULL, VERDICT_UNDECIDED},
    };
    struct bag bag;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        begin(&bag, cases[i].moment);
        stamp(&bag, "commitment", COMMITMENT, cases[i].time, cases[i].fault);
        expect_as(&bag, CA, false, cases[i].verdict, NULL);
    }
    begin(&bag, MOMENT);
    expect_as(&bag, CA, false, VERDICT_UNDECIDED,
              "nothing that you trust shows that data/definition.xml existed before");
    stamp(&bag, "a", COMMITMENT, AFTER, NULL);
    expect_as(&bag, CA, false, VERDICT_UNDECIDED, "timestamps/a.tsr, is of 2026-05-01T12:00:01Z, which is not before");
    stamp(&bag, "b", COMMITMENT, BEFORE, NULL); /* the first counts */
    expect_as(&bag, CA, false, VERDICT_HOLDS,
              "data/definition.xml existed at 2026-05-01T11:59:59Z, as timestamps/b.tsr shows, before the seed "
              "became known at 2026-05-01T12:00:00Z.");
    expect_as(&bag, NULL, false, VERDICT_UNDECIDED, "name the authorities that you trust with --tsa");
    bag.claims[CLAIM_ONE].rests_on = &bag.absent;
    expect_as(&bag, CA, false, VERDICT_UNDECIDED, "what it rests on is not in the package");
    bag.claims[CLAIM_ONE].kind = "test-deck"; /* no seed record, no question */
    expect_as(&bag, CA, false, -1, NULL);
}

UNIT_TEST(verify_order, seeds_known_too_early) {
    with_stamp(MOMENT, SEED, AFTER, NULL, VERDICT_HOLDS, NULL);
    with_stamp(MOMENT, SEED, MOMENT, NULL, VERDICT_HOLDS, NULL);
    with_stamp(
        MOMENT, SEED, BEFORE, NULL, VERDICT_REFUTED,
        "the seed is said to have become known at 2026-05-01T12:00:00Z, but timestamps/other.tsr shows that it, or "
        "what names its SHA-256, existed at 2026-05-01T11:59:59Z: it was known too early");
    with_stamp(MOMENT, SEED, BEFORE, "--accuracy=1", VERDICT_HOLDS, NULL);
    with_stamp(MOMENT, SEED, BEFORE, "--cert=other-ca", VERDICT_HOLDS, NULL); /* of nobody whom the reader trusts */
    with_stamp(MOMENT, TREE, BEFORE, NULL, VERDICT_REFUTED,
               "timestamps/other.tsr shows that it, or what names its SHA-256");
    with_stamp(MOMENT, TREE, AFTER, NULL, VERDICT_HOLDS, NULL);
    with_stamp(MOMENT, TAGS, BEFORE, NULL, VERDICT_REFUTED, "shows that this package with the seed existed");
    with_stamp(MOMENT, TAGS, AFTER, NULL, VERDICT_HOLDS, NULL);
    with_stamp(NULL, SEED, BEFORE, NULL, VERDICT_UNDECIDED, "when the seed became known, it does not tell");
}

/* What has the seed record's digest in it was written after it, wherever the digest stands. What has it not, as a tree
 * that rests on another seed record, says nothing of this one. */
UNIT_TEST(verify_order, what_names_the_seed) {
    struct bag bag;
    for (int way = 0; way < 4; way++) {
        begin(&bag, MOMENT);
        struct package_artifact *naming = &bag.claims[CLAIM_TWO];
        naming->rests_on_count = way == 0 ? 2 : 1;
        naming->supersedes = &seed_hash;
        naming->supersedes_count = way == 1;
        naming->names = both;
        naming->names_count = way == 2 ? 2 : 1;
        stamp(&bag, "commitment", COMMITMENT, BEFORE, NULL);
        stamp(&bag, "other", TREE, BEFORE, NULL);
        expect_as(&bag, CA, false, way < 3 ? VERDICT_REFUTED : VERDICT_HOLDS, NULL);
    }
}

#define SAY(key, role, time, object, file) "say obs " key " " role " " time " " object " " file "\n"
#define OBSERVED "trust \"$(listed board observer '*' 2026-01-01 2026-12-31 false)\"\n"

static void with_words(const char *script, bool list, int verdict, const char *words) {
    struct bag bag;
    begin(&bag, MOMENT);
    CU_ASSERT_FATAL(bag_run(&bag, script));
    expect_as(&bag, NULL, list, verdict, words);
}

/* The observer's word on the commitment, in time, and that of a key listed until a day on something else. */
static void with_listed_until(const char *end, const char *time, const char *about, int verdict, const char *words) {
    char script[1500];
    snprintf(script, sizeof script,
             "say two forger observer %s %s\n" SAY(
                 "board", "observer", BEFORE, "ballot-commitment",
                 COMMITMENT) "trust \"$(listed board observer '*' 2026-01-01 2026-12-31 false)\" "
                             "\"$(listed forger observer '*' 2026-01-01 %s false)\"",
             time, about, end);
    with_words(script, true, verdict, words);
}

UNIT_TEST(verify_order, countersignatures) {
    static const char said[] = SAY("board", "observer", BEFORE, "ballot-commitment", COMMITMENT);
    char script[1500];
    with_words(SAY("board", "observer", BEFORE, "ballot-commitment", COMMITMENT) OBSERVED, true, VERDICT_HOLDS,
               "as countersignatures/obs.txt says, before the seed became known at");
    with_words(SAY("board", "observer", MOMENT, "ballot-commitment", COMMITMENT) OBSERVED, true, VERDICT_UNDECIDED,
               NULL);
    with_words(said, false, VERDICT_UNDECIDED, "list the keys that you trust with --trust");
    with_words(SAY("forger", "observer", BEFORE, "ballot-commitment", COMMITMENT) OBSERVED, true, VERDICT_UNDECIDED,
               "nothing that you trust");
    with_words(SAY("board", "observer", BEFORE, "seed-record", COMMITMENT) OBSERVED, true, VERDICT_UNDECIDED, NULL);
    /* Nobody countersigns for himself: with his own key, with another of his, in the role of the artifacts. */
    snprintf(script, sizeof script, "%s%s", SAY("official", "observer", BEFORE, "ballot-commitment", COMMITMENT),
             "trust \"$(listed official observer '*' 2026-01-01 2026-12-31 false)\"");
    with_words(script, true, VERDICT_UNDECIDED, NULL);
    snprintf(script, sizeof script, "%s%s", said,
             "trust \"$(listed board observer '*' 2026-01-01 2026-12-31 false | sed 's/amp; board/amp; official/')\" "
             "\"$(listed official election-official '*' 2026-01-01 2026-12-31 false)\"");
    with_words(script, true, VERDICT_UNDECIDED, NULL);
    snprintf(script, sizeof script, "%s%s", said, /* the other line of his key tells whose it is */
             "trust \"$(listed board observer '*' 2026-01-01 2026-12-31 false)\" "
             "\"$(listed board court '*' 2026-01-01 2026-12-31 false | sed 's/amp; board/amp; official/')\" "
             "\"$(listed official election-official '*' 2026-01-01 2026-12-31 false)\"");
    with_words(script, true, VERDICT_UNDECIDED, NULL);
    snprintf(script, sizeof script, "%s%s", SAY("board", "election-official", BEFORE, "ballot-commitment", COMMITMENT),
             "trust \"$(listed board election-official '*' 2026-01-01 2026-12-31 false)\"");
    with_words(script, true, VERDICT_UNDECIDED, NULL);
    snprintf(script, sizeof script, "%s%s", said, "trust \"$(listed board observer '*' 2026-01-01 2026-12-31 true)\"");
    with_words(script, true, VERDICT_UNDECIDED, NULL);
    /* Too early, in words. */
    snprintf(script, sizeof script, "%s%s%s", said, "say two board observer " BEFORE " seed-record " SEED "\n",
             OBSERVED);
    with_words(script, true, VERDICT_REFUTED, "countersignatures/two.txt says that it, or what names its SHA-256");
    snprintf(script, sizeof script, "%s%s%s", said, "say two board observer " BEFORE " plurality-tree " TREE "\n",
             OBSERVED);
    with_words(script, true, VERDICT_REFUTED, NULL);
    snprintf(script, sizeof script, "%s%s%s", said, "say two board observer " BEFORE " package " TAGS "\n", OBSERVED);
    with_words(script, true, VERDICT_REFUTED, "says that this package with the seed existed");
    snprintf(script, sizeof script, "%s%s%s", said, "say two board observer " AFTER " package " TAGS "\n", OBSERVED);
    with_words(script, true, VERDICT_HOLDS, NULL);
    snprintf(script, sizeof script, "%s%s%s", said, "say two forger observer " BEFORE " seed-record " SEED "\n",
             OBSERVED);
    with_words(script, true, VERDICT_HOLDS, NULL); /* anybody can say so */
}

/* A stamp of a statement shows what the statement is about, whoever signed it; not if PKG-09 has something against it.
 */
UNIT_TEST(verify_order, stamps_of_statements) {
    struct bag bag;
    begin(&bag, MOMENT);
    CU_ASSERT_FATAL(bag_run(&bag, SAY("forger", "observer", AFTER, "ballot-commitment", COMMITMENT)));
    stamp(&bag, "obs", OBS, BEFORE, NULL);
    expect_as(&bag, CA, false, VERDICT_HOLDS, "as timestamps/obs.tsr shows");
    CU_ASSERT_FATAL(bag_run(&bag, "cp signatures/official.sig countersignatures/obs.sig"));
    expect_as(&bag, CA, false, VERDICT_UNDECIDED, NULL);
    begin(&bag, MOMENT);
    stamp(&bag, "commitment", COMMITMENT, BEFORE, NULL);
    CU_ASSERT_FATAL(bag_run(&bag, SAY("forger", "observer", AFTER, "seed-record", SEED)));
    stamp(&bag, "obs", OBS, BEFORE, NULL);
    expect_as(&bag, CA, false, VERDICT_REFUTED, "timestamps/obs.tsr shows that it, or what names its SHA-256");
    CU_ASSERT_FATAL(bag_run(&bag, SAY("forger", "observer", AFTER, "package", TAGS)));
    stamp(&bag, "obs", OBS, BEFORE, NULL);
    expect_as(&bag, CA, false, VERDICT_REFUTED, "timestamps/obs.tsr shows that this package");
}

/* An audit names its tree, which names the seed record: who saw the audit saw that the seed was known. */
UNIT_TEST(verify_order, at_one_remove) {
    static const char *const below_audit[] = {"plurality-tree"};
    struct scr_hash tree;
    struct bag bag;
    char path[400];
    begin(&bag, MOMENT);
    CU_ASSERT_FATAL(bag_run(&bag, "echo audit > data/audit.xml; info official:election-official:official; remake"));
    snprintf(path, sizeof path, "%s/%s", bag.path, TREE);
    CU_ASSERT_FATAL(!scr_failed(scr_hash_file(path, &tree, NULL, NULL)));
    bag.claims[CLAIMS] = bag.claims[CLAIM_TWO];
    bag.claims[CLAIMS].path = "data/audit.xml";
    bag.claims[CLAIMS].kind = "tree-audit";
    bag.claims[CLAIMS].rests_on = &tree;
    bag.claims[CLAIMS].rests_on_kinds = below_audit;
    bag.claims[CLAIMS].rests_on_count = 1;
    bag.claim_count = CLAIMS + 1;
    stamp(&bag, "commitment", COMMITMENT, BEFORE, NULL);
    expect_as(&bag, CA, false, VERDICT_HOLDS, NULL);
    stamp(&bag, "audit", "data/audit.xml", BEFORE, NULL);
    expect_as(&bag, CA, false, VERDICT_REFUTED, "timestamps/audit.tsr shows that it, or what names its SHA-256");
}

/* Against the order of events the publisher's own word counts, and anybody's who is trusted. */
UNIT_TEST(verify_order, admissions) {
    static const char said[] = SAY("board", "observer", BEFORE, "ballot-commitment", COMMITMENT);
    char script[1500];
    snprintf(script, sizeof script, "%s%s%s", said,
             "say me official election-official " BEFORE " seed-record " SEED "\n", OBSERVED);
    with_words(script, true, VERDICT_REFUTED,
               "countersignatures/me.txt says that it, or what names its SHA-256, existed at 2026-05-01T11:59:59Z");
    snprintf(script, sizeof script, "%s%s%s", said, "say me official anybody " BEFORE " package " TAGS "\n", OBSERVED);
    with_words(script, true, VERDICT_REFUTED, "countersignatures/me.txt says that this package");
    snprintf(script, sizeof script, "%s%s%s", said,
             "say me official election-official " AFTER " seed-record " SEED "\n", OBSERVED);
    with_words(script, true, VERDICT_HOLDS, NULL);
    /* His word for himself is worth nothing. */
    with_words("say me official election-official " BEFORE " ballot-commitment " COMMITMENT "\n" OBSERVED, true,
               VERDICT_UNDECIDED, "nothing that you trust");
    /* Without a list too; not if the package's own signature is none, nor a statement that PKG-09 refutes. */
    with_words("say me official observer " BEFORE " seed-record " SEED, false, VERDICT_REFUTED, NULL);
    with_words("say me official observer " BEFORE " seed-record " SEED "\n"
               "cp countersignatures/me.sig signatures/official.sig",
               false, VERDICT_UNDECIDED, NULL);
    with_words("say me official observer " BEFORE " seed-record " COMMITMENT, false, VERDICT_UNDECIDED, NULL);
    /* One who is trusted, but as a colleague of the signers. */
    snprintf(script, sizeof script, "%s%s", "say two board observer " BEFORE " seed-record " SEED "\n",
             "trust \"$(listed board observer '*' 2026-01-01 2026-12-31 false | sed 's/amp; board/amp; official/')\" "
             "\"$(listed official election-official '*' 2026-01-01 2026-12-31 false)\"");
    with_words(script, true, VERDICT_REFUTED, NULL);
    /* A key whose period is over today counts on neither side. */
    snprintf(script, sizeof script, "%s%s", said, "trust \"$(listed board observer '*' 2026-01-01 2026-05-20 false)\"");
    with_words(script, true, VERDICT_UNDECIDED, "nothing that you trust");
    snprintf(script, sizeof script, "%s%s", "say two board observer " BEFORE " seed-record " SEED "\n",
             "trust \"$(listed board observer '*' 2026-01-01 2026-05-20 false)\"");
    with_words(script, true, VERDICT_UNDECIDED, "nothing that you trust");
    with_listed_until("2026-05-20", BEFORE, "seed-record " SEED, VERDICT_UNDECIDED,
                      "countersignatures/two.txt says that it, or what names its SHA-256, existed at "
                      "2026-05-01T11:59:59Z, before the seed became known at 2026-05-01T12:00:00Z; you list its key, "
                      "but not for today");
    with_listed_until("2026-05-20", BEFORE, "package " TAGS, VERDICT_UNDECIDED, "says that this package existed");
    with_listed_until("2026-05-20", AFTER, "seed-record " SEED, VERDICT_HOLDS, NULL);
    with_listed_until("2026-12-31", BEFORE, "seed-record " SEED, VERDICT_REFUTED, "it was known too early");
}

/* Dates of the package's own index: of the seed, of the tree; NULL: not in it. */
static void with_dates(const char *moment, bool dice, const char *seed, const char *tree, int verdict,
                       const char *words) {
    struct bag bag;
    begin(&bag, moment);
    bag.claims[CLAIM_DEFINITION].listed = "2026-01-01"; /* of the commitment any day will do */
    bag.claims[CLAIM_ONE].listed = seed;
    bag.claims[CLAIM_ONE].announced = dice;
    bag.claims[CLAIM_TWO].listed = tree;
    stamp(&bag, "commitment", COMMITMENT, "2026-04-01T00:00:00Z", NULL);
    expect_as(&bag, CA, false, verdict, words);
}

/* A Date there of a seed record or release on the commitment that is not in the package any more. */
static void with_seeded(const char *date, bool dice, int verdict, const char *words) {
    struct bag bag;
    begin(&bag, MOMENT);
    bag.claims[CLAIM_DEFINITION].seeded = date;
    bag.claims[CLAIM_ONE].announced = dice;
    stamp(&bag, "commitment", COMMITMENT, BEFORE, NULL);
    expect_as(&bag, CA, false, verdict, words);
}

UNIT_TEST(verify_order, dates_of_the_index) {
    with_seeded("2026-04-30", true, VERDICT_HOLDS, NULL);
    with_seeded("2026-04-29", true, VERDICT_REFUTED,
                "the publisher's own index dates a seed record or release 2026-04-29 that rests on "
                "data/definition.xml, as this one does, before the dice of 2026-05-01");
    with_seeded("2026-04-29", false, VERDICT_HOLDS, NULL); /* another pulse */
    with_dates(MOMENT, true, "2026-05-01", "2026-05-02", VERDICT_HOLDS,
               "shows, before the dice, announced for 2026-05-01T12:00:00Z.");
    with_dates(MOMENT, true, "2026-04-30", "2026-04-30", VERDICT_HOLDS, NULL); /* dates are local */
    with_dates(MOMENT, true, "2026-04-29", NULL, VERDICT_REFUTED,
               "data/decks/one.xml: the publisher's own index dates the seed record 2026-04-29, before the dice of "
               "2026-05-01");
    with_dates(MOMENT, false, "2026-04-29", "2026-05-01", VERDICT_REFUTED, "before the pulse of 2026-05-01");
    with_dates(MOMENT, true, NULL, "2026-04-29", VERDICT_REFUTED,
               "the publisher's own index dates data/decks/two.xml, which names the seed record, 2026-04-29, before "
               "the dice of 2026-05-01");
    with_dates("2026-05-01T00:00:00.000Z", false, "2026-04-30", NULL, VERDICT_HOLDS, NULL);
    with_dates(NULL, true, "2026-04-01", NULL, VERDICT_UNDECIDED, "does not hold (TPT-04, TPT-05)");
    with_dates("2026-05-02T23:59:59Z", true, "2026-05-02", NULL, VERDICT_HOLDS, NULL); /* Bagging-Date 2026-05-01 */
    with_dates("2026-05-03T00:00:00Z", true, "2026-05-02", NULL, VERDICT_REFUTED,
               "the publisher's own Bagging-Date of the package with the seed record is 2026-05-01, before the dice of "
               "2026-05-03");
    /* Words that nobody signed are not the publisher's. */
    struct bag bag;
    begin(&bag, "2026-05-03T00:00:00Z");
    stamp(&bag, "commitment", COMMITMENT, BEFORE, NULL);
    CU_ASSERT_FATAL(bag_run(&bag, "echo x >> bag-info.txt"));
    expect_as(&bag, CA, false, VERDICT_HOLDS, NULL);
}

UNIT_TEST(verify_order, moments_to_come) {
    static const struct {
        const char *moment;
        int verdict;
        const char *words;
    } cases[] = {
        {"2026-06-02T23:59:59Z", VERDICT_HOLDS, NULL}, /* today is TODAY, 2026-06-01; clocks and zones differ */
        {"2026-06-03T00:00:00Z", VERDICT_UNDECIDED,
         "by this computer's clock the moment lies in the future: the seed was known too early, or the clock is wrong"},
        {"9999-12-31T23:59:59Z", VERDICT_UNDECIDED, "lies in the future"},
    };
    struct bag bag;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        begin(&bag, cases[i].moment);
        bag.claims[CLAIM_ONE].announced = true;
        CU_ASSERT_FATAL(bag_run(&bag, "DATE=9999-12-31 info official:election-official:official; remake"));
        stamp(&bag, "commitment", COMMITMENT, BEFORE, NULL);
        expect_as(&bag, CA, false, cases[i].verdict, cases[i].words);
    }
    stamp(&bag, "seed", SEED, BEFORE, NULL); /* what shows that it was known is not undone by the clock */
    expect_as(&bag, CA, false, VERDICT_REFUTED,
              "the seed is said to come from dice announced for 9999-12-31T23:59:59Z, but timestamps/seed.tsr shows");
}

/* As long as the stamps are that are read before `work` ends. */
static void expect_within(const struct bag *bag, uint64_t work, const char *tsa, int verdict, const char *words) {
    struct findings findings;
    struct budget left = {work};
    const struct reader_trust reader = {.list = bag_list(bag), .tsa = tsa, .facts = true, .work = &left};
    CU_ASSERT_EQUAL_FATAL(bag_check_as(bag, &reader, &findings), SCR_DONE);
    bag_verdict(&findings, "PKG-10", verdict, words);
    findings_free(&findings);
}

/* Who adds stamps or statements until the verifier looks at no more hides none of them: what was not looked at could
 * refute. Without --tsa no stamp counts, looked at or not. */
UNIT_TEST(verify_order, what_was_not_looked_at) {
    static const char spent[] =
        "timestamps/: 1 time stamp was not looked at, since the work allowed for them has ended "
        "(--budget); it may show what is asked here, or that a seed was known too early.";
    const uint64_t ample = 1000000000;
    struct bag bag;
    struct stat one;
    char path[400];
    begin(&bag, MOMENT);
    CU_ASSERT_FATAL(bag_run(&bag, SAY("board", "observer", BEFORE, "ballot-commitment", COMMITMENT) OBSERVED));
    stamp(&bag, "a", COMMITMENT, BEFORE, NULL);
    stamp(&bag, "b", SEED, BEFORE, NULL);
    snprintf(path, sizeof path, "%s/timestamps/a.tsr", bag.path);
    CU_ASSERT_FATAL(!stat(path, &one));
    const uint64_t first = 1000000 + 1000 * (uint64_t)one.st_size + 20000; /* section 7.2 */
    expect_within(&bag, ample, CA, VERDICT_REFUTED, "timestamps/b.tsr shows that it, or what names its SHA-256");
    expect_within(&bag, 3 * first / 2, CA, VERDICT_UNDECIDED, spent);
    expect_within(&bag, 0, CA, VERDICT_UNDECIDED, "timestamps/: 2 time stamps were not looked at");
    expect_within(&bag, 0, NULL, VERDICT_HOLDS, "as countersignatures/obs.txt says");
    CU_ASSERT_FATAL(bag_run(&bag, "rm timestamps/b.tsr countersignatures/*"));
    expect_within(&bag, first, CA, VERDICT_HOLDS, "as timestamps/a.tsr shows");
    expect_within(&bag, first - 1, CA, VERDICT_UNDECIDED, spent);
    /* More files than are looked at. */
    stamp(&bag, "z", SEED, BEFORE, NULL);
    CU_ASSERT_FATAL(bag_run(&bag, "cd timestamps; openssl ts -query -data ../" COMMITMENT
                                  " -sha256 -cert -no_nonce -out b1.tsq; "
                                  "for i in $(seq 2 999); do cp b1.tsq b$i.tsq; done"));
    expect_within(&bag, ample, CA, VERDICT_UNDECIDED, "timestamps/: not all time stamps were looked at (PKG-08)");
    CU_ASSERT_FATAL(bag_run(&bag, "rm timestamps/b2.tsq"));
    expect_within(&bag, ample, CA, VERDICT_REFUTED, "timestamps/z.tsr shows");
    CU_ASSERT_FATAL(bag_run(&bag, "rm timestamps/[bz]*; say b1 board observer " AFTER " ballot-commitment " COMMITMENT
                                  "; cd countersignatures; for i in $(seq 2 1000); do cp b1.txt b$i.txt; cp b1.sig "
                                  "b$i.sig; done"));
    CU_ASSERT_FATAL(bag_run(&bag, "say z board observer " BEFORE " seed-record " SEED));
    expect_within(&bag, ample, CA, VERDICT_UNDECIDED, "countersignatures/: not all statements were looked at (PKG-09)");
    CU_ASSERT_FATAL(bag_run(&bag, "rm countersignatures/b2.*"));
    expect_within(&bag, ample, CA, VERDICT_REFUTED, "countersignatures/z.txt says");
}

/* Where a date refutes, what would have shown the order is not asked for; nor is a stamp's time moved to the next day.
 */
UNIT_TEST(verify_order, refuted_asks_for_nothing) {
    static const char late[] = "bag-info.txt: the Bagging-Date is 2026-05-03, but timestamps/day.tsr shows that this "
                               "package existed at 2026-05-01T23:59:59.999999Z";
    struct bag bag;
    struct findings findings;
    begin(&bag, MOMENT);
    CU_ASSERT_FATAL(bag_run(&bag, "DATE=2026-05-03 info official:election-official:official; remake"));
    stamp(&bag, "day", TAGS, "2026-05-01T23:59:59.9999999Z", NULL);
    expect_as(&bag, CA, false, VERDICT_REFUTED, late);
    const struct reader_trust reader = {.key = bag_key(&bag, "official"), .tsa = CA};
    CU_ASSERT_EQUAL_FATAL(bag_check_as(&bag, &reader, &findings), SCR_DONE);
    for (size_t i = 0; i < findings.check_count; i++)
        CU_ASSERT_PTR_NULL(strstr(findings.checks[i].detail, "nothing that you trust"));
    findings_free(&findings);
    expect_as(&bag, NULL, false, VERDICT_UNDECIDED, "nothing that you trust shows that data/definition.xml existed");
}
