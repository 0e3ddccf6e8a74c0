# The whole flow as `make demo` runs it, on a copy of the tree's demo election.
cp -r "$root/fixtures" "$root/schemas" .
mkdir b
cp "$gen" "$verify" b/
sh "$root/tests/cli/demo.sh" b >log
grep -q 'Provenance: holds' log
grep -q 'LAT-11  refuted' log
