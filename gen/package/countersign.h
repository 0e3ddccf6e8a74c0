/* countersign.h: writes a countersignature as three files, all or none. */
#ifndef GEN_PACKAGE_COUNTERSIGN_H
#define GEN_PACKAGE_COUNTERSIGN_H

#include "signer.h"
#include "statement.h"

/* Fills the statement's signer and fingerprint from the key, and writes FOLDER/NAME-XXXXXXXX.txt, .sig and .pub (X: the
 * first digits of the object's digest); FOLDER is made when it is missing. Never replaces a file: SCR_INPUT when one of
 * the three is there; but when the .txt is and `already` is not NULL, that is told there and nothing is written. *path
 * is that of the .txt. */
SCR_MUST_CHECK scr_result countersign(const struct signer *signer, struct statement *statement, const char *folder,
                                      struct scr_arena *arena, const char **path, bool *already,
                                      struct scr_diagnosis *diagnosis);

#endif
