# Everything a contributor needs. Each target makes ready what it lacks (installer/prepare.sh); `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help run tour manual test lint format types contracts tests walk words installers installers-built clean ready ready-for-tests

python := .venv/bin/python
demo := build/demo/oldambt-stadskanaal
# Opens a store of invented people; a real store's passphrase stands nowhere.
run tour $(demo): export NAOBER_PASSPHRASE ?= demonstratie

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

run: ready  ## start the program on a demonstration store; without a display: a tour in pictures
	@if [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ] && [ "$$(uname -s)" != Darwin ]; then \
		echo "There is no display here: Naober shows itself in pictures instead."; \
		$(MAKE) --no-print-directory tour; \
	else \
		{ [ -e $(demo) ] || $(MAKE) --no-print-directory $(demo); } && \
		echo "The demonstration store opens with the passphrase: $$NAOBER_PASSPHRASE" && \
		$(python) -m desktop --store $(demo)/naober.store; \
	fi

# Made beside its place and moved when whole, so that a demonstration cut short is made again.
$(demo):
	@rm -rf $@.unfinished && mkdir -p $@.unfinished
	@$(python) -m desktop demo --region oldambt-stadskanaal --store $@.unfinished/naober.store
	@mv $@.unfinished $@

tour: ready  ## pictures of every screen and every paper, made without a display
	@rm -rf build/tour && QT_QPA_PLATFORM=offscreen $(python) -m desktop tour -o build/tour
	@echo "The pictures and papers are in build/tour"

# The tour's folder can be read in a picture, so it is none of the maker's own.
manual: ready-for-tests  ## the manual of tasks to print, and its pictures inside the program, from a new tour
	@rm -rf build/manual && folder=$$(mktemp -d)/naober && \
		QT_QPA_PLATFORM=offscreen $(python) -m desktop tour -o $$folder && \
		$(python) -m installer.manual $$folder build/manual && rm -rf $$(dirname $$folder)

test: ready-for-tests  ## every check: lint, types, contracts and tests; a summary at the end
	@failed=; \
	for gate in lint types contracts tests; do \
		printf '\n== %s\n' $$gate; \
		$(MAKE) --no-print-directory $$gate || failed="$$failed $$gate"; \
	done; \
	if [ -n "$$failed" ]; then printf '\nNot in order:%s\n' "$$failed"; exit 1; fi; \
	printf '\nAll in order: lint, types, contracts, tests\n'

lint: ready-for-tests  ## style and form of the code
	@$(python) -m ruff check && $(python) -m ruff format --check

format: ready-for-tests  ## bring the code into form
	@$(python) -m ruff check --fix --exit-zero --quiet && $(python) -m ruff format

types: ready-for-tests  ## types, strictly
	@$(python) -m mypy

contracts: ready-for-tests  ## which room may enter which
	@.venv/bin/lint-imports --no-logo

tests: ready-for-tests  ## the tests alone; the examples they invent are the same each time
	@CI=1 $(python) -m pytest -n auto --dist loadfile -q

walk: ready-for-tests  ## accessibility: every screen, tab and dialog, by every role; it takes minutes
	@$(python) -m pytest -q -m walk -s tests/views/test_walk.py

words: ready-for-tests  ## append the texts that lack their Dutch to the catalogue, name those no longer used
	@$(python) -m installer.words

installers: ready-for-tests installers-built  ## build the packages, install and start them (about ten minutes, as root a Debian too)
	@$(python) -m pytest -m installers -q tests/installer
	@$(python) -m installer.report

# The folder with the program first; the Debian package holds just that.
installers-built:
	@installer/prepare.sh package
	@build/installers/venv/bin/python -m installer.freeze
	@if command -v dpkg-deb >/dev/null 2>&1; then build/installers/venv/bin/python -m installer.deb; fi

clean:  ## throw away what was made; .venv stays
	@rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find desktop tests installer -name __pycache__ -type d -prune -exec rm -rf {} +

ready:
	@installer/prepare.sh run

ready-for-tests:
	@installer/prepare.sh test
