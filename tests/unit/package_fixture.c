/* package_fixture.c: packages for tests of the verifier. */
#include "package_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "scrutineer/sign.h"
#include "unit.h"

static const char helpers[] =
    "set -e; export LC_ALL=C\n"
    "print() { openssl pkey -pubin -in ../keys/$1.pub -outform DER | sha256sum | cut -c1-64; }\n"
    "info() {\n"
    "  echo 'Source-Organization: City of Example'\n"
    "  echo \"Bagging-Date: ${DATE:-2026-05-01}\"\n"
    "  echo \"Payload-Oxum: $(find data -type f -exec cat {} + | wc -c).$(find data -type f | wc -l)\"\n"
    "  echo 'Bag-Software-Agent: tests'; echo 'Scrutineer-Package-Version: 1'\n"
    "  echo \"Scrutineer-Election: ${ELECTION:-city-2026}\"\n"
    "  for s; do k=${s##*:}; r=${s%:*}; echo \"Scrutineer-Signer: ${r%:*} ${r#*:} $(print $k)\"; done\n"
    "} > bag-info.txt\n"
    "manifest() { find data -type f | sort | xargs -r sha256sum > manifest-sha256.txt; }\n"
    "tags() { sha256sum HOWTO-VERIFY.txt bag-info.txt bagit.txt manifest-sha256.txt > tagmanifest-sha256.txt; }\n"
    "sign() {\n"
    "  cp ../keys/$2.pub signatures/$1.pub\n"
    "  openssl pkeyutl -sign -rawin -inkey ../keys/$2.key -in tagmanifest-sha256.txt -out signatures/$1.sig\n"
    "}\n"
    "remake() { manifest; tags; sign official official; }\n"
    /* Hashes of an index of publications from sha256sum over what section 7.4 puts together. */
    "field() {\n"
    "  printf '%016x' \"$(printf %s \"$1\" | wc -c)\"; printf %s \"$1\" | od -An -v -tx1 | tr -d ' \\n'\n"
    "}\n"
    "chain() {\n"
    "  LAST=$({ field 'scrutineer index 1'; field \"${ELECTION:-city-2026}\"; echo \"$LAST$1\"; } |\n"
    "    tr a-f A-F | basenc -d --base16 | sha256sum | cut -c1-64)\n"
    "}\n"
    "begin() { LAST=$(printf %064d 0); N=0; : > ../entries; }\n"
    "published() {\n"
    "  N=$((N + 1))\n"
    "  chain \"$(field publication; printf %08x $N; for f; do field \"$f\"; done)\"\n"
    "  echo \"  <Publication Number=\\\"$N\\\" Date=\\\"$1\\\" Kind=\\\"$2\\\" Subject=\\\"$3\\\"\" \\\n"
    "    \"SHA256=\\\"$4\\\" Replaces=\\\"$5\\\" Hash=\\\"$LAST\\\"/>\" >> ../entries\n"
    "}\n"
    "withdrawn() {\n"
    "  N=$((N + 1))\n"
    "  chain \"$(field withdrawal; printf %08x $N; field $1; printf %08x $2; field \"$3\")\"\n"
    "  echo \"  <Withdrawal Number=\\\"$N\\\" Date=\\\"$1\\\" Of=\\\"$2\\\" Reason=\\\"$3\\\" Hash=\\\"$LAST\\\"/>\" "
    ">> ../entries\n"
    "}\n"
    "sum() { sha256sum < \"$1\" | cut -c1-64; }\n"
    "files() { find data -name '*.xml' ! -name publication-index.xml | sort | xargs -r grep $1 '<RestsOn'; }\n"
    "list() {\n"
    "  for f in $(files -L; files -l); do\n" /* first what rests on nothing */
    "    style=; kind=$(sed -n 's/.*<Purpose>\\(.*\\)<.*/\\1/p' $f)\n"
    "    case $kind in *-deck) style=$(sed -n 's/.*<BallotStyle Id=\"\\([^\"]*\\)\".*/\\1/p' $f) ;; esac\n"
    "    published \"${1:-2026-05-01}\" $kind \"$style\" $(sum $f) ''\n"
    "  done\n"
    "}\n"
    "written() {\n"
    "  echo '<?xml version=\"1.0\" encoding=\"UTF-8\"?>'\n"
    "  echo '<PublicationIndex xmlns=\"urn:scrutineer:artifact:1\" Version=\"1\">'; echo '  <Header>'\n"
    /* The election in the words of the other artifacts. */
    "  echo '    <Election Id=\"\" Name=\"City\" Date=\"\" Jurisdiction=\"\"/>' > ../election\n"
    "  cat $(find data -name '*.xml' ! -name publication-index.xml) ../election | grep '^    <Election ' | head -n 1 "
    "|\n"
    "    sed \"s/ Id=\\\"[^\\\"]*\\\"/ Id=\\\"${ELECTION:-city-2026}\\\"/\"\n"
    "  echo '    <Purpose>publication-index</Purpose>'; echo '    <SignerRole>election-official</SignerRole>'\n"
    "  echo '    <Software Name=\"test\" Version=\"1\"/>'; echo '  </Header>'; cat ../entries\n"
    "  echo '</PublicationIndex>'\n"
    "} > data/publication-index.xml\n"
    "index() { rm -f data/publication-index.xml; begin; list \"$@\"; if [ $N != 0 ]; then written; fi; }\n"
    "trust() {\n"
    "  echo '<TrustList xmlns=\"urn:scrutineer:artifact:1\" Version=\"1\">'\n"
    "  for k; do echo \"$k\"; done; echo '</TrustList>'\n"
    "} > ../trust.xml\n"
    "say() {\n"
    "  mkdir -p countersignatures; n=countersignatures/$1\n"
    "  printf \"Scrutineer-Statement: ${VERSION:-1}\\nElection: ${ELECTION:-city-2026}\\nObject: $5\\n\" > $n.txt\n"
    "  printf \"SHA256: $(sha256sum < $6 | cut -c1-64)\\nSigner: $1\\nRole: $3\\n\" >> $n.txt\n"
    "  printf \"Fingerprint: $(print $2)\\nTime: $4\\nWords: ${WORDS:-I hold this file.}\\n\" >> $n.txt\n"
    "  openssl pkeyutl -sign -rawin -inkey ../keys/$2.key -in $n.txt -out $n.sig; cp ../keys/$2.pub $n.pub\n"
    "}\n"
    "listed() {\n"
    "  echo \"<Key Fingerprint='$(print $1)' Owner='Office &amp; $1' Role='$2' Election='$3' NotBefore='$4' \"\n"
    "  echo \"NotAfter='$5' Revoked='$6'/>\"\n"
    "}\n";

