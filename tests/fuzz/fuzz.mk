# fuzz.mk: the part of the Makefile about fuzzing. `make fuzz FUZZ_SECONDS=600` runs every target that long.
#
# fuzz-gen and fuzz-verify are libFuzzer's programs, in a third tree built with clang; fuzz-replay-gen and
# fuzz-replay-verify feed the same targets files only, and belong to the tests.

FUZZ_SECONDS ?= 60
FUZZ_FLAGS := -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
FUZZ_SHARED := $(addprefix tests/fuzz/,bundle.c fuzz.c mutate.c mutate_der.c mutate_value.c mutate_xml.c remake.c)
FUZZ_GEN_SRC := $(FUZZ_SHARED) $(addprefix tests/fuzz/,targets_gen.c command.c target_carried.c target_import.c \
                target_single.c target_store.c target_study.c)
FUZZ_VERIFY_SRC := $(FUZZ_SHARED) $(addprefix tests/fuzz/,targets_verify.c schemas_once.c target_artifacts.c \
                   target_xml.c)
FUZZ_WRAP := -Wl,--wrap=scr_xml_schema_parse,--wrap=scr_xml_schema_free
FUZZ_GEN_OBJ := $(call object,$(FUZZ_GEN_SRC)) $(filter-out $(BUILD)/gen/main.o,$(GEN_OBJ)) $(COMMON_OBJ)
FUZZ_VERIFY_OBJ := $(call object,$(FUZZ_VERIFY_SRC)) $(filter-out $(BUILD)/verify/main.o,$(VERIFY_OBJ)) $(COMMON_OBJ) \
                   $(SCHEMA_OBJ)
FUZZ_REPLAYS := $(BUILD)/fuzz-replay-gen $(BUILD)/fuzz-replay-verify $(BUILD)/fuzz-pack $(BUILD)/scrutineer-verify

.PHONY: fuzz fuzz-programs fuzz-replays
fuzz-replays: $(FUZZ_REPLAYS)

$(BUILD)/fuzz-replay-gen: $(BUILD)/tests/fuzz/replay.o $(FUZZ_GEN_OBJ)
	$(SAY) LD $@
	$(Q)$(CXX) $(LDFLAGS) -o $@ $^ $(GEN_LIBS)

$(BUILD)/fuzz-replay-verify: $(BUILD)/tests/fuzz/replay.o $(FUZZ_VERIFY_OBJ)
	$(SAY) LD $@
	$(Q)$(CC) $(LDFLAGS) $(FUZZ_WRAP) -o $@ $^ $(VERIFY_LIBS) -ljansson

$(BUILD)/fuzz-gen: $(FUZZ_GEN_OBJ)
	$(SAY) LD $@
	$(Q)$(CXX) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(GEN_LIBS)

$(BUILD)/fuzz-verify: $(FUZZ_VERIFY_OBJ)
	$(SAY) LD $@
	$(Q)$(CXX) $(LDFLAGS) -fsanitize=fuzzer $(FUZZ_WRAP) -o $@ $^ $(VERIFY_LIBS) -ljansson

$(BUILD)/fuzz-pack: $(BUILD)/tests/fuzz/pack.o $(COMMON_OBJ)
	$(SAY) LD $@
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(VERIFY_LIBS)

# The verifier makes the verdicts among the seeds.
fuzz-programs: $(BUILD)/fuzz-gen $(BUILD)/fuzz-verify $(BUILD)/fuzz-pack $(BUILD)/scrutineer-verify

fuzz:
	@$(MAKE) --no-print-directory -j2 CC=clang CXX=clang++ OPTIMISE=-O1 EXTRA='$(FUZZ_FLAGS)' BUILD=$(BUILD)/fuzzer \
	    fuzz-programs
	sh tests/fuzz/run.sh $(BUILD)/fuzzer $(FUZZ_SECONDS)

-include $(patsubst %.o,%.d,$(call object,$(sort $(FUZZ_GEN_SRC) $(FUZZ_VERIFY_SRC) tests/fuzz/replay.c tests/fuzz/pack.c)))
