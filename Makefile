# Scrutineer: one file builds, tests, demonstrates and installs everything. `make help` lists the targets.

PREFIX ?= /usr/local
BUILD ?= build
CC ?= cc
CXX ?= c++
VERSION := 0.1.0
# `make V=1` shows the commands.
Q := $(if $(V),,@)
SAY := @echo '  '

# Packages of Debian 12: what `make demo` and `make install` need, and what `make check` needs besides.
BUILD_PACKAGES := gcc g++ pkg-config libc6-dev libssl-dev libxml2-dev libsqlite3-dev libjansson-dev libcsv-dev libcadical-dev \
                  libzip-dev openssl
CHECK_PACKAGES := $(BUILD_PACKAGES) libcunit1-dev libxml2-utils sqlite3 cadical glpk-utils binutils mandoc dpkg-dev \
                  python3

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla \
            -Wundef -Wwrite-strings -Wformat=2 -Wcast-qual -Wnull-dereference -Wimplicit-fallthrough -Werror
HARDENED := -fstack-protector-strong -fPIE -D_FORTIFY_SOURCE=2 -fno-common
OPTIMISE ?= -O2
# Paths and dates stay out of the binaries, so that the same sources give the same bytes anywhere.
REPRODUCIBLE := -ffile-prefix-map=$(CURDIR)=. -Wdate-time
INCLUDES := -Iinclude -I. -I$(BUILD)/generated -isystem /usr/include/libxml2
CFLAGS := -std=c17 -D_XOPEN_SOURCE=700 -DSCRUTINEER_VERSION='"$(VERSION)"' $(OPTIMISE) -g $(WARNINGS) $(HARDENED) \
          $(REPRODUCIBLE) $(INCLUDES) $(EXTRA)
CXXFLAGS := -std=c++17 $(OPTIMISE) -g -Wall -Wextra -Werror $(HARDENED) $(REPRODUCIBLE) -Iinclude -I. $(EXTRA)
LDFLAGS := -pie -Wl,-z,relro,-z,now -Wl,--build-id=none $(EXTRA)
GEN_LIBS := -lsqlite3 -ljansson -lcsv -lcadical -lzip -lxml2 -lcrypto -lm
VERIFY_LIBS := -lxml2 -lcrypto

COMMON_SRC := $(sort $(wildcard common/*.c))
GEN_SRC := $(sort $(wildcard gen/*.c gen/*/*.c gen/*/*/*.c))
GEN_CXX := $(sort $(wildcard gen/*/*.cpp))
VERIFY_SRC := $(sort $(wildcard verify/*.c verify/*/*.c))
# Two test programs, so that neither program's parts are ever linked with the other's.
UNIT_VERIFY_SRC := $(sort $(wildcard tests/unit/test_verify_*.c) $(addprefix tests/unit/,package_fixture.c small_deck.c \
                   verify_core_fixture.c main.c) tests/tamper/tsa_answer.c tests/tamper/tsa_changes.c)
