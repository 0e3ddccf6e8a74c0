/* test_verify_package.c: each check of a package's folder, tag files and manifests refuses what only it can notice,
 * even when an insider makes all digests and signatures anew. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "package_fixture.h"
#include "unit.h"
#include "verify/package/names.h"
#include "verify/package/open_beneath.h"
#include "verify/package/parts.h"

/* Runs `script` in a fresh package, then expects exactly these checks to be refuted. */
static void refuse(const char *script, const char *refuted, const char *words) {
    struct bag bag;
    bag_new(&bag);
    CU_ASSERT_FATAL(bag_run(&bag, script));
    bag_refuted(&bag, refuted, words);
}

UNIT_TEST(verify_package, everything_holds) {
    struct bag bag;
    struct findings findings;
    bag_new(&bag);
    CU_ASSERT_EQUAL(bag_check(&bag, "official", false, &findings), SCR_DONE);
    CU_ASSERT_STRING_EQUAL(findings.checks[0].detail,
                           "The folder holds 11 files, all where a package has them, and nothing else.");
    bag_expect(&findings, "", "", NULL);
    CU_ASSERT_EQUAL(bag_stock(&bag, "official"), 0);
    CU_ASSERT_EQUAL(bag_check(&bag, NULL, false, &findings), SCR_DONE);
    bag_expect(&findings, "", "PKG-11", "No key was given");
    CU_ASSERT_EQUAL(bag_check(&bag, "forger", false, &findings), SCR_DONE);
    bag_expect(&findings, "PKG-11", "", "is not one that you trust");
}

UNIT_TEST(verify_package, no_folder) {
    struct bag bag;
    struct findings findings;
    bag_new(&bag);
    CU_ASSERT(bag_run(&bag, "rm -r ../bag"));
    CU_ASSERT_EQUAL(bag_check(&bag, NULL, false, &findings), SCR_IO);
    findings_free(&findings);
    snprintf(bag.path, sizeof bag.path, "%s/keys/official.pub", bag.folder);
    CU_ASSERT_EQUAL(bag_check(&bag, NULL, false, &findings), SCR_IO);
    findings_free(&findings);
}

UNIT_TEST(verify_package, pkg01_what_stands_in_the_folder) {
    refuse("ln -s definition.xml data/link.xml", "PKG-01", "data/link.xml: is a symbolic link");
    refuse("ln -s ../../keys data/keys", "PKG-01", "data/keys: is a symbolic link");
    refuse("mkfifo data/pipe", "PKG-01", "data/pipe: is a pipe");
    refuse("mkfifo signatures/official2.sig", "PKG-01", "is a pipe");
    refuse("echo x > extra.txt", "PKG-01", "extra.txt: does not belong to a package");
    refuse("echo 'http://example.org/a 1 data/a' > fetch.txt", "PKG-01", "fetch.txt: would have files fetched");
    refuse("mkdir work", "PKG-01", "work: is a folder that no package has");
    refuse("mkdir signatures/old", "PKG-01", "signatures/old: is a folder");
    refuse("mkdir -p data/a/b/c/d/e/f/g && mkdir data/a/b/c/d/e/f/g/h", "PKG-01", "lies too deep");
    refuse("mkdir data/.hidden", "PKG-01", "data/.hidden: has a name that is not allowed");
    refuse("mkdir data/a%2e", "PKG-01", "not allowed");
    refuse("mkdir \"data/$(printf 'x\\033[2Jy')\"", "PKG-01", "data/x\\u{1B}[2Jy: has a name");
    refuse("mkdir data/DECKS", "PKG-01", "differs from data/DECKS only in upper and lower case");
    refuse("mkdir data/$(printf 'a%.0s' $(seq 129))", "PKG-01", "not allowed");
    struct bag bag;
    bag_new(&bag);
    if (bag_run(&bag, "mknod data/null c 1 3")) /* only root may */
        bag_refuted(&bag, "PKG-01", "data/null: is a device");
}

UNIT_TEST(verify_package, pkg01_twins_among_listed_files) {
    struct bag bag;
    bag_new(&bag);
    CU_ASSERT(
        bag_run(&bag, "cp data/decks/two.xml data/decks/Two.xml; info official:election-official:official; remake"));
    bag.claims[bag.claim_count] = bag.claims[CLAIM_TWO];
    bag.claims[bag.claim_count++].path = "data/decks/Two.xml";
    bag_refuted(&bag, "PKG-01", "data/decks/two.xml: differs from data/decks/Two.xml");
}

