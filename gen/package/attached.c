/* attached.c: carries stamps and countersignatures into a package. */
#include "attached.h"

#include <stdlib.h>
#include <string.h>

#include "names.h"
#include "objects.h"
#include "package.h"
#include "stamp.h"
#include "statement.h"

struct carrying {
    const char *folder, *election;
    struct payload *payload;
    struct objects objects; /* artifacts, and the statements as they are read */
    struct scr_folder *out;
    struct attached_counts *counts;
    struct scr_diagnosis *diagnosis;
};

/* What is wrong with one file is told with its place, and the others are looked at too. */
#define OBJECT(c, path, ...) scr_refuse((c)->diagnosis, SCR_INPUT, payload_place((c)->payload, (path)), __VA_ARGS__)

static bool below(const char *path, const char *folder) { return !strncmp(path, folder, strlen(folder)); }

static const char *ending(const char *path) {
    const char *dot = strrchr(path, '.');
    return dot ? dot : "";
}

/* FOLDER/NAME.end, NAME as for signers. */
static bool well_named(struct payload *payload, const char *path, const char *folder) {
    const char *name = path + strlen(folder);
    const char *copy = scr_arena_copy(&payload->arena, name, strlen(name) - strlen(ending(name)));
    return copy && package_signer_valid(copy);
}

static scr_result read_attached(struct carrying *c, const char *path, size_t most, struct scr_buffer *bytes) {
    const char *from = scr_arena_print(&c->payload->arena, "%s/%s", c->folder, path);
    if (!from) return (scr_result){SCR_MEMORY};
    return scr_file_read(from, most, bytes, c->diagnosis);
}

static int path_order(const void *path, const void *item) { return strcmp(path, *(const char *const *)item); }

/* The path of the same NAME with another ending, or NULL when there is no such file. */
static const char *sibling(struct carrying *c, const char *path, const char *end) {
    const char *wanted =
        scr_arena_print(&c->payload->arena, "%.*s%s", (int)(strlen(path) - strlen(ending(path))), path, end);
    if (!wanted) return NULL;
    const char **found =
        bsearch(wanted, c->payload->attached, c->payload->attached_count, sizeof *c->payload->attached, path_order);
    return found ? *found : NULL;
}

static scr_result about_this(struct carrying *c, const char *path, const struct statement *s) {
    if (!strcmp(s->object, STATEMENT_PACKAGE))
        return OBJECT(c, path,
                      "is a statement about another package, which a new one cannot carry; leave it with that package");
    if (strcmp(s->election, c->election) != 0)
        return OBJECT(c, path, "is a statement about the election %s, not %s",
                      package_shown(&c->payload->arena, s->election), package_shown(&c->payload->arena, c->election));
    if (!payload_find(c->payload, &s->hash, s->object))
        return OBJECT(c, path, "is a statement about a %s that is not in this package; leave it out", s->object);
    return scr_done();
}

static scr_result write_statement(struct carrying *c, const char *const paths[3], const struct scr_buffer bytes[3]) {
    struct scr_hash hash;
    for (size_t i = 0; i < 3; i++)
        SCR_TRY(scr_folder_write(c->out, paths[i], bytes[i].data, bytes[i].length, c->diagnosis));
    SCR_TRY(scr_hash_bytes(bytes[0].data, bytes[0].length, &hash));
    c->counts->statements++;
    return objects_add(&c->objects, &hash, paths[0]);
}

static scr_result carry_statement(struct carrying *c, const char *path) {
    const char *const paths[3] = {path, sibling(c, path, ".sig"), sibling(c, path, ".pub")};
    struct scr_buffer bytes[3] = {{0}, {0}, {0}};
    struct statement statement;
    const char *place = payload_place(c->payload, path);
    scr_result result = scr_done();
    if (!paths[1] || !paths[2]) return OBJECT(c, path, "stands without its .sig and .pub; a statement has all three");
    for (size_t i = 0; i < 3; i++)
        SCR_TRY_OR(result, read_attached(c, paths[i], STATEMENT_BYTES_MOST, &bytes[i]), done);
    SCR_TRY_OR(result, statement_read(&bytes[0], place, &c->payload->arena, &statement, c->diagnosis), done);
    SCR_TRY_OR(result, about_this(c, path, &statement), done);
    SCR_TRY_OR(result, statement_signed(&statement, &bytes[0], &bytes[1], &bytes[2], place, c->diagnosis), done);
    result = write_statement(c, paths, bytes);
done:
    for (size_t i = 0; i < 3; i++) scr_buffer_free(&bytes[i]);
    return result;
}

