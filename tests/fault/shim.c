/* shim.c: preloaded into a program, fails or interrupts the n-th call of one kind.
 *
 * Environment: SHIM_REPORT names a file of sizeof(struct shim_report) bytes. SHIM_KIND is one of kinds[] below and
 * SHIM_N the number of the call, from 1; 0 only counts. SHIM_ERRNO is what the call fails with (or SQLite's code),
 * "short" lets a write take half of its bytes. SHIM_ON: every call from the n-th on. SHIM_SIGNAL: the process gets this
 * signal instead, before the call, or with SHIM_AFTER after it. SHIM_TRACE notes who called. SHIM_SPLIT fails each call
 * once, in a child (split.h); kind "any" then is allocations, open and read. Random bytes and the time are the same in
 * every run, so that runs can be compared. */
#define _GNU_SOURCE /* RTLD_NEXT, syscall, syncfs */
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "shim.h"
#include "split.h"

enum kind { ALLOC, WRITE, SYNC, RENAME, OPEN, CLOSE, MKDIR, READ, UNLINK, STDIO, SQLITE, KINDS };
static const char *const kinds[KINDS] = {"alloc", "write", "sync",   "rename", "open",  "close",
                                         "mkdir", "read",  "unlink", "stdio",  "sqlite"};
/* Calls that change what is on the disk: the moments at which a signal is of interest. */
static const bool moments[KINDS] = {[WRITE] = true, [SYNC] = true,   [RENAME] = true, [OPEN] = true,
                                    [CLOSE] = true, [UNLINK] = true, [MKDIR] = true,  [SQLITE] = true};

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
int RAND_bytes(unsigned char *bytes, int count);
int RAND_priv_bytes(unsigned char *bytes, int count);

static struct shim_report *report;
static bool counted[KINDS], tracing, splitting, from_here_on, shortened, after, inside;
static uint64_t wanted;
static int failure, signal_number, sqlite_failure;

static __attribute__((constructor)) void begin(void) {
    const char *kind = getenv("SHIM_KIND"), *path = getenv("SHIM_REPORT"), *number = getenv("SHIM_ERRNO");
    if (!path || !kind) return;
    for (int i = 0; i < KINDS; i++) counted[i] = !strcmp(kind, "moment") ? moments[i] : !strcmp(kind, kinds[i]);
    wanted = getenv("SHIM_N") ? strtoull(getenv("SHIM_N"), NULL, 10) : 0;
    shortened = number && !strcmp(number, "short");
    failure = number && !shortened ? atoi(number) : EIO;
    signal_number = getenv("SHIM_SIGNAL") ? atoi(getenv("SHIM_SIGNAL")) : 0;
    from_here_on = getenv("SHIM_ON");
    after = getenv("SHIM_AFTER");
    tracing = getenv("SHIM_TRACE");
    splitting = getenv("SHIM_SPLIT");
    if (!strcmp(kind, "any")) counted[ALLOC] = counted[OPEN] = counted[READ] = true;
    void *first[1];
    if (tracing || splitting) backtrace(first, 1); /* loads the unwinder, which allocates */
    long file = syscall(SYS_openat, AT_FDCWD, path, O_RDWR);
    void *mapped = file < 0 ? MAP_FAILED : mmap(NULL, sizeof *report, PROT_READ | PROT_WRITE, MAP_SHARED, (int)file, 0);
    if (file >= 0) syscall(SYS_close, file);
    if (mapped != MAP_FAILED) report = mapped;
}

/* A digest of the chain of callers: FNV-1a over the return addresses, which are the same in all runs of one program
 * without address space randomisation. */
static uint64_t callers(void) {
    void *frames[40];
    uint64_t hash = UINT64_C(14695981039346656037);
    inside = true;
    int count = backtrace(frames, 40);
    inside = false;
    for (int i = 2; i < count; i++) hash = (hash ^ (uint64_t)(uintptr_t)frames[i]) * UINT64_C(1099511628211);
    return hash;
}

