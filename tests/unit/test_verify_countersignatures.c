/* test_verify_countersignatures.c: PKG-09 and PKG-13: statements, whom the reader trusts, how many must sign. */
#include <stdio.h>
#include <string.h>

#include "package_fixture.h"
#include "unit.h"
#include "verify/package/statement.h"

#define PRINT "0263829989b6fd954f72baaf2fc64bc2e2f01d692d4de72986ea808f6e99813f"
#define GOOD                                                                                                           \
    "Scrutineer-Statement: 1\nElection: city-2026\nObject: package\nSHA256: " PRINT "\nSigner: obs\nRole: observer\n"  \
    "Fingerprint: " PRINT "\nTime: 2026-05-01T12:00:00Z\nWords: I was there: it was so.\n"

static const char *parse(const char *text, struct statement *statement, struct scr_arena *arena) {
    struct scr_buffer bytes = {0};
    const char *trouble = NULL;
    CU_ASSERT_FATAL(!scr_failed(scr_buffer_text(&bytes, text)));
    CU_ASSERT(!scr_failed(statement_parse(&bytes, arena, statement, &trouble)));
    scr_buffer_free(&bytes);
    return trouble;
}

UNIT_TEST(verify_countersignatures, form) {
    struct scr_arena arena = {0};
    struct statement statement;
    CU_ASSERT_PTR_NULL(parse(GOOD, &statement, &arena));
    CU_ASSERT_STRING_EQUAL(statement.words, "I was there: it was so.");
    CU_ASSERT_STRING_EQUAL(statement.election, "city-2026");
    CU_ASSERT_STRING_EQUAL(statement.object, "package");
    CU_ASSERT_STRING_EQUAL(statement.role, "observer");
    CU_ASSERT_STRING_EQUAL(statement.time, "2026-05-01T12:00:00Z");
    /* Each line taken out, each two neighbours exchanged, each change of one place. */
    for (unsigned line = 0; line < 9; line++) {
        char text[sizeof GOOD] = "";
        const char *at = GOOD;
        for (unsigned i = 0; i < 9; i++) {
            const char *end = strchr(at, '\n') + 1;
            if (i != line) strncat(text, at, (size_t)(end - at));
            at = end;
        }
        CU_ASSERT_PTR_NOT_NULL(parse(text, &statement, &arena));
    }
    static const struct {
        const char *from, *to, *words;
    } changes[] = {
        {"Statement: 1", "Statement: 2", "the value of Scrutineer-Statement is not 1"},
        {"Statement: 1", "Statement: 1 ", "the value of Scrutineer-Statement is not 1"},
        {"Election: city-2026", "Election: ", "the value of Election is not 1 to 2,000 bytes"},
        {"Election: ", "Election:", "line 2 does not begin with \"Election: \""},
        {"SHA256: 02", "SHA256: 0", "the value of SHA256 is not 64"},
        {"SHA256: 0263829989b6f", "SHA256: 0263829989B6F", "the value of SHA256 is not 64"},
        {"Signer: obs", "Signer: o b", "the value of Signer is not a name"},
        {"Role: observer", "Role: Observer", "the value of Role is not a role"},
        {"Fingerprint: 0", "Fingerprint: g", "the value of Fingerprint is not 64"},
        {"12:00:00Z", "12:00:00.000Z", "the value of Time is not a time"},
        {"12:00:00Z", "12:00:00", "the value of Time is not a time"},
        {"2026-05-01", "2026-05-32", "the value of Time is not a time"},
        {"12:00:00Z", "24:00:00Z", "the value of Time is not a time"},
        {"it was so.\n", "it was so.", "the line Words, ended by a line feed, is missing"},
        {"it was so.\n", "it was so.\n\n", "something stands behind the line Words"},
        {"it was so.", "it\twas so.", "the value of Words is not 1 to 2,000 bytes"},
        {"it was so.", "it was so.\r", "the value of Words is not 1 to 2,000 bytes"},
        {"it was so.", "\xff", "the value of Words is not 1 to 2,000 bytes"},
        {"Object: ", "Object : ", "line 3 does not begin with"},
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        char text[sizeof GOOD + 40];
        const char *at = strstr(GOOD, changes[i].from);
        snprintf(text, sizeof text, "%.*s%s%s", (int)(at - GOOD), GOOD, changes[i].to, at + strlen(changes[i].from));
        const char *trouble = parse(text, &statement, &arena);
        CU_ASSERT(trouble && strstr(trouble, changes[i].words));
        if (!trouble || !strstr(trouble, changes[i].words)) fprintf(stderr, "\n  %s: %s\n", changes[i].to, trouble);
    }
    CU_ASSERT_PTR_NOT_NULL(parse("", &statement, &arena));
    scr_arena_free(&arena);
}

