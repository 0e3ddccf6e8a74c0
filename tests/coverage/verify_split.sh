#!/bin/sh
# The verifier with the fault shim: every call of ours for memory and files fails once, in a child of its own (tests/fault/split.h).
# The environment variable `build` names the build folder, `chains` the file that keeps what was tried. Addresses must be the same in
# every run, hence setarch -R.
exec setarch -R env SHIM_SPLIT=1 SHIM_KIND=any SHIM_ERRNO=12 SHIM_REPORT="$chains" LD_PRELOAD="$build/fault-shim.so" \
    "$build/scrutineer-verify" "$@"
