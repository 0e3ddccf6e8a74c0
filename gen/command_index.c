/* command_index.c: `index` shows an index of publications, and withdraws what is in it. */
#include <stdio.h>
#include <string.h>

#include "gen/command_past.h"
#include "gen/command_words.h"
#include "gen/index/extend.h"
#include "gen/package/names.h"
#include "gen/package/package.h"
#include "gen/package/say.h"
#include "gen/typed.h"
#include "scrutineer/file.h"
#include "scrutineer/text.h"

#define SHORT_HASH 16 /* digits in the table */

static scr_result say_row(const struct publication_index *index, const struct index_entry *entry,
                          struct scr_buffer *out) {
    char hex[SCR_HEX_SIZE];
    if (entry->withdrawal) {
        SCR_TRY(scr_buffer_print(out, "%6u  %s  %-*s  %-16s  withdraws %u: ", (unsigned)entry->number, entry->date,
                                 SHORT_HASH, "", "", (unsigned)entry->of));
        SCR_TRY(scr_text_terminal(out, entry->reason));
        return scr_buffer_text(out, "\n");
    }
    scr_hash_hex(&entry->sha256, hex);
    SCR_TRY(scr_buffer_print(out, "%6u  %s  %.*s  ", (unsigned)entry->number, entry->date, SHORT_HASH, hex));
    if (!entry->ended_by)
        SCR_TRY(scr_buffer_print(out, "%-16s", "current"));
    else if (index->entries[entry->ended_by - 1].withdrawal)
        SCR_TRY(scr_buffer_print(out, "%-16s", "withdrawn"));
    else
        SCR_TRY(scr_buffer_print(out, "replaced by %-4u", (unsigned)entry->ended_by));
    SCR_TRY(scr_buffer_print(out, "  %s%s", entry->kind, *entry->subject ? " of " : ""));
    SCR_TRY(scr_text_terminal(out, entry->subject));
    return scr_buffer_text(out, "\n");
}

static scr_result say_table(const struct publication_index *index, struct scr_buffer *out) {
    const struct index_entry *last = &index->entries[index->count - 1];
    char hex[SCR_HEX_SIZE];
    SCR_TRY(scr_buffer_text(out, "Index of publications of "));
    SCR_TRY(scr_text_terminal(out, index->election));
    SCR_TRY(scr_buffer_print(out, "\n\n%6s  %-10s  %-*s  %-16s  %s\n", "number", "date", SHORT_HASH, "SHA-256", "state",
                             "what"));
    for (size_t i = 0; i < index->count; i++) SCR_TRY(say_row(index, &index->entries[i], out));
    scr_hash_hex(&last->hash, hex);
    return scr_buffer_print(out, "\nLast entry %u of %s, with the hash of the whole list:\n%s\n",
                            (unsigned)last->number, last->date, hex);
}

static scr_result json_text(struct scr_buffer *out, const char *name, const char *text) {
    SCR_TRY(scr_buffer_print(out, ", \"%s\": ", name));
    return scr_text_json(out, text);
}

static scr_result json_publication(const struct publication_index *index, const struct index_entry *entry,
                                   struct scr_buffer *out) {
    char hex[SCR_HEX_SIZE];
    const struct index_entry *end = entry->ended_by ? &index->entries[entry->ended_by - 1] : NULL;
    scr_hash_hex(&entry->sha256, hex);
    SCR_TRY(json_text(out, "kind", entry->kind));
    SCR_TRY(json_text(out, "subject", entry->subject));
    SCR_TRY(scr_buffer_print(out, ", \"sha256\": \"%s\", \"replaces\": [", hex));
    for (size_t i = 0; i < entry->replaces_count; i++)
        SCR_TRY(scr_buffer_print(out, "%s%u", i ? ", " : "", (unsigned)entry->replaces[i]));
    SCR_TRY(scr_buffer_print(out, "], \"state\": \"%s\"",
                             !end              ? "current"
                             : end->withdrawal ? "withdrawn"
                                               : "replaced"));
    return end ? scr_buffer_print(out, ", \"by\": %u", (unsigned)end->number) : scr_done();
}

static scr_result say_json(const struct publication_index *index, struct scr_buffer *out) {
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(&index->digest, hex);
    SCR_TRY(scr_buffer_text(out, "{\"election\": "));
    SCR_TRY(scr_text_json(out, index->election));
    SCR_TRY(scr_buffer_print(out, ", \"sha256\": \"%s\", \"entries\": [", hex));
    for (size_t i = 0; i < index->count; i++) {
        const struct index_entry *entry = &index->entries[i];
        SCR_TRY(scr_buffer_print(out, "%s{\"number\": %u, \"date\": \"%s\"", i ? ", " : "", (unsigned)entry->number,
                                 entry->date));
        if (entry->withdrawal) {
            SCR_TRY(scr_buffer_print(out, ", \"withdraws\": %u", (unsigned)entry->of));
            SCR_TRY(json_text(out, "reason", entry->reason));
        } else {
            SCR_TRY(json_publication(index, entry, out));
        }
        scr_hash_hex(&entry->hash, hex);
        SCR_TRY(scr_buffer_print(out, ", \"hash\": \"%s\"}", hex));
    }
    return scr_buffer_print(out, "], \"last_hash\": \"%s\"}\n", hex); /* of the last entry: there is one */
}

