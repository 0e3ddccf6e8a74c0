/* command_reconcile.c: scrutineer-gen reconcile: lists the disagreements of cast-vote records and manifest, and records
 * why one may stand. */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "command_words.h"
#include "package/package.h"
#include "reconcile/reconcile.h"
#include "scrutineer/text.h"
#include "typed.h"

struct request {
    const char *id, *reason; /* of reconcile resolve; NULL: list */
    bool json;
};

static scr_result parse(int argc, char **argv, struct request *request, struct scr_diagnosis *diagnosis) {
    enum { REASON = 256, JSON };
    static const struct option options[] = {
        {"reason", required_argument, NULL, REASON}, {"json", no_argument, NULL, JSON}, {NULL, 0, NULL, 0}};
    int option;
    SCR_TRY(command_options("reconcile", argc, argv, options, NULL, diagnosis));
    opterr = 0;
    optind = 0; /* glibc: begin anew, for this argv */
    while ((option = getopt_long(argc, argv, ":", options, NULL)) != -1) {
        if (option == REASON)
            request->reason = optarg;
        else
            request->json = true;
    }
    if (optind == argc && !request->reason) return scr_done();
    if (optind + 2 != argc || strcmp(argv[optind], "resolve") || !request->reason || request->json)
        return scr_refuse(diagnosis, SCR_USAGE, "reconcile", "write: reconcile resolve ID --reason TEXT");
    request->id = argv[optind + 1];
    return typed_check("--reason", request->reason, diagnosis);
}

static scr_result say(struct scr_buffer *out, const struct cvr_records *records, const struct manifest *manifest,
                      const struct reconciliation *r) {
    SCR_TRY(scr_buffer_print(out, "%zu records, ", records->ballot_count));
    if (r->has_manifest)
        SCR_TRY(scr_buffer_print(out,
                                 "%llu ballots in the manifest\n%llu ballots without record (phantoms), %llu "
                                 "records without ballot\n",
                                 (unsigned long long)manifest->ballot_count, (unsigned long long)r->phantoms,
                                 (unsigned long long)r->outside));
    else
        SCR_TRY(scr_buffer_text(out, "no manifest: the order of the files is taken for that of storage\n"));
    for (size_t i = 0; i < r->count; i++) {
        const struct disagreement *d = &r->list[i];
        SCR_TRY(scr_buffer_print(out, "\n%s  %s\n", d->id, d->text));
        if (*d->nearest) SCR_TRY(scr_buffer_print(out, "    nearest: %s\n", d->nearest));
        if (!*d->reason) continue;
        SCR_TRY(scr_buffer_print(out, "    resolved %s: ", d->date));
        SCR_TRY(scr_text_terminal(out, d->reason));
        SCR_TRY(scr_buffer_text(out, "\n"));
    }
    if (!r->count) return scr_buffer_text(out, "no disagreements\n");
    return scr_buffer_print(out, "\n%zu disagreements, %zu not resolved\n", r->count, r->unresolved);
}

static scr_result member(struct scr_buffer *out, const char *name, const char *value) {
    SCR_TRY(scr_buffer_print(out, ", \"%s\": ", name));
    return scr_text_json(out, value);
}

static scr_result say_json(struct scr_buffer *out, const struct cvr_records *records, const struct manifest *manifest,
                           const struct reconciliation *r) {
    SCR_TRY(scr_buffer_print(out,
                             "{\"records\": %zu, \"manifestBallots\": %llu, \"phantoms\": %llu, \"outside\": %llu, "
                             "\"unresolved\": %zu, \"disagreements\": [",
                             records->ballot_count, (unsigned long long)manifest->ballot_count,
                             (unsigned long long)r->phantoms, (unsigned long long)r->outside, r->unresolved));
    for (size_t i = 0; i < r->count; i++) {
        const struct disagreement *d = &r->list[i];
        SCR_TRY(scr_buffer_print(out, "%s{\"ballots\": %llu", i ? ", " : "", (unsigned long long)d->ballots));
        SCR_TRY(member(out, "id", d->id));
        SCR_TRY(member(out, "text", d->text));
        SCR_TRY(member(out, "nearest", d->nearest));
        SCR_TRY(scr_buffer_print(out, ", \"resolved\": %s", *d->reason ? "true" : "false"));
        if (*d->reason) {
            SCR_TRY(member(out, "reason", d->reason));
            SCR_TRY(member(out, "date", d->date));
        }
        SCR_TRY(scr_buffer_text(out, "}"));
    }
    return scr_buffer_text(out, "]}\n");
}

