/* package.c: a folder of artifacts becomes a signed package. */
#include "package.h"

#include <stdlib.h>
#include <string.h>

#include "attached.h"
#include "bag.h"
#include "common/open.h"
#include "gen/typed.h"
#include "names.h"
#include "objects.h"
#include "package_index.h"
#include "scrutineer/file.h"
#include "stamp.h"

#define FILE_BYTES_MOST ((size_t)1 << 31) /* a proof by search; artifacts have a limit of their own */

struct tag_files {
    struct scr_buffer info, howto, manifest, tag_manifest;
};

static scr_result check_request(const struct package_request *request, struct scr_diagnosis *diagnosis) {
    if (!package_signer_valid(request->signer))
        return scr_refuse(diagnosis, SCR_USAGE, "--signer",
                          "must be 1 to 64 letters, digits, '_' or '-', first a letter or digit");
    if (!package_role_valid(request->role))
        return scr_refuse(diagnosis, SCR_USAGE, "--role",
                          "must be 1 to 64 lower-case letters, digits or '-', first a letter, like election-official");
    if (request->organization) SCR_TRY(typed_check("--organization", request->organization, diagnosis));
    if (!request->folder && !request->index)
        return scr_refuse(diagnosis, SCR_USAGE, "package", "without a folder there must be an --index to publish");
    enum place_kind kind = PLACE_FOLDER;
    if (request->folder) SCR_TRY(place_kind_of(request->folder, &kind, diagnosis));
    if (kind == PLACE_FOLDER) return scr_done();
    return scr_refuse_path(diagnosis, SCR_INPUT, request->folder,
                           kind == PLACE_PACKAGE
                               ? "is a package already; give the folder of artifacts that it was made of, and this "
                                 "package with --index"
                               : "is a file; give the folder of the artifacts to package");
}

static scr_result copy_file(const struct package_request *request, struct payload *payload, struct payload_file *file,
                            struct scr_folder *folder, struct scr_diagnosis *diagnosis) {
    struct scr_buffer bytes = {0}, from = {0}, to = {0};
    scr_result result;
    SCR_TRY_OR(result, scr_buffer_print(&from, "%s/%s", request->folder, file->path), done);
    SCR_TRY_OR(result, scr_buffer_print(&to, "data/%s", file->path), done);
    SCR_TRY_OR(result, scr_file_read((const char *)from.data, FILE_BYTES_MOST, &bytes, diagnosis), done);
    SCR_TRY_OR(result, payload_look(payload, file, bytes.data, bytes.length, diagnosis), done);
    result = scr_folder_write(folder, (const char *)to.data, bytes.data, bytes.length, diagnosis);
done:
    scr_buffer_free(&bytes);
    scr_buffer_free(&from);
    scr_buffer_free(&to);
    return result;
}

/* Goes on after a file that is no artifact, so that all of them are named; stops at what is not the files' fault. */
static scr_result copy_payload(const struct package_request *request, struct payload *payload,
                               struct scr_folder *folder, struct scr_diagnosis *diagnosis) {
    scr_result result = scr_done();
    for (size_t i = 0; i < payload->count; i++) {
        scr_result one = copy_file(request, payload, &payload->files[i], folder, diagnosis);
        if (!scr_failed(one)) continue;
        if (one.code != SCR_INPUT) return one;
        result = one;
    }
    if (scr_failed(result)) return result;
    SCR_TRY(payload_sort(payload));
    return payload_check(payload, request->role, diagnosis);
}

/* What bag-info.txt says, once the payload is known to belong together. */
static scr_result describe(const struct package_request *request, struct payload *payload, struct bag_info *info,
                           struct scr_diagnosis *diagnosis) {
    const char *election = NULL, *jurisdiction = NULL;
    for (size_t i = 0; i < payload->count; i++) {
        const struct artifact_header *header = &payload->files[i].header;
        if (!header->purpose) continue;
        if (!election) election = header->election;
        if (!jurisdiction && !scr_failed(typed_check("", header->jurisdiction, NULL)))
            jurisdiction = header->jurisdiction;
    }
    if (!election) return (scr_result){SCR_INTERNAL}; /* the index is one */
    const char *fault = package_value_fault(&payload->arena, election, NULL);
    if (fault)
        return scr_refuse(diagnosis, SCR_INPUT, payload->folder, "the election's Id %s; a package could not name it",
                          fault);
    info->organization = request->organization ? request->organization : jurisdiction ? jurisdiction : "not stated";
    info->date = request->date;
    info->election = election;
    info->signer = request->signer;
    info->role = request->role;
    info->bytes = payload->bytes;
    info->files = payload->count;
    return scr_done();
}

static scr_result add_tag_file(struct scr_folder *folder, const char *name, const void *bytes, size_t length,
                               struct scr_buffer *tag_manifest, struct scr_diagnosis *diagnosis) {
    struct scr_hash hash;
    SCR_TRY(scr_hash_bytes(bytes, length, &hash));
    SCR_TRY(bag_manifest_line(&hash, "", name, tag_manifest));
    return scr_folder_write(folder, name, bytes, length, diagnosis);
}