/* A link in place of a folder or a tag file: what it leads to is complete and well signed, and yet is not read. */
UNIT_TEST(verify_package, pkg01_links_are_not_followed) {
    struct bag bag;
    bag_new(&bag);
    CU_ASSERT(bag_run(&bag, "mv data ../data; ln -s ../data data"));
    struct findings findings;
    CU_ASSERT_EQUAL(bag_check(&bag, "official", false, &findings), SCR_DONE);
    bag_expect(&findings, "PKG-01 PKG-02 PKG-04 PKG-06", "PKG-11", "data: is a symbolic link");
    bag_new(&bag);
    CU_ASSERT(bag_run(&bag, "mv signatures ../elsewhere; ln -s ../elsewhere signatures"));
    bag_refuted(&bag, "PKG-01 PKG-05 PKG-11", "signatures: is a symbolic link");
    refuse("mv bagit.txt ../bagit.txt; ln -s ../bagit.txt bagit.txt", "PKG-01 PKG-02 PKG-03", "symbolic link");
    refuse("mv bag-info.txt ..; ln -s ../bag-info.txt .", "PKG-01 PKG-02 PKG-03 PKG-05 PKG-06 PKG-11", "symbolic link");
    refuse("mv data/decks/two.xml ..; ln -s ../../../two.xml data/decks/two.xml", "PKG-01 PKG-02 PKG-04", "symbolic");
    refuse("rm signatures/official.sig; mkfifo signatures/official.sig", "PKG-01 PKG-05 PKG-11", "is a pipe");
}

/* The listing already keeps links from being read; should an entry be exchanged after it, opening refuses them too. */
UNIT_TEST(verify_package, opening_follows_no_link) {
    struct bag bag;
    bag_new(&bag);
    CU_ASSERT(bag_run(&bag, "ln -s data shortcut; ln -s definition.xml data/link.xml; mkfifo data/pipe"));
    int folder = open(bag.path, O_RDONLY | O_DIRECTORY), fd = open_file_beneath(folder, "data/decks/one.xml");
    CU_ASSERT_FATAL(folder >= 0 && fd >= 0);
    close(fd);
    static const char *const refused[] = {"shortcut/definition.xml", "data/link.xml", "data/pipe", "data/decks",
                                          "data/definition.xml/x"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        errno = 0;
        CU_ASSERT_EQUAL(open_file_beneath(folder, refused[i]), -1);
        CU_ASSERT_EQUAL(errno, EINVAL);
    }
    CU_ASSERT_EQUAL(open_file_beneath(folder, "data/nothing"), -1);
    CU_ASSERT_EQUAL(errno, ENOENT);
    close(folder);
}

UNIT_TEST(verify_package, pipes_in_place_of_tag_files_do_not_block) {
    refuse("rm tagmanifest-sha256.txt; mkfifo tagmanifest-sha256.txt", "PKG-01 PKG-03 PKG-05 PKG-11", "is a pipe");
    refuse("rm manifest-sha256.txt; mkfifo manifest-sha256.txt", "PKG-01 PKG-03 PKG-04", "is a pipe");
    refuse("rm HOWTO-VERIFY.txt; mkfifo HOWTO-VERIFY.txt", "PKG-01 PKG-03", "is a pipe");
}

/* Changes bag-info.txt with sed and signs again. */
static void refuse_info(const char *edit, const char *words) {
    char script[500];
    snprintf(script, sizeof script, "sed -i '%s' bag-info.txt; remake", edit);
    refuse(script, "PKG-02", words);
}

