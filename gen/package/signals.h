/* signals.h: signals that would end or stop the program wait while something is half done. */
#ifndef GEN_PACKAGE_SIGNALS_H
#define GEN_PACKAGE_SIGNALS_H

#include <signal.h>

#include "scrutineer/status.h"

static inline SCR_MUST_CHECK scr_result signals_hold(sigset_t *before) {
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGHUP);
    sigaddset(&ends, SIGTSTP);
    return (scr_result){sigprocmask(SIG_BLOCK, &ends, before) ? SCR_INTERNAL : SCR_DONE};
}

/* What waited comes now. `result` is that of the work between, and stays if it is a failure. */
static inline SCR_MUST_CHECK scr_result signals_release(const sigset_t *before, scr_result result) {
    if (sigprocmask(SIG_SETMASK, before, NULL) && !scr_failed(result)) return (scr_result){SCR_INTERNAL};
    return result;
}

#endif
