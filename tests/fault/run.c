/* run.c: runs commands with one fault after another, and judges each run and the one that follows it.
 *
 * Arguments: SHIM GEN VERIFY SCENES, then options: --most N (calls tried of each kind), --only PATTERN, --fault WORD,
 * --twice 1 (the run after a fault meets it too), --every K --nth I (of the scenes the I-th of K, to share the work). A
 * scene is a folder with `before` (the files that the command finds), `command` (its words, one a line; the first is
 * gen or verify) and perhaps `random` or `keeps` (judge.h). */
#define _GNU_SOURCE /* personality, asprintf, O_TMPFILE */
#include <dirent.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "judge.h"
#include "shim.h"

struct fault {
    const char *kind, *error;
    bool on; /* and every call after it */
    int signal;
    bool after;
};
static const struct fault faults[] = {
    {"alloc", "12", false, 0, false},      {"alloc", "12", true, 0, false},
    {"write", "28", false, 0, false},      {"write", "28", true, 0, false},
    {"write", "5", false, 0, false},       {"write", "short", false, 0, false},
    {"sync", "5", false, 0, false},        {"rename", "5", false, 0, false},
    {"open", "24", false, 0, false},       {"open", "24", true, 0, false},
    {"close", "5", false, 0, false},       {"mkdir", "28", false, 0, false},
    {"read", "5", false, 0, false},        {"read", "short", false, 0, false},
    {"unlink", "5", false, 0, false},      {"stdio", "28", false, 0, false},
    {"sqlite", "13", false, 0, false},     {"sqlite", "10", false, 0, false},
    {"sqlite", "7", false, 0, false},      {"moment", "0", false, SIGKILL, false},
    {"moment", "0", false, SIGKILL, true}, {"moment", "0", false, SIGTERM, true},
    {"moment", "0", false, SIGINT, false}, {"moment", "0", false, SIGHUP, false},
};

struct driver {
    const char *shim, *gen, *verify, *only, *fault;
    char *work, *scratch, *report_path, *said, *complained;
    struct shim_report *report;
    size_t most, every, nth;
    bool twice;
    size_t runs, injected, again, findings;
};

#define WORDS 40
struct command {
    char *text, *words[WORDS + 1];
    bool verifier;
};

static char *print(const char *format, const char *a, const char *b) {
    char *text;
    if (asprintf(&text, format, a, b) < 0) state_give_up("no memory for", a);
    return text;
}

static void read_command(const struct driver *driver, const char *scene, struct command *command) {
    size_t length, count = 0;
    char *path = print("%s/%s", scene, "command");
    command->text = state_read(path, &length);
    if (!command->text) state_give_up("cannot read", path);
    for (char *word = strtok(command->text, "\n"); word && count < WORDS; word = strtok(NULL, "\n"))
        command->words[count++] = word;
    command->words[count] = NULL;
    command->verifier = count && !strcmp(command->words[0], "verify");
    if (count) command->words[0] = (char *)(uintptr_t)(command->verifier ? driver->verify : driver->gen);
    free(path);
}