#define AT "2026-05-01T12:00:00Z"
#define SAY_PACKAGE "say obs board observer " AT " package tagmanifest-sha256.txt\n"
#define SAY_DEFINITION "say obs board observer " AT " ballot-definition data/definition.xml\n"

/* A package of which each claim tells its Purpose. */
static void begin(struct bag *bag, const char *script) {
    bag_new(bag);
    bag->claims[CLAIM_DEFINITION].purpose = "ballot-definition";
    bag->claims[CLAIM_ONE].purpose = bag->claims[CLAIM_TWO].purpose = "logic-and-accuracy-test-deck";
    CU_ASSERT_FATAL(bag_run(bag, script));
}

static void expect(const struct bag *bag, int verdict, const char *words) {
    struct findings findings;
    const struct reader_trust reader = {.key = bag_key(bag, "official"), .facts = true};
    CU_ASSERT_EQUAL_FATAL(bag_check_as(bag, &reader, &findings), SCR_DONE);
    bag_verdict(&findings, "PKG-01", VERDICT_HOLDS, NULL);
    bag_verdict(&findings, "PKG-09", verdict, words);
    findings_free(&findings);
}

static void after(const char *script, int verdict, const char *words) {
    struct bag bag;
    begin(&bag, script);
    expect(&bag, verdict, words);
}

UNIT_TEST(verify_countersignatures, pkg09) {
    struct bag bag;
    after("true", -1, NULL);
    after(SAY_PACKAGE, VERDICT_HOLDS, "1 countersignature is valid by the key named; 0 with a key that you trust");
    after(SAY_PACKAGE "say two forger observer " AT " logic-and-accuracy-test-deck data/decks/one.xml\n" SAY_DEFINITION,
          VERDICT_HOLDS, "2 countersignatures are valid");
    after("ELECTION=town-2026 " SAY_PACKAGE, VERDICT_REFUTED,
          "countersignatures/obs.txt: is about the election \"town-2026\", the package about \"city-2026\"");
    after("say obs board observer " AT " package data/definition.xml", VERDICT_REFUTED,
          "its Object is \"package\", its SHA256 that of data/definition.xml, a ballot-definition");
    after("say obs board observer " AT " test-deck data/decks/one.xml", VERDICT_REFUTED, "its Object is \"test-deck\"");
    after("say obs board observer " AT " ballot-definition tagmanifest-sha256.txt", VERDICT_REFUTED,
          "its SHA256 that of tagmanifest-sha256.txt, a package");
    after("say obs board observer " AT " package HOWTO-VERIFY.txt", VERDICT_REFUTED,
          "its SHA256 is neither that of tagmanifest-sha256.txt nor that of an artifact");
    after(SAY_PACKAGE "cp ../keys/forger.pub countersignatures/obs.pub", VERDICT_REFUTED,
          "countersignatures/obs.pub: has the fingerprint ");
    after(SAY_PACKAGE "cp signatures/official.sig countersignatures/obs.sig", VERDICT_REFUTED,
          "countersignatures/obs.sig: is not a signature of countersignatures/obs.txt by the key in");
    after(SAY_PACKAGE "sed -i s/hold/held/ countersignatures/obs.txt", VERDICT_REFUTED, "is not a signature of");
    after(SAY_PACKAGE "rm countersignatures/obs.sig", VERDICT_REFUTED, "countersignatures/obs.sig: is missing");
    after(SAY_PACKAGE "rm countersignatures/obs.pub", VERDICT_REFUTED, "countersignatures/obs.pub: is missing");
    after(SAY_PACKAGE "rm countersignatures/obs.txt", VERDICT_REFUTED, "belongs to no statement: NAME.txt is missing");
    after(SAY_PACKAGE "cp signatures/official.pub countersignatures/other.pub", VERDICT_REFUTED,
          "countersignatures/other.pub: belongs to no statement");
    after(SAY_PACKAGE "echo x >> countersignatures/obs.sig", VERDICT_REFUTED, "does not have 64 bytes");
    after(SAY_PACKAGE "head -c 20000 /dev/zero > countersignatures/obs.txt", VERDICT_REFUTED,
          "has more than 16384 bytes");
    after(SAY_PACKAGE "echo x >> HOWTO-VERIFY.txt; remake", VERDICT_REFUTED, "its SHA256 is neither");
    /* The countersignature covers the digest: the package may be signed by others later. */
    after(SAY_DEFINITION "echo x >> HOWTO-VERIFY.txt; remake", VERDICT_HOLDS, NULL);
    after(SAY_PACKAGE "sed -i s/^Scrutineer-Election:.*/Scrutineer-Election:/ bag-info.txt", VERDICT_UNDECIDED,
          "bag-info.txt does not tell");
    begin(&bag, SAY_DEFINITION);
    bag.claims[CLAIM_DEFINITION].purpose = NULL;
    expect(&bag, VERDICT_UNDECIDED, "is about data/definition.xml, whose Purpose cannot be read");
}