/* Tag files in the order of their names, as the tag manifest lists them. */
static scr_result write_tag_files(const struct payload *payload, const struct bag_info *info, struct scr_folder *folder,
                                  struct tag_files *tags, struct scr_diagnosis *diagnosis) {
    SCR_TRY(bag_howto(info, &tags->howto));
    SCR_TRY(bag_info_text(info, &tags->info));
    SCR_TRY(bag_manifest(payload, &tags->manifest));
    SCR_TRY(
        add_tag_file(folder, "HOWTO-VERIFY.txt", tags->howto.data, tags->howto.length, &tags->tag_manifest, diagnosis));
    SCR_TRY(add_tag_file(folder, "bag-info.txt", tags->info.data, tags->info.length, &tags->tag_manifest, diagnosis));
    SCR_TRY(
        add_tag_file(folder, "bagit.txt", bag_declaration, strlen(bag_declaration), &tags->tag_manifest, diagnosis));
    SCR_TRY(add_tag_file(folder, "manifest-sha256.txt", tags->manifest.data, tags->manifest.length, &tags->tag_manifest,
                         diagnosis));
    return scr_folder_write(folder, PACKAGE_TAG_MANIFEST, tags->tag_manifest.data, tags->tag_manifest.length,
                            diagnosis);
}

static scr_result write_signature(const struct package_request *request, const struct scr_public_key *public_key,
                                  const struct scr_buffer *tag_manifest, struct scr_folder *folder,
                                  struct scr_diagnosis *diagnosis) {
    uint8_t signature[SCR_SIGNATURE_SIZE];
    struct scr_buffer name = {0}, pem = {0};
    scr_result result;
    SCR_TRY_OR(result, scr_sign(request->key, tag_manifest->data, tag_manifest->length, signature), done);
    SCR_TRY_OR(result, scr_buffer_print(&name, "signatures/%s.sig", request->signer), done);
    SCR_TRY_OR(result, scr_folder_write(folder, (const char *)name.data, signature, sizeof signature, diagnosis), done);
    name.length = 0;
    SCR_TRY_OR(result, scr_buffer_print(&name, "signatures/%s.pub", request->signer), done);
    SCR_TRY_OR(result, scr_public_key_pem(public_key, &pem), done);
    result = scr_folder_write(folder, (const char *)name.data, pem.data, pem.length, diagnosis);
done:
    scr_buffer_free(&name);
    scr_buffer_free(&pem);
    return result;
}

/* The request for a time stamp of the package: whoever wants one sends it to an authority. */
static scr_result write_request(const struct scr_hash *tag_manifest, struct scr_folder *folder,
                                struct scr_diagnosis *diagnosis) {
    uint8_t request[STAMP_REQUEST_SIZE];
    stamp_request(tag_manifest, request);
    return scr_folder_write(folder, PAYLOAD_STAMPS PACKAGE_STAMP_NAME ".tsq", request, sizeof request, diagnosis);
}

/* Everything that goes below data/, and what was made about it by others. */
static scr_result fill(const struct package_request *request, struct payload *payload, struct bag_info *info,
                       struct scr_folder *folder, struct package_summary *summary, struct scr_diagnosis *diagnosis) {
    struct attached_counts attached = {0};
    if (request->folder) SCR_TRY(copy_payload(request, payload, folder, diagnosis));
    SCR_TRY(package_index(request, payload, folder, summary, diagnosis));
    SCR_TRY(describe(request, payload, info, diagnosis));
    if (request->folder)
        SCR_TRY(attached_carry(request->folder, payload, info->election, folder, &attached, diagnosis));
    summary->requests = attached.requests;
    summary->stamps = attached.stamps;
    summary->statements = attached.statements;
    return scr_done();
}

scr_result package_build(const struct package_request *request, struct package_summary *summary,
                         struct scr_diagnosis *diagnosis) {
    struct payload payload = {0};
    struct scr_folder folder = {0};
    struct tag_files tags = {0};
    struct bag_info info = {0};
    struct scr_public_key public_key;
    struct scr_hash fingerprint;
    scr_result result;
    SCR_TRY(check_request(request, diagnosis));
    SCR_TRY(scr_private_key_public(request->key, &public_key));
    SCR_TRY(scr_public_key_fingerprint(&public_key, &fingerprint));
    scr_hash_hex(&fingerprint, info.fingerprint);

    *summary = (struct package_summary){0};
    result = request->folder ? payload_list(request->folder, &payload, diagnosis) : scr_done();
    SCR_TRY_OR(result, result, done);
    SCR_TRY_OR(result, scr_folder_begin(&folder, request->out, diagnosis), done);
    SCR_TRY_OR(result, fill(request, &payload, &info, &folder, summary, diagnosis), done);
    SCR_TRY_OR(result, write_tag_files(&payload, &info, &folder, &tags, diagnosis), done);
    SCR_TRY_OR(result, write_signature(request, &public_key, &tags.tag_manifest, &folder, diagnosis), done);
    summary->files = payload.count;
    summary->left_out = payload.left_out;
    summary->bytes = payload.bytes;
    memcpy(summary->fingerprint, info.fingerprint, sizeof summary->fingerprint);
    SCR_TRY_OR(result, scr_hash_bytes(tags.tag_manifest.data, tags.tag_manifest.length, &summary->tag_manifest), done);
    SCR_TRY_OR(result, write_request(&summary->tag_manifest, &folder, diagnosis), done);
    result = scr_folder_publish(&folder, diagnosis);
done:
    scr_folder_end(&folder);
    payload_free(&payload);
    scr_buffer_free(&tags.info);
    scr_buffer_free(&tags.howto);
    scr_buffer_free(&tags.manifest);
    scr_buffer_free(&tags.tag_manifest);
    return result;
}
