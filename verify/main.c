/* main.c: scrutineer-verify: options, progress on a terminal, one report, and the exit status. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "scrutineer/memory.h"
#include "scrutineer/text.h"
#include "verify/package/names.h"
#include "verify/report.h"

enum { EXIT_HOLDS, EXIT_REFUTED, EXIT_USAGE, EXIT_UNDECIDED };

struct words {
    bool json, quiet, help, version;
    struct verify_options verify;
    struct beacon_certificates beacons;
    struct scr_hash fingerprint;
    struct required_role required[VERIFY_REQUIRED];
    char roles[VERIFY_REQUIRED][ROLE_SIZE];
    const char **paths;
    size_t path_count;
    const char *const *arguments; /* all of the command line behind the program's name */
    size_t argument_count;
};

struct option {
    const char *name, *argument, *help; /* argument: NULL if it takes none */
    bool (*take)(struct words *words, const char *value);
};

static bool take_json(struct words *words, const char *value) {
    (void)value;
    return words->json = words->verify.facts = true;
}
static bool take_quiet(struct words *words, const char *value) {
    (void)value;
    return words->quiet = true;
}
static bool take_help(struct words *words, const char *value) {
    (void)value;
    return words->help = true;
}
static bool take_version(struct words *words, const char *value) {
    (void)value;
    return words->version = true;
}
static bool take_key(struct words *words, const char *value) {
    words->verify.key = value;
    return true;
}
/* 64 hexadecimal digits as people print them: spaces between, upper or lower case. */
static bool take_fingerprint(struct words *words, const char *value) {
    char hex[SCR_HEX_SIZE];
    size_t count = 0;
    for (; *value; value++) {
        if (*value == ' ') continue;
        if (count == SCR_HEX_SIZE - 1) return false;
        hex[count++] = *value >= 'A' && *value <= 'F' ? (char)(*value - 'A' + 'a') : *value;
    }
    hex[count] = 0;
    words->verify.fingerprint = &words->fingerprint;
    return scr_hash_parse(hex, &words->fingerprint);
}
static bool take_trust(struct words *words, const char *value) {
    words->verify.trust = value;
    return true;
}
static bool take_tsa(struct words *words, const char *value) {
    words->verify.tsa = value;
    return true;
}
/* ROLE=K: K at least 1. */
static bool take_require(struct words *words, const char *value) {
    const char *equals = strchr(value, '=');
    size_t length = equals ? (size_t)(equals - value) : 0, count = words->verify.required_count;
    if (!equals || !role_allowed(value, length) || count == VERIFY_REQUIRED) return false;
    struct required_role *required = &words->required[count];
    if (!scr_count_parse(equals + 1, strlen(equals + 1), UINT32_MAX, &required->owners) || !required->owners)
        return false;
    memcpy(words->roles[count], value, length); /* at most ROLE_SIZE - 1, by role_allowed; zeroed before */
    required->role = words->roles[count];
    words->verify.required = words->required;
    words->verify.required_count++;
    return true;
}
static bool take_reported(struct words *words, const char *value) {
    words->verify.reported = value;
    return true;
}
static bool take_sealed(struct words *words, const char *value) {
    words->verify.sealed = value;
    return true;
}
static bool take_with(struct words *words, const char *value) {
    words->verify.sealed_key = value;
    return true;
}
static bool take_beacon(struct words *words, const char *value) {
    struct beacon_certificates *beacons = &words->beacons;
    bool whole = strlen(value) == 128 && strspn(value, "0123456789abcdefABCDEF") == 128;
    if (!whole || beacons->count == BEACON_CERTIFICATES) return false;
    beacons->ids[beacons->count++] = value;
    words->verify.beacons = beacons;
    return true;
}
static bool take_budget(struct words *words, const char *value) {
    return scr_count_parse(value, strlen(value), UINT64_MAX, &words->verify.budget);
}

static bool take_sample(struct words *words, const char *value) {
    return scr_count_parse(value, strlen(value), UINT64_MAX, &words->verify.sample) && words->verify.sample;
}

/* In MiB; at least 1, since 0 would say nothing. */
static bool take_memory(struct words *words, const char *value) {
    uint64_t mebibytes;
    if (!scr_count_parse(value, strlen(value), UINT64_MAX >> 20, &mebibytes) || !mebibytes) return false;
    words->verify.memory = mebibytes << 20;
    return true;
}

