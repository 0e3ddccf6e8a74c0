# A run that is killed at any moment leaves the store usable and no output folder that looks finished.
"$gen" --db e.sqlite import "$root/fixtures/demo/election.csv" >/dev/null
for delay in 0.002 0.005 0.01 0.02 0.04; do
    rm -rf d
    timeout --foreground -s KILL $delay "$gen" --db e.sqlite deck --out d >/dev/null 2>&1 || true
    if [ -e d ]; then "$verify" --json d/artifacts/*.xml | grep -q '"arithmetic": *"holds"'; fi
    timeout --foreground -s KILL $delay "$gen" --db e.sqlite import --replace "$root/fixtures/demo/straight-party.csv" >/dev/null 2>&1 || true
    "$gen" --db e.sqlite deck compare >/dev/null
    "$gen" --db e.sqlite import --replace "$root/fixtures/demo/election.csv" >/dev/null
done
rm -rf d ./*.partial-*
"$gen" --db e.sqlite deck --out d >/dev/null