UNIT_TEST(verify_package, pkg02_tag_files) {
    refuse("echo 'Tag-File-Character-Encoding: UTF-8' >> bagit.txt; remake", "PKG-02", "bagit.txt: does not consist");
    refuse("printf 'BagIt-Version: 1.0\\r\\nTag-File-Character-Encoding: UTF-8\\r\\n' > bagit.txt; remake", "PKG-02",
           "bagit.txt");
    refuse("rm bagit.txt", "PKG-02 PKG-03", "bagit.txt: is missing");
    refuse_info("s/^Payload-Oxum:.*/Payload-Oxum: 7.4/", "Payload-Oxum says 7.4, the payload has 68 bytes in 4 files");
    refuse_info("s/^\\(Payload-Oxum: .*\\)\\.4$/\\1.5/", "says 68.5");
    refuse_info("s/^Payload-Oxum: /Payload-Oxum: 0/", "does not give Payload-Oxum as BYTES.FILES");
    refuse_info("s/^Payload-Oxum:.*/Payload-Oxum: 99999999999999999999.4/", "BYTES.FILES");
    refuse_info("s/^Scrutineer-Package-Version: 1/Scrutineer-Package-Version: 2/",
                "another Scrutineer-Package-Version");
    refuse_info("1i Contact-Name: Somebody", "line 1 does not begin with one of the labels");
    refuse_info("1{h;d};2{G}", "line 2: the label Source-Organization stands after Bagging-Date");
    refuse_info("1p", "line 2 repeats the label Source-Organization");
    refuse_info("/^Bag-Software-Agent/d", "the label Bag-Software-Agent is missing");
    refuse_info("1s/$/\\r/", "line 1 does not have a value");
    refuse_info("s/^Source-Organization:.*/Source-Organization: a\\x1b[2Jb/", "without control characters");
    refuse_info("s/^Source-Organization:.*/Source-Organization: a\\xc2\\x9bb/", "without control characters");
    refuse_info("s/^Source-Organization:.*/Source-Organization: a\\xff/", "UTF-8");
    refuse_info("s/^Source-Organization:.*/&\\n continued/", "line 2 does not begin with one of the labels");
    refuse_info("s/^Source-Organization:.*/Source-Organization: /", "value of 1 to 2,000 bytes");
    refuse_info("s/^Bagging-Date:.*/Bagging-Date: 2026-02-29/", "line 2 does not give a date");
    refuse_info("$a Scrutineer-Signer: bad name", "does not name a signer");
    refuse("truncate -s -1 bag-info.txt; remake", "PKG-02", "line 7 is not ended by a line feed");
    refuse("info; remake", "PKG-02 PKG-05 PKG-06 PKG-11", "the label Scrutineer-Signer is missing");
}

/* Changes the tag manifest with sed and signs again: nothing stands outside it but the signature. */
static void refuse_all(const char *script, const char *refuted, const char *undecided, const char *words) {
    struct bag bag;
    struct findings findings;
    bag_new(&bag);
    CU_ASSERT_FATAL(bag_run(&bag, script));
    CU_ASSERT_EQUAL_FATAL(bag_check(&bag, "official", false, &findings), SCR_DONE);
    bag_expect(&findings, refuted, undecided, words);
}

/* `undecided` is PKG-11 when the tag manifest, so changed, does not vouch for the signers' roles in bag-info.txt. */
static void refuse_tags(const char *edit, const char *undecided, const char *words) {
    char script[500];
    snprintf(script, sizeof script, "sed -i '%s' tagmanifest-sha256.txt; sign official official", edit);
    refuse_all(script, "PKG-03", undecided, words);
}

UNIT_TEST(verify_package, pkg03_tag_manifest) {
    refuse("echo Trust me. >> HOWTO-VERIFY.txt", "PKG-03", "HOWTO-VERIFY.txt: tagmanifest-sha256.txt says SHA-256 ");
    refuse("rm HOWTO-VERIFY.txt", "PKG-03", "HOWTO-VERIFY.txt: is missing");
    refuse_tags("1{h;d};2{G}", "", "line 2 is not in the order");
    refuse_tags("2p", "", "line 3 lists the file of the line before");
    refuse_tags("1d", "", "HOWTO-VERIFY.txt: is not listed in tagmanifest-sha256.txt");
    refuse_tags("s/^.\\{64\\}/\\U&/", "PKG-11", "64 lower-case hexadecimal digits");
    refuse_tags("s/$/\\r/", "PKG-11", "line 1 ends in a carriage return");
    refuse_tags("s/  / */", "PKG-11", "does not have two spaces");
    refuse_tags("s/  / /", "PKG-11", "does not have two spaces");
    refuse_tags("$G", "", "line 5 does not begin");
    refuse_tags("1s/^/#/", "", "line 1 does not begin");
    refuse_tags("1s/^/\\\\/", "", "line 1 does not begin");
    refuse("truncate -s -1 tagmanifest-sha256.txt; sign official official", "PKG-03", "not ended by a line feed");
    refuse("sha256sum data/definition.xml >> tagmanifest-sha256.txt; sort -k2 -o tagmanifest-sha256.txt "
           "tagmanifest-sha256.txt; sign official official",
           "PKG-03", "where only the four tag files belong");
    refuse("rm tagmanifest-sha256.txt", "PKG-03 PKG-05 PKG-11", "tagmanifest-sha256.txt: is missing");
}

