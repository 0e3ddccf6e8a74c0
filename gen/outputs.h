/* outputs.h: keeps files that somebody else made, and signed packages, from being written over by a mistyped name. */
#ifndef GEN_OUTPUTS_H
#define GEN_OUTPUTS_H

#include "scrutineer/status.h"

/* Looks at what the command argv[0] with these words is told to write, before it does anything: SCR_USAGE where a file
 * stands that is none that this command and option write (an earlier one of its kind is replaced), and where the place
 * lies in a package, to which nothing is added once it is signed. A race with others who write is not kept out. */
SCR_MUST_CHECK scr_result outputs_guard(int argc, char *const *argv, struct scr_diagnosis *diagnosis);

#endif