static scr_result resolve(struct store *store, const struct reconciliation *r, const struct request *request,
                          struct scr_buffer *out, struct scr_diagnosis *diagnosis) {
    char date[11];
    for (size_t i = 0; i < r->count; i++) {
        if (strcmp(r->list[i].id, request->id)) continue;
        SCR_TRY(package_date(NULL, date, diagnosis));
        SCR_TRY(store_resolve(store, request->id, r->list[i].text, request->reason, date, diagnosis));
        return scr_buffer_print(out, "%s is resolved; %zu left\n", request->id,
                                r->unresolved - (*r->list[i].reason ? 0 : 1));
    }
    return scr_refuse(diagnosis, SCR_USAGE, "reconcile", "there is no disagreement with this id; see reconcile");
}

static scr_result work(struct store *store, const struct request *request, struct scr_buffer *out, bool *open,
                       struct scr_diagnosis *diagnosis) {
    struct cvr_records records = {0};
    struct manifest manifest = {0};
    struct reconciliation r = {0};
    scr_result result = store_load_cvr(store, &records, diagnosis);
    if (!scr_failed(result)) result = store_load_manifest(store, &manifest, diagnosis);
    if (!scr_failed(result)) result = reconcile(store, &records, &manifest, &r, diagnosis);
    if (!scr_failed(result) && request->id) {
        result = resolve(store, &r, request, out, diagnosis);
    } else if (!scr_failed(result)) {
        result = request->json ? say_json(out, &records, &manifest, &r) : say(out, &records, &manifest, &r);
        *open = r.unresolved > 0;
    }
    reconciliation_free(&r);
    manifest_free(&manifest);
    cvr_records_free(&records);
    return result;
}

static scr_result run(const struct command_context *context, int argc, char **argv) {
    struct request request = {0};
    struct scr_buffer out = {0};
    struct store *store;
    bool open = false;
    SCR_TRY(parse(argc, argv, &request, context->diagnosis));
    SCR_TRY(store_open(context->store_path, STORE_READ, &store, context->diagnosis));
    scr_result result = work(store, &request, &out, &open, context->diagnosis);
    if (!scr_failed(result) && (fwrite(out.data, 1, out.length, stdout) != out.length || fflush(stdout)))
        result = scr_refuse(context->diagnosis, SCR_IO, "reconcile", "the report could not be written");
    if (!scr_failed(result) && open)
        result = scr_refuse(context->diagnosis, SCR_STORE, "reconcile",
                            "disagreements stand; settle each with: reconcile resolve ID --reason TEXT");
    scr_buffer_free(&out);
    store_close(store);
    return result;
}

const struct command command_reconcile = {
    "reconcile", "compare cast-vote records with the ballot manifest",
    "usage: scrutineer-gen [--db FILE] reconcile [--json]\n"
    "       scrutineer-gen [--db FILE] reconcile resolve ID --reason TEXT\n"
    "\n"
    "Lists every disagreement between the cast-vote records and the ballot manifest in the store, with what may be\n"
    "meant: batches that only one of them has, batches of another size, several records at one place, and identifiers\n"
    "or batches that stand twice. Ballots of the manifest without a record count as phantoms: they are kept, with an\n"
    "unknown vote. Without a manifest the order of the files is taken for that of storage.\n"
    "@resolve\n"
    "\n"
    "resolve records why a disagreement may stand; the reason is kept with its date (SOURCE_DATE_EPOCH, or today).\n"
    "@\n"
    "Exit status: 0 when nothing is left to resolve, otherwise 1.\n",
    run};
