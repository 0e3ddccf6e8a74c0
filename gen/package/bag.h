/* bag.h: the tag files of a package as bytes: BagIt 1.0 (RFC 8493) in the one form of the specification, section 7. */
#ifndef GEN_PACKAGE_BAG_H
#define GEN_PACKAGE_BAG_H

#include "payload.h"

struct bag_info {
    const char *organization, *date, *election; /* values that package_value_valid allows; date YYYY-MM-DD */
    const char *signer, *role;
    char fingerprint[SCR_HEX_SIZE];
    uint64_t bytes;
    size_t files;
};

extern const char bag_declaration[]; /* bagit.txt */
SCR_MUST_CHECK scr_result bag_info_text(const struct bag_info *info, struct scr_buffer *out);
/* "HEX  path" and a line feed. */
SCR_MUST_CHECK scr_result bag_manifest_line(const struct scr_hash *hash, const char *folder, const char *path,
                                            struct scr_buffer *out);
/* manifest-sha256.txt: files in the order of their paths, each below data/. */
SCR_MUST_CHECK scr_result bag_manifest(const struct payload *payload, struct scr_buffer *out);
/* HOWTO-VERIFY.txt: how a person checks the package with stock tools. */
SCR_MUST_CHECK scr_result bag_howto(const struct bag_info *info, struct scr_buffer *out);

#endif