static scr_result statement_file(struct carrying *c, const char *path) {
    const char *end = ending(path);
    bool text = !strcmp(end, ".txt");
    if (!well_named(c->payload, path, PAYLOAD_STATEMENTS) || (!text && strcmp(end, ".sig") && strcmp(end, ".pub")))
        return OBJECT(c, path, "is no part of a countersignature: NAME.txt, NAME.sig or NAME.pub");
    if (text) return carry_statement(c, path); /* with its .sig and .pub */
    return sibling(c, path, ".txt") ? scr_done()
                                    : OBJECT(c, path, "stands without its .txt; a statement has all three files");
}

static scr_result look_at_stamp(struct carrying *c, const char *path, const struct scr_buffer *bytes) {
    const char *place = payload_place(c->payload, path);
    struct stamp stamp;
    bool request = !strcmp(ending(path), ".tsq");
    if (!request)
        SCR_TRY(stamp_read(bytes->data, bytes->length, place, &stamp, c->diagnosis));
    else if (!stamp_request_read(bytes->data, bytes->length, &stamp.digest))
        return OBJECT(c, path, "is not a request of 59 bytes as 'scrutineer-gen timestamp request' writes it");
    if (!objects_find(&c->objects, &stamp.digest)) {
        char hex[SCR_HEX_SIZE];
        scr_hash_hex(&stamp.digest, hex);
        return OBJECT(c, path, "is of a file with SHA-256 %s, which is not in this package; leave it out", hex);
    }
    *(request ? &c->counts->requests : &c->counts->stamps) += 1;
    return scr_folder_write(c->out, path, bytes->data, bytes->length, c->diagnosis);
}

static scr_result stamp_file(struct carrying *c, const char *path) {
    const char *end = ending(path);
    struct scr_buffer bytes = {0};
    if (!well_named(c->payload, path, PAYLOAD_STAMPS) || (strcmp(end, ".tsq") && strcmp(end, ".tsr")))
        return OBJECT(c, path, "is neither a request for a time stamp (NAME.tsq) nor a time stamp (NAME.tsr)");
    if (below(path, PAYLOAD_STAMPS PACKAGE_STAMP_NAME "."))
        return OBJECT(c, path, "has the name of the stamp of the package itself, which is still to be made; rename it");
    scr_result result = read_attached(c, path, STAMP_ANSWER_MOST, &bytes);
    if (!scr_failed(result)) result = look_at_stamp(c, path, &bytes);
    scr_buffer_free(&bytes);
    return result;
}

typedef scr_result carry_file(struct carrying *c, const char *path);

static scr_result carry_all(struct carrying *c, const char *folder, carry_file *carry) {
    scr_result result = scr_done();
    for (size_t i = 0; i < c->payload->attached_count; i++) {
        if (!below(c->payload->attached[i], folder)) continue;
        scr_result one = carry(c, c->payload->attached[i]);
        if (!scr_failed(one)) continue;
        if (one.code != SCR_INPUT) return one;
        result = one;
    }
    return result;
}

static scr_result artifacts(struct carrying *c) {
    for (size_t i = 0; i < c->payload->count; i++)
        if (c->payload->files[i].header.purpose)
            SCR_TRY(objects_add(&c->objects, &c->payload->files[i].hash, c->payload->files[i].path));
    return scr_done();
}

static scr_result count_bounded(struct carrying *c) {
    size_t stamps = 0;
    for (size_t i = 0; i < c->payload->attached_count; i++) stamps += below(c->payload->attached[i], PAYLOAD_STAMPS);
    /* One place is kept for the request of the package itself, and one for its answer. */
    if (stamps > PAYLOAD_STAMPS_MOST - 2 || c->payload->attached_count - stamps > 3 * PAYLOAD_STATEMENTS_MOST)
        return scr_refuse(c->diagnosis, SCR_LIMIT, c->payload->folder,
                          "holds more files in " PAYLOAD_STAMPS " or " PAYLOAD_STATEMENTS
                          " than a package may: 998 and 3,000");
    return scr_done();
}

scr_result attached_carry(const char *folder, struct payload *payload, const char *election, struct scr_folder *out,
                          struct attached_counts *counts, struct scr_diagnosis *diagnosis) {
    struct carrying c = {.folder = folder,
                         .election = election,
                         .payload = payload,
                         .out = out,
                         .counts = counts,
                         .diagnosis = diagnosis};
    scr_result stamps = scr_done(), statements;
    scr_result result = count_bounded(&c);
    SCR_TRY_OR(result, result, done);
    SCR_TRY_OR(result, artifacts(&c), done);
    statements = carry_all(&c, PAYLOAD_STATEMENTS, statement_file);
    objects_sort(&c.objects);
    stamps = carry_all(&c, PAYLOAD_STAMPS, stamp_file);
    result = scr_failed(statements) ? statements : stamps;
done:
    objects_free(&c.objects);
    return result;
}
