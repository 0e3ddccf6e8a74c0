/* test_verify_package_edges.c: what the checks of a package say when not all of it could be looked at, or when it
 * changes while they look: packages that were read, and are then taken apart here. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "package_fixture.h"
#include "unit.h"
#include "verify/package/currency.h"
#include "verify/package/names.h"
#include "verify/package/open_beneath.h"
#include "verify/package/parts.h"

#define FILES 12

/* A package that was read, and what its artifacts were found to be. */
struct opened {
    struct bag bag;
    struct package *package;
    struct findings findings;
    struct package_artifact artifacts[FILES];
    struct entry payload[FILES];
};

static void learn(struct opened *opened) {
    CU_ASSERT_FATAL(opened->package->payload_count <= FILES);
    for (size_t i = 0; i < opened->package->payload_count; i++) {
        char path[600];
        struct package_artifact *artifact = &opened->artifacts[i];
        *artifact = (struct package_artifact){.kind = "", .election_id = "", .signer_role = ""};
        for (size_t c = 0; c < opened->bag.claim_count; c++)
            if (!strcmp(opened->bag.claims[c].path, package_file(opened->package, i)))
                *artifact = opened->bag.claims[c];
        artifact->path = package_file(opened->package, i);
        snprintf(path, sizeof path, "%s/%s", opened->bag.path, artifact->path);
        CU_ASSERT_FATAL(!scr_failed(scr_hash_file(path, &artifact->hash, NULL, NULL)));
    }
}

static void open_bag(struct opened *opened, const char *script) {
    *opened = (struct opened){0};
    bag_new(&opened->bag);
    CU_ASSERT_TRUE_FATAL(bag_run(&opened->bag, script));
    CU_ASSERT_FATAL(!scr_failed(package_open(opened->bag.path, &opened->package, &opened->findings, NULL)));
    learn(opened);
}

static void close_bag(struct opened *opened) {
    package_free(opened->package);
    findings_free(&opened->findings);
}

/* As if the folder could not be listed to its end, and this entry had not been reached. */
static void unlist(struct opened *opened, const char *path) {
    struct package *package = opened->package;
    const struct entry *entry = package_entry(package, path);
    CU_ASSERT_PTR_NOT_NULL_FATAL(entry);
    size_t at = (size_t)(entry - package->entries), kept = 0;
    for (size_t i = 0; i < package->payload_count; i++)
        if (strcmp(package->payload[i].path, path) != 0) opened->payload[kept++] = package->payload[i];
    memmove(package->entries + at, package->entries + at + 1, (--package->entry_count - at) * sizeof *entry);
    package->payload = opened->payload;
    package->payload_count = kept;
    package->complete = false;
    learn(opened);
}

/* Fresh findings of the check that `made` made. */
#define EXPECT(made, id, verdict, words)                                                                               \
    do {                                                                                                               \
        struct findings findings = {0};                                                                                \
        CU_ASSERT_FALSE(scr_failed(made));                                                                             \
        bag_verdict(&findings, id, verdict, words);                                                                    \
        findings_free(&findings);                                                                                      \
    } while (0)

/* The checks that hang on whom the reader trusts. */
#define TRUST(findings)                                                                                                \
    package_check_trust(opened.package, opened.artifacts, opened.package->payload_count, &reader, TODAY, findings, NULL)
#define UNLISTED "not everything in it could be listed (PKG-01)"

