# The commands of daily work. Anything longer than a line is a script in .ci.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run dev test bench bench-canvas fuzz build origins sizes tools clean

export CARGO_TARGET_DIR ?= $(CURDIR)/target
export PATH := $(CURDIR)/.ci/node_modules/.bin:$(or $(CARGO_HOME),$(HOME)/.cargo)/bin:$(PATH)
PORT ?= 8080

# Folders are listed too, so that a removed file counts as a change.
SOURCES := $(shell find src style public -name node_modules -prune -o -print) index.html Trunk.toml Cargo.toml Cargo.lock \
	.cargo/config.toml .ci/package-lock.json .ci/build .ci/compress.mjs .ci/editor.mjs .ci/optimise.mjs .ci/pack.mjs

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 21

run: build ## build the app and serve it on localhost (PORT=8080)
	@node tests/e2e/serve.mjs dist --port $(PORT)

dev: tools ## serve a debug build that rebuilds and reloads on every change (PORT=8080)
	@.ci/dev $(PORT)

test: tools ## check everything: format, lints, tests, the app in a browser, licences
	@.ci/test

bench: tools ## measure the engine, natively and in Chromium, against the budgets
	@.ci/bench

bench-canvas: build ## measure the canvas in Chromium, beside React Flow
	@.ci/bench-canvas

fuzz: ## feed the readers random input (SECONDS=600 for each target)
	@.ci/fuzz $(or $(SECONDS),600)

build: tools dist/index.html.br ## build the app into dist, ready for any static host

origins: build ## let the built page read registries of other hosts (ORIGINS="https://blocks.example.com")
	@node .ci/origins.mjs dist $(ORIGINS)

sizes: build ## print the size of each shipped file and fail over the budget
	@node .ci/sizes.mjs dist

tools: ## install what building needs and is missing
	@.ci/tools

clean: ## remove what was built
	rm -rf dist
	cargo clean

# The last file that a build writes stands for all of them.
dist/index.html.br: $(SOURCES)
	@.ci/build