/* Counts the call; true when it is to fail. */
static bool fails(enum kind kind) {
    if (!report || !counted[kind] || inside) return false;
    if (splitting) {
        bool failing = shim_split(&report);
        if (failing) errno = failure;
        return failing;
    }
    uint64_t number = ++report->calls;
    if (tracing && number <= SHIM_STACKS) report->stacks[number - 1] = callers();
    if (!wanted || number < wanted || (number > wanted && !from_here_on)) return false;
    report->hits++;
    if (signal_number && !after) raise(signal_number);
    errno = failure;
    return !signal_number;
}

/* After the call: the signal that was to come then. */
static void passed(enum kind kind) {
    if (!report || !counted[kind] || !after || !signal_number || report->calls != wanted) return;
    raise(signal_number);
}

void *malloc(size_t size) {
    if (!fails(ALLOC)) return __libc_malloc(size);
    errno = ENOMEM;
    return NULL;
}

void *calloc(size_t count, size_t size) {
    if (!fails(ALLOC)) return __libc_calloc(count, size);
    errno = ENOMEM;
    return NULL;
}

void *realloc(void *old, size_t size) {
    if (!fails(ALLOC)) return __libc_realloc(old, size);
    errno = ENOMEM;
    return NULL;
}

int posix_memalign(void **out, size_t alignment, size_t size) {
    if (fails(ALLOC)) return ENOMEM;
    *out = __libc_memalign(alignment, size);
    return *out ? 0 : ENOMEM;
}

void *aligned_alloc(size_t alignment, size_t size) { return fails(ALLOC) ? NULL : __libc_memalign(alignment, size); }

ssize_t write(int file, const void *bytes, size_t count) {
    if (fails(WRITE)) {
        if (!shortened) return -1;
        count = count / 2 + 1 < count ? count / 2 + 1 : count;
    }
    ssize_t written = syscall(SYS_write, file, bytes, count);
    passed(WRITE);
    return written;
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) {
    if (fails(WRITE)) {
        if (!shortened) return -1;
        count = count / 2 + 1 < count ? count / 2 + 1 : count;
    }
    ssize_t written = syscall(SYS_pwrite64, file, bytes, count, at);
    passed(WRITE);
    return written;
}
ssize_t pwrite64(int file, const void *bytes, size_t count, off_t at) { return pwrite(file, bytes, count, at); }

ssize_t writev(int file, const struct iovec *parts, int count) {
    if (fails(WRITE) && !shortened) return -1;
    return syscall(SYS_writev, file, parts, count);
}

int ftruncate(int file, off_t length) { return fails(WRITE) ? -1 : (int)syscall(SYS_ftruncate, file, length); }
int ftruncate64(int file, off_t length) { return ftruncate(file, length); }

ssize_t read(int file, void *bytes, size_t count) {
    if (fails(READ)) {
        if (!shortened) return -1;
        count = count / 2 + 1 < count ? count / 2 + 1 : count;
    }
    return syscall(SYS_read, file, bytes, count);
}

ssize_t pread(int file, void *bytes, size_t count, off_t at) {
    return fails(READ) ? -1 : syscall(SYS_pread64, file, bytes, count, at);
}
ssize_t pread64(int file, void *bytes, size_t count, off_t at) { return pread(file, bytes, count, at); }

static int synced(long number, int file) {
    if (fails(SYNC)) return -1;
    int result = (int)syscall(number, file);
    passed(SYNC);
    return result;
}
int fsync(int file) { return synced(SYS_fsync, file); }
int fdatasync(int file) { return synced(SYS_fdatasync, file); }
int syncfs(int file) {
    (void)file;
    return synced(SYS_fsync, file); /* of one folder: the whole file system of a busy machine takes long */
}

int rename(const char *from, const char *to) {
    if (fails(RENAME)) return -1;
    int result = (int)syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
    passed(RENAME);
    return result;
}