UNIT_TEST(verify_package_edges, what_was_not_listed_is_not_missing) {
    struct opened opened;
    open_bag(&opened, ":");
    struct package *package = opened.package;
    EXPECT(check_pkg02(package, &findings), "PKG-02", VERDICT_HOLDS, "4 files, as stated");
    package->signer_count = 1;
    EXPECT(check_pkg04(package, opened.artifacts, &findings), "PKG-04", VERDICT_HOLDS, NULL);
    EXPECT(check_pkg05(package, &findings), "PKG-05", VERDICT_HOLDS, NULL);
    EXPECT(check_pkg06(package, opened.artifacts, &findings), "PKG-06", VERDICT_HOLDS, NULL);
    EXPECT(check_pkg07(package, opened.artifacts, &findings), "PKG-07", VERDICT_HOLDS, NULL);
    unlist(&opened, "data/definition.xml");
    unlist(&opened, "signatures/official.sig");
    EXPECT(check_pkg02(package, &findings), "PKG-02", VERDICT_UNDECIDED, UNLISTED);
    package->signer_count = 1;
    EXPECT(check_pkg04(package, opened.artifacts, &findings), "PKG-04", VERDICT_UNDECIDED, UNLISTED);
    EXPECT(check_pkg05(package, &findings), "PKG-05", VERDICT_UNDECIDED, UNLISTED);
    EXPECT(check_pkg06(package, opened.artifacts, &findings), "PKG-06", VERDICT_UNDECIDED, UNLISTED);
    EXPECT(check_pkg07(package, opened.artifacts, &findings), "PKG-07", VERDICT_UNDECIDED, UNLISTED);
    unlist(&opened, "data/decks/one.xml");
    unlist(&opened, "data/decks/two.xml");
    unlist(&opened, "data/decks/one.drat");
    EXPECT(check_pkg06(package, opened.artifacts, &findings), "PKG-06", VERDICT_UNDECIDED, UNLISTED);
    /* The same with everything listed is refuted. */
    package->complete = true;
    EXPECT(check_pkg04(package, opened.artifacts, &findings), "PKG-04", VERDICT_REFUTED, "is no file in the folder");
    EXPECT(check_pkg05(package, &findings), "PKG-05", VERDICT_REFUTED, "signatures/official.sig: is missing");
    EXPECT(check_pkg06(package, opened.artifacts, &findings), "PKG-06", VERDICT_REFUTED, "holds no artifact");
    EXPECT(check_pkg02(package, &findings), "PKG-02", VERDICT_REFUTED, "the payload has 0 bytes in 0 files");
    close_bag(&opened);
}

UNIT_TEST(verify_package_edges, sizes_whose_sum_is_no_number) {
    struct opened opened;
    open_bag(&opened, ":");
    for (size_t i = 0; i < opened.package->payload_count; i++) {
        opened.payload[i] = opened.package->payload[i];
        opened.payload[i].size = UINT64_MAX / 2;
    }
    opened.package->payload = opened.payload;
    EXPECT(check_pkg02(opened.package, &findings), "PKG-02", VERDICT_REFUTED, "Payload-Oxum says");
    close_bag(&opened);
}

/* More signers than are looked at: nothing is refuted by what one of the others may have said. */
UNIT_TEST(verify_package_edges, signers_left_out) {
    struct opened opened;
    open_bag(&opened, "say watch board observer 2026-05-01T10:00:00Z package tagmanifest-sha256.txt\n"
                      "trust \"$(listed board observer '*' 2020-01-01 2030-01-01 false)\"");
    const struct reader_trust reader = {.list = bag_list(&opened.bag)};
    for (int cut = 0; cut < 2; cut++) {
        struct findings findings = {0};
        opened.package->signers_cut = cut;
        CU_ASSERT_FALSE(scr_failed(package_check_trust(opened.package, opened.artifacts, opened.package->payload_count,
                                                       &reader, TODAY, &findings, NULL)));
        bag_verdict(&findings, "PKG-09", VERDICT_HOLDS,
                    cut ? "1 with a key that you trust, of these 0 independent"
                        : "1 with a key that you trust, of these 1 independent");
        bag_verdict(&findings, "PKG-11", cut ? VERDICT_UNDECIDED : VERDICT_REFUTED,
                    cut ? "names more than 1000 signers" : "is not one that you trust");
        findings_free(&findings);
    }
    for (size_t i = 0; i < opened.package->payload_count; i++) opened.artifacts[i].signer_role = "nobody-here";
    EXPECT(check_pkg06(opened.package, opened.artifacts, &findings), "PKG-06", VERDICT_UNDECIDED, "more than 1000");
    for (size_t i = 0; i < opened.package->payload_count; i++)
        if (opened.artifacts[i].kind[0]) opened.artifacts[i].signer_role = "nobody-here";
    EXPECT(TRUST(&findings), "PKG-11", VERDICT_UNDECIDED, "names more than 1000 signers");
    opened.package->signers_cut = false;
    EXPECT(TRUST(&findings), "PKG-11", VERDICT_REFUTED, "names no signer in the role nobody-here");
    EXPECT(check_pkg06(opened.package, opened.artifacts, &findings), "PKG-06", VERDICT_REFUTED,
           "needs a signer with the role nobody-here");
    close_bag(&opened);
}

