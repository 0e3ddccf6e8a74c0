# The verifier links libxml2 and libcrypto and nothing else, and no source crosses the wall between the two programs.
needed=$(readelf -d "$verify" | sed -n 's/.*NEEDED.*\[\(.*\)\]/\1/p' | grep -vE '^(libasan|libubsan|libc|libm|libgcc_s)\.so' | LC_ALL=C sort | tr '\n' ' ')
[ "$needed" = "libcrypto.so.3 libxml2.so.2 " ] || { echo "links: $needed"; exit 1; }
if grep -rnE '#include *"(\.\./)*gen/' "$root/verify" "$root/common"; then false; fi
if grep -rnE '#include *"(\.\./)*verify/' "$root/gen" "$root/common"; then false; fi
