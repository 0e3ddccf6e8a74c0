# packaging.mk: the part of the Makefile about installing, Debian packages and the static verifier.
#
# The last two are the same bytes wherever and whenever they are built, with the same versions of the packages that they
# are built with: `make reproducible` builds them in two folders and compares. What a published SHA-256 of the static
# verifier means stands in verify/scrutineer-verify.1, "The static program".

DEB_PACKAGES := $(BUILD_PACKAGES) dpkg-dev
# libxml2.a needs ICU (and so the C++ library), liblzma and zlib.
STATIC_PACKAGES := gcc gcc-12 binutils libc6-dev libstdc++-12-dev libssl-dev libxml2-dev libicu-dev liblzma-dev \
                   zlib1g-dev
STATIC_LIBS := $(VERIFY_LIBS) -llzma -lz -licuuc -licudata -lstdc++ -lm
STATIC := $(BUILD)/static/scrutineer-verify

.PHONY: install install-gen install-verify setup-deb setup-static deb static reproducible

install: install-gen install-verify

SHARE := $(DESTDIR)$(PREFIX)/share
BASH_COMPLETIONS := $(SHARE)/bash-completion/completions
ZSH_FUNCTIONS ?= $(PREFIX)/share/zsh/site-functions

# install-program NAME FOLDER: the program with its pages of section 1 and its completions.
define install-program
install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/man/man1 $(BASH_COMPLETIONS) $(DESTDIR)$(ZSH_FUNCTIONS)
install -m 0755 $(BUILD)/$(1) $(DESTDIR)$(PREFIX)/bin
install -m 0644 $(sort $(wildcard $(2)/*.1 $(2)/manual/*.1)) $(SHARE)/man/man1
install -m 0644 $(2)/completion/$(1).bash $(BASH_COMPLETIONS)/$(1)
install -m 0644 $(2)/completion/$(1).zsh $(DESTDIR)$(ZSH_FUNCTIONS)/_$(1)
endef

install-gen: $(BUILD)/scrutineer-gen
	$(call install-program,scrutineer-gen,gen)

# The verifier alone, with what says what it checks.
install-verify: $(BUILD)/scrutineer-verify
	$(call install-program,scrutineer-verify,verify)
	install -d $(SHARE)/man/man5 $(SHARE)/scrutineer/schemas
	install -m 0644 schemas/scrutineer-package.5 $(SHARE)/man/man5
	install -m 0644 schemas/specification.md $(SCHEMAS) $(SHARE)/scrutineer/schemas

setup-deb:
	$(call install-missing,$(DEB_PACKAGES))

setup-static:
	$(call install-missing,$(STATIC_PACKAGES))

deb: setup-deb
	@$(MAKE) --no-print-directory all
	@sh .packaging/deb.sh $(BUILD) $(BUILD)/deb

# The linker warns that dlopen, getaddrinfo and gethostbyname want shared libraries of this glibc at run time: libcrypto
# would load engines with the first, libxml2 fetch documents with the others. The verifier asks for neither.
$(STATIC): $(VERIFY_OBJ) $(COMMON_OBJ) $(SCHEMA_OBJ)
	@mkdir -p $(@D)
	$(SAY) LD $@
	$(Q)$(CC) $(filter-out -pie,$(LDFLAGS)) -static-pie -s -o $@ $^ $(STATIC_LIBS)

# The licences of the libraries inside go with the program.
static: setup-static
	@$(MAKE) --no-print-directory $(STATIC)
	@verify=$(STATIC) sh tests/conformance/run.sh sh tests/conformance/scrutineer.sh >$(BUILD)/static/conformance.log || \
	    { grep '^not ok' $(BUILD)/static/conformance.log; exit 1; }
	@tail -n 1 $(BUILD)/static/conformance.log
	@cat $(addprefix /usr/share/doc/,$(addsuffix /copyright,$(STATIC_PACKAGES))) >$(BUILD)/static/licences.txt
	@sh .packaging/built_with.sh $(STATIC) $(STATIC_PACKAGES) | tee $(STATIC).txt

reproducible: setup-deb setup-static
	@sh .packaging/reproducible.sh