/* Changes the manifest with sed, makes the tag manifest anew and signs it. */
static void refuse_manifest(const char *edit, const char *words) {
    char script[500];
    snprintf(script, sizeof script, "sed -i '%s' manifest-sha256.txt; tags; sign official official", edit);
    refuse(script, "PKG-04", words);
}

UNIT_TEST(verify_package, pkg04_manifest) {
    refuse_manifest("1s/^./0/;1s/^\\(.\\)./\\10/", "data/decks/one.drat: manifest-sha256.txt says SHA-256 ");
    refuse_manifest("1d", "data/decks/one.drat: is in the folder but not in manifest-sha256.txt");
    refuse_manifest("$p", "line 5 lists the file of the line before");
    refuse_manifest("1{h;d};3{G}", "is not in the order");
    refuse_manifest("1{p;h};$G", "line 2 lists the file of the line before");
    refuse_manifest("$s/data/manifest-sha256.txt/;$s/.definition.xml//", "is in the folder but not in");
    refuse_manifest("s/^.\\{64\\}/\\U&/", "lower-case");
    refuse_manifest("s/$/\\r/", "carriage return");
    refuse_manifest("s|data/decks|data//decks|", "does not end in a path");
    refuse_manifest("s|data/decks|data/../data/decks|", "does not end in a path");
    refuse_manifest("s|data/|/data/|", "does not end in a path");
    refuse_manifest("s|data/|./data/|", "does not end in a path");
    refuse_manifest("s|data/decks|data/d%65cks|", "does not end in a path");
    refuse("sha256sum manifest-sha256.txt >> manifest-sha256.txt; tags; sign official official", "PKG-04",
           "is listed in manifest-sha256.txt, where only files below data/ belong");
    refuse("sha256sum < /dev/null | sed 's|-$|data/zero|' >> manifest-sha256.txt; tags; sign official official",
           "PKG-04", "data/zero: is listed in manifest-sha256.txt but is no file in the folder");
    refuse("sha256sum ../keys/board.pub >> manifest-sha256.txt; sort -k2 -o manifest-sha256.txt manifest-sha256.txt; "
           "tags; sign official official",
           "PKG-04", "line 1 does not end in a path");
    refuse("rm manifest-sha256.txt; : > manifest-sha256.txt; tags; sign official official", "PKG-04",
           "not in manifest");
    refuse("rm manifest-sha256.txt", "PKG-03 PKG-04", "manifest-sha256.txt: is missing");
}

/* Lines out of order are one fault, not many: they are compared with the files all the same. */
UNIT_TEST(verify_package, pkg04_order_is_one_fault) {
    struct bag bag;
    struct findings findings;
    bag_new(&bag);
    CU_ASSERT(bag_run(&bag, "sort -r -k2 -o manifest-sha256.txt manifest-sha256.txt; tags; sign official official"));
    CU_ASSERT_EQUAL(bag_check(&bag, "official", false, &findings), SCR_DONE);
    for (size_t i = 0; i < findings.check_count; i++)
        if (findings.checks[i].verdict == VERDICT_REFUTED)
            CU_ASSERT_STRING_EQUAL(findings.checks[i].detail,
                                   "manifest-sha256.txt: line 2 is not in the order of the paths' bytes. "
                                   "manifest-sha256.txt: line 3 is not in the order of the paths' bytes. "
                                   "manifest-sha256.txt: line 4 is not in the order of the paths' bytes.");
    bag_expect(&findings, "PKG-04", "", NULL);
}