/* Statements about what may be there and was not listed, or was not read. */
UNIT_TEST(verify_package_edges, statements_about_what_is_not_known) {
    static const char script[] = "say watch board observer 2026-05-01T10:00:00Z ballot-definition data/definition.xml\n"
                                 "say other board observer 2026-05-01T10:00:00Z package HOWTO-VERIFY.txt\n"
                                 "mkdir countersignatures/folder; cp HOWTO-VERIFY.txt countersignatures/x.doc\n"
                                 "trust \"$(listed board observer '*' 2020-01-01 2030-01-01 false)\"";
    struct reader_trust reader = {0};
    struct opened opened;
    open_bag(&opened, script);
    reader.list = bag_list(&opened.bag);
    for (size_t i = 0; i < FILES; i++) opened.artifacts[i].purpose = opened.artifacts[i].kind;
    EXPECT(TRUST(&findings), "PKG-09", VERDICT_REFUTED, "other.txt: its SHA256 is neither that of tagmanifest");
    opened.package->complete = false;
    EXPECT(TRUST(&findings), "PKG-09", VERDICT_UNDECIDED, UNLISTED);
    opened.package->complete = true;
    opened.package->tags[TAG_TAGMANIFEST].verdict = VERDICT_UNDECIDED;
    snprintf(opened.package->tags[TAG_TAGMANIFEST].trouble, 160, "was not read");
    EXPECT(TRUST(&findings), "PKG-09", VERDICT_UNDECIDED,
           "countersignatures/other.txt: is about no artifact here; tagmanifest-sha256.txt was not read");
    for (size_t i = 0; i < FILES; i++) opened.artifacts[i].purpose = NULL;
    EXPECT(TRUST(&findings), "PKG-09", VERDICT_UNDECIDED, "is about data/definition.xml, whose Purpose cannot be read");
    CU_ASSERT_EQUAL(package_check_trust(opened.package, opened.artifacts, opened.package->payload_count, &reader,
                                        "2026-06-31", &opened.findings, NULL)
                        .code,
                    SCR_INTERNAL);
    close_bag(&opened);
}

/* A request for a time stamp is 59 bytes: of a digest that may be that of something here. */
UNIT_TEST(verify_package_edges, requests_for_what_is_not_known) {
    struct opened opened;
    const struct reader_trust reader = {0};
    open_bag(&opened, "mkdir -p timestamps/0; { printf '\\060\\071\\002\\001\\001\\060\\061\\060\\015\\006\\011"
                      "\\140\\206\\110\\001\\145\\003\\004\\002\\001\\005\\000\\004\\040'; "
                      "sha256sum < ../keys/official.pub | cut -c1-64 | tr a-f A-F | basenc -d --base16; "
                      "printf '\\001\\001\\377'; } > timestamps/a.tsq; cp timestamps/a.tsq timestamps/b.doc");
    EXPECT(TRUST(&findings), "PKG-08", VERDICT_REFUTED, "which is that of no artifact, no statement");
    opened.package->tags[TAG_TAGMANIFEST].verdict = VERDICT_UNDECIDED;
    EXPECT(TRUST(&findings), "PKG-08", VERDICT_UNDECIDED, "which is that of no artifact, no statement");
    opened.package->tags[TAG_TAGMANIFEST].verdict = VERDICT_REFUTED;
    EXPECT(TRUST(&findings), "PKG-08", VERDICT_REFUTED, "which is that of no artifact, no statement");
    opened.package->tags[TAG_TAGMANIFEST].verdict = VERDICT_HOLDS;
    opened.package->complete = false;
    EXPECT(TRUST(&findings), "PKG-08", VERDICT_UNDECIDED, UNLISTED);
    close_bag(&opened);
}