static const struct option options[] = {
    {"--json", NULL, "print the findings as JSON", take_json},
    {"--quiet", NULL, "print nothing: the exit status alone tells", take_quiet},
    {"--key", "FILE.pub", "the publisher's public key, which you have from elsewhere", take_key},
    {"--fingerprint", "HEX",
     "the SHA-256 fingerprint of that key, which you have from elsewhere: 64 hexadecimal digits", take_fingerprint},
    {"--trust", "FILE", "a list of keys that you trust, with their roles and elections", take_trust},
    {"--tsa", "FILE", "certificates (PEM) of the time-stamp authorities that you trust", take_tsa},
    {"--require", "ROLE=K", "at least K owners on the --trust list must sign each package in this role; up to 16 times",
     take_require},
    {"--beacon-certificate", "HEX",
     "a beacon's CertificateId, which you have from it: 128 hexadecimal digits; up to 16 times", take_beacon},
    {"--reported", "CSV", "compare a machine's totals with the one deck given", take_reported},
    {"--sealed", "FILE",
     "a court opening of the one precinct release given, in a package or outside: every draw is made again",
     take_sealed},
    {"--with", "KEY.pem", "the court's private key, which opens it", take_with},
    {"--sample", "K", "make K trials of each impact statement again, chosen at random, instead of all", take_sample},
    {"--budget", "N", "counted work of each search (default 4000000000); all together may do ten times as much",
     take_budget},
    {"--memory", "MIB", "memory in MiB for the checks of each plurality tree or audit (default 2048)", take_memory},
    {"--help", NULL, "print this", take_help},
    {"--version", NULL, "print the version", take_version},
};
enum { OPTION_COUNT = sizeof options / sizeof *options };

static void print_help(FILE *out) {
    fputs(
        "Usage: scrutineer-verify [--json | --quiet] [--key FILE.pub | --fingerprint HEX | --trust FILE] [--tsa FILE]\n"
        "           [--require ROLE=K]... [--beacon-certificate HEX]... [--reported CSV] [--sealed FILE --with "
        "KEY.pem]\n"
        "           [--sample K] [--budget N] [--memory MIB] PATH...\n\n"
        "Checks published election artifacts. PATH is an artifact (XML) or a package (a folder).\n\n",
        out);
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        char left[40];
        snprintf(left, sizeof left, "%s%s%s", options[i].name, options[i].argument ? " " : "",
                 options[i].argument ? options[i].argument : "");
        fprintf(out, "  %-26s%s\n", left, options[i].help);
    }
    fputs("\nExit status: 0 everything holds, 1 something is refuted, 2 usage or a file that cannot be read,\n"
          "3 nothing is refuted but something is undecided.\n",
          out);
}

static int complain_usage(const char *what, const char *argument) {
    struct scr_buffer shown = {0};
    if (scr_failed(scr_text_terminal(&shown, argument))) scr_buffer_free(&shown);
    fprintf(stderr, "scrutineer-verify: %s%s. See scrutineer-verify --help.\n", what,
            shown.data ? (const char *)shown.data : "");
    scr_buffer_free(&shown);
    return EXIT_USAGE;
}

static int complain_value(const struct option *option) {
    if (!option->argument) return complain_usage("no value belongs to ", option->name);
    fprintf(stderr, "scrutineer-verify: missing or wrong value of %s: %s is %s. See scrutineer-verify --help.\n",
            option->name, option->argument, option->help);
    return EXIT_USAGE;
}

static const struct option *find_option(const char *text, size_t length) {
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (strlen(options[i].name) == length && !strncmp(options[i].name, text, length)) return &options[i];
    return NULL;
}

/* "--key FILE" and "--key=FILE" alike; "--" ends the options. 0, or the exit status of a refusal. */
static int read_words(int argc, char **argv, struct words *words) {
    bool only_paths = false, seen[OPTION_COUNT] = {false};
    for (int i = 1; i < argc; i++) {
        char *text = argv[i], *equals = strchr(text, '=');
        if (only_paths || text[0] != '-' || !text[1]) {
            words->paths[words->path_count++] = text;
            continue;
        }
        if (!strcmp(text, "--")) {
            only_paths = true;
            continue;
        }
        const struct option *option = find_option(text, equals ? (size_t)(equals - text) : strlen(text));
        if (!option) return complain_usage("unknown option ", text);
        const char *value = equals ? equals + 1 : NULL;
        if (option->argument && !value) value = i + 1 < argc ? argv[++i] : NULL;
        if (!option->argument != !value || !option->take(words, value)) return complain_value(option);
        bool several = option->take == take_require || option->take == take_beacon;
        if (option->argument && !several && seen[option - options])
            return complain_usage(option->name, " is given twice: which one counts would be a guess");
        seen[option - options] = true;
    }
    if (words->help || words->version) return 0;
    if (words->json && words->quiet) return complain_usage("--json and --quiet exclude each other", "");
    if (!!words->verify.key + !!words->verify.fingerprint + !!words->verify.trust > 1)
        return complain_usage("--key, --fingerprint and --trust exclude each other", "");
    if (words->verify.required_count && !words->verify.trust)
        return complain_usage("--require asks for owners of keys on a list: give one with --trust", "");
    if (!words->verify.sealed != !words->verify.sealed_key)
        return complain_usage("--sealed and --with go together", "");
    return words->path_count ? 0 : complain_usage("no file or folder was given", "");
}

