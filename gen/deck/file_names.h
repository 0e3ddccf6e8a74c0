/* file_names.h: names for the files of ballot styles: made of the style's id, safe in any file system, never twice. */
#ifndef GEN_DECK_FILE_NAMES_H
#define GEN_DECK_FILE_NAMES_H

#include "gen/election.h"

/* names[s] for each style: characters outside A-Z a-z 0-9 . _ - become "-", at most 80, made unique (capitals do not
 * count) by "-2", "-3".. */
SCR_MUST_CHECK scr_result file_names_of_styles(const struct election *election, struct scr_arena *arena,
                                               const char ***names);

#endif
