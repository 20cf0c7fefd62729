# needle: make demo shows it, make test proves it. Both install what they need themselves.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

sources := $(shell find schemas compiler generators lab cli bench index.ts -name '*.ts')
needle := node dist/bin/needle.js

help: ## show this
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 22

demo: setup ## bring specs/lab-single.yaml up on a lab host, twice, and show what runs
	$(needle) lab demo specs/lab-single.yaml

test: setup ## run all tests; virtual machines only where the machine is quick enough
	npx --no vitest run

test-lab: setup ## run the lab tests, virtual machines whatever the machine's speed
	NEEDLE_LAB_MACHINES=1 npx --no vitest run --project lab --project machines

drills: setup ## break a pair of virtual machines in every way, twice; writes docs/drills.md (an hour)
	node dist/bench/drills.js specs/lab-pair.yaml

lint: setup ## check the code and the generated files against their sources
	npm run -s check
	for spec in specs/*.yaml; do $(needle) generate --check $$spec; done

bench: setup ## measure what a person waits for; writes bench/RESULTS.md
	node dist/bench/main.js

generate: setup ## compile every spec in specs/ into inventories/ and playbooks/
	for spec in specs/*.yaml; do $(needle) generate $$spec; done

setup: packages node_modules/.package-lock.json .venv/.done dist/.done ## install what the other targets need, nothing twice

packages:
	@support/packages

node_modules/.package-lock.json: package.json package-lock.json
	@# Not `npm ci`: it wants lock entries of every platform, which a partial mirror cannot give.
	npm install --no-save --no-audit --no-fund --loglevel=error
	@touch $@

.venv/.done: requirements.txt support/collections
	python3 -m venv .venv
	.venv/bin/pip install --quiet --requirement requirements.txt
	support/collections .venv 12.3.0
	@touch $@

dist/.done: $(sources) package.json tsconfig.build.json node_modules/.package-lock.json
	npm run -s build
	@touch $@

clean: ## take labs down and remove all that was made, caches too; artefacts you put there stay
	@if [ -e dist/.done ]; then $(needle) lab down; fi
	rm -rf .needle .venv dist node_modules
	cd "$${XDG_CACHE_HOME:-$$HOME/.cache}" && rm -rf needle/images needle/checkpoints needle/debs needle/ansible needle/helm

.PHONY: help demo test test-lab drills lint bench generate setup packages clean