static scr_result print_to(void *file, const void *bytes, size_t length) {
    return fwrite(bytes, 1, length, file) == length ? scr_done() : (scr_result){SCR_IO};
}

/* A line on the terminal, rewritten for every hundredth of the files, once there are many. */
static void show_progress(void *terminal, size_t done, size_t of) {
    if (of < 200 || (done % (of / 100) && done != of)) return;
    fprintf(terminal, "\r%zu of %zu files checked", done, of);
    if (done == of) fputs("\r\033[K", terminal);
    fflush(terminal);
}

static int print_failure(scr_result result, const struct scr_diagnosis *diagnosis) {
    for (size_t i = 0; i < diagnosis->count; i++)
        fprintf(stderr, "scrutineer-verify: %s%s%s\n", diagnosis->problems[i].place,
                diagnosis->problems[i].place[0] ? ": " : "", diagnosis->problems[i].message);
    const char *words = result.code == SCR_MEMORY ? "not enough memory"
                        : result.code == SCR_IO   ? "a file could not be read"
                        : result.code == SCR_CRYPTO
                            ? "the cryptographic library refused, as it does when memory is short"
                            : "an internal error: please report it";
    if (!diagnosis->count) fprintf(stderr, "scrutineer-verify: %s\n", words);
    return EXIT_USAGE;
}

static int run(const struct words *words) {
    static const int statuses[] = {EXIT_HOLDS, EXIT_UNDECIDED, EXIT_REFUTED};
    const char *plain = getenv("NO_COLOR"), *terminal = getenv("TERM");
    bool colour = isatty(STDOUT_FILENO) && !(plain && *plain) && !(terminal && !strcmp(terminal, "dumb"));
    struct verification verification = {0};
    struct scr_diagnosis diagnosis = {0};
    int status;
    scr_result result = verify_paths(words->paths, words->path_count, &words->verify, &verification, &diagnosis);
    if (scr_failed(result)) {
        status = print_failure(result, &diagnosis);
    } else {
        status = statuses[verdict_of_all(&verification)];
        verification.arguments = words->arguments;
        verification.argument_count = words->argument_count;
        if (words->json)
            result = report_json(&verification, SCRUTINEER_VERSION, print_to, stdout);
        else if (!words->quiet)
            result = report_text(&verification, colour, print_to, stdout);
        if (scr_failed(result) || fflush(stdout)) {
            fprintf(stderr, "scrutineer-verify: the report could not be written: %s\n", strerror(errno));
            status = EXIT_USAGE;
        }
    }
    verification_free(&verification);
    scr_diagnosis_free(&diagnosis);
    return status;
}

int main(int argc, char **argv) {
    char today[sizeof "YYYY-MM-DD"] = "";
    time_t now = time(NULL);
    struct tm calendar;
    struct words words = {.verify = {.budget = VERIFY_BUDGET}};
    if (argc > 1) {
        words.arguments = (const char *const *)argv + 1;
        words.argument_count = (size_t)argc - 1;
    }
    if (gmtime_r(&now, &calendar)) strftime(today, sizeof today, "%Y-%m-%d", &calendar);
    words.verify.today = today;
    if (isatty(STDERR_FILENO)) {
        words.verify.progress = show_progress;
        words.verify.progress_context = stderr;
    }
    words.paths = calloc((size_t)argc + 1, sizeof *words.paths);
    if (!words.paths || !scr_memory_or_end("scrutineer-verify: not enough memory\n", EXIT_USAGE))
        return print_failure((scr_result){SCR_MEMORY}, &(struct scr_diagnosis){0});
    int status = read_words(argc, argv, &words);
    if (!status && words.help)
        print_help(stdout);
    else if (!status && words.version)
        puts("scrutineer-verify " SCRUTINEER_VERSION);
    else if (!status)
        status = run(&words);
    free(words.paths);
    return status;
}
