/* cvr_import.h: reads the cast-vote records and manifests of one command line. */
#ifndef GEN_IMPORT_CVR_CVR_IMPORT_H
#define GEN_IMPORT_CVR_CVR_IMPORT_H

#include "cvr_format.h"

/* What a path is, by its content. */
enum cvr_role {
    CVR_ROLE_NONE,    /* perhaps an election definition */
    CVR_ROLE_RECORDS, /* ballots */
    CVR_ROLE_BOTH,    /* ballots of which ballot styles can be read too (Dominion CSV) */
    CVR_ROLE_ESS,     /* companions of ballots */
    CVR_ROLE_HART,
    CVR_ROLE_NAMES,    /* names that belong to a Clear Ballot export */
    CVR_ROLE_MANIFEST, /* of ballots */
};
enum cvr_role cvr_role(const struct cvr_look *look);

/* Reads all files of the roles RECORDS, BOTH, ESS, HART, NAMES into the builder; companions first. Problems go on to
 * the next file; a failure is returned at the end. */
SCR_MUST_CHECK scr_result cvr_import(struct cvr_builder *builder, const struct cvr_look *looks, size_t count);

/* Gives contests and candidates the ids and names of a definition, matched by id, then by name; every mismatch is a
 * problem. Candidates that no ballot mentions are added. */
SCR_MUST_CHECK scr_result cvr_match(struct cvr_builder *builder, const struct election *election);
/* Without a definition: votes allowed that no file tells are 1, with a remark where that decides something. */
SCR_MUST_CHECK scr_result cvr_assume(struct cvr_builder *builder);

/* Reads manifests, in the order given; total rows are checked and left out. */
SCR_MUST_CHECK scr_result manifest_import(struct manifest *manifest, const struct cvr_look *looks, size_t count,
                                          struct scr_diagnosis *diagnosis, struct scr_diagnosis *notes);
bool manifest_recognise(const struct cvr_look *look);

#endif