static bool run(const char *folder, const char *prelude, const char *script) {
    struct scr_buffer command = {0};
    bool good = !scr_failed(scr_buffer_print(&command, "cd '%s' && exec 2>../stderr && {\n%s\n%s\n}", folder, prelude,
                                             script)) &&
                system((const char *)command.data) == 0;
    scr_buffer_free(&command);
    return good;
}

bool bag_run(const struct bag *bag, const char *script) { return run(bag->path, helpers, script); }

static void make_key(const char *folder, const char *name) {
    struct scr_private_key *key = NULL;
    struct scr_public_key public_key;
    struct scr_buffer secret = {0}, pem = {0};
    char path[300];
    bool good = !scr_failed(scr_key_generate(&key)) && !scr_failed(scr_private_key_pem(key, NULL, 0, &secret)) &&
                !scr_failed(scr_private_key_public(key, &public_key)) &&
                !scr_failed(scr_public_key_pem(&public_key, &pem));
    if (!good) abort();
    snprintf(path, sizeof path, "%s/keys/%s.key", folder, name);
    good = !scr_failed(scr_file_create(path, secret.data, secret.length, 0600, NULL));
    snprintf(path, sizeof path, "%s/keys/%s.pub", folder, name);
    if (!good || scr_failed(scr_file_create(path, pem.data, pem.length, 0644, NULL))) abort();
    scr_private_key_free(key);
    scr_buffer_free(&secret);
    scr_buffer_free(&pem);
}

/* The first package, which the others are copies of. */
static const char *original(void) {
    static char folder[200];
    static const char *const names[] = {"official", "board", "forger"};
    char path[300];
    if (folder[0]) return folder;
    snprintf(folder, sizeof folder, "%s", unit_scratch());
    snprintf(path, sizeof path, "%s/keys", folder);
    if (mkdir(path, 0700)) abort();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) make_key(folder, names[i]);
    snprintf(path, sizeof path, "%s/bag", folder);
    if (mkdir(path, 0700)) abort();
    if (!run(path, helpers,
             "mkdir -p data/decks signatures\n"
             "echo '<BallotDefinition/>' > data/definition.xml\n"
             "echo '<TestDeck>1</TestDeck>' > data/decks/one.xml; echo 0 > data/decks/one.drat\n"
             "echo '<TestDeck>2</TestDeck>' > data/decks/two.xml\n"
             "echo 'How to verify' > HOWTO-VERIFY.txt\n"
             "printf 'BagIt-Version: 1.0\\nTag-File-Character-Encoding: UTF-8\\n' > bagit.txt\n"
             "info official:election-official:official\nremake"))
        abort();
    return folder;
}