/* What the artifact's own checks read is what counts, not what the file holds by the time of the package's checks. */
UNIT_TEST(verify_package, pkg04_file_changed_between_reads) {
    struct bag bag;
    struct findings findings = {0};
    struct scr_diagnosis diagnosis = {0};
    struct package *package = NULL;
    struct package_artifact artifacts[4];
    bag_new(&bag);
    CU_ASSERT_FATAL(!scr_failed(package_open(bag.path, &package, &findings, &diagnosis)));
    CU_ASSERT_EQUAL_FATAL(package_file_count(package), 4);
    for (size_t i = 0; i < 4; i++) {
        char path[500];
        artifacts[i] = (struct package_artifact){
            .path = package_file(package, i), .kind = "", .election_id = "", .signer_role = ""};
        snprintf(path, sizeof path, "%s/%s", bag.path, artifacts[i].path);
        CU_ASSERT(!scr_failed(scr_hash_file(path, &artifacts[i].hash, NULL, NULL)));
    }
    CU_ASSERT_STRING_EQUAL(artifacts[2].path, "data/decks/two.xml");
    artifacts[2].hash = bag.absent; /* what a reader saw while the file was another one */
    CU_ASSERT(!scr_failed(package_check_artifacts(package, artifacts, 4, &findings)));
    CU_ASSERT_EQUAL(findings_verdict(&findings, "PKG-04"), VERDICT_REFUTED);
    CU_ASSERT_EQUAL(package_check_artifacts(package, artifacts, 3, &findings).code, SCR_INTERNAL);
    findings_free(&findings);
    package_free(package);
}

UNIT_TEST(verify_package, many_places_are_counted) {
    struct bag bag;
    struct findings findings;
    bag_new(&bag);
    CU_ASSERT(bag_run(&bag, "for i in $(seq 100 130); do : > extra$i; done"));
    CU_ASSERT_EQUAL(bag_check(&bag, "official", false, &findings), SCR_DONE);
    CU_ASSERT_PTR_NOT_NULL(strstr(findings.checks[0].detail, " And 11 more."));
    size_t shown = 0;
    for (const char *at = findings.checks[0].detail; (at = strstr(at, "extra1")); at++) shown++;
    CU_ASSERT_EQUAL(shown, PLACES_SHOWN);
    bag_expect(&findings, "PKG-01", "", NULL);
}

/* More than 64 MiB in a tag file is not read: what rests on its bytes is undecided, but what is said of its size is
 * not. */
UNIT_TEST(verify_package, huge_tag_file) {
    struct bag bag;
    struct findings findings;
    bag_new(&bag);
    CU_ASSERT(bag_run(&bag, "truncate -s 70000000 HOWTO-VERIFY.txt"));
    CU_ASSERT_EQUAL(bag_check(&bag, "official", false, &findings), SCR_DONE);
    bag_expect(&findings, "PKG-02", "PKG-03", "HOWTO-VERIFY.txt: has more than 65536 bytes");
    CU_ASSERT(bag_run(&bag, "truncate -s 100 HOWTO-VERIFY.txt; truncate -s 70000000 bagit.txt"));
    CU_ASSERT_EQUAL(bag_check(&bag, "official", false, &findings), SCR_DONE);
    bag_expect(&findings, "PKG-02 PKG-03", "", "bagit.txt: does not consist of the lines");
    CU_ASSERT(bag_run(&bag, "truncate -s 1T data/decks/two.xml; rm HOWTO-VERIFY.txt bagit.txt"));
    struct package *package = NULL;
    CU_ASSERT_FATAL(!scr_failed(package_open(bag.path, &package, &findings, NULL)));
    CU_ASSERT_EQUAL(findings_verdict(&findings, "PKG-02"), VERDICT_REFUTED); /* the size is enough, nothing is read */
    package_free(package);
    findings_free(&findings);
}

UNIT_TEST(verify_package, manifest_of_100000_lines) {
    enum { LINES = 100000 };
    struct scr_arena arena = {0};
    struct package package = {.folder = -1, .complete = true, .payload_count = LINES};
    struct findings findings = {0};
    struct entry *payload = scr_arena_alloc(&arena, LINES, sizeof *payload);
    struct package_artifact *artifacts = scr_arena_alloc(&arena, LINES, sizeof *artifacts);
    struct scr_buffer *bytes = &package.tags[TAG_MANIFEST].bytes;
    CU_ASSERT_FATAL(payload && artifacts);
    for (size_t i = 0; i < LINES; i++) {
        char hex[SCR_HEX_SIZE];
        payload[i].path = artifacts[i].path = scr_arena_print(&arena, "data/decks/%06zu.xml", i);
        CU_ASSERT(!scr_failed(scr_hash_bytes(&i, sizeof i, &artifacts[i].hash)));
        scr_hash_hex(&artifacts[i].hash, hex);
        CU_ASSERT(!scr_failed(scr_buffer_print(bytes, "%s  %s\n", hex, artifacts[i].path)));
    }
    package.payload = payload;
    clock_t start = clock();
    CU_ASSERT(!scr_failed(check_pkg04(&package, artifacts, &findings)));
    CU_ASSERT((double)(clock() - start) / CLOCKS_PER_SEC < 1.0);
    CU_ASSERT_EQUAL(findings_verdict(&findings, "PKG-04"), VERDICT_HOLDS);
    findings_free(&findings);
    artifacts[LINES - 1].hash.bytes[31] ^= 1;
    CU_ASSERT(!scr_failed(check_pkg04(&package, artifacts, &findings)));
    CU_ASSERT_EQUAL(findings_verdict(&findings, "PKG-04"), VERDICT_REFUTED);
    CU_ASSERT_PTR_NOT_NULL(strstr(findings.checks[0].detail, "data/decks/099999.xml: "));
    findings_free(&findings);
    scr_buffer_free(bytes);
    scr_arena_free(&arena);
}

