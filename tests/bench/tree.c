/* tree.c: three small tools of the bench of trees: it writes the records of a large fictional contest, hashes 40 bytes
 * for each ballot as the measure of generation, and runs a command to tell its CPU time and peak memory. */
#include <fcntl.h>
#include <inttypes.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

/* SplitMix64: https://prng.di.unimi.it/splitmix64.c */
static uint64_t next(uint64_t *state) {
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* Plain CSV: one contest, of each 100 ballots about 49 for Ann, 45 for Bo, 4 for Cy and 2 blank, in batches of 500. */
static int write_records(uint64_t ballots) {
    uint64_t state = 2019;
    puts("ballot,contest,selection,batch,position");
    for (uint64_t b = 0; b < ballots; b++) {
        unsigned share = (unsigned)(next(&state) % 100);
        const char *selection = share < 49 ? "Ann" : share < 94 ? "Bo" : share < 98 ? "Cy" : "";
        if (printf("%" PRIu64 ",Mayor,%s,%" PRIu64 ",%" PRIu64 "\n", b + 1, selection, b / 500 + 1, b % 500 + 1) < 0)
            return 1;
    }
    return fflush(stdout) != 0;
}

/* The baseline: SHA-256 of 40 bytes (32 and a counter) for each ballot, through one context. */
static int hash_ballots(uint64_t ballots) {
    uint8_t message[40] = {0}, digest[32];
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_MD *sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
    int good = context && sha256 && EVP_DigestInit_ex2(context, sha256, NULL);
    for (uint64_t b = 0; good && b < ballots; b++) {
        memcpy(message + 32, &b, sizeof b);
        good = EVP_DigestInit_ex2(context, NULL, NULL) && EVP_DigestUpdate(context, message, sizeof message) &&
               EVP_DigestFinal_ex(context, digest, NULL);
        memcpy(message, digest, sizeof digest); /* no hash can be left out */
    }
    EVP_MD_free(sha256);
    EVP_MD_CTX_free(context);
    if (good) fprintf(stderr, "%02x%02x\n", digest[0], digest[1]);
    return !good;
}

/* Runs a command with its output in OUT; prints its exit status, CPU seconds (user and system) and peak memory in
 * bytes. */
static int measure(char **command, const char *out) {
    struct rusage usage;
    int status;
    pid_t child = fork();
    if (child < 0) return 1;
    if (!child) {
        int file = open(out, O_WRONLY | O_CREAT | O_TRUNC, 0644);
        if (file < 0 || dup2(file, 1) < 0 || dup2(file, 2) < 0) _exit(126);
        execvp(command[0], command);
        _exit(127);
    }
    /* The only child: what children used is what it used. Linux counts the peak in kibibytes. */
    if (waitpid(child, &status, 0) != child || !WIFEXITED(status) || getrusage(RUSAGE_CHILDREN, &usage)) return 1;
    double seconds = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                     (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    return printf("%d %.2f %ld\n", WEXITSTATUS(status), seconds, usage.ru_maxrss * 1024) < 0;
}

int main(int argc, char **argv) {
    if (argc == 3 && !strcmp(argv[1], "records")) return write_records(strtoull(argv[2], NULL, 10));
    if (argc == 3 && !strcmp(argv[1], "hash")) return hash_ballots(strtoull(argv[2], NULL, 10));
    if (argc > 3 && !strcmp(argv[1], "measure")) return measure(argv + 3, argv[2]);
    fputs("usage: bench-tree records N | hash N | measure OUT COMMAND...\n", stderr);
    return 2;
}
