/* passphrase.c: reads the passphrase of a private key from a file, or from the terminal without echo. */
#include "passphrase.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "names.h"
#include "scrutineer/file.h"

#define INTERRUPT '\003' /* Control-C */

static void say(int terminal, const char *words) {
    size_t length = strlen(words);
    while (length) {
        ssize_t written = write(terminal, words, length);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return; /* a prompt that cannot be shown: reading will fail or go on */
        words += written;
        length -= (size_t)written;
    }
}

/* One line, without its end; -1 when given up, ended or too long. */
static int read_line(int terminal, char *line, size_t size) {
    size_t length = 0;
    for (;;) {
        char c;
        ssize_t got = read(terminal, &c, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0 || c == INTERRUPT || length == size) return -1;
        if (c == '\n') return (int)length;
        line[length++] = c;
    }
}

static const int ending[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};

/* Keys that send signals are switched off while echo is, so that no key press leaves the terminal mute: Control-C ends
 * the line like Enter does, and read_line gives up. */
static int ask_terminal(const char *prompt, const char *subject, char *phrase, size_t size) {
    int terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (terminal < 0) return -1;
    struct termios usual, mute;
    int length = -1;
    if (!tcgetattr(terminal, &usual)) {
        mute = usual;
        mute.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ISIG);
        mute.c_lflag |= ICANON;
        mute.c_iflag |= ICRNL;
        mute.c_cc[VEOL] = INTERRUPT;
        if (!tcsetattr(terminal, TCSAFLUSH, &mute)) {
            sigset_t ends, before; /* from outside: they wait until echo is on again */
            sigemptyset(&ends);
            for (size_t i = 0; i < sizeof ending / sizeof *ending; i++) sigaddset(&ends, ending[i]);
            (void)sigprocmask(SIG_BLOCK, &ends, &before);
            say(terminal, prompt);
            say(terminal, subject);
            say(terminal, ": ");
            length = read_line(terminal, phrase, size);
            while (tcsetattr(terminal, TCSAFLUSH, &usual) && errno == EINTR) {
            }
            say(terminal, "\n");
            (void)sigprocmask(SIG_SETMASK, &before, NULL);
        }
    }
    close(terminal);
    return length;
}

static int read_phrase_file(const struct passphrase_source *source, char *phrase, size_t size) {
    struct scr_buffer contents = {0};
    int length = -1;
    if (!scr_failed(scr_file_read(source->file, PASSPHRASE_BYTES_MOST, &contents, source->diagnosis))) {
        size_t bytes = contents.length;
        if (bytes && contents.data[bytes - 1] == '\n') bytes--;
        if (bytes <= size) {
            if (bytes) memcpy(phrase, contents.data, bytes);
            length = (int)bytes; /* at most PASSPHRASE_BYTES_MOST */
        }
    }
    if (contents.data) OPENSSL_cleanse(contents.data, contents.length);
    scr_buffer_free(&contents);
    return length;
}

static int ask(const struct passphrase_source *source, const char *prompt, char *phrase, size_t size) {
    if (source->file) return read_phrase_file(source, phrase, size);
    struct scr_arena arena = {0};
    int length = ask_terminal(prompt, package_shown(&arena, source->subject), phrase, size);
    scr_arena_free(&arena);
    return length;
}

int passphrase_ask(char *phrase, size_t size, bool again, void *source) {
    return ask(source, again ? "The same passphrase again for " : "Passphrase for ", phrase, size);
}

scr_result passphrase_choose(struct passphrase_source *source, char *phrase, size_t *length) {
    char second[PASSPHRASE_BYTES_MOST];
    const char *place = source->file ? "--passphrase-file" : "--passphrase";
    int typed = ask(source, "New passphrase for ", phrase, PASSPHRASE_BYTES_MOST);
    if (typed < 0)
        return scr_refuse(source->diagnosis, SCR_INPUT, place,
                          "no passphrase was read; type it on a terminal, or give a file of at most 1,024 bytes");
    if (!typed) return scr_refuse(source->diagnosis, SCR_INPUT, place, "the passphrase is empty");
    if (memchr(phrase, 0, (size_t)typed))
        return scr_refuse(source->diagnosis, SCR_INPUT, place, "the passphrase contains a NUL byte");
    if (!source->file) {
        int repeated = ask(source, "The same passphrase again for ", second, sizeof second);
        bool same = repeated == typed && !memcmp(phrase, second, (size_t)typed);
        OPENSSL_cleanse(second, sizeof second);
        if (!same) return scr_refuse(source->diagnosis, SCR_INPUT, place, "the two passphrases are not the same");
    }
    *length = (size_t)typed;
    return scr_done();
}
