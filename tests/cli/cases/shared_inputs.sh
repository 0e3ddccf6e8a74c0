# Every real ballot definition at hand: imported, decks proved minimal, verified. Skipped where the inputs are absent.
shared=${SCRUTINEER_SHARED:-$root/../shared}
if [ ! -d "$shared/data/ballot-styles" ]; then
    echo "skipped: the folder of real inputs is not there"
    exit 0
fi
number=0
for file in "$shared"/data/ballot-styles/*.json "$shared"/data/ballot-styles/*.xml "$shared"/data/ballot-styles/*.csv \
    "$shared"/data/nist/examples/physical_ballot_def_*.xml "$shared"/data/nist/examples/controlling_contest_*.xml \
    "$shared"/data/nist/examples/madeup_err_v2.xml; do
    for lines in include exclude; do
        number=$((number + 1))
        "$gen" --db $number.sqlite import --write-ins=$lines "$file" >/dev/null
        "$gen" --db $number.sqlite deck --rules michigan --no-sheets --json --out $number >$number.json
        grep -q '"gaps": 0' $number.json || { echo "gap: $file"; exit 1; }
        status=0
        "$verify" --json $number/artifacts/*.xml >verdict || status=$?
        [ "$status" = 3 ] && grep -q '"arithmetic": *"holds"' verdict || { echo "$file: $status"; exit 1; }
        case $(basename "$file")-$lines in # known optima
        nist_bd_example3.xml-exclude) grep -q '"longest": 10,' $number.json ;;
        nist_bd_example3.xml-include) grep -q '"longest": 11,' $number.json ;;
        co_denver_2016_cvr.csv-exclude) grep -q '"longest": 253,' $number.json ;;
        vx_2019-08-06-ms-choctaw.json-exclude) grep -q '"longest": 36,' $number.json ;;
        esac
    done
done
