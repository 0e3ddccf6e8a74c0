# coverage.mk: the part of the Makefile about coverage. With MEASURED, the verifier's parts and common/ are compiled as they are
# written, without optimisation and without spare room in buffers (so that each append can fail), and counted in every program
# that has them.

$(COMMON_OBJ) $(VERIFY_OBJ): CFLAGS += $(if $(MEASURED),-O0 --coverage -DSCR_SPARE=0)
LDFLAGS += $(if $(MEASURED),--coverage)

.PHONY: coverage
coverage: setup-check
	@$(MAKE) --no-print-directory -j2 MEASURED=1 BUILD=$(BUILD)/coverage all unit-programs
	sh tests/coverage/run.sh $(BUILD)/coverage