/* Files that are gone, or replaced, when they are to be read. */
UNIT_TEST(verify_package_edges, files_taken_away_meanwhile) {
    const struct reader_trust reader = {0};
    struct opened opened;
    open_bag(&opened, "mkdir timestamps; cp HOWTO-VERIFY.txt timestamps/a.tsq\n"
                      "say watch board observer 2026-05-01T10:00:00Z package tagmanifest-sha256.txt");
    CU_ASSERT_TRUE(bag_run(&opened.bag, "rm signatures/official.sig countersignatures/watch.txt timestamps/a.tsq\n"
                                        "mkfifo countersignatures/watch.txt"));
    EXPECT(check_pkg05(opened.package, &findings), "PKG-05", VERDICT_REFUTED, "signatures/official.sig: is missing");
    EXPECT(TRUST(&findings), "PKG-08", VERDICT_REFUTED, "timestamps/a.tsq: is missing");
    EXPECT(TRUST(&findings), "PKG-09", VERDICT_REFUTED, "watch.txt: is not a regular file");
    close_bag(&opened);
}

/* Two lines of the reader's list that trust one statement, or doubt it: the first counts. */
UNIT_TEST(verify_package_edges, several_lines_for_one_key) {
    struct opened opened;
    open_bag(&opened, "say watch board observer 2026-05-01T10:00:00Z package tagmanifest-sha256.txt\n"
                      "l() { listed board observer \"$1\" 2020-01-01 $2 false; }\n"
                      "trust \"$(l '*' 2030-01-01)\" \"$(l city-2026 2031-01-01)\"; cp ../trust.xml ../two.xml\n"
                      "trust \"$(l '*' 2026-05-02)\" \"$(l city-2026 2026-05-03)\"");
    char path[300];
    struct reader_trust reader = {.list = path};
    snprintf(path, sizeof path, "%s/two.xml", opened.bag.folder);
    EXPECT(TRUST(&findings), "PKG-09", VERDICT_HOLDS, "1 with a key that you trust");
    snprintf(path, sizeof path, "%s/trust.xml", opened.bag.folder);
    EXPECT(TRUST(&findings), "PKG-09", VERDICT_HOLDS, "0 with a key that you trust");
    /* A line for one election says nothing where the package does not tell its own. */
    CU_ASSERT_TRUE(bag_run(&opened.bag, "trust \"$(listed official election-official city-2026 2020-01-01 2030-01-01 "
                                        "false)\""));
    EXPECT(TRUST(&findings), "PKG-11", VERDICT_HOLDS, NULL);
    opened.package->election = NULL;
    EXPECT(TRUST(&findings), "PKG-11", VERDICT_UNDECIDED, "does not tell election and date");
    close_bag(&opened);
}

UNIT_TEST(verify_package_edges, nothing_in_the_folder) {
    struct bag bag;
    struct findings findings = {0};
    bag_new(&bag);
    CU_ASSERT_TRUE(bag_run(&bag, "rm -r ./*"));
    CU_ASSERT_EQUAL(bag_check(&bag, NULL, false, &findings), SCR_DONE);
    bag_verdict(&findings, "PKG-01", VERDICT_HOLDS, "holds 0 files");
    bag_verdict(&findings, "PKG-02", VERDICT_REFUTED, "bagit.txt: is missing");
    bag_verdict(&findings, "PKG-06", VERDICT_REFUTED, "holds no artifact");
    findings_free(&findings);
}

