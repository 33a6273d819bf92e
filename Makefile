# What a person runs is what CI runs. Each target fetches what it needs, uv included, into this checkout.
PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null)
ifeq ($(UV),)
UV := .tools/bin/uv
NEEDS_UV := .tools/bin/uv
endif
ARGS ?=

.PHONY: help run demo test check format bench screenshots clean
.DEFAULT_GOAL := help

help:
	@echo "make run      open IOPC Desk on this computer's store"
	@echo "make demo     open it on a throw-away store of made-up work"
	@echo "make test     run every test"
	@echo "make check    lint, format, types and imports"
	@echo "make bench    timings against peers and limits"

run: $(NEEDS_UV)
	@$(UV) run --quiet --frozen --no-dev iopc $(ARGS)

demo: $(NEEDS_UV)
	@$(UV) run --quiet --frozen --no-dev iopc demo $(ARGS)

test: $(NEEDS_UV)
	$(UV) run --frozen pytest $(ARGS)

check: $(NEEDS_UV)
	$(UV) run --frozen ruff check .
	$(UV) run --frozen ruff format --check .
	$(UV) run --frozen mypy
	$(UV) run --frozen lint-imports

format: $(NEEDS_UV)
	$(UV) run --frozen ruff check --fix .
	$(UV) run --frozen ruff format .

bench: $(NEEDS_UV)
	$(UV) run --frozen --group bench python -m bench $(ARGS)

screenshots: $(NEEDS_UV)
	$(UV) run --frozen python -m bench.screenshots

.tools/bin/uv:
	@echo "fetching uv into .tools"
	@$(PYTHON) -m venv .tools
	@.tools/bin/python -m pip install --quiet --disable-pip-version-check "uv>=0.8,<1"

clean:
	rm -rf .venv .tools dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
