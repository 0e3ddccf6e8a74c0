/* split.c: forks at each new chain of callers, so that one run fails every call of the program, one in each child.
 *
 * Made for coverage: of allocations inside libxml2 and libcrypto nothing is to be seen (common/memory.c ends the
 * process), so calls of the libraries are left alone. Looking at the chain of callers takes long; words on the stack
 * that could be return addresses into the program tell sooner that a chain is not new. */
#define _GNU_SOURCE /* dl_iterate_phdr */
#include "split.h"

#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FRAMES = 48, GLANCES = 1 << 18 };
struct range {
    uintptr_t from, to;
};
static struct range program, libc, shim;
static uintptr_t stack_base;
static uint64_t glances[GLANCES]; /* of this process */
static struct shim_report **ours;

static bool within(struct range range, uintptr_t address) { return address >= range.from && address < range.to; }

static int note_range(struct dl_phdr_info *info, size_t size, void *context) {
    (void)size, (void)context;
    struct range code = {0};
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        if (part->p_type != PT_LOAD || !(part->p_flags & PF_X)) continue;
        code = (struct range){info->dlpi_addr + part->p_vaddr, info->dlpi_addr + part->p_vaddr + part->p_memsz};
    }
    if (!program.to)
        program = code;
    else if (within(code, (uintptr_t)note_range))
        shim = code;
    else if (strstr(info->dlpi_name, "/libc.so"))
        libc = code;
    return 0;
}

/* Puts a number into an open-addressed set; false when it is there, or when there is no room. */
static bool put(uint64_t *set, size_t size, uint64_t number) {
    number += !number;
    for (size_t i = 0, at = number % size; i < 64; i++, at = (at + 1) % size) {
        if (set[at] == number) return false;
        if (!set[at]) {
            set[at] = number;
            return true;
        }
    }
    return false;
}

static uint64_t add(uint64_t hash, uint64_t word) { return (hash ^ word) * UINT64_C(1099511628211); }

static uint64_t glance(uintptr_t from) {
    uint64_t hash = UINT64_C(14695981039346656037);
    for (const uintptr_t *word = (const uintptr_t *)from; word < (const uintptr_t *)stack_base; word++)
        if (within(program, *word)) hash = add(hash, *word);
    return hash;
}

/* A digest of the chain of callers, or 0 for a call of a library: one that goes through at most one function of ours
 * (of common/memory.c) before the library is met. */
static uint64_t chain(void) {
    void *frames[FRAMES];
    int count = backtrace(frames, FRAMES), of_ours = 0;
    uint64_t hash = UINT64_C(14695981039346656037);
    for (int i = 0; i < count; i++) {
        uintptr_t frame = (uintptr_t)frames[i];
        if (within(shim, frame)) continue;
        hash = add(hash, frame);
        if (within(program, frame))
            of_ours++;
        else if (of_ours < 2 && !within(libc, frame))
            return 0;
    }
    return of_ours ? hash : 0;
}

/* What coverage writes at the end is not to fail. */
static void stop(void) {
    if (ours) *ours = NULL;
}

bool shim_split(struct shim_report **report) {
    static bool inside;
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);
    if (inside) return false;
    inside = true;
    if (!program.to) {
        dl_iterate_phdr(note_range, NULL);
        extern void *__libc_stack_end;
        stack_base = (uintptr_t)__libc_stack_end;
        ours = report;
    }
    uint64_t hash = put(glances, GLANCES, glance(here)) ? chain() : 0;
    pid_t child = -1;
    if (hash) atexit(stop); /* anew each time: it must come before what the program registered at its start */
    if (hash && put((*report)->stacks, SHIM_STACKS, hash)) {
        (*report)->hits++;
        child = fork();
    }
    inside = false;
    if (!child) {
        *report = NULL;
        int nowhere = (int)syscall(SYS_openat, AT_FDCWD, "/dev/null", O_WRONLY, 0);
        for (int file = 1; file <= 2 && nowhere >= 0; file++) dup2(nowhere, file);
        return true;
    }
    int status = 0;
    if (child > 0 && waitpid(child, &status, 0) == child && WIFSIGNALED(status)) {
        fprintf(stderr, "shim: signal %d after a failed call\n", WTERMSIG(status));
        if (*report) (*report)->calls++;
    }
    return false;
}