UNIT_TEST(verify_countersignatures, too_many) {
    after("mkdir countersignatures; for i in $(seq 1001); do : > countersignatures/s$i.txt; done", VERDICT_REFUTED,
          "is one statement more than 1000");
    after(SAY_PACKAGE
          "cd countersignatures; for i in $(seq 1000); do for e in txt sig pub; do ln obs.$e s$i.$e; done; done",
          VERDICT_UNDECIDED, "countersignatures/s999.txt: is one statement more than 1000");
}

#define LIST(extra) "trust \"$(listed official election-official '*' 2026-01-01 2026-12-31 false)\" " extra "\n"
#define LISTED_OBSERVER(role, election, from, to, revoked)                                                             \
    "\"$(listed board " role " '" election "' " from " " to " " revoked ")\" "
#define OBSERVER LISTED_OBSERVER("observer", "*", "2026-01-01", "2026-12-31", "false")

/* What PKG-13 says when these roles are required. */
static void require_all(const char *script, const struct required_role *required, size_t count, int verdict,
                        const char *words) {
    struct bag bag;
    struct findings findings;
    begin(&bag, script);
    const struct reader_trust reader = {.list = bag_list(&bag), .required = required, .required_count = count};
    CU_ASSERT_EQUAL_FATAL(bag_check_as(&bag, &reader, &findings), SCR_DONE);
    bag_verdict(&findings, "PKG-13", verdict, words);
    findings_free(&findings);
}

/* With one official required before. */
static void require(const char *script, const char *role, uint64_t owners, int verdict, const char *words) {
    const struct required_role required[] = {{"election-official", 1}, {role, owners}};
    require_all(script, required, 2, verdict, words);
}

UNIT_TEST(verify_countersignatures, pkg13) {
    require(
        SAY_PACKAGE LIST(OBSERVER), "observer", 1, VERDICT_HOLDS,
        "As many sign as you ask for: 1 as election-official: Office & official (signs the package); 1 as observer: "
        "Office & board (countersigned the package).");
    require(SAY_PACKAGE LIST(OBSERVER), "observer", 2, VERDICT_REFUTED,
            "observer: 1 owner of keys that you list signs the package in this role, you ask for 2: Office & board");
    require(LIST(OBSERVER), "observer", 1, VERDICT_REFUTED, "0 owners of keys that you list sign");
    require(SAY_DEFINITION LIST(OBSERVER), "observer", 1, VERDICT_REFUTED,
            "you ask for 1; Office & board countersigned the ballot-definition and not the package");
    require(SAY_PACKAGE LIST(""), "observer", 1, VERDICT_REFUTED, NULL);
    require(SAY_PACKAGE LIST(LISTED_OBSERVER("observer", "*", "2026-01-01", "2026-12-31", "true")), "observer", 1,
            VERDICT_REFUTED, NULL);
    require(SAY_PACKAGE LIST(OBSERVER LISTED_OBSERVER("court", "x", "2020-01-01", "2020-12-31", "true")), "observer", 1,
            VERDICT_REFUTED, NULL); /* revoked on another line */
    require(SAY_PACKAGE LIST(LISTED_OBSERVER("court", "*", "2026-01-01", "2026-12-31", "false")), "observer", 1,
            VERDICT_REFUTED, NULL);
    require(SAY_PACKAGE LIST(LISTED_OBSERVER("observer", "town", "2026-01-01", "2026-12-31", "false")), "observer", 1,
            VERDICT_REFUTED, NULL);
    require(SAY_PACKAGE LIST(LISTED_OBSERVER("observer", "city-2026", "2026-05-01", "2026-06-01", "false")), "observer",
            1, VERDICT_HOLDS, NULL);
    require(SAY_PACKAGE LIST(LISTED_OBSERVER("observer", "*", "2026-05-02", "2026-12-31", "false")), "observer", 1,
            VERDICT_REFUTED, NULL);
    require(SAY_PACKAGE LIST(LISTED_OBSERVER("observer", "*", "2026-01-01", "2026-04-30", "false")), "observer", 1,
            VERDICT_REFUTED, NULL);
    require(SAY_PACKAGE "sed -i s/hold/held/ countersignatures/obs.txt\n" LIST(OBSERVER), "observer", 1,
            VERDICT_REFUTED, NULL);
    /* A signer of the package counts too, and once with what he countersigned. */
    const char *both = "info official:election-official:official obs:observer:board; manifest; tags\n"
                       "sign official official; sign obs board\n";
    char script[1500];
    snprintf(script, sizeof script, "%s%s", both, LIST(OBSERVER));
    require(script, "observer", 1, VERDICT_HOLDS, NULL);
    snprintf(script, sizeof script, "%s%s%s", both, SAY_PACKAGE, LIST(OBSERVER));
    require(script, "observer", 2, VERDICT_REFUTED, "1 owner of keys");
    snprintf(script, sizeof script, "%s%s", both,
             LIST(LISTED_OBSERVER("observer", "*", "2026-01-01", "2026-05-20", "false")));
    require(script, "observer", 1, VERDICT_UNDECIDED, "others sign whose election, date or period is in doubt");
    snprintf(script, sizeof script, "%s%s", both, "cp signatures/official.sig signatures/obs.sig\n" LIST(OBSERVER));
    require(script, "observer", 1, VERDICT_REFUTED, NULL);
    /* Two keys of one owner are one. */
    require(SAY_PACKAGE "say two forger observer " AT " package tagmanifest-sha256.txt\n" LIST(
                OBSERVER
                "\"$(listed forger observer '*' 2026-01-01 2026-12-31 false | sed 's/amp; forger/amp; board/')\""),
            "observer", 2, VERDICT_REFUTED, "1 owner");
    require(SAY_PACKAGE "say two forger observer " AT " package tagmanifest-sha256.txt\n" LIST(
                OBSERVER "\"$(listed forger observer '*' 2026-01-01 2026-12-31 false)\""),
            "observer", 2, VERDICT_HOLDS,
            "2 as observer: Office & board (countersigned the package), Office & forger (countersigned the package)");
}

