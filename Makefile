.DEFAULT_GOAL := help
.PHONY: help test check check-all format clean bench bench-quick bench-store stress lambda conformance

# Finds a JDK 25 and Maven and runs Maven on that JDK; if one is missing, says what to install.
MAVEN := ./farestream --maven --batch-mode --no-transfer-progress

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

test: ## run the unit tests and the quick ones on one PostgreSQL; under a minute once compiled
	$(MAVEN) --threads 1C test -Dtests.excluded='slow | integration'

check: ## compile with Error Prone and NullAway, check the format, run every test but the slow ones
	$(MAVEN) --threads 1C verify

check-all: check ## what CI runs: `check`, then the slow tests, such as random histories and killed processes
	$(MAVEN) verify -Dtests.groups=slow -Dtests.excluded=none

# Lambda's limit is 50 MB. The stream's function is small so that it starts fast; the migration contains Flyway and
# may be larger.
MAX_BYTES := 5242880

lambda: ## build the functions for AWS Lambda into lambda/target, print their sizes; fail if the stream's exceeds 5 MB
	@mkdir -p target
	@# Maven's output goes to a file first, because it contains escape codes even without a terminal.
	@$(MAVEN) --quiet package --projects lambda --also-make -DskipTests >target/lambda.log 2>&1 || \
	  { sed "s/$$(printf '\033')\[[0-9;]*m//g" target/lambda.log >&2; exit 1; }
	@cd lambda/target && wc -c farestream-function.jar farestream-migration.jar | head -n 2
	@[ $$(wc -c <lambda/target/farestream-function.jar) -le $(MAX_BYTES) ] || \
	  { echo "farestream-function.jar exceeds $(MAX_BYTES) bytes" >&2; exit 1; }

SCHEDULES ?= 1000
FIRST ?= 1
STRESS := $(MAVEN) package --projects app --also-make -Dsurefire.failIfNoSpecifiedTests=false -Dtests.excluded=none

# With SEED, one schedule that reports each step; otherwise the whole stress test.
ifdef SEED
stress:
	$(STRESS) -Dtest=SchedulesTest -Dfarestream.seed=$(SEED)
else
stress: ## run 1,000 schedules of faults (SCHEDULES=n, FIRST=seed; SEED=n replays one), then kill -9 real processes
	$(STRESS) -Dtest='SchedulesTest,BrokenSinksTest,TakeOverTest,KilledMidReplay,KilledServerTest' \
	  -Dfarestream.schedules=$(SCHEDULES) -Dfarestream.first=$(FIRST) -Dfarestream.takeovers=10 \
	  -Dfarestream.kills=20
endif

SUITE ?=

conformance: ## run the public conformance suite on the local DynamoDB (SUITE=folder; see docs/dynamodb.md)
	dynamodb/conformance "$(SUITE)"

format: ## format every source file
	$(MAVEN) spotless:apply

clean: ## remove everything that was built
	$(MAVEN) clean

BENCH_CLASSES := -cp 'bench/target/farestream-bench.jar:bench/target/lib/*'
BENCH := ./farestream --java $(BENCH_CLASSES) farestream.bench

RATIOS := bench/ratios.txt

bench-quick: ## compare a few ratios with the stored ones, in less than two minutes on an idle machine
	$(MAVEN) --quiet package -DskipTests
	$(BENCH).QuickRatios $(RATIOS)

bench-store: ## store the ratios that `bench-quick` compares with
	$(MAVEN) --quiet package -DskipTests
	$(BENCH).QuickRatios $(RATIOS) --store

bench: ## run the measurements of docs/performance.md; takes an hour or more on an idle machine
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
