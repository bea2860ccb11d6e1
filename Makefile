# Everything that a developer types. `make` alone says what there is.

PYTHON ?= python3
PROJECT = .parley/venv/project/bin/python
NAME ?= $(shell id -un)
ROOM ?= general
ENV ?= default

export WEB_PORT WEBSOCKET_PORT CONNECTIONS_PORT AWS_PORT VERBOSE

.PHONY: help run talk logs source admin deploy smoke stop test soak bench cost audit mutants narrow clean
.SILENT:

help:           ## this list
	grep -hE '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+): *## */  make \1\t/' | expand -t 16

run:            ## the whole chat on this machine; Ctrl-C stops it and keeps the state
	$(PYTHON) -m local.install emulator sam project
	$(PROJECT) -m local.run

talk:           ## talk in the terminal: make talk NAME=ana ROOM=general
	$(PYTHON) -m local.install project
	$(PROJECT) -m local.talk --name "$(NAME)" --room "$(ROOM)"

logs:           ## follow what the functions log; VERBOSE=1 adds each call's duration
	$(PYTHON) -m local.logs

source:         ## set off an AWS event source for real and see it speak: make source NAME=sns
	$(PYTHON) -m local.install project
	PYTHONPATH=client $(PROJECT) -m local.source "$(NAME)"

deploy:         ## build, and deploy into your AWS account as samconfig.toml says: make deploy ENV=staging, WITH="Name=value …", DRY=1 to look
	$(PYTHON) -m local.install sam
	$(PYTHON) -m local.release $(ENV) $(WITH) $(if $(DRY),--dry)

smoke:          ## see a deployed stack keep its promises, and how fast: make smoke STACK=parley; without STACK what runs here
	$(PYTHON) -m local.install project
	$(PROJECT) -m smoke $(STACK) $(if $(BY),--by $(BY))

admin:          ## steer the chat that runs here: make admin DO="rooms", DO="kick general guest:bo", DO=--help
	$(PYTHON) -m local.install project
	PYTHONPATH=client $(PROJECT) -m parley admin $(DO)

stop:           ## stop what `make run` started in another terminal
	$(PYTHON) -m local.stop

test:           ## all tests
	$(PYTHON) -m local.install emulator sam project test
	$(PROJECT) -m tests.run

soak:           ## random clients, all faults, a checker: make soak MINUTES=60, SEED=7 SEEDS=100, ON=emulator, ON=stack
	$(PYTHON) -m local.install emulator sam project test
	PYTHONPATH=src:client $(PROJECT) -m tests.checker $(if $(MINUTES),--minutes $(MINUTES)) $(if $(SEED),--seed $(SEED)) \
		$(if $(SEEDS),--seeds $(SEEDS)) $(if $(ON),--on $(ON)) $(if $(CALM),--calm) \
		$(if $(PUBLISH),--publish) $(if $(INTO),--into "$(INTO)")

bench:          ## measure everything into docs/performance.md; ONLY=fan_out one table, QUICK=1 a look
	$(PYTHON) -m local.install emulator sam project test bench
	command -v wrk >/dev/null || echo "  wrk is not installed: the limit that it shows is left out (on Debian and Ubuntu: sudo apt install wrk)"
	$(PROJECT) -m benchmarks $(if $(QUICK),--quick) $(ONLY)

cost:           ## what a month costs on AWS: make cost ROOMS=20 USERS=50 MESSAGES=2000, HOURS=8; WRITE=1 for docs/cost.md
	$(PYTHON) -m cost $(if $(ROOMS),--rooms $(ROOMS)) $(if $(USERS),--users $(USERS)) $(if $(MESSAGES),--messages $(MESSAGES)) \
		$(if $(HOURS),--hours $(HOURS)) $(if $(WRITE),--write)

audit:          ## the template under Checkov, the packages against known vulnerabilities
	$(PYTHON) -m local.install sam project test audit
	$(PROJECT) -m tests.audit

mutants:        ## plant bugs one at a time, and see that a named test notices each
	$(PYTHON) -m local.install project test
	$(PROJECT) -m tests.mutations

narrow:         ## take each permission out of its role, and see that something fails: ONLY=ping, PUBLISH=1 MISSING=1
	$(PYTHON) -m local.install emulator sam project test
	PYTHONPATH=src:client $(PROJECT) -m tests.permissions.narrow $(if $(ONLY),--only $(ONLY)) $(if $(PUBLISH),--publish) \
		$(if $(MISSING),--missing)

clean:          ## forget everything: packages, builds, the local AWS with its rooms and messages
	$(PYTHON) -m local.stop --quiet
	rm -rf .parley .aws-sam