/* An office that signs as publisher and as observer is not two. */
UNIT_TEST(verify_countersignatures, one_owner_one_role) {
    static const char once_more[] = "say me official observer " AT " package tagmanifest-sha256.txt\n";
    static const struct required_role publisher_first[] = {{"election-official", 1}, {"observer", 1}},
                                      observer_first[] = {{"observer", 1}, {"election-official", 1}},
                                      again[] = {{"observer", 1}, {"observer", 1}};
    char script[1500];
    snprintf(script, sizeof script, "%s%s", once_more,
             LIST("\"$(listed official observer '*' 2026-01-01 2026-12-31 false)\""));
    require_all(script, publisher_first, 2, VERDICT_REFUTED,
                "observer: 0 owners of keys that you list sign the package in this role, you ask for 1; an owner "
                "counts for the first role only");
    require_all(script, observer_first, 2, VERDICT_REFUTED, "election-official: 0 owners");
    require_all(script, again, 2, VERDICT_HOLDS,
                "1 as observer: Office & official (countersigned the package); 1 as observer: Office & official (");
    /* Who may be the observer may be the official no more: one of the two is open. */
    snprintf(script, sizeof script, "%s%s", once_more,
             LIST("\"$(listed official observer '*' 2026-01-01 2026-05-20 false)\""));
    require_all(script, observer_first, 2, VERDICT_UNDECIDED, "election-official: 0 owners");
    require_all(script, publisher_first, 2, VERDICT_REFUTED, "observer: 0 owners");
    /* Another observer beside him will do. */
    snprintf(script, sizeof script, "%s%s%s", once_more, SAY_PACKAGE,
             LIST(OBSERVER "\"$(listed official observer '*' 2026-01-01 2026-12-31 false)\""));
    require_all(script, publisher_first, 2, VERDICT_HOLDS,
                "1 as observer: Office & board (countersigned the package).");
}

/* The time of a statement is its signer's word: a key whose period is over today shows nothing for sure. */
UNIT_TEST(verify_countersignatures, period_is_over) {
    require(SAY_PACKAGE LIST(LISTED_OBSERVER("observer", "*", "2026-01-01", "2026-05-31", "false")), "observer", 1,
            VERDICT_UNDECIDED, "others sign whose election, date or period is in doubt (PKG-09, PKG-11)");
    require(SAY_PACKAGE LIST(LISTED_OBSERVER("observer", "*", "2026-01-01", "2026-06-01", "false")), "observer", 1,
            VERDICT_HOLDS, NULL); /* today */
    require("say obs board observer 2026-07-01T00:00:00Z package tagmanifest-sha256.txt\n" LIST(
                LISTED_OBSERVER("observer", "*", "2026-06-02", "2026-12-31", "false")),
            "observer", 1, VERDICT_UNDECIDED, NULL);
    require(SAY_PACKAGE LIST(LISTED_OBSERVER("observer", "*", "2026-01-01", "2026-05-31", "false")), "observer", 2,
            VERDICT_REFUTED, NULL); /* even with him there are too few */
    require(SAY_PACKAGE LIST(LISTED_OBSERVER("observer", "*", "2026-01-01", "2026-05-31", "false") OBSERVER),
            "observer", 1, VERDICT_HOLDS, NULL); /* another line has him */
}
