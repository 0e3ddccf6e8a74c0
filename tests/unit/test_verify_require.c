/* test_verify_require.c: PKG-13: whom it counts, whom it names, and what it says when not all could be looked at. */
#include <stdio.h>
#include <string.h>

#include "package_fixture.h"
#include "unit.h"
#include "verify/package/evidence.h"

#define AT "2026-05-01T10:00:00Z"
#define OFFICIAL "\"$(listed official election-official '*' 2026-01-01 2026-12-31 false)\" "
#define BOARD(to) "\"$(listed board observer '*' 2026-01-01 " to " false)\" "

static void expect_all(const struct bag *bag, const struct required_role *required, size_t count, int verdict,
                       const char *words) {
    const struct reader_trust reader = {.list = bag_list(bag), .required = required, .required_count = count};
    struct findings findings;
    CU_ASSERT_EQUAL_FATAL(bag_check_as(bag, &reader, &findings), SCR_DONE);
    bag_verdict(&findings, "PKG-13", verdict, words);
    findings_free(&findings);
}

static void expect(const struct bag *bag, const char *role, uint64_t owners, int verdict, const char *words) {
    expect_all(bag, &(struct required_role){role, owners}, 1, verdict, words);
}

/* A key that the list has, and that is not trusted for what it signs, counts on no side. */
UNIT_TEST(verify_require, signers_who_are_not_trusted) {
    static const struct {
        const char *line;
        int verdict;
    } cases[] = {
        {"'*' 2026-01-01 2026-12-31 false", VERDICT_HOLDS},
        {"'*' 2026-01-01 2026-12-31 true", VERDICT_REFUTED},
        {"town-2026 2026-01-01 2026-12-31 false", VERDICT_REFUTED},
        {"'*' 2026-05-02 2026-12-31 false", VERDICT_REFUTED},
        {"'*' 2026-01-01 2026-05-31 false", VERDICT_UNDECIDED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct bag bag;
        char script[200];
        bag_new(&bag);
        snprintf(script, sizeof script, "trust \"$(listed official election-official %s)\"", cases[i].line);
        CU_ASSERT_FATAL(bag_run(&bag, script));
        expect(&bag, "election-official", 1, cases[i].verdict,
               cases[i].verdict == VERDICT_HOLDS ? "1 as election-official: Office & official (signs the package)."
                                                 : "election-official: 0 owners of keys that you list sign the package "
                                                   "in this role, you ask for 1");
    }
}

/* Observers 1 to `count`, each with a key and a statement `n` about what `about` says; the last has two. */
static void observe(struct bag *bag, unsigned count, const char *about) {
    char script[900];
    bag_new(bag);
    bag->claims[CLAIM_DEFINITION].purpose = "ballot-definition";
    snprintf(script, sizeof script,
             "set --; for i in $(seq %u); do\n"
             "openssl genpkey -algorithm ed25519 -out ../keys/o$i.key\n"
             "openssl pkey -in ../keys/o$i.key -pubout -out ../keys/o$i.pub; say n$i o$i observer " AT " %s\n"
             "set -- \"$@\" \"$(listed o$i observer '*' 2026-01-01 2026-12-31 false)\"; done\n"
             "say n9 o$i observer " AT " %s\n"
             "trust \"$@\"",
             count, about, about);
    CU_ASSERT_FATAL(bag_run(bag, script));
}

/* Who saw an artifact only is named, each once and no more than five: his words do not say that he saw the package. */
UNIT_TEST(verify_require, who_saw_an_artifact_only) {
#define ONLY(n) "Office & o" n " countersigned the ballot-definition and not the package"
    static const char about[] = "ballot-definition data/definition.xml";
    struct bag bag;
    observe(&bag, 1, about);
    expect(&bag, "observer", 1, VERDICT_REFUTED, "you ask for 1; " ONLY("1") ".");
    observe(&bag, 2, about);
    expect(&bag, "observer", 1, VERDICT_REFUTED, "you ask for 1; " ONLY("1") ", " ONLY("2") ".");
    observe(&bag, 5, about);
    expect(&bag, "observer", 1, VERDICT_REFUTED, ONLY("4") ", " ONLY("5") ".");
    observe(&bag, 7, about);
    expect(&bag, "observer", 1, VERDICT_REFUTED, ONLY("4") ", " ONLY("5") ", and more.");
    expect(&bag, "court", 1, VERDICT_REFUTED,
           "court: 0 owners of keys that you list sign the package in this role, you ask for 1.");
#undef ONLY
}

/* Of those who count five are named, too. */
UNIT_TEST(verify_require, many_who_count) {
#define SEEN(n) "Office & o" n " (countersigned the package)"
    static const char about[] = "package tagmanifest-sha256.txt";
    struct bag bag;
    observe(&bag, 5, about);
    expect(&bag, "observer", 5, VERDICT_HOLDS, "5 as observer: " SEEN("1") ", " SEEN("2") ", ");
    expect(&bag, "observer", 5, VERDICT_HOLDS, ", " SEEN("5") ".");
    observe(&bag, 6, about);
    expect(&bag, "observer", 6, VERDICT_HOLDS, ", " SEEN("5") ", and more.");
    expect(&bag, "observer", 7, VERDICT_REFUTED,
           "6 owners of keys that you list sign the package in this role, you ask for 7: ");
#undef SEEN
}

/* Where there are more signers, statements or files than could be looked at, nobody is said to be missing. */
UNIT_TEST(verify_require, not_all_were_looked_at) {
    static const char left_out[] = "; not all signers and statements were looked at";
    struct bag bag;
    struct package *package = NULL;
    struct findings opened = {0};
    struct scr_arena arena = {0};
    struct trust_list list;
    bag_new(&bag);
    CU_ASSERT_FATAL(bag_run(&bag, "trust " OFFICIAL));
    CU_ASSERT_FATAL(!scr_failed(package_open(bag.path, &package, &opened, NULL)));
    CU_ASSERT_FATAL(!scr_failed(trust_list_read(bag_list(&bag), &arena, &list, NULL)));
    const struct trust trust = {.package = package, .list = &list, .today = TODAY};
    for (unsigned cut = 0; cut < 8; cut++) {
        const struct evidence evidence = {.package = package, .trust = &trust, .statements_cut = cut & 1};
        package->signers_cut = cut & 2;
        package->complete = !(cut & 4);
        for (uint64_t owners = 1; owners < 3; owners++) {
            const struct required_role required = {"election-official", owners};
            struct findings findings = {0};
            CU_ASSERT_FALSE(scr_failed(check_pkg13(&evidence, &required, 1, &findings)));
            if (owners == 1)
                bag_verdict(&findings, "PKG-13", VERDICT_HOLDS, "1 as election-official");
            else
                bag_verdict(&findings, "PKG-13", cut ? VERDICT_UNDECIDED : VERDICT_REFUTED,
                            "1 owner of keys that you list");
            const char *detail = findings.checks[0].detail;
            CU_ASSERT_EQUAL(strstr(detail, left_out) != NULL, owners == 2 && cut);
            CU_ASSERT_PTR_NULL(strstr(detail, "in doubt"));
            findings_free(&findings);
        }
    }
    package_free(package);
    findings_free(&opened);
    trust_list_free(&list);
    scr_arena_free(&arena);
}

/* Who is in doubt leaves it open only if he and the others would be enough. */
UNIT_TEST(verify_require, others_in_doubt) {
    struct bag bag;
    bag_new(&bag);
    CU_ASSERT_FATAL(
        bag_run(&bag, "say obs board observer " AT " package tagmanifest-sha256.txt\n"
                      "say two forger observer " AT " package tagmanifest-sha256.txt\n"
                      "trust " BOARD("2026-12-31") "\"$(listed forger observer '*' 2026-01-01 2026-05-31 false)\""));
    expect(&bag, "observer", 1, VERDICT_HOLDS, "1 as observer: Office & board (countersigned the package).");
    expect(&bag, "observer", 2, VERDICT_UNDECIDED,
           "observer: 1 owner of keys that you list signs the package in this role, you ask for 2: Office & board "
           "(countersigned the package); others sign whose election, date or period is in doubt (PKG-09, PKG-11).");
    expect(&bag, "observer", 3, VERDICT_REFUTED, "you ask for 3: Office & board (countersigned the package).");
}

/* Of a key with two Owners in the list the first line counts that trusts it, else the first that leaves it in doubt. */
UNIT_TEST(verify_require, a_key_of_two_owners) {
    struct bag bag;
    bag_new(&bag);
    CU_ASSERT_FATAL(bag_run(&bag, "trust \"$(listed official observer '*' 2026-01-01 2026-12-31 false)\" "
                                  "\"$(listed official election-official '*' 2026-01-01 2026-12-31 false | "
                                  "sed s/Office/Second/)\" " OFFICIAL));
    expect(&bag, "election-official", 1, VERDICT_HOLDS,
           "1 as election-official: Second & official (signs the package).");
    /* Neither election nor day of the package is known for sure: "Office & official" and "Office & board" are two. */
    CU_ASSERT_FATAL(bag_run(
        &bag,
        "info official:election-official:official board:election-official:board\n"
        "sed -i /^Scrutineer-Election/d bag-info.txt; manifest; tags; sign official official; sign board board\n"
        "trust \"$(listed official election-official city-2026 2026-01-01 2026-12-31 false)\" "
        "\"$(listed official election-official '*' 2026-01-01 2026-05-31 false | "
        "sed 's/amp; official/amp; board/')\" \"$(listed board election-official '*' 2026-01-01 2026-05-31 false)\""));
    expect(&bag, "election-official", 2, VERDICT_UNDECIDED, "0 owners of keys that you list sign the package");
    expect(&bag, "election-official", 3, VERDICT_REFUTED, "0 owners of keys that you list sign the package");
}

/* Who perhaps counts for the role asked for first counts only perhaps for the next. */
UNIT_TEST(verify_require, in_doubt_in_the_first_role) {
    const struct required_role both[] = {{"election-official", 1}, {"observer", 1}}, other[] = {both[1], both[0]};
    struct bag bag;
    bag_new(&bag);
    CU_ASSERT_FATAL(bag_run(&bag,
                            "say obs board observer " AT " package tagmanifest-sha256.txt\n"
                            "trust \"$(listed official election-official '*' 2026-01-01 2026-05-31 false)\" "
                            "\"$(listed board observer '*' 2026-01-01 2026-12-31 false | sed s/board/official/)\""));
    expect(&bag, "observer", 1, VERDICT_HOLDS, "1 as observer: Office & official (countersigned the package).");
    expect_all(&bag, both, 2, VERDICT_UNDECIDED,
               "observer: 0 owners of keys that you list sign the package in this role");
    /* The other way round he surely counts as observer, so that nobody is left as election-official. */
    expect_all(&bag, other, 2, VERDICT_REFUTED, "election-official: 0 owners of keys that you list sign the package");
}
