.DEFAULT_GOAL := help

# google-java-format needs Maven itself on a recent JDK; everything else finds its own.
JDK25_HOME ?= $(firstword $(wildcard /usr/lib/jvm/*25*) $(wildcard $(HOME)/.sdkman/candidates/java/25*) $(JAVA_HOME))
ARGS ?=
JAR := deploy/standalone/target/assay.jar

.PHONY: help run test format acceptance soak bench

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-12s %s\n", $$1, $$2}'

run: ## Build and start Assay (ARGS="--server.port=9443" for options)
	mvn -q -Pserve -Dassay.args="$(ARGS)"

test: ## Compile, check and run every test that needs nothing installed
	mvn -q verify

format: ## Format all Java sources
	JAVA_HOME="$(JDK25_HOME)" MAVEN_OPTS=--sun-misc-unsafe-memory-access=allow mvn -q spotless:apply

acceptance: ## Run the stock clients against a built Assay
	deploy/acceptance/run $(ARGS)

soak: ## Twenty rounds of kills, pauses and restarts under load, checked by Porcupine (needs a built Assay)
	deploy/acceptance/run --soak --only linearizability --views rocksdb $(ARGS)

bench: ## Measure beside baselines (ARGS="journal --quick" for less)
	deploy/benchmarks/run.sh $(ARGS)