/* One file too many: refuted, and what depends on the files that were not looked at is undecided. */
UNIT_TEST(verify_package, more_files_than_allowed) {
    struct bag bag;
    struct findings findings = {0};
    struct package_artifact none[10] = {{.kind = ""}};
    bag_new(&bag);
    struct package package = {.folder = open(bag.path, O_RDONLY | O_DIRECTORY), .most_files = 10};
    CU_ASSERT_FATAL(package.folder >= 0);
    CU_ASSERT(bag_run(&bag, "rm -r data; : > manifest-sha256.txt")); /* the five tag files and two in signatures/ */
    CU_ASSERT(bag_run(&bag, "for i in 1 2 3 4 5; do : > extra$i; done"));
    CU_ASSERT(!scr_failed(package_list(&package, &findings)));
    CU_ASSERT_EQUAL(findings_verdict(&findings, "PKG-01"), VERDICT_REFUTED);
    CU_ASSERT_PTR_NOT_NULL(strstr(findings.checks[0].detail, "is one file more than 10; the rest was not looked at"));
    CU_ASSERT_FALSE(package.complete);
    CU_ASSERT(!scr_failed(check_pkg04(&package, none, &findings)) &&
              !scr_failed(check_pkg06(&package, none, &findings)));
    CU_ASSERT(!scr_failed(check_pkg05(&package, &findings)) && !scr_failed(check_pkg07(&package, none, &findings)));
    CU_ASSERT_EQUAL(findings_verdict(&findings, "PKG-04"), VERDICT_UNDECIDED);
    CU_ASSERT_EQUAL(findings_verdict(&findings, "PKG-06"), VERDICT_UNDECIDED);
    CU_ASSERT_EQUAL(findings_verdict(&findings, "PKG-07"), VERDICT_UNDECIDED);
    close(package.folder);
    free(package.entries);
    scr_arena_free(&package.arena);
    findings_free(&findings);
}

UNIT_TEST(verify_package, names) {
    CU_ASSERT(date_allowed("2024-02-29", 10) && date_allowed("2000-02-29", 10) && date_allowed("9999-12-31", 10));
    CU_ASSERT(!date_allowed("1900-02-29", 10) && !date_allowed("2026-04-31", 10) && !date_allowed("2026-13-01", 10));
    CU_ASSERT(!date_allowed("2026-00-10", 10) && !date_allowed("2026-01-00", 10) && !date_allowed("0000-01-01", 10));
    CU_ASSERT(!date_allowed("2026-1-011", 10) && !date_allowed("2026-01-01Z", 11) && !date_allowed("26-01-01", 8));
    CU_ASSERT(path_allowed("a/b/c/d/e/f/g/h", 15) && !path_allowed("a/b/c/d/e/f/g/h/i", 17));
    CU_ASSERT(!path_allowed("", 0) && !path_allowed("a/", 2) && !path_allowed("/a", 2) && !path_allowed("a//b", 4));
    CU_ASSERT(!path_allowed("..", 2) && !path_allowed("a/./b", 5) && !path_allowed("a\0b", 3) &&
              !path_allowed("-a", 2));
    CU_ASSERT(signer_name_allowed("A-b_9", 5) && !signer_name_allowed("a.b", 3) && !signer_name_allowed("_a", 2));
    CU_ASSERT(role_allowed("election-official", 17) && !role_allowed("Official", 8) && !role_allowed("", 0));
    CU_ASSERT(value_allowed("Z\xc3\xbcrich", 7) && value_allowed("\xc2\xa0", 2) && !value_allowed("\xc2\x80", 2));
    CU_ASSERT(!value_allowed("a\tb", 3) && !value_allowed("a\x7f", 2) && !value_allowed("\xc2", 1));
}
