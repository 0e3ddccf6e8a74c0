/* target_store.c: what an official lays beside the votes in a store: interpretations of an audit, options that are not
 * on a ballot, the certificate of a court. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "gen/release/opening.h"
#include "scrutineer/text.h"
#include "tests/fuzz/command.h"

#define RUN(command, ...) command_run(&(command), folder, (const char *const[]){__VA_ARGS__, NULL})
#define MUST(command, ...) command_must(&(command), folder, (const char *const[]){__VA_ARGS__, NULL})

/* The ballots of three batches, of which nobody has asked for any but those that the seed below chooses. */
static void make_audited(const char *folder) {
    static const char *const said[] = {"Ann", "Ann", "Bo & Co", "Ann", "=Cy", "Bo & Co", "", "Ann", "Ann", "Bo & Co"};
    char records[8192] = "ballot,contest,selection,batch,position\n";
    for (int i = 0; i < 60; i++) {
        size_t length = strlen(records);
        snprintf(records + length, sizeof records - length, "b%d,Mayor,%s,B%d,%d\n", i + 1, said[i * 7 % 10],
                 i / 20 + 1, i % 20 + 1);
    }
    command_write(folder, "records.csv", records);
    command_write(folder, "manifest.csv",
                  "Container,Batch Name,Number of Ballots\nShelf 1,B1,20\nShelf 1,B2,20\nShelf 2,B3,20\n");
    command_write(folder, "salt.key", "00000000000000000000000000000007");
    setenv("SOURCE_DATE_EPOCH", "1794600000", 1);
    MUST(command_import, "@records.csv", "@manifest.csv");
    MUST(command_commit, "--out", "@commitment.xml", "--dice", "City hall", "--time", "2026-11-10T17:00:00Z",
         "--election", "e1", "--salt-key", "@salt.key");
    MUST(command_tree, "--contest", "Mayor", "--seed", "20261110", "--out", "@tree.xml");
    MUST(command_audit, "next");
}

void target_audit(const struct bundle *bundle, const char *folder) {
    static struct command_store store;
    char given[BUNDLE_NAME + 1];
    command_store_lay(&store, folder, make_audited);
    snprintf(given, sizeof given, "@%s", bundle->parts[0].name);
    if (RUN(command_audit, "import", given)) {
        fuzz_expect(RUN(command_audit, "status"), "an audit cannot be told");
        fuzz_expect(RUN(command_audit, "report", "--out", "@audit.xml", "--draw", "@audit.svg"),
                    "an audit cannot be reported");
        command_expect_clean(folder, "audit.svg");
    }
    command_clear(folder);
}

static void make_returns(const char *folder) {
    char returns[8192] = "county,precinct,contest,selection,votes,votes_allowed\n";
    for (int unit = 0; unit < 12; unit++)
        for (int option = 0; option < 3; option++) {
            size_t length = strlen(returns);
            snprintf(returns + length, sizeof returns - length, "C%d,P%d,Mayor,%s,%d,1\n", unit / 4 + 1, unit % 4 + 1,
                     option == 0   ? "Zed"
                     : option == 1 ? "Bob"
                                   : "Ann",
                     unit / 4 == 1 && option == 2 ? 0 : unit * (option + 3) * 37 % 9);
        }
    command_write(folder, "returns.csv", returns);
    command_write(folder, "noise.key", "00000000000000000000000000000007");
    MUST(command_import, "@returns.csv");
    MUST(command_noise_key, "commit", "--releases", "3", "--election", "e1", "--election-name", "Test", "--key",
         "@noise.key", "--out", "@noise.xml");
}

void target_zeros(const struct bundle *bundle, const char *folder) {
    static struct command_store store;
    char given[BUNDLE_NAME + 1];
    command_store_lay(&store, folder, make_returns);
    snprintf(given, sizeof given, "@%s", bundle->parts[0].name);
    bool taken = RUN(command_release, "announce", "--dice", "Hall", "--time", "2099-11-24T17:00:00Z", "--contest",
                     "all", "--epsilon", "1/8", "--budget", "9", "--turnout-public", "--not-on-ballot", given, "--out",
                     "@statement.xml");
    if (taken) command_expect_clean(folder, "statement.xml");
    command_clear(folder);
}

static void read_court(const char *path) {
    static const char words[] = "<CourtOpening/>\n";
    X509 *certificate = NULL;
    struct scr_diagnosis diagnosis = {0};
    struct scr_buffer content = {0}, sealed = {0}, subject = {0}, shown = {0};
    scr_result result = release_opening_certificate(path, &certificate, &diagnosis);
    fuzz_expect(scr_failed(result) == !certificate, "a refused certificate is given, or a read one is not");
    fuzz_expect(!scr_failed(result) || diagnosis.count || result.code == SCR_MEMORY, "a refusal has no words");
    fuzz_expect_clean_words(&diagnosis);
    if (certificate && !scr_failed(scr_buffer_append(&content, words, sizeof words - 1))) {
        (void)!scr_failed(release_opening_seal(&content, certificate, &sealed));
        if (!scr_failed(release_opening_subject(certificate, &subject)) && subject.length &&
            !scr_failed(scr_text_terminal(&shown, (const char *)subject.data)))
            fuzz_expect_clean((const char *)shown.data, shown.length, false, "a subject is not safe to show");
    }
    X509_free(certificate);
    scr_buffer_free(&content);
    scr_buffer_free(&sealed);
    scr_buffer_free(&subject);
    scr_buffer_free(&shown);
    scr_diagnosis_free(&diagnosis);
}

void target_court(const struct bundle *bundle, const char *folder) {
    char path[COMMAND_PATH];
    for (size_t i = 0; i < bundle->count; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, bundle->parts[i].name);
        read_court(path);
    }
}