/* Artifacts that tell only part of what they are. */
UNIT_TEST(verify_package_edges, artifacts_that_tell_little) {
    static const char *const kinds[] = {"ballot-commitment"};
    struct opened opened;
    open_bag(&opened, "cp data/definition.xml data/a.xm; cp data/definition.xml data/a.xmk; cp HOWTO-VERIFY.txt "
                      "data/a.xll; cp HOWTO-VERIFY.txt data/a.mml; cp HOWTO-VERIFY.txt data/decks/two.drat");
    struct package *package = opened.package;
    struct package_artifact *definition = NULL, *one = NULL, *two = NULL;
    for (size_t i = 0; i < package->payload_count; i++) {
        const char *path = opened.artifacts[i].path;
        if (!strcmp(path, "data/definition.xml")) definition = &opened.artifacts[i];
        if (!strcmp(path, "data/decks/one.xml")) one = &opened.artifacts[i];
        if (!strcmp(path, "data/decks/two.xml")) two = &opened.artifacts[i];
    }
    CU_ASSERT_FATAL(definition && one && two);
    static const char *const stray[] = {"data/a.xm", "data/a.xmk", "data/a.xll", "data/a.mml", "data/decks/two.drat"};
    for (size_t i = 0; i < sizeof stray / sizeof *stray; i++) {
        char words[200];
        snprintf(words, sizeof words, "%s: is neither an artifact nor named as a proof", stray[i]);
        EXPECT(check_pkg06(package, opened.artifacts, &findings), "PKG-06", VERDICT_REFUTED, words);
    }
    /* A proof is named by an artifact alone, and within its folder. */
    struct package_artifact before = *two;
    two->kind = "";
    two->proof_file = "two.drat";
    EXPECT(check_pkg06(package, opened.artifacts, &findings), "PKG-06", VERDICT_REFUTED,
           "data/decks/two.drat: is neither");
    *two = before;
    before = *one;
    one->proof_file = "../decks/one.drat";
    EXPECT(check_pkg06(package, opened.artifacts, &findings), "PKG-06", VERDICT_REFUTED,
           "data/decks/one.drat: is neither");
    *one = before;
    one->signer_role = "";
    EXPECT(check_pkg06(package, opened.artifacts, &findings), "PKG-06", VERDICT_REFUTED, NULL);
    /* Words of the election that one of two does not give are no contradiction. */
    definition->election_name = one->election_name = "City";
    one->election_date = "2026-11-03";
    definition->jurisdiction = "Land";
    EXPECT(check_pkg06(package, opened.artifacts, &findings), "PKG-06", VERDICT_REFUTED, "is neither an artifact");
    /* Seeds: one that rests on nothing is of no commitment. */
    static const size_t resting[][2] = {{1, 1}, {0, 0}, {1, 0}, {0, 1}};
    for (size_t i = 0; i < 4; i++) {
        one->kind = two->kind = "seed-record";
        one->rests_on_kinds = two->rests_on_kinds = kinds;
        one->rests_on = two->rests_on = &opened.bag.absent;
        one->rests_on_count = resting[i][0];
        two->rests_on_count = resting[i][1];
        struct findings findings = {0};
        CU_ASSERT_FALSE(scr_failed(check_pkg07(package, opened.artifacts, &findings)));
        bool rivals = strstr(findings.checks[0].detail, "is a second seed-record resting on the same artifact") != NULL;
        CU_ASSERT_EQUAL(rivals, i == 0);
        CU_ASSERT_EQUAL(findings.checks[0].verdict, i == 1 ? VERDICT_HOLDS : VERDICT_REFUTED);
        findings_free(&findings);
    }
    /* Statements and seeds side by side: one that tells its subject, one that does not. */
    one->kind = two->kind = "plurality-tree";
    one->rests_on_count = two->rests_on_count = 0;
    one->contest_id = "mayor";
    EXPECT(check_pkg07(package, opened.artifacts, &findings), "PKG-07", VERDICT_HOLDS, NULL);
    two->contest_id = "mayor";
    EXPECT(check_pkg07(package, opened.artifacts, &findings), "PKG-07", VERDICT_REFUTED,
           "is a second plurality-tree of the contest \"mayor\" beside");
    one->contest_id = NULL;
    EXPECT(check_pkg07(package, opened.artifacts, &findings), "PKG-07", VERDICT_HOLDS, NULL);
    /* The caller's array is that of the payload. */
    struct findings none = {0};
    opened.artifacts[0].path = "data/b";
    CU_ASSERT_EQUAL(package_check_artifacts(package, opened.artifacts, package->payload_count, &none).code,
                    SCR_INTERNAL);
    CU_ASSERT_EQUAL(package_check_artifacts(package, opened.artifacts, package->payload_count - 1, &none).code,
                    SCR_INTERNAL);
    findings_free(&none);
    close_bag(&opened);
}