int link(const char *from, const char *to) {
    if (fails(RENAME)) return -1;
    int result = (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
    passed(RENAME);
    return result;
}

int unlink(const char *path) {
    if (fails(UNLINK)) return -1;
    int result = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    passed(UNLINK);
    return result;
}

static int opened(int folder, const char *path, int flags, unsigned mode) {
    if (fails(OPEN)) return -1;
    int result = (int)syscall(SYS_openat, folder, path, flags, mode);
    passed(OPEN);
    return result;
}

#define OPENS(name, ...)                                                                                               \
    int name(__VA_ARGS__ const char *path, int flags, ...) {                                                           \
        va_list rest;                                                                                                  \
        va_start(rest, flags);                                                                                         \
        unsigned mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, unsigned) : 0;                                  \
        va_end(rest);
#define NOTHING
OPENS(open, NOTHING) return opened(AT_FDCWD, path, flags, mode);
}
OPENS(open64, NOTHING) return opened(AT_FDCWD, path, flags, mode);
}
OPENS(openat, int folder, ) return opened(folder, path, flags, mode);
}
OPENS(openat64, int folder, ) return opened(folder, path, flags, mode);
}

/* As Linux does: the descriptor is gone also when close fails. */
int close(int file) {
    bool failing = fails(CLOSE);
    int result = (int)syscall(SYS_close, file);
    passed(CLOSE);
    if (!failing) return result;
    errno = failure;
    return -1;
}

int mkdir(const char *path, mode_t mode) {
    if (fails(MKDIR)) return -1;
    int result = (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
    passed(MKDIR);
    return result;
}

/* The function of this name that would have been called. */
#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

FILE *tmpfile(void) { return fails(STDIO) ? NULL : NEXT(tmpfile)(); }
FILE *tmpfile64(void) { return tmpfile(); }

static bool stream_fails(FILE *stream) {
    if (!fails(STDIO)) return false;
    stream->_flags |= 0x20; /* ferror() */
    errno = failure;
    return true;
}
size_t fwrite(const void *bytes, size_t size, size_t count, FILE *stream) {
    return stream_fails(stream) ? 0 : NEXT(fwrite)(bytes, size, count, stream);
}
size_t fread(void *bytes, size_t size, size_t count, FILE *stream) {
    return stream_fails(stream) ? 0 : NEXT(fread)(bytes, size, count, stream);
}
int fflush(FILE *stream) { return stream && stream_fails(stream) ? EOF : NEXT(fflush)(stream); }

/* SQLite calls itself through these names too; it does not look at what the inner calls give, but at the statement. */
static bool from_sqlite(void *caller) {
    Dl_info ours, library;
    return dladdr(caller, &ours) && dladdr((void *)(uintptr_t)NEXT(sqlite3_libversion), &library) &&
           ours.dli_fbase == library.dli_fbase;
}

int sqlite3_step(sqlite3_stmt *statement) {
    if (from_sqlite(__builtin_return_address(0))) return NEXT(sqlite3_step)(statement);
    sqlite_failure = 0;
    if (fails(SQLITE)) return sqlite_failure = failure;
    int result = NEXT(sqlite3_step)(statement);
    passed(SQLITE);
    return result;
}

int sqlite3_exec(sqlite3 *database, const char *sql, int (*row)(void *, int, char **, char **), void *context,
                 char **message) {
    if (from_sqlite(__builtin_return_address(0))) return NEXT(sqlite3_exec)(database, sql, row, context, message);
    sqlite_failure = 0;
    if (fails(SQLITE)) return sqlite_failure = failure;
    int result = NEXT(sqlite3_exec)(database, sql, row, context, message);
    passed(SQLITE);
    return result;
}

int sqlite3_errcode(sqlite3 *database) { return sqlite_failure ? sqlite_failure : NEXT(sqlite3_errcode)(database); }
const char *sqlite3_errmsg(sqlite3 *database) {
    return sqlite_failure ? sqlite3_errstr(sqlite_failure) : NEXT(sqlite3_errmsg)(database);
}

time_t time(time_t *out) {
    if (out) *out = 1800000000; /* 2027-01-15: after every moment that the fixtures know of */
    return 1800000000;
}

int RAND_bytes(unsigned char *bytes, int count) {
    for (int i = 0; i < count; i++) bytes[i] = (unsigned char)(i * 37 + 11);
    return 1;
}
int RAND_priv_bytes(unsigned char *bytes, int count) { return RAND_bytes(bytes, count); }
