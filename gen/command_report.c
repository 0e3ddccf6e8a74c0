/* command_report.c: `report` draws a page for a judge, or a template for a certification, from the verifier's output.
 */
#include <stdio.h>
#include <string.h>

#include "gen/command.h"
#include "gen/command_words.h"
#include "gen/report/verified/certificate.h"
#include "gen/report/verified/report.h"
#include "scrutineer/file.h"
#include "scrutineer/text.h"

struct words {
    const char *verdict, *out, *language;
    const char **paths;
    size_t path_count;
    bool certificate;
};

static scr_result usage_error(const struct command_context *context, const char *words) {
    return scr_refuse(context->diagnosis, SCR_USAGE, "report", "%s; see 'scrutineer-gen report --help'", words);
}

static scr_result read_words(const struct command_context *context, int argc, char **argv, struct words *words) {
    const struct command_option options[] = {{"--verdict", &words->verdict, NULL},
                                             {"--out", &words->out, NULL},
                                             {"--language", &words->language, NULL},
                                             {"--certificate", NULL, &words->certificate}};
    const struct command_form form = {"report", options, sizeof options / sizeof *options, words->paths, (size_t)argc};
    SCR_TRY(command_words(context, &form, argc, argv));
    while (words->paths[words->path_count]) words->path_count++;
    if (words->certificate && !words->path_count)
        return usage_error(context, "a certificate is about files: give the package or the files that were verified");
    if (words->certificate && words->language && strcmp(words->language, "en") != 0)
        return usage_error(context, "a certificate is in English: it is for courts of the United States");
    const struct command_need needs[] = {{"--verdict", words->verdict}, {"--out", words->out}};
    return command_needs("report", needs, sizeof needs / sizeof *needs, context->diagnosis);
}

static bool is_text(const char *path) {
    size_t length = strlen(path);
    return length > 4 && !strcmp(path + length - 4, ".txt");
}

static scr_result make(const struct words *words, const struct report_request *request, struct scr_buffer *out,
                       const struct command_context *context) {
    if (!words->certificate) {
        if (is_text(words->out))
            return usage_error(context, "the report is a page: its name does not end in .txt, as a certificate's may");
        return report_page(request, out);
    }
    return certificate_template(request, is_text(words->out), out);
}

static scr_result draw(const struct words *words, const struct report_request *request,
                       const struct command_context *context) {
    struct scr_buffer page = {0}, shown = {0};
    struct scr_hash hash;
    char hex[SCR_HEX_SIZE];
    scr_result result;
    SCR_TRY_OR(result, make(words, request, &page, context), done);
    SCR_TRY_OR(result, scr_hash_bytes(page.data, page.length, &hash), done);
    SCR_TRY_OR(result, scr_text_terminal(&shown, words->out), done);
    SCR_TRY_OR(result, scr_file_write(words->out, page.data, page.length, 0644, context->diagnosis), done);
    scr_hash_hex(&hash, hex);
    printf("Written: %s, %zu bytes, SHA-256 %s\n", (const char *)shown.data, page.length, hex);
done:
    scr_buffer_free(&page);
    scr_buffer_free(&shown);
    return result;
}

static scr_result run(const struct command_context *context, int argc, char **argv) {
    struct scr_arena arena = {0};
    struct verdict verdict = {0};
    struct inputs inputs = {0};
    struct words words = {.paths = scr_arena_alloc(&arena, (size_t)argc, sizeof(char *))};
    struct report_request request = {&verdict, &inputs, NULL, ENGLISH};
    scr_result result = {SCR_MEMORY};
    if (!words.paths) goto done;
    SCR_TRY_OR(result, read_words(context, argc, argv, &words), done);
    if (words.language && !language_parse(words.language, &request.language)) {
        result = usage_error(context, "--language is en or es");
        goto done;
    }
    request.verdict_path = words.verdict;
    SCR_TRY_OR(result, verdict_read(words.verdict, &verdict, context->diagnosis), done);
    SCR_TRY_OR(result, inputs_read(words.paths, words.path_count, &verdict, &inputs, context->diagnosis), done);
    result = draw(&words, &request, context);
done:
    inputs_free(&inputs);
    verdict_free(&verdict);
    scr_arena_free(&arena);
    return result;
}

const struct command command_report = {
    .name = "report",
    .summary = "draw a page for a judge, or a template for a certification, from the verifier's findings",
    .usage =
        "usage: scrutineer-gen report --verdict VERDICT.json [PACKAGE|FILE..] --out report.html [--language en|es]\n"
        "       scrutineer-gen report --certificate --verdict VERDICT.json [PACKAGE|FILE..] --out FILE.html|FILE.txt\n"
        "\n"
        "Draws one page, to read on a screen or print, from the output of 'scrutineer-verify --json' and the files "
        "that\n"
        "it is about: the headlines and what they mean, every check with its verdict in plain words, test decks,\n"
        "trees and precinct tables as pictures, what was not proved, digests, and the commands to repeat it all. It\n"
        "holds no script and fetches nothing. The same input gives the same bytes.\n"
        "\n"
        "Give the package or files that were verified: they are read again, and a file whose SHA-256 is not the one "
        "in\n"
        "VERDICT.json is refused, and so is a package whose lists are not. Of signatures, time stamps and\n"
        "countersignatures VERDICT.json has no digests: the page says that they were not compared. Without files the\n"
        "page has no pictures and says that nothing was compared.\n"
        "\n"
        "  --verdict FILE   what 'scrutineer-verify --json' printed\n"
        "  --out FILE       the page; it appears whole or not at all\n"
        "  --language L     en (default) or es; the verifier's own sentences stay English\n"
        "  --certificate    a template for the certification of Federal Rules of Evidence 902(13) and (14), with\n"
        "                   blanks for the qualified person who signs; counsel completes it. It is no certification\n",
    .run = run,
};
