# The front door: a machine needs only Python 3.11 to 3.14, make and git.
# What stands behind is in tasks.py, and reads as a list with `.venv/bin/invoke --list`.

PYTHONS := python3.11 python3.12 python3.13 python3.14 python3
PYTHON ?= $(shell for name in $(PYTHONS); do command -v $$name && exit; done; echo python3.11)
INVOKE := .venv/bin/invoke

.DEFAULT_GOAL := help
.PHONY: help site test setup setup-publish setup-tests

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1|/p' Makefile | awk -F '|' '{ printf "make %-12s %s\n", $$1, $$2 }'

site: setup ## Set up, check, build the demonstration site into output/ and serve it
	$(INVOKE) serve

test: setup-tests ## Set up and pass the linters, the types and every test
	$(INVOKE) test

setup: ## Install what a build needs into .venv and node_modules
	@$(PYTHON) -m tools.setup site

setup-publish: setup ## Install what publishing needs too
	@$(PYTHON) -m tools.setup publish

setup-tests: setup ## Install what the tests need too: Python and npm packages, a browser
	@$(PYTHON) -m tools.setup tests