/* PKG-12 of a package of which not everything was listed. */
UNIT_TEST(verify_package_edges, an_index_that_was_not_listed) {
    const struct told_histories told = {0};
    struct kept_package kept = {.shown = "p", .complete = false};
    EXPECT(package_check_currency(&kept, &told, true, &findings), "PKG-12", VERDICT_UNDECIDED, UNLISTED);
    kept.complete = true;
    EXPECT(package_check_currency(&kept, &told, true, &findings), "PKG-12", VERDICT_UNDECIDED, "holds no index");
}

/* PKG-10: what was not listed could show that the seed was known too early. */
UNIT_TEST(verify_package_edges, order_when_not_all_was_listed) {
    static const char *const kinds[] = {"ballot-commitment"};
    struct opened opened;
    open_bag(&opened, "say obs board observer 2026-05-01T10:00:00Z ballot-commitment data/definition.xml\n"
                      "trust \"$(listed board observer '*' 2020-01-01 2030-01-01 false)\"");
    const struct reader_trust reader = {.list = bag_list(&opened.bag)};
    opened.artifacts[3].kind = opened.artifacts[3].purpose = kinds[0]; /* data/definition.xml */
    opened.artifacts[1].kind = "seed-record";                          /* data/decks/one.xml, which rests on it */
    opened.artifacts[1].rests_on_kinds = kinds;
    opened.artifacts[1].moment = "2026-05-01T12:00:00Z";
    EXPECT(TRUST(&findings), "PKG-10", VERDICT_HOLDS, "data/definition.xml existed at 2026-05-01T10:00:00Z");
    opened.package->complete = false;
    EXPECT(TRUST(&findings), "PKG-10", VERDICT_UNDECIDED, UNLISTED);
    close_bag(&opened);
}

UNIT_TEST(verify_package_edges, paths_below_a_folder) {
    struct opened opened;
    open_bag(&opened, "ln -s data link; ln data/definition.xml hard");
    int folder = opened.package->folder;
    char wide[400];
    memset(wide, 'w', 300);
    memcpy(wide + 300, "/x", 3);
    static const struct {
        const char *path;
        int problem;
    } cases[] = {{"data/definition.xml", 0},
                 {"hard", 0},
                 {"none", ENOENT},
                 {"none/x", ENOENT},
                 {"data/none", ENOENT},
                 {"data", EINVAL},
                 {"data/definition.xml/x", EINVAL},
                 {"link", EINVAL},
                 {"link/definition.xml", EINVAL}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int fd = open_file_beneath(folder, cases[i].path);
        CU_ASSERT_EQUAL(fd < 0 ? errno : 0, cases[i].problem);
        if (fd >= 0) close(fd);
    }
    CU_ASSERT(open_file_beneath(folder, wide) < 0 && errno == EINVAL); /* no component of a package is so long */
    wide[300] = 0;
    CU_ASSERT(open_file_beneath(folder, wide) < 0 && errno == ENAMETOOLONG);
    struct scr_buffer contents = {0};
    enum verdict verdict;
    char trouble[160];
    CU_ASSERT_EQUAL(package_read(folder, wide, 100, &contents, &verdict, trouble).code, SCR_IO);
    scr_buffer_free(&contents);
    close_bag(&opened);
}