UNIT_GEN_SRC := $(filter-out $(filter-out tests/unit/main.c,$(UNIT_VERIFY_SRC)),$(sort $(wildcard tests/unit/*.c)))
SCHEMAS := $(sort $(wildcard schemas/*.xsd))

object = $(patsubst %,$(BUILD)/%.o,$(basename $(1)))
COMMON_OBJ := $(call object,$(COMMON_SRC))
GEN_OBJ := $(call object,$(GEN_SRC) $(GEN_CXX))
VERIFY_OBJ := $(call object,$(VERIFY_SRC))
# Unit tests look inside a program: everything but its main function.
UNIT_GEN_OBJ := $(call object,$(UNIT_GEN_SRC)) $(filter-out $(BUILD)/gen/main.o,$(GEN_OBJ)) $(COMMON_OBJ)
UNIT_VERIFY_OBJ := $(call object,$(UNIT_VERIFY_SRC)) $(filter-out $(BUILD)/verify/main.o,$(VERIFY_OBJ)) $(COMMON_OBJ)
UNIT_TESTS := $(BUILD)/unit-tests $(BUILD)/unit-tests-verify
SCHEMA_OBJ := $(BUILD)/generated/schemas.o
# tests/fault: a library that fails calls, preloaded into the programs, and what runs them with it. Never sanitized.
FAULT := $(BUILD)/fault-shim.so $(BUILD)/fault-run
FAULT_CFLAGS := -std=gnu17 -O2 -g -Wall -Wextra -Werror

.PHONY: all help setup-build setup-check demo check check-all unit unit-programs cli clang faults tamper bench clean format
.DELETE_ON_ERROR:

all: $(BUILD)/scrutineer-gen $(BUILD)/scrutineer-verify

$(BUILD)/scrutineer-gen: $(GEN_OBJ) $(COMMON_OBJ)
	$(SAY) LD $@
	$(Q)$(CXX) $(LDFLAGS) -o $@ $^ $(GEN_LIBS)

$(BUILD)/scrutineer-verify: $(VERIFY_OBJ) $(COMMON_OBJ) $(SCHEMA_OBJ)
	$(SAY) LD $@
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(VERIFY_LIBS)

$(BUILD)/unit-tests: $(UNIT_GEN_OBJ) $(SCHEMA_OBJ)
	$(SAY) LD $@
	$(Q)$(CXX) $(LDFLAGS) -o $@ $^ $(GEN_LIBS) -lcunit

$(BUILD)/unit-tests-verify: $(UNIT_VERIFY_OBJ) $(SCHEMA_OBJ)
	$(SAY) LD $@
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(VERIFY_LIBS) -ljansson -lcunit

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(SAY) CC $<
	$(Q)$(CC) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/%.o: %.cpp
	@mkdir -p $(@D)
	$(SAY) CXX $<
	$(Q)$(CXX) $(CXXFLAGS) -MMD -MP -c -o $@ $<

# The XML Schemas travel inside the verifier: schemas/deck.xsd becomes scr_schema_deck (include/scrutineer/schemas.h).
$(BUILD)/generated/schemas.c: schemas/embed.sh $(SCHEMAS)
	@mkdir -p $(@D)
	$(SAY) EMBED schemas
	$(Q)sh schemas/embed.sh $(SCHEMAS) > $@

$(SCHEMA_OBJ): $(BUILD)/generated/schemas.c
	$(SAY) CC $<
	$(Q)$(CC) $(CFLAGS) -c -o $@ $<

-include $(COMMON_OBJ:.o=.d) $(GEN_OBJ:.o=.d) $(VERIFY_OBJ:.o=.d) $(UNIT_GEN_OBJ:.o=.d) $(UNIT_VERIFY_OBJ:.o=.d)
include tests/fuzz/fuzz.mk
include tests/coverage/coverage.mk
include .packaging/packaging.mk

help:
	@echo 'make demo      build, make the demo election'"'"'s decks, sign a package, verify it'
	@echo 'make check     build with warnings as errors and run every test'
	@echo 'make           build both programs into $(BUILD)/'
	@echo 'make install   install them below PREFIX (default $(PREFIX)), DESTDIR respected'
	@echo 'make deb       Debian packages in $(BUILD)/deb: scrutineer-verify (the verifier alone) and scrutineer (both)'
	@echo 'make static    a verifier that needs no library, in $(BUILD)/static, tried on every conformance case, with its SHA-256'
	@echo 'make reproducible  build packages and static verifier in two folders and compare the bytes'
	@echo 'make tamper    change every field of every artifact in every way (make check takes a sample)'
	@echo 'make bench     time a state of 6,928 ballot styles, the families of the paper, a tree of 14 million ballots,'
	@echo '               a national release, an impact statement of 13,184 districts'
	@echo 'make faults    fail allocations, writes, syncs and more in every command, kill at every moment; MOST=N calls of a kind'
	@echo 'make coverage  line and branch coverage of the verifier with all of common/, with calls that fail'
	@echo 'make clang     build and test with clang instead of gcc'
	@echo 'make fuzz      feed damaged inputs to every reader for FUZZ_SECONDS each (clang)'
	@echo 'make format    apply .clang-format'
	@echo 'make clean     remove build/'

# install-missing PACKAGES: installs with apt as root, otherwise prints the one line to run.
define install-missing
@missing=; for package in $(1); do \
    dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'install ok installed' || missing="$$missing $$package"; \
done; \
if [ -n "$$missing" ]; then \
    if [ "$$(id -u)" = 0 ]; then \
        apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install $$missing; \
    else \
        echo "Packages are missing. Run this line, then make again:"; \
        echo "    sudo apt-get install --no-install-recommends$$missing"; exit 1; \
    fi; \
fi
endef

setup-build:
	$(call install-missing,$(BUILD_PACKAGES))

setup-check:
	$(call install-missing,$(CHECK_PACKAGES))

demo: setup-build
	@$(MAKE) --no-print-directory all
	@sh tests/cli/demo.sh $(BUILD)

# The sanitized build is a second tree; the same tests run on both.
SANITIZE := EXTRA='-fsanitize=address,undefined -fno-sanitize-recover=undefined' OPTIMISE=-O1 BUILD=$(BUILD)/sanitized
check: setup-check
	@$(MAKE) --no-print-directory check-all

check-all:
	@$(MAKE) --no-print-directory -j2 all unit-programs
	@$(MAKE) --no-print-directory -j2 $(SANITIZE) all unit-programs
	@sh tests/check.sh $(BUILD)

unit-programs: $(UNIT_TESTS) $(FUZZ_REPLAYS) $(BUILD)/tsa $(FAULT)

unit: unit-programs
	$(BUILD)/unit-tests
	$(BUILD)/unit-tests-verify

cli: all $(FUZZ_REPLAYS) $(BUILD)/tsa $(FAULT)
	sh tests/cli/run.sh $(BUILD)

clang:
	@$(MAKE) --no-print-directory -j2 CC=clang CXX=clang++ BUILD=$(BUILD)/clang all unit
	sh tests/cli/run.sh $(BUILD)/clang

$(BUILD)/fault-shim.so: $(addprefix tests/fault/,shim.c split.c shim.h split.h)
	@mkdir -p $(@D)
	$(SAY) CC $<
	$(Q)$(CC) $(FAULT_CFLAGS) -fPIC -shared -o $@ $(filter %.c,$^)

$(BUILD)/fault-run: $(wildcard tests/fault/*.c tests/fault/*.h)
	@mkdir -p $(@D)
	$(SAY) CC tests/fault/run.c
	$(Q)$(CC) $(FAULT_CFLAGS) -o $@ tests/fault/run.c tests/fault/judge.c tests/fault/state.c -lsqlite3

faults: all $(FAULT)
	sh tests/fault/run.sh $(BUILD) $(MOST)

# Every change of every field; `make check` makes a sample of them.
tamper: all $(BUILD)/tsa
	sh tests/tamper/fields.sh $(BUILD) --all

bench: all $(BUILD)/bench-state $(BUILD)/bench-families $(BUILD)/bench-tree $(BUILD)/bench-national
	sh tests/bench/run.sh $(BUILD)
	@echo
	sh tests/bench/tree.sh $(BUILD)
	@echo
	sh tests/bench/release.sh $(BUILD)
	@echo
	sh tests/bench/impact.sh $(BUILD)

$(BUILD)/bench-state: tests/bench/state.c
	$(SAY) CC $<
	$(Q)$(CC) $(CFLAGS) -pie -o $@ $<

$(BUILD)/bench-families: $(BUILD)/tests/bench/families.o $(filter-out $(BUILD)/gen/main.o,$(GEN_OBJ)) $(COMMON_OBJ)
	$(SAY) LD $@
	$(Q)$(CXX) $(LDFLAGS) -o $@ $^ $(GEN_LIBS)

$(BUILD)/bench-national: tests/bench/national.c
	$(SAY) CC $<
	$(Q)$(CC) $(CFLAGS) -pie -o $@ $<

# A time-stamp authority for tests and for making fixtures.
$(BUILD)/tsa: $(BUILD)/tests/tamper/tsa.o $(BUILD)/tests/tamper/tsa_answer.o $(BUILD)/tests/tamper/tsa_changes.o
	$(SAY) LD $@
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ -lcrypto

$(BUILD)/bench-tree: tests/bench/tree.c
	$(SAY) CC $<
	$(Q)$(CC) $(CFLAGS) -pie -o $@ $< -lcrypto

clean:
	rm -rf build

format:
	clang-format -i $$(git ls-files '*.c' '*.h' '*.cpp')
