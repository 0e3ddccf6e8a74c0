# Scrutineer: one file builds, tests, demonstrates and installs everything. `make help` lists the targets.

PREFIX ?= /usr/local
BUILD ?= build
CC ?= cc
CXX ?= c++
VERSION := 0.1.0
# `make V=1` shows the commands.
Q := $(if $(V),,@)
SAY := @echo '  '

# The packages of Debian 12 that the build and the tests need; `make setup` installs them.
PACKAGES := gcc g++ make pkg-config libssl-dev libxml2-dev libxml2-utils libsqlite3-dev libjansson-dev libcsv-dev \
            libcadical-dev libcunit1-dev openssl sqlite3 python3-minimal

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla \
            -Wundef -Wwrite-strings -Wformat=2 -Wcast-qual -Wnull-dereference -Wimplicit-fallthrough -Werror
HARDENED := -fstack-protector-strong -fPIE -D_FORTIFY_SOURCE=2 -fno-common
OPTIMISE ?= -O2
# Paths and dates stay out of the binaries, so that the same sources give the same bytes anywhere.
REPRODUCIBLE := -ffile-prefix-map=$(CURDIR)=. -Wdate-time
INCLUDES := -Iinclude -I. -I$(BUILD)/generated -isystem /usr/include/libxml2
CFLAGS := -std=c17 -D_POSIX_C_SOURCE=200809L -DSCRUTINEER_VERSION='"$(VERSION)"' $(OPTIMISE) -g $(WARNINGS) $(HARDENED) \
          $(REPRODUCIBLE) $(INCLUDES) $(EXTRA)
CXXFLAGS := -std=c++17 $(OPTIMISE) -g -Wall -Wextra -Werror $(HARDENED) $(REPRODUCIBLE) -Iinclude -I. $(EXTRA)
LDFLAGS := -pie -Wl,-z,relro,-z,now -Wl,--build-id=none $(EXTRA)
GEN_LIBS := -lsqlite3 -ljansson -lcsv -lcadical -lxml2 -lcrypto -lm
VERIFY_LIBS := -lxml2 -lcrypto

COMMON_SRC := $(sort $(wildcard common/*.c))
GEN_SRC := $(sort $(wildcard gen/*.c gen/*/*.c))
GEN_CXX := $(sort $(wildcard gen/*/*.cpp))
VERIFY_SRC := $(sort $(wildcard verify/*.c verify/*/*.c))
UNIT_SRC := $(sort $(wildcard tests/unit/*.c))
SCHEMAS := $(sort $(wildcard schemas/*.xsd))

object = $(patsubst %,$(BUILD)/%.o,$(basename $(1)))
COMMON_OBJ := $(call object,$(COMMON_SRC))
GEN_OBJ := $(call object,$(GEN_SRC) $(GEN_CXX))
VERIFY_OBJ := $(call object,$(VERIFY_SRC))
UNIT_OBJ := $(call object,$(UNIT_SRC))
# Unit tests may look inside both programs: everything but the two main functions.
UNIT_PARTS := $(filter-out $(BUILD)/gen/main.o $(BUILD)/verify/main.o,$(GEN_OBJ) $(VERIFY_OBJ)) $(COMMON_OBJ)
SCHEMA_OBJ := $(BUILD)/generated/schemas.o

.PHONY: all help setup demo check unit cli bench install clean format
.DELETE_ON_ERROR:

all: $(BUILD)/scrutineer-gen $(BUILD)/scrutineer-verify

$(BUILD)/scrutineer-gen: $(GEN_OBJ) $(COMMON_OBJ)
	$(SAY) LD $@
	$(Q)$(CXX) $(LDFLAGS) -o $@ $^ $(GEN_LIBS)

$(BUILD)/scrutineer-verify: $(VERIFY_OBJ) $(COMMON_OBJ) $(SCHEMA_OBJ)
	$(SAY) LD $@
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(VERIFY_LIBS)

$(BUILD)/unit-tests: $(UNIT_OBJ) $(UNIT_PARTS) $(SCHEMA_OBJ)
	$(SAY) LD $@
	$(Q)$(CXX) $(LDFLAGS) -o $@ $^ $(GEN_LIBS) -lcunit

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

-include $(COMMON_OBJ:.o=.d) $(GEN_OBJ:.o=.d) $(VERIFY_OBJ:.o=.d) $(UNIT_OBJ:.o=.d)

clean:
	rm -rf build

format:
	clang-format -i $$(git ls-files '*.c' '*.h' '*.cpp')
