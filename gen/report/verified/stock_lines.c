/* stock_lines.c: the commands of specification 7.1, and words for a shell. */
#include "gen/report/verified/stock_lines.h"

#include <string.h>

static const char lists[] =
    "sha256sum -c --strict --quiet tagmanifest-sha256.txt\n"
    "sha256sum -c --strict --quiet manifest-sha256.txt\n"
    "! (cut -c67- tagmanifest-sha256.txt manifest-sha256.txt; find . ! -type d ! -path './signatures/*' ! -path "
    "'./timestamps/*' ! -path './countersignatures/*' ! -path ./tagmanifest-sha256.txt -print0 | tr "
    "'\\n\\0' '?\\n' | sed 's|^\\./||' | sort -u) | sort | uniq -u | grep .\n";
enum { SIGNATURES_SHOWN = 20 };

static scr_result quoted(struct scr_buffer *out, const char *text) {
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./+:,%@=-";
    if (*text && text[strspn(text, plain)] == '\0') return scr_buffer_text(out, text);
    SCR_TRY(scr_buffer_text(out, "'"));
    for (const char *quote; (quote = strchr(text, '\'')); text = quote + 1) {
        SCR_TRY(scr_buffer_append(out, text, (size_t)(quote - text)));
        SCR_TRY(scr_buffer_text(out, "'\\''"));
    }
    SCR_TRY(scr_buffer_text(out, text));
    return scr_buffer_text(out, "'");
}

scr_result shell_word(struct scr_buffer *out, const char *text) {
    if (*text == '-') SCR_TRY(scr_buffer_text(out, "./")); /* no option */
    return quoted(out, text);
}

scr_result run_line(const struct verdict *verdict, size_t most, struct scr_buffer *out, bool *known, size_t *left) {
    size_t shown = verdict->argument_count < most ? verdict->argument_count : most;
    *known = verdict->argument_count > 0;
    *left = verdict->argument_count - shown;
    if (!*known) return scr_done();
    SCR_TRY(scr_buffer_text(out, "scrutineer-verify"));
    for (size_t i = 0; i < shown; i++) {
        SCR_TRY(scr_buffer_text(out, " "));
        SCR_TRY(quoted(out, verdict->arguments[i]));
    }
    return scr_done();
}

scr_result stock_lines(const struct inputs *inputs, size_t package, struct scr_buffer *out) {
    static const char below[] = "signatures/", end[] = ".sig", /* and names as in 7.1 */
        name[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    size_t signatures = 0;
    for (size_t i = 0; i < inputs->count && signatures < SIGNATURES_SHOWN; i++) {
        const struct input_file *file = &inputs->files[i];
        if (file->package != package || strncmp(file->relative, below, sizeof below - 1) != 0) continue;
        if (strcmp(file->relative + sizeof below - 1 + strspn(file->relative + sizeof below - 1, name), end) != 0)
            continue;
        signatures++;
        SCR_TRY(scr_buffer_text(out, "openssl pkeyutl -verify -rawin -pubin -inkey KEY-YOU-TRUST.pem "
                                     "-in tagmanifest-sha256.txt -sigfile "));
        SCR_TRY(shell_word(out, file->relative));
        SCR_TRY(scr_buffer_text(out, "\n"));
    }
    return scr_buffer_text(out, lists);
}

scr_result page_lines(struct page *page, const struct scr_buffer *lines) {
    struct scr_buffer line = {0};
    const char *at = (const char *)lines->data, *end = at + lines->length;
    while (at < end && !scr_failed(page->result)) {
        const char *feed = memchr(at, '\n', (size_t)(end - at));
        size_t length = (size_t)((feed ? feed : end) - at);
        line.length = 0;
        page->result = scr_buffer_append(&line, at, length);
        if (!scr_failed(page->result)) page_text(page, (const char *)line.data);
        page_html(page, "\n");
        at += length + (feed != NULL);
    }
    scr_buffer_free(&line);
    return page->result;
}