/* What the artifacts of the package rest on. */
static const char *const rests_on_kinds[] = {"ballot-definition"};

void bag_new(struct bag *bag) {
    const char *from = original();
    char command[700], path[300];
    *bag = (struct bag){0};
    snprintf(bag->folder, sizeof bag->folder, "%s", unit_scratch());
    snprintf(bag->path, sizeof bag->path, "%s/bag", bag->folder);
    snprintf(command, sizeof command, "cp -r '%s/bag' '%s/keys' '%s'", from, from, bag->folder);
    if (system(command)) abort();
    snprintf(path, sizeof path, "%s/data/definition.xml", bag->path);
    if (scr_failed(scr_hash_file(path, &bag->definition, NULL, NULL))) abort();
    if (scr_failed(scr_hash_bytes("absent", 6, &bag->absent))) abort();
    struct package_artifact definition = {.path = "data/definition.xml",
                                          .kind = "ballot-definition",
                                          .election_id = "city-2026",
                                          .signer_role = "election-official"};
    struct package_artifact deck = definition;
    deck.kind = "test-deck";
    deck.rests_on = &bag->definition;
    deck.rests_on_kinds = rests_on_kinds;
    deck.rests_on_count = 1;
    bag->claims[CLAIM_DEFINITION] = definition;
    bag->claims[CLAIM_ONE] = bag->claims[CLAIM_TWO] = deck;
    bag->claims[CLAIM_ONE].path = "data/decks/one.xml";
    bag->claims[CLAIM_ONE].proof_file = "one.drat";
    bag->claims[CLAIM_TWO].path = "data/decks/two.xml";
    bag->claim_count = CLAIMS;
}

const char *bag_key(const struct bag *bag, const char *name) {
    static char path[300];
    snprintf(path, sizeof path, "%s/keys/%s.pub", bag->folder, name);
    return path;
}