static scr_result show(const struct command_context *context, int argc, char **argv) {
    const char *path = NULL;
    bool json = false;
    const struct command_option options[] = {{"--json", NULL, &json}};
    const struct command_form form = {"index show", options, 1, &path, 1};
    struct publication_index index = {0};
    struct scr_buffer out = {0};
    scr_result result;
    SCR_TRY(command_words(context, &form, argc, argv));
    if (!path) return command_usage(context, &form, "an index file, or a package that holds one, is needed");
    SCR_TRY_OR(result, index_read(path, &index, context->diagnosis), done);
    SCR_TRY_OR(result, json ? say_json(&index, &out) : say_table(&index, &out), done);
    if (fwrite(out.data, 1, out.length, stdout) != out.length || fflush(stdout))
        result = scr_refuse(context->diagnosis, SCR_IO, "index", "standard output could not be written");
done:
    scr_buffer_free(&out);
    index_free(&index);
    return result;
}

struct withdrawing {
    const char *number, *reason, *index, *out, *date;
    uint64_t of;
};

static scr_result read_withdrawal(const struct command_context *context, int argc, char **argv,
                                  struct withdrawing *words) {
    const struct command_option options[] = {{"--reason", &words->reason, NULL},
                                             {"--index", &words->index, NULL},
                                             {"--out", &words->out, NULL},
                                             {"--date", &words->date, NULL}};
    const struct command_form form = {"index withdraw", options, sizeof options / sizeof *options, &words->number, 1};
    SCR_TRY(command_words(context, &form, argc, argv));
    const struct command_need needs[] = {{"the number of an entry", words->number},
                                         {"--reason", words->reason},
                                         {"--index", words->index},
                                         {"--out", words->out}};
    SCR_TRY(command_needs("index withdraw", needs, sizeof needs / sizeof *needs, context->diagnosis));
    if (!scr_count_parse(words->number, strlen(words->number), INDEX_NUMBER_MOST, &words->of) || !words->of)
        return command_usage(context, &form, "the first word is the number of an entry, as 'index show' lists them");
    return typed_check("--reason", words->reason, context->diagnosis);
}

static scr_result withdraw(const struct command_context *context, int argc, char **argv) {
    struct withdrawing words = {0};
    struct publication_index index = {0};
    struct scr_buffer made = {0};
    char date[11], hex[SCR_HEX_SIZE];
    scr_result result;
    SCR_TRY(read_withdrawal(context, argc, argv, &words));
    SCR_TRY(package_date(words.date, date, context->diagnosis));
    SCR_TRY_OR(result, index_read(words.index, &index, context->diagnosis), done);
    SCR_TRY_OR(result, index_withdraw(&index, (uint32_t)words.of, words.reason, date, context->diagnosis), done);
    SCR_TRY_OR(result, index_write(&index, &made), done);
    SCR_TRY_OR(result, scr_file_create(words.out, made.data, made.length, 0644, context->diagnosis), done);
    scr_hash_hex(&index.entries[index.count - 1].hash, hex);
    printf("Withdrawn: %s. The new index is %s; its last hash\n  %s\n",
           index_shown(&index.arena, &index.entries[words.of - 1]), package_shown(&index.arena, words.out), hex);
    printf("Nobody knows before it is published: make the next package with --index %s, or one of the index alone:\n"
           "  scrutineer-gen package --index %s --key NAME.key --role election-official --out PKG\n",
           say_word(&index.arena, words.out), say_word(&index.arena, words.out));
    command_warn_far("index withdraw: warning: the withdrawal", date, "");
done:
    scr_buffer_free(&made);
    index_free(&index);
    return result;
}

static scr_result run(const struct command_context *context, int argc, char **argv) {
    if (argc > 1 && !strcmp(argv[1], "show")) return show(context, argc - 1, argv + 1);
    if (argc > 1 && !strcmp(argv[1], "withdraw")) return withdraw(context, argc - 1, argv + 1);
    return scr_refuse(context->diagnosis, SCR_USAGE, "index",
                      "say 'index show' or 'index withdraw'; see 'scrutineer-gen index --help'");
}

const struct command command_index = {
    "index",
    "show the index of publications, or withdraw what was published",
    "usage: scrutineer-gen index show INDEX|PACKAGE [--json]\n"
    "       scrutineer-gen index withdraw NUMBER --reason TEXT --index INDEX|PACKAGE --out FILE [--date YYYY-MM-DD]\n"
    "\n"
    "The index lists everything that was published of an election, in order, in a chain of hashes: whoever writes "
    "down\n"
    "the last one holds the publisher to the whole list. 'package' continues it. What supersedes an earlier artifact\n"
    "replaces its entry by itself; 'withdraw' is for what no longer stands and is replaced by nothing. It writes a "
    "new\n"
    "index, which the next 'package --index FILE' publishes, with artifacts or alone.\n"
    "@show\n"
    "\n"
    "  --json                 as JSON, with all digests in full\n"
    "@withdraw\n"
    "  --reason TEXT          why it no longer stands; everybody reads it\n"
    "  --index INDEX|PACKAGE  the newest index\n"
    "  --out FILE             the new index; never replaces a file\n"
    "  --date YYYY-MM-DD      default: SOURCE_DATE_EPOCH, else today\n",
    run,
};
