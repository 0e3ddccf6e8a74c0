#!/bin/sh
# Changes every field of every kind of artifact as an insider would, and tries the anchors of specification.md, section 17; see fields.py. Ends in
# "N passed, N failed". Arguments: the build folder; --all for every change (`make tamper`) instead of a sample.
set -eu
exec python3 -B "$(dirname "$0")/fields.py" "$@"