/* Lines of bag-info.txt that say nearly what they must. */
UNIT_TEST(verify_package_edges, values_of_bag_info) {
    static const char *const cases[][2] = {
        {"s/^Scrutineer-Signer: .*/Scrutineer-Signer: official/", "does not name a signer"},
        {"s/^Scrutineer-Signer: .*/Scrutineer-Signer: official election-official/", "does not name a signer"},
        {"s/^\\(Payload-Oxum: [0-9]*\\).*/\\1/", "does not give Payload-Oxum as BYTES.FILES"},
        {"s/^\\(Payload-Oxum: [0-9]*\\.\\).*/\\1/", "does not give Payload-Oxum as BYTES.FILES"},
        {"s/^\\(Payload-Oxum: [0-9]*\\.\\).*/\\10x/", "does not give Payload-Oxum as BYTES.FILES"},
        {"s/^Payload-Oxum: /&x/", "does not give Payload-Oxum as BYTES.FILES"},
        {"s/^\\(Payload-Oxum: [0-9]*\\.\\).*/\\19/", "Payload-Oxum says"},
        {"s/^Payload-Oxum: /&9/", "Payload-Oxum says"},
        {"s/^Scrutineer-Package-Version: 1/&1/", "gives another Scrutineer-Package-Version than 1"},
        {"s/^Scrutineer-Package-Version: 1/Scrutineer-Package-Version: 2/", "gives another Scrutineer-Package-Version"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char script[300];
        struct opened opened;
        snprintf(script, sizeof script, "sed -i '%s' bag-info.txt; remake", cases[i][0]);
        open_bag(&opened, script);
        bag_verdict(&opened.findings, "PKG-02", VERDICT_REFUTED, cases[i][1]);
        close_bag(&opened);
    }
}

#define DIGEST "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

UNIT_TEST(verify_package_edges, lines_of_manifests) {
    static const struct {
        const char *line, *words;
    } cases[] = {
        {DIGEST "  data/a\n", NULL},
        {"\n", "does not begin with 64"},
        {"abc\n", "does not begin with 64"},
        {DIGEST "\n", "does not have two spaces"},
        {DIGEST " \n", "does not have two spaces"},
        {DIGEST "x data/a\n", "does not have two spaces"},
        {DIGEST " *data/a\n", "does not have two spaces"},
        {DIGEST "  \n", "does not end in a path"},
        {DIGEST "  data//a\n", "does not end in a path"},
        {DIGEST "  data/a\r\n", "ends in a carriage return"},
        {DIGEST "  data/a", "is not ended by a line feed"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scr_buffer bytes = {0};
        struct scr_arena arena = {0};
        struct manifest manifest;
        struct places places = {0};
        CU_ASSERT_FALSE(scr_failed(scr_buffer_text(&bytes, cases[i].line)));
        CU_ASSERT_FALSE(scr_failed(manifest_parse("m", &bytes, &arena, &manifest, &places)));
        CU_ASSERT_EQUAL(places.count[VERDICT_REFUTED], cases[i].words != NULL);
        CU_ASSERT_EQUAL(manifest.count, !cases[i].words);
        EXPECT(places_report(&places, &findings, "PKG-04", "good"), "PKG-04",
               cases[i].words ? VERDICT_REFUTED : VERDICT_HOLDS, cases[i].words ? cases[i].words : "good");
        places_free(&places);
        scr_buffer_free(&bytes);
        scr_arena_free(&arena);
    }
}