const char *bag_fingerprint(const struct bag *bag, const char *name) {
    static char hex[SCR_HEX_SIZE];
    char script[200], path[300];
    snprintf(script, sizeof script, "print %s > ../fingerprint", name);
    CU_ASSERT_FATAL(bag_run(bag, script));
    snprintf(path, sizeof path, "%s/fingerprint", bag->folder);
    FILE *file = fopen(path, "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_EQUAL(fread(hex, 1, SCR_HEX_SIZE - 1, file), SCR_HEX_SIZE - 1);
    CU_ASSERT_EQUAL(fclose(file), 0);
    return hex;
}

void bag_expect_detail(const struct bag *bag, const struct findings *findings, const char *detail, const char *name) {
    const char *place = strstr(detail, "%s"), *found = findings->checks[findings->check_count - 1].detail;
    char expected[600];
    CU_ASSERT_PTR_NOT_NULL_FATAL(place);
    snprintf(expected, sizeof expected, "%.*s%s%s", (int)(place - detail), detail, bag_fingerprint(bag, name),
             place + 2);
    CU_ASSERT_STRING_EQUAL(found, expected);
    if (strcmp(found, expected) != 0) printf("\n%s\n", found);
}

static scr_result check_artifacts(const struct bag *bag, struct package *package, const struct reader_trust *reader,
                                  struct findings *findings, struct scr_diagnosis *diagnosis) {
    size_t count = package_file_count(package);
    struct package_artifact *artifacts = calloc(count + 1, sizeof *artifacts);
    if (!artifacts) abort();
    for (size_t i = 0; i < count; i++) {
        char path[2000];
        artifacts[i] = (struct package_artifact){.kind = "", .election_id = "", .signer_role = ""};
        for (size_t c = 0; c < bag->claim_count; c++)
            if (!strcmp(bag->claims[c].path, package_file(package, i))) artifacts[i] = bag->claims[c];
        artifacts[i].path = package_file(package, i);
        snprintf(path, sizeof path, "%s/%s", bag->path, artifacts[i].path);
        CU_ASSERT_FATAL(!scr_failed(scr_hash_file(path, &artifacts[i].hash, NULL, NULL)));
    }
    scr_result result = package_check_artifacts(package, artifacts, count, findings);
    if (!scr_failed(result))
        result = package_check_trust(package, artifacts, count, reader, TODAY, findings, diagnosis);
    free(artifacts);
    return result;
}

const char *bag_list(const struct bag *bag) {
    static char list[300];
    snprintf(list, sizeof list, "%s/trust.xml", bag->folder);
    return list;
}

enum scr_code bag_check(const struct bag *bag, const char *key, bool trust, struct findings *findings) {
    const struct reader_trust reader = {.key = key ? bag_key(bag, key) : NULL, .list = trust ? bag_list(bag) : NULL};
    return bag_check_as(bag, &reader, findings);
}

enum scr_code bag_check_as(const struct bag *bag, const struct reader_trust *reader, struct findings *findings) {
    struct package *package = NULL;
    struct scr_diagnosis diagnosis = {0};
    *findings = (struct findings){0};
    scr_result result = package_open(bag->path, &package, findings, &diagnosis);
    if (!scr_failed(result)) result = check_artifacts(bag, package, reader, findings, &diagnosis);
    CU_ASSERT(!scr_failed(result) || diagnosis.count); /* a failure comes with its sentence */
    package_free(package);
    scr_diagnosis_free(&diagnosis);
    return result.code;
}

void bag_verdict(const struct findings *findings, const char *id, int verdict, const char *words) {
    const char *detail = "";
    for (size_t i = 0; i < findings->check_count; i++)
        if (!strcmp(findings->checks[i].id, id)) detail = findings->checks[i].detail;
    bool good = findings_verdict(findings, id) == verdict && (!words || strstr(detail, words));
    CU_ASSERT(good);
    if (!good)
        fprintf(stderr, "\n  %s %d: %s\n  expected %d \"%s\"\n", id, findings_verdict(findings, id), detail, verdict,
                words ? words : "");
}

void bag_expect(struct findings *findings, const char *refuted, const char *undecided, const char *words) {
    static const char *const ids[] = {"PKG-01", "PKG-02", "PKG-03", "PKG-04", "PKG-05", "PKG-06", "PKG-07", "PKG-11"};
    const char *first = *refuted ? refuted : undecided;
    /* PKG-10 is made where there is a seed record; what it says is test_verify_order.c's subject. */
    bool as_expected = findings->check_count == sizeof ids / sizeof *ids + (findings_verdict(findings, "PKG-10") >= 0);
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        enum verdict wanted = strstr(refuted, ids[i])     ? VERDICT_REFUTED
                              : strstr(undecided, ids[i]) ? VERDICT_UNDECIDED
                                                          : VERDICT_HOLDS;
        as_expected = as_expected && findings_verdict(findings, ids[i]) == (int)wanted;
    }
    for (size_t i = 0; i < findings->check_count; i++) {
        const struct check *check = &findings->checks[i];
        if (words && *first && !strncmp(check->id, first, 6)) as_expected = as_expected && strstr(check->detail, words);
    }
    CU_ASSERT(as_expected);
    for (size_t i = 0; i < findings->check_count && !as_expected; i++)
        fprintf(stderr, "\n  %s %d %s", findings->checks[i].id, (int)findings->checks[i].verdict,
                findings->checks[i].detail);
    if (!as_expected)
        fprintf(stderr, "\n  expected refuted \"%s\", undecided \"%s\", \"%s\"\n", refuted, undecided,
                words ? words : "");
    findings_free(findings);
}

void bag_refuted(const struct bag *bag, const char *refuted, const char *words) {
    struct findings findings;
    CU_ASSERT_EQUAL_FATAL(bag_check(bag, "official", false, &findings), SCR_DONE);
    bag_expect(&findings, refuted, "", words);
}

int bag_stock(const struct bag *bag, const char *key) {
    /* Section 7 as it stands there, but for the names in capitals and the place of the scratch file. */
    static const char *const commands[] = {
        "openssl pkeyutl -verify -rawin -pubin -inkey \"$KEY\" -in tagmanifest-sha256.txt -sigfile "
        "signatures/official.sig > ../stdout",
        "sha256sum -c --strict --quiet tagmanifest-sha256.txt > ../stdout",
        "sha256sum -c --strict --quiet manifest-sha256.txt > ../stdout",
        "! (cut -c67- tagmanifest-sha256.txt manifest-sha256.txt; find . ! -type d ! -path './signatures/*' ! -path "
        "'./timestamps/*' ! -path './countersignatures/*' ! -path ./tagmanifest-sha256.txt -print0 | tr "
        "'\\n\\0' '?\\n' | sed 's|^\\./||' | sort -u) | sort | uniq -u | grep . > ../stdout",
    };
    char prelude[400];
    snprintf(prelude, sizeof prelude, "KEY='%s'", bag_key(bag, key));
    for (int i = 0; i < 4; i++)
        if (!run(bag->path, prelude, commands[i])) return i + 1;
    return 0;
}
