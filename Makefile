# `make run` and `make test` set up whatever the machine lacks; `make help` lists the rest.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.NOTPARALLEL:
.DEFAULT_GOAL := help

# Where rustup puts cargo, for shells that have not heard of it.
export PATH := $(PATH):$(HOME)/.cargo/bin

say = @printf '\n== %s\n' "$(1)"

PAGES := ui/dist/lobby.html
PAGES_FROM := $(shell find ui/src ui/public -type f 2>/dev/null) $(wildcard ui/*.html ui/*.ts ui/*.js)
# npm writes it last: its age is that of the installed packages.
NPM := ui/node_modules/.package-lock.json

DISPLAYS := $(DISPLAY)$(WAYLAND_DISPLAY)

.PHONY: help
help: ## List these targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

.PHONY: run
run: $(if $(DISPLAYS),run-window,run-demo) ## Set up, build, and open the sample evening

.PHONY: run-window
run-window: setup-window ui
	$(call say,Building and opening the desk and the lobby)
	cargo run --release -p lanyard-desk -- --sample

.PHONY: run-demo
run-demo:
	@echo 'There is no display here, so the evening runs without windows: lanyard demo'
	@$(MAKE) --no-print-directory setup-demo ui
	$(call say,Building and running the demo)
	cargo run --release -p lanyard-cli -- demo

.PHONY: ui
ui: $(PAGES) ## Build the pages

$(NPM): ui/package-lock.json
	$(call say,Installing the packages of the pages)
	cd ui && npm ci --no-audit --no-fund
	@touch $@

$(PAGES): $(NPM) $(PAGES_FROM)
	$(call say,Building the pages)
	cd ui && npm run build
	@touch $@

.PHONY: test
test: setup test-format test-pages test-lints test-programs ## Set up, and run every test
	$(call say,All tests passed)

.PHONY: test-format
test-format:
	$(call say,Format)
	cargo fmt --all --check

.PHONY: test-pages
test-pages: ui
	$(call say,Pages: types and tests)
	cd ui && npm run check && npm test

.PHONY: test-lints
test-lints: ui
	$(call say,Lints)
	@! cargo tree --edges all | grep webkit || \
	  { echo 'A plain “cargo test” would need webkit: see default-members in Cargo.toml.' >&2; exit 1; }
	cargo clippy --workspace --all-targets -- -D warnings

# Always the whole workspace: with fewer packages cargo would choose other features of what they
# share and compile it again.
.PHONY: test-programs
test-programs: ui
	$(call say,Building the programs)
	cargo build --workspace
	$(call say,Rules and programs)
	cargo test --workspace --doc
	xvfb-run -a -s '-screen 0 2732x768x24' cargo test --workspace --tests

.PHONY: bindings
bindings: setup-window ui ## Write ui/src/bindings.ts from the Rust code
	cargo run -p lanyard-desk -- --write-bindings ui/src/bindings.ts

.PHONY: bench
bench: setup-bench bench-measures bench-search bench-tickets bench-reading bench-window ## Measure: scans, search, tickets, reading codes, the real window

.PHONY: bench-measures
bench-measures:
	$(call say,Scans and imports beside a bare SQLite commit)
	cargo bench -p lanyard-tests --bench measures

.PHONY: bench-search
bench-search:
	$(call say,The search beside SQLite)
	cargo bench -p lanyard-tests --bench search

.PHONY: bench-tickets
bench-tickets:
	$(call say,10000 tickets beside Python)
	cargo bench -p lanyard-tests --bench tickets

.PHONY: bench-reading
bench-reading:
	$(call say,Reading codes beside other readers)
	cargo bench -p lanyard-optics --features zxing --bench reading

.PHONY: bench-window
bench-window: ui
	$(call say,Building the programs)
	cargo build --release -p lanyard-cli -p lanyard-desk --bins --examples
	$(call say,The window beside an empty one, and 10,000 scans)
	xvfb-run -a -s '-screen 0 1366x768x24' cargo bench -p lanyard-tests --bench window

FUZZED := text sheet workbook code
FUZZ_SECONDS ?= 900

.PHONY: fuzz
fuzz: ## Fuzz the readers of lists and codes, FUZZ_SECONDS each (900); wants nightly Rust and cargo-fuzz
	$(call say,Fuzzing $(FUZZED))
	@for target in $(FUZZED); do \
	  mkdir -p target/fuzz/$$target; \
	  cargo +nightly fuzz run -O --fuzz-dir tests/fuzz $$target target/fuzz/$$target tests/fuzz/corpus/$$target -- \
	    -max_total_time=$(FUZZ_SECONDS) -timeout=20 -rss_limit_mb=1500; \
	done

.PHONY: package
package: setup-window ui ## Build the programs for use
	$(call say,Release build)
	cargo build --release -p lanyard-cli -p lanyard-desk
	@echo 'target/release/lanyard and target/release/lanyard-desk'

.PHONY: setup
setup: setup-test ## Install what building and testing need

SETUPS := setup-demo setup-window setup-test setup-bench
.PHONY: $(SETUPS)
$(SETUPS): setup-%:
	@tools/setup.sh $*