/* In the child: the environment tells the shim what to do. */
static _Noreturn void become(const struct driver *driver, const struct command *command, const struct fault *fault,
                             size_t number, bool trace) {
    char text[32];
    struct rlimit none = {0, 0}, seconds = {20, 20};
    snprintf(text, sizeof text, "%zu", number);
    setenv("LD_PRELOAD", driver->shim, 1);
    if (fault) {
        setenv("SHIM_REPORT", driver->report_path, 1);
        setenv("SHIM_KIND", fault->kind, 1);
        setenv("SHIM_N", text, 1);
        setenv("SHIM_ERRNO", fault->error, 1);
        snprintf(text, sizeof text, "%d", fault->signal);
        setenv("SHIM_SIGNAL", text, 1);
        if (fault->on) setenv("SHIM_ON", "1", 1);
        if (fault->after) setenv("SHIM_AFTER", "1", 1);
        if (trace) setenv("SHIM_TRACE", "1", 1);
    }
    int said = open(driver->said, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    int complained = open(driver->complained, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    int nothing = open("/dev/null", O_RDONLY);
    if (said < 0 || complained < 0 || nothing < 0 || chdir(driver->work)) _exit(120);
    dup2(nothing, 0);
    dup2(said, 1);
    dup2(complained, 2);
    close(said);
    close(complained);
    close(nothing);
    setrlimit(RLIMIT_CORE, &none);
    setrlimit(RLIMIT_CPU, &seconds);
    personality(ADDR_NO_RANDOMIZE);
    execv(command->words[0], command->words);
    _exit(121);
}

static void run(struct driver *driver, const struct command *command, const struct fault *fault, size_t number,
                bool trace, struct outcome *outcome) {
    int status;
    size_t length;
    driver->report->calls = driver->report->hits = 0;
    fflush(NULL);
    pid_t child = fork();
    if (child < 0) state_give_up("cannot fork for", command->words[0]);
    if (!child) become(driver, command, fault, number, trace);
    if (waitpid(child, &status, 0) < 0) state_give_up("cannot wait for", command->words[0]);
    driver->runs++;
    outcome->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    if (outcome->status == 120 || outcome->status == 121) state_give_up("cannot run", command->words[0]);
    outcome->said = state_read(driver->said, &length);
    outcome->complained = state_read(driver->complained, &length);
    if (!outcome->said || !outcome->complained) state_give_up("cannot read the output of", command->words[0]);
    state_take(driver->work, driver->scratch, &outcome->state);
}

static void outcome_free(struct outcome *outcome) {
    free(outcome->said);
    free(outcome->complained);
    state_free(&outcome->state);
    *outcome = (struct outcome){0};
}

static void set_up(const struct driver *driver, const char *scene) {
    char *before = print("%s/%s", scene, "before");
    state_remove_folder(driver->work);
    state_copy_folder(before, driver->work);
    free(before);
}

/* One fault, and the run that follows it where anything was changed. */
static void try_one(struct driver *driver, const char *folder, const struct command *command, struct scene *scene,
                    const struct fault *fault, size_t number) {
    struct outcome faulted = {0}, again = {0};
    set_up(driver, folder);
    run(driver, command, fault, number, false, &faulted);
    if (!driver->report->hits) {
        outcome_free(&faulted);
        return;
    }
    driver->injected++;
    bool files = !strcmp(fault->kind, "unlink") || !strcmp(fault->kind, "open");
    const struct excuse excuse = {.killed = fault->signal != 0, .unremovable = files || !strcmp(fault->kind, "alloc")};
    const char *problem = judge_fault(scene, &faulted, excuse);
    const char *when = "";
    if (!problem && driver->twice && !judge_same(scene, &faulted.state, &scene->before)) {
        outcome_free(&faulted); /* the run that should have finished it meets the same fault */
        run(driver, command, fault, number, false, &faulted);
        driver->injected += driver->report->hits != 0;
        if (driver->report->hits) problem = judge_fault(scene, &faulted, excuse);
        when = "the second time ";
    }
    if (!problem && !judge_same(scene, &faulted.state, &scene->before)) {
        run(driver, command, NULL, 0, false, &again);
        driver->again++;
        problem = judge_again(scene, &faulted.state, &again, excuse);
        when = "then ";
        outcome_free(&again);
    }
    if (problem) {
        driver->findings++;
        printf("not ok %s: %s %s%s%s number %zu: status %d, %s%s\n", scene->name,
               fault->signal ? strsignal(fault->signal) : fault->kind, fault->signal ? "" : fault->error,
               fault->on ? " and on" : "", fault->after ? " after" : "", number, faulted.status, when, problem);
    }
    outcome_free(&faulted);
}

static int by_number(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* Whether call `number` is the first from its chain of callers; the chains seen so far are in `seen`. */
static bool first_of_its_kind(uint64_t *seen, size_t *count, uint64_t chain) {
    if (*count && bsearch(&chain, seen, *count, sizeof *seen, by_number)) return false;
    size_t at = (*count)++;
    for (; at && seen[at - 1] > chain; at--) seen[at] = seen[at - 1];
    seen[at] = chain;
    return true;
}

/* All calls when they are few; otherwise every chain of callers once, and calls spread over the whole run. */
static size_t choose(const struct driver *driver, bool traced, size_t calls, size_t *numbers) {
    size_t count = 0, distinct = 0, most = driver->most;
    if (calls <= most) {
        for (size_t i = 1; i <= calls; i++) numbers[count++] = i;
        return count;
    }
    uint64_t *seen = malloc((calls < SHIM_STACKS ? calls : SHIM_STACKS) * sizeof *seen);
    if (!seen) state_give_up("no memory for", "chains of callers");
    for (size_t i = 1; traced && i <= calls && i <= SHIM_STACKS; i++)
        if (first_of_its_kind(seen, &distinct, driver->report->stacks[i - 1])) numbers[count++] = i;
    free(seen);
    size_t kept = 0, chains = count;
    for (size_t i = 0; i < chains; i++) /* spread, when there are more than may be tried */
        if (chains <= most || i * most / chains != (i + 1) * most / chains) numbers[kept++] = numbers[i];
    size_t rest = most - kept;
    for (size_t i = 0; i < rest; i++) numbers[kept++] = calls - i * calls / rest; /* the last call too */
    return kept;
}

static void try_all(struct driver *driver, const char *folder, const struct command *command, struct scene *scene) {
    size_t *numbers = malloc((driver->most + SHIM_STACKS) * sizeof *numbers), count = 0;
    if (!numbers) state_give_up("no memory for", folder);
    for (size_t f = 0; f < sizeof faults / sizeof *faults; f++) {
        if (driver->fault && strcmp(driver->fault, faults[f].kind) != 0) continue;
        if (!f || driver->fault || strcmp(faults[f - 1].kind, faults[f].kind) != 0) { /* calls of another kind */
            struct outcome counted = {0};
            bool traced = !strcmp(faults[f].kind, "alloc");
            set_up(driver, folder);
            run(driver, command, &faults[f], 0, traced, &counted);
            count = choose(driver, traced, driver->report->calls, numbers);
            outcome_free(&counted);
        }
        for (size_t i = 0; i < count; i++) try_one(driver, folder, command, scene, &faults[f], numbers[i]);
    }
    free(numbers);
}

static void play(struct driver *driver, const char *scenes, const char *name) {
    struct command command;
    struct outcome twice = {0};
    char *folder = print("%s/%s", scenes, name), *random = print("%s/%s", folder, "random");
    char *keeps = print("%s/%s", folder, "keeps");
    struct scene scene = {.name = name, .random = !access(random, F_OK), .keeps = !access(keeps, F_OK)};
    size_t injected = driver->injected, findings = driver->findings, again = driver->again;
    read_command(driver, folder, &command);
    scene.verifier = command.verifier;
    set_up(driver, folder);
    state_take(driver->work, driver->scratch, &scene.before);
    run(driver, &command, NULL, 0, false, &scene.right);
    set_up(driver, folder);
    run(driver, &command, NULL, 0, false, &twice);
    if (scene.right.status > 128 || (!scene.verifier && scene.right.status) ||
        (scene.verifier && scene.right.status == 2) || !judge_same(&scene, &scene.right.state, &twice.state)) {
        printf("not ok %s: status %d without a fault, or two runs differ: %s\n", name, scene.right.status,
               scene.right.complained);
        driver->findings++;
    } else {
        try_all(driver, folder, &command, &scene);
    }
    printf("%s %s: %zu faults, %zu runs after them\n", driver->findings == findings ? "ok" : "  ", name,
           driver->injected - injected, driver->again - again);
    fflush(stdout);
    outcome_free(&scene.right);
    outcome_free(&twice);
    state_free(&scene.before);
    free(command.text);
    free(random);
    free(keeps);
    free(folder);
}

static void open_report(struct driver *driver) {
    int file = open(driver->report_path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0 || ftruncate(file, sizeof *driver->report)) state_give_up("cannot make", driver->report_path);
    driver->report = mmap(NULL, sizeof *driver->report, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (driver->report == MAP_FAILED) state_give_up("cannot map", driver->report_path);
    close(file);
}

static int visible(const struct dirent *entry) { return entry->d_name[0] != '.'; }

int main(int argc, char **argv) {
    struct driver driver = {.most = 200, .every = 1, .nth = 0};
    const char *place = getenv("TMPDIR");
    char *folder = print("%s/%s", place && *place ? place : "/tmp", "scrutineer-fault-XXXXXX");
    struct dirent **scenes;
    if (argc < 5) {
        fputs("usage: fault-run SHIM GEN VERIFY SCENES [--most N] [--only PATTERN] [--fault KIND] [--twice 1] [--every "
              "K --nth I]\n",
              stderr);
        return 2;
    }
    driver.shim = argv[1], driver.gen = argv[2], driver.verify = argv[3];
    for (int i = 5; i + 1 < argc; i += 2) {
        if (!strcmp(argv[i], "--most")) driver.most = strtoul(argv[i + 1], NULL, 10);
        if (!strcmp(argv[i], "--only")) driver.only = argv[i + 1];
        if (!strcmp(argv[i], "--fault")) driver.fault = argv[i + 1];
        if (!strcmp(argv[i], "--twice")) driver.twice = strtoul(argv[i + 1], NULL, 10) != 0;
        if (!strcmp(argv[i], "--every")) driver.every = strtoul(argv[i + 1], NULL, 10);
        if (!strcmp(argv[i], "--nth")) driver.nth = strtoul(argv[i + 1], NULL, 10);
    }
    if (!mkdtemp(folder)) state_give_up("cannot make", folder);
    driver.work = print("%s/%s", folder, "work");
    driver.scratch = print("%s/%s", folder, "scratch");
    driver.report_path = print("%s/%s", folder, "report");
    driver.said = print("%s/%s", folder, "said");
    driver.complained = print("%s/%s", folder, "complained");
    if (mkdir(driver.scratch, 0700)) state_give_up("cannot make", driver.scratch);
    open_report(&driver);
    int count = scandir(argv[4], &scenes, visible, alphasort);
    if (count <= 0) state_give_up("no scenes in", argv[4]);
    for (int i = 0; i < count; i++) {
        bool chosen =
            (!driver.only || !fnmatch(driver.only, scenes[i]->d_name, 0)) && (size_t)i % driver.every == driver.nth;
        if (chosen) play(&driver, argv[4], scenes[i]->d_name);
        free(scenes[i]);
    }
    free(scenes);
    state_remove_folder(folder);
    free(folder);
    printf("%zu runs: %zu faults injected, %zu runs after them, %zu findings\n", driver.runs, driver.injected,
           driver.again, driver.findings);
    return driver.findings ? 1 : 0;
}
