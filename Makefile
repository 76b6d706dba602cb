.DEFAULT_GOAL := help
.PHONY: help check format clean bench stress lambda conformance

# Runs Maven itself on a JDK 25, wherever it is; says what to install if there is none.
MAVEN := ./farestream --maven --batch-mode --no-transfer-progress

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

check: ## all that CI runs: format, compile with Error Prone and NullAway, every test
	$(MAVEN) verify

# Lambda takes 50 MB; the stream's function is small so that it starts fast. The migration, with Flyway, may be larger.
MOST_BYTES := 5242880

lambda: ## build the functions for AWS Lambda into lambda/target, print their sizes, fail if the stream's has over 5 MB
	@mkdir -p target
	@# By way of a file, for Maven prints escape codes even where there is no terminal.
	@$(MAVEN) --quiet package --projects lambda --also-make -DskipTests >target/lambda.log 2>&1 || \
	  { sed "s/$$(printf '\033')\[[0-9;]*m//g" target/lambda.log >&2; exit 1; }
	@cd lambda/target && wc -c farestream-function.jar farestream-migration.jar | head -n 2
	@[ $$(wc -c <lambda/target/farestream-function.jar) -le $(MOST_BYTES) ] || \
	  { echo "farestream-function.jar has more than $(MOST_BYTES) bytes" >&2; exit 1; }

SCHEDULES ?= 1000
FIRST ?= 1
STRESS := $(MAVEN) package --projects app --also-make -Dsurefire.failIfNoSpecifiedTests=false

# One schedule with each step told, or all of it.
ifdef SEED
stress:
	$(STRESS) -Dtest=SchedulesTest -Dfarestream.seed=$(SEED)
else
stress: ## 1,000 schedules of faults (SCHEDULES=n, FIRST=seed; SEED=n replays one), then kill -9 of real processes
	$(STRESS) -Dtest='SchedulesTest,BrokenSinksTest,TakeOverTest,KilledMidReplay,KilledServerTest' \
	  -Dfarestream.schedules=$(SCHEDULES) -Dfarestream.first=$(FIRST) -Dfarestream.takeovers=10 \
	  -Dfarestream.kills=20
endif

SUITE ?=

conformance: ## hold the local DynamoDB to the public conformance suite (SUITE=folder; docs/dynamodb.md)
	dynamodb/conformance "$(SUITE)"

format: ## put every source file into the one format
	$(MAVEN) spotless:apply

clean: ## remove what was built
	$(MAVEN) clean

BENCH_CLASSES := -cp 'bench/target/farestream-bench.jar:bench/target/lib/*'
BENCH := ./farestream --java $(BENCH_CLASSES) farestream.bench

bench: ## measure what docs/performance.md tells; an hour or more on a quiet machine
	$(MAVEN) --quiet package -DskipTests
	./farestream --version
	$(BENCH).WholeProcesses
	$(BENCH).CompleteToVisible
	$(BENCH).Recovery
	$(BENCH).ReplayAgainstBareLoop
	$(BENCH).SimulateAgainstBareLoop
	./farestream --java -Xmx48m $(BENCH_CLASSES) farestream.bench.SimulateMemory
	$(BENCH).WithHistory
	$(BENCH).FunctionStarts
	$(BENCH).billing.ClosingACycle
	$(BENCH).sink.SinkThroughput
	$(BENCH).dynamodb.DynamoDbThroughput
	$(BENCH).billing.AuditOfACity 1
	./farestream --java $(BENCH_CLASSES) org.openjdk.jmh.Main DecodingBenchmark
	./farestream --java -Xmx64m $(BENCH_CLASSES) farestream.bench.sink.SinkMemory
	./farestream --java -Xmx32m $(BENCH_CLASSES) farestream.bench.BankFiles
	./farestream --java -Xmx256m $(BENCH_CLASSES) farestream.bench.billing.WritingStatements
