/* test_package.c: packages and keys as a stranger meets them: with the stock commands of HOWTO-VERIFY.txt. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "gen/package/key_pair.h"
#include "gen/package/names.h"
#include "gen/package/package.h"
#include "scrutineer/file.h"
#include "tests/unit/shell.h"
#include "tests/unit/unit.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A folder in/ with definition.xml, decks/one.xml resting on it and its proof, decks/two.xml; keys official and forger.
 */
struct office {
    char folder[200], in[220], out[220], key[220], other[220];
    struct scr_private_key *official, *forger;
};

static const char header[] = "  <Header>\n"
                             "    <Election Id=\"%s\" Name=\"City\" Date=\"\" Jurisdiction=\"City of X\"/>\n"
                             "    <Purpose>%s</Purpose>\n"
                             "    <SignerRole>%s</SignerRole>\n"
                             "    <Software Name=\"scrutineer-gen\" Version=\"0\"/>\n";
static const char declaration[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

static void put_definition(const char *path, const char *election, const char *role) {
    char words[1000];
    snprintf(words, sizeof words, header, election, "ballot-definition", role);
    put(path,
        "%s<BallotDefinition xmlns=\"urn:scrutineer:artifact:1\" Version=\"1\">\n%s  </Header>\n</BallotDefinition>\n",
        declaration, words);
}

static void hex_of(const char *path, char hex[static SCR_HEX_SIZE]) {
    struct scr_hash hash;
    CU_ASSERT_FATAL(!scr_failed(scr_hash_file(path, &hash, NULL, NULL)));
    scr_hash_hex(&hash, hex);
}

/* `link` is an element after RestsOn or "", `proof` a file name or NULL. */
static void put_deck(const char *path, const char *rests_on, const char *link, const char *proof, const char *hex) {
    char words[1000], search[300] = "";
    snprintf(words, sizeof words, header, "city-2026", "logic-and-accuracy-test-deck", "election-official");
    if (proof)
        snprintf(search, sizeof search,
                 "  <Length>\n    <Search Noncompetitive=\"0\" Proof=\"%s\" SHA256=\"%s\"/>\n  </Length>\n", proof,
                 hex);
    put(path,
        "%s<TestDeck xmlns=\"urn:scrutineer:artifact:1\" Version=\"1\">\n%s    <RestsOn Kind=\"ballot-definition\" "
        "SHA256=\"%s\"/>\n%s  </Header>\n  <BallotStyle Id=\"%s\" Name=\"\"/>\n%s</TestDeck>\n",
        declaration, words, rests_on, link, proof ? "one" : "two", search);
}

static struct scr_private_key *new_key(const char *name) {
    struct scr_public_key public_key;
    struct scr_private_key *key = NULL;
    char path[300];
    CU_ASSERT_FATAL(!scr_failed(key_pair_create(name, NULL, 0, &public_key, NULL)));
    snprintf(path, sizeof path, "%s.key", name);
    CU_ASSERT_FATAL(!scr_failed(scr_private_key_load(path, NULL, NULL, &key, NULL)));
    return key;
}

static void open_office(struct office *o) {
    char path[300], hex[SCR_HEX_SIZE], proof[SCR_HEX_SIZE];
    *o = (struct office){0};
    snprintf(o->folder, sizeof o->folder, "%s", unit_scratch());
    snprintf(o->in, sizeof o->in, "%s/in", o->folder);
    snprintf(o->out, sizeof o->out, "%s/out", o->folder);
    snprintf(o->key, sizeof o->key, "%s/official", o->folder);
    snprintf(o->other, sizeof o->other, "%s/forger", o->folder);
    CU_ASSERT_FATAL(sh("mkdir -p %s/decks", o->in));
    snprintf(path, sizeof path, "%s/definition.xml", o->in);
    put_definition(path, "city-2026", "election-official");
    hex_of(path, hex);
    snprintf(path, sizeof path, "%s/decks/one.drat", o->in);
    put(path, "%s", "1 2 0\n0\n");
    hex_of(path, proof);
    snprintf(path, sizeof path, "%s/decks/one.xml", o->in);
    put_deck(path, hex, "", "one.drat", proof);
    snprintf(path, sizeof path, "%s/decks/two.xml", o->in);
    put_deck(path, hex, "", NULL, NULL);
    o->official = new_key(o->key);
    o->forger = new_key(o->other);
}

static void close_office(struct office *o) {
    scr_private_key_free(o->official);
    scr_private_key_free(o->forger);
}

static scr_result pack(const struct office *o, const char *out, struct scr_diagnosis *diagnosis) {
    struct package_summary summary;
    const struct package_request request = {.folder = o->in,
                                            .out = out,
                                            .key = o->official,
                                            .signer = "official",
                                            .role = "election-official",
                                            .date = "2026-05-01"};
    return package_build(&request, &summary, diagnosis);
}

/* The four lines of HOWTO-VERIFY.txt, as the page gives them, into lines[]. */
static void howto_lines(const char *package, char lines[4][300]) {
    static const char *const begin[] = {"openssl pkeyutl ", "sha256sum -c ", "sha256sum -c ", "! (cut -c67- "};
    char path[300], line[400];
    size_t found = 0;
    snprintf(path, sizeof path, "%s/HOWTO-VERIFY.txt", package);
    FILE *file = fopen(path, "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    while (found < 4 && fgets(line, sizeof line, file))
        if (!strncmp(line, "    ", 4) && !strncmp(line + 4, begin[found], strlen(begin[found])))
            snprintf(lines[found++], 300, "%.299s", line + 4);
    fclose(file);
    CU_ASSERT_EQUAL_FATAL(found, 4);
}

/* Follows HOWTO-VERIFY.txt of `howto` in the folder `package`, trusting `key`: 0 when every line succeeds, else the
 * number of the first line that fails. Only the key's path is put in.
 */
static int follow(const struct office *o, const char *howto, const char *package, const char *key) {
    char lines[4][300];
    howto_lines(howto, lines);
    for (int i = 0; i < 4; i++) {
        char script[300];
        snprintf(script, sizeof script, "%s/line.sh", o->folder);
        put(script, "%s", lines[i]);
        CU_ASSERT_FATAL(sh("sed -i 's|KEY-YOU-TRUST.pem|%s|' %s", key, script));
        if (!sh("cd %s && sh %s", package, script)) return i + 1;
    }
    return 0;
}

UNIT_TEST(package, howto_gives_the_commands_of_the_specification) {
    struct office o;
    char lines[4][300], line[2000], wanted[400];
    size_t found = 0;
    open_office(&o);
    CU_ASSERT_FATAL(!scr_failed(pack(&o, o.out, NULL)));
    howto_lines(o.out, lines);
    FILE *file = fopen("schemas/specification.md", "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    while (found < 4 && fgets(line, sizeof line, file)) {
        if (!found && strncmp(line, "openssl pkeyutl -verify", 23) != 0) continue;
        char *name = strstr(line, "NAME.sig");
        if (name) {
            *name = 0;
            snprintf(wanted, sizeof wanted, "%.300sofficial.sig\n", line);
        } else {
            snprintf(wanted, sizeof wanted, "%.390s", line);
        }
        CU_ASSERT_STRING_EQUAL(lines[found], wanted);
        found++;
    }
    fclose(file);
    CU_ASSERT_EQUAL(found, 4);
    close_office(&o);
}

UNIT_TEST(package, stock_tools_accept_a_package_and_refuse_each_forgery) {
    struct office o;
    char trusted[300], forged[300];
    open_office(&o);
    CU_ASSERT_FATAL(!scr_failed(pack(&o, o.out, NULL)));
    snprintf(trusted, sizeof trusted, "%s.pub", o.key);
    CU_ASSERT_EQUAL(follow(&o, o.out, o.out, trusted), 0);

    /* Each forgery starts from a fresh copy, and is stopped by the line that HOWTO-VERIFY.txt says stops it. The forger
     * may also change the page, so the reader follows the one that the tests know. */
    static const char remake_lists[] =
        "find data -type f | sort | xargs sha256sum > manifest-sha256.txt && sha256sum HOWTO-VERIFY.txt bag-info.txt "
        "bagit.txt manifest-sha256.txt > tagmanifest-sha256.txt";
    static const struct {
        const char *what;
        int line;
    } forgeries[] = {
        {"sed -i 's/City of X/City of Y/' data/definition.xml", 3},
        {"rm data/decks/two.xml", 3},
        {"sed -i 's/City of X/City of Y/' data/definition.xml && find data -type f | sort | xargs sha256sum > "
         "manifest-sha256.txt",
         2},
        {"rm bag-info.txt", 2},
        {"sed -i s/2026-05-01/2026-04-01/ bag-info.txt", 2},
        {"rm data/decks/two.xml && REMAKE", 1},
        {"rm data/decks/two.xml && REMAKE && SIGN", 1},
        {"cp OTHER.pub signatures/official.pub && SIGN", 1},
        {"touch data/extra.xml", 4},
        {"touch extra", 4},
        {"mkdir data/more && touch data/more/x", 4},
        {": > signatures/official.sig", 1},
    };
    for (size_t i = 0; i < COUNT(forgeries); i++) {
        snprintf(forged, sizeof forged, "%s/forged-%zu", o.folder, i);
        char script[300];
        snprintf(script, sizeof script, "%s/forge.sh", o.folder);
        put(script,
            "set -e\nREMAKE() { %s; }\nSIGN() { openssl pkeyutl -sign -rawin -inkey %s.key -in tagmanifest-sha256.txt "
            "-out "
            "signatures/official.sig; }\n%s\n",
            remake_lists, o.other, forgeries[i].what);
        CU_ASSERT_FATAL(sh("sed -i 's|OTHER|%s|' %s", o.other, script));
        CU_ASSERT_FATAL(sh("cp -r %s %s && cd %s && sh %s", o.out, forged, forged, script));
        int line = follow(&o, o.out, forged, trusted);
        if (line != forgeries[i].line) printf("forgery '%s' stopped at line %d\n", forgeries[i].what, line);
        CU_ASSERT_EQUAL(line, forgeries[i].line);
    }
    /* Whoever trusts the forger's key is fooled: the key must come from elsewhere. */
    snprintf(trusted, sizeof trusted, "%s.pub", o.other);
    snprintf(forged, sizeof forged, "%s/forged-6", o.folder);
    CU_ASSERT_EQUAL(follow(&o, o.out, forged, trusted), 0);
    close_office(&o);
}

UNIT_TEST(package, tag_files_have_their_one_form_and_bytes_repeat) {
    struct office o;
    struct scr_buffer file = {0}, wanted = {0};
    struct scr_public_key public_key;
    struct scr_hash fingerprint;
    char path[300], again[300], hex[SCR_HEX_SIZE];
    open_office(&o);
    snprintf(again, sizeof again, "%s/again", o.folder);
    CU_ASSERT_FATAL(!scr_failed(pack(&o, o.out, NULL)));
    CU_ASSERT_FATAL(!scr_failed(pack(&o, again, NULL)));
    CU_ASSERT_TRUE(sh("diff -r %s %s", o.out, again));
    CU_ASSERT_TRUE(sh("diff -r -x publication-index.xml %s %s/data", o.in, o.out));
    CU_ASSERT_TRUE(sh("cmp %s.pub %s/signatures/official.pub", o.key, o.out));
    CU_ASSERT_TRUE(sh("test $(wc -c < %s/signatures/official.sig) = 64", o.out));
    CU_ASSERT_TRUE(
        sh("cd %s && find data -type f | LC_ALL=C sort | xargs sha256sum | cmp - manifest-sha256.txt", o.out));
    CU_ASSERT_TRUE(sh("cd %s && sha256sum HOWTO-VERIFY.txt bag-info.txt bagit.txt manifest-sha256.txt | cmp - "
                      "tagmanifest-sha256.txt",
                      o.out));

    CU_ASSERT_FATAL(!scr_failed(scr_private_key_public(o.official, &public_key)));
    CU_ASSERT_FATAL(!scr_failed(scr_public_key_fingerprint(&public_key, &fingerprint)));
    scr_hash_hex(&fingerprint, hex);
    struct stat state;
    size_t bytes = 0;
    static const char *const names[] = {"definition.xml", "decks/one.xml", "decks/one.drat", "decks/two.xml",
                                        "publication-index.xml"};
    for (size_t i = 0; i < COUNT(names); i++) {
        snprintf(path, sizeof path, "%s/data/%s", o.out, names[i]);
        CU_ASSERT_FATAL(!stat(path, &state));
        bytes += (size_t)state.st_size;
    }
    CU_ASSERT_FATAL(!scr_failed(scr_buffer_print(&wanted,
                                                 "Source-Organization: City of X\n"
                                                 "Bagging-Date: 2026-05-01\n"
                                                 "Payload-Oxum: %zu.5\n"
                                                 "Bag-Software-Agent: scrutineer-gen " SCRUTINEER_VERSION "\n"
                                                 "Scrutineer-Package-Version: 1\n"
                                                 "Scrutineer-Election: city-2026\n"
                                                 "Scrutineer-Signer: official election-official %s\n",
                                                 bytes, hex)));
    snprintf(path, sizeof path, "%s/bag-info.txt", o.out);
    CU_ASSERT_FATAL(!scr_failed(scr_file_read(path, 10000, &file, NULL)));
    CU_ASSERT_STRING_EQUAL((const char *)file.data, (const char *)wanted.data);
    snprintf(path, sizeof path, "%s/bagit.txt", o.out);
    CU_ASSERT_FATAL(!scr_failed(scr_file_read(path, 10000, &file, NULL)));
    CU_ASSERT_STRING_EQUAL((const char *)file.data, "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    scr_buffer_free(&file);
    scr_buffer_free(&wanted);
    close_office(&o);
}

/* Refusals leave no package and no partial one, and say why at the right place. */
UNIT_TEST(package, folders_that_do_not_belong_together_are_refused) {
    static const struct {
        const char *damage, *place, *words;
    } cases[] = {
        {"ln -s definition.xml link.xml", "in/link.xml", "symbolic link"},
        {"mkfifo pipe.xml", "in/pipe.xml", "not a regular file"},
        {"cp definition.xml 'a b.xml'", "in/a b.xml", "name that a package does not allow"},
        {"cp definition.xml .hidden.xml", "in/.hidden.xml", "name that a package does not allow"},
        {"mkdir -p 1/2/3/4/5/6/7; cp definition.xml 1/2/3/4/5/6/7/", "in/1/2/3/4/5/6/7/definition.xml",
         "6 folders deep"},
        {"cp definition.xml DEFINITION.xml", "in/", "differs only in upper and lower case"},
        {"echo '<a/>' > other.xml", "in/other.xml", "not an artifact"},
        {"sed 's|artifact:1|artifact:2|' definition.xml > other.xml", "in/other.xml", "not an artifact"},
        {"sed 's/TestDeck/Deck/' decks/two.xml > decks/three.xml", "in/decks/three.xml", ""},
        {"sed -i 's/    <Purpose>/ <Purpose>/' decks/two.xml", "in/decks/two.xml", ""}, /* not canonical */
        {"head -c 300 decks/two.xml > decks/three.xml", "in/decks/three.xml", ""},
        {"sed -i s/logic-and-accuracy-test-deck/ballot-definition/ decks/two.xml", "in/decks/two.xml", "Purpose"},
        {"sed -i '/SignerRole/d' decks/two.xml", "in/decks/two.xml", "SignerRole"},
        {"sed -i '/<SignerRole/p' decks/two.xml", "in/decks/two.xml", "stands twice"},
        {"sed -i s/city-2026/town-2026/ decks/two.xml", "in/decks/two.xml", "names the election town-2026"},
        {"sed -i s/election-official/board/ decks/two.xml", "in/decks/two.xml", "asks to be signed in the role board"},
        {"touch notes.txt", "in/notes.txt", "neither an artifact"},
        {"mv decks/one.drat .", "in/decks/one.xml", "names the proof one.drat, which is not in its folder"},
        {"echo >> decks/one.drat", "in/decks/one.xml", "with another digest"},
        {"sed -i 's/City of X/City of Z/' definition.xml", "in/decks/one.xml", "rests on the ballot-definition"},
        {"h=$(sha256sum decks/two.xml | cut -c-64); sed \"s|  </Header>|    <Supersedes SHA256=\\\"$h\\\"/>\\n&|\" "
         "decks/two.xml > decks/three.xml",
         "in/decks/two.xml", "is superseded by decks/three.xml"},
        {"sed 's/Jurisdiction=\"[^\"]*/&./' definition.xml > other.xml", "in/other.xml",
         "is a second ballot-definition"},
        {"sed 's/Version=\"0\"/Version=\"1\"/' decks/two.xml > decks/zwei.xml", "in/decks/zwei.xml",
         "of ballot style two beside decks/two.xml"},
        {"rm -r *", "in", "holds no artifact"},
        {"mkdir ../out; touch ../out/x", "out", "exists already"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct office o;
        struct scr_diagnosis diagnosis = {0};
        open_office(&o);
        CU_ASSERT_FATAL(sh("cd %s && %s", o.in, cases[i].damage));
        bool refused = scr_failed(pack(&o, o.out, &diagnosis)), said = false;
        for (size_t k = 0; k < diagnosis.count; k++)
            said |= strstr(diagnosis.problems[k].place, cases[i].place) &&
                    strstr(diagnosis.problems[k].message, cases[i].words);
        if (!refused || !said) printf("'%s' was not refused as it should be\n", cases[i].damage);
        CU_ASSERT_TRUE(refused);
        CU_ASSERT_TRUE(said);
        CU_ASSERT_FALSE(sh("test -e %s/data || ls %s/*partial*", o.out, o.folder));
        scr_diagnosis_free(&diagnosis);
        close_office(&o);
    }
}

UNIT_TEST(package, all_problems_of_a_folder_are_told_together) {
    struct office o;
    struct scr_diagnosis diagnosis = {0};
    open_office(&o);
    CU_ASSERT_FATAL(sh("cd %s && ln -s x y && touch 'a b' .c", o.in));
    CU_ASSERT_EQUAL(pack(&o, o.out, &diagnosis).code, SCR_INPUT);
    CU_ASSERT_EQUAL(diagnosis.count, 3);
    scr_diagnosis_free(&diagnosis);
    close_office(&o);
}

UNIT_TEST(package, papers_are_left_out) {
    struct office o;
    struct package_summary summary;
    open_office(&o);
    CU_ASSERT_FATAL(sh("cd %s && mkdir sheets && touch sheets/one-marking.html 'sheets/a b'", o.in));
    const struct package_request request = {.folder = o.in,
                                            .out = o.out,
                                            .key = o.official,
                                            .signer = "official",
                                            .role = "election-official",
                                            .organization = "The Clerk",
                                            .date = "2026-05-01"};
    CU_ASSERT_FATAL(!scr_failed(package_build(&request, &summary, NULL)));
    CU_ASSERT_EQUAL(summary.files, 5); /* the index too */
    CU_ASSERT_EQUAL(summary.left_out, 2);
    CU_ASSERT_FALSE(sh("test -e %s/data/sheets", o.out));
    CU_ASSERT_TRUE(sh("grep -qx 'Source-Organization: The Clerk' %s/bag-info.txt", o.out));
    close_office(&o);
}

UNIT_TEST(package, words_of_a_request_are_checked) {
    struct office o;
    struct package_summary summary;
    open_office(&o);
    const struct package_request good = {.folder = o.in,
                                         .out = o.out,
                                         .key = o.official,
                                         .signer = "official",
                                         .role = "election-official",
                                         .date = "2026-05-01"};
    struct package_request bad[] = {good, good, good, good, good};
    bad[0].signer = "a/b";
    bad[1].signer = "";
    bad[2].role = "Election-official";
    bad[3].organization = "line\nScrutineer-Signer: me";
    bad[4].organization = "";
    for (size_t i = 0; i < COUNT(bad); i++) CU_ASSERT_EQUAL(package_build(&bad[i], &summary, NULL).code, SCR_USAGE);
    CU_ASSERT_TRUE(package_value_valid("Gemeinde Z\xC3\xBCrich"));
    CU_ASSERT_FALSE(package_value_valid("a\xC2\x85"
                                        "b")); /* U+0085 */
    CU_ASSERT_FALSE(package_value_valid("\xFF"));
    CU_ASSERT_TRUE(package_path_valid("a/b.c/d-e_f"));
    CU_ASSERT_TRUE(package_path_valid("a/b/c/d/e/f/g")); /* with data/ before it 8 components, as the verifier allows */
    static const char *const paths[] = {"", "/a", "a/", "a//b", "a/../b", "-a", "a\n", "a/b/c/d/e/f/g/h"};
    for (size_t i = 0; i < COUNT(paths); i++) CU_ASSERT_FALSE(package_path_valid(paths[i]));
    close_office(&o);
}

UNIT_TEST(package, dates_are_days_of_the_calendar) {
    static const char *const bad[] = {"2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1",    "2026/01/01",
                                      "0000-01-01", "2100-02-29", "2026-04-31", "2026-01-01 ", ""};
    char date[11];
    CU_ASSERT_FATAL(!scr_failed(package_date("2024-02-29", date, NULL)));
    CU_ASSERT_STRING_EQUAL(date, "2024-02-29");
    for (size_t i = 0; i < COUNT(bad); i++) CU_ASSERT_EQUAL(package_date(bad[i], date, NULL).code, SCR_USAGE);
    const char *before = getenv("SOURCE_DATE_EPOCH");
    char *kept = before ? strdup(before) : NULL;
    setenv("SOURCE_DATE_EPOCH", "1772323199", 1); /* date -u -d @1772323199: 2026-02-28T23:59:59Z */
    CU_ASSERT_FATAL(!scr_failed(package_date(NULL, date, NULL)));
    CU_ASSERT_STRING_EQUAL(date, "2026-02-28");
    static const char *const near[] = {"2026-02-27", "2026-02-28", "2026-03-01"};
    static const char *const far[] = {"0001-01-01", "2025-02-28", "2026-02-26", "2026-03-02", "9999-12-31"};
    for (size_t i = 0; i < COUNT(near); i++) CU_ASSERT_FALSE(package_date_far(near[i], date));
    for (size_t i = 0; i < COUNT(far); i++) CU_ASSERT_TRUE(package_date_far(far[i], date));
    setenv("SOURCE_DATE_EPOCH", "1709164800", 1); /* 2024-02-29 */
    CU_ASSERT_FALSE(package_date_far("2024-03-01", date));
    CU_ASSERT_TRUE(package_date_far("2024-02-27", date));
    setenv("SOURCE_DATE_EPOCH", "yesterday", 1);
    CU_ASSERT_EQUAL(package_date(NULL, date, NULL).code, SCR_USAGE);
    CU_ASSERT_FALSE(package_date_far("9999-12-31", date));
    unsetenv("SOURCE_DATE_EPOCH");
    CU_ASSERT_FALSE(scr_failed(package_date(NULL, date, NULL)));
    CU_ASSERT_EQUAL(strlen(date), 10);
    if (kept) setenv("SOURCE_DATE_EPOCH", kept, 1);
    free(kept);
}
