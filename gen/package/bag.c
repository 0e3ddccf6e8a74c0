/* bag.c: bagit.txt, bag-info.txt and the manifests. */
#include "bag.h"

#include <inttypes.h>

const char bag_declaration[] = "BagIt-Version: 1.0\n"
                               "Tag-File-Character-Encoding: UTF-8\n";

scr_result bag_info_text(const struct bag_info *info, struct scr_buffer *out) {
    return scr_buffer_print(out,
                            "Source-Organization: %s\n"
                            "Bagging-Date: %s\n"
                            "Payload-Oxum: %" PRIu64 ".%zu\n"
                            "Bag-Software-Agent: scrutineer-gen " SCRUTINEER_VERSION "\n"
                            "Scrutineer-Package-Version: 1\n"
                            "Scrutineer-Election: %s\n"
                            "Scrutineer-Signer: %s %s %s\n",
                            info->organization, info->date, info->bytes, info->files, info->election, info->signer,
                            info->role, info->fingerprint);
}

scr_result bag_manifest_line(const struct scr_hash *hash, const char *folder, const char *path,
                             struct scr_buffer *out) {
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(hash, hex);
    return scr_buffer_print(out, "%s  %s%s\n", hex, folder, path);
}

scr_result bag_manifest(const struct payload *payload, struct scr_buffer *out) {
    for (size_t i = 0; i < payload->count; i++)
        SCR_TRY(bag_manifest_line(&payload->files[i].hash, "data/", payload->files[i].path, out));
    return scr_done();
}
