package farestream.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farestream.billing.Cycles;
import farestream.cli.console.ExitStatus;
import farestream.cli.console.JsonStream;
import farestream.cli.console.Plural;
import farestream.cli.notice.NoSuchCycle;
import farestream.config.Config;
import farestream.document.FileFormat;
import farestream.failure.Refusal;
import farestream.statement.Statement;
import farestream.statement.Statements;
import farestream.view.StatementViews;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `farestream statement`
@Command(
    name = "statement",
    header = "Shows what a driver earned in a cycle, trip by trip.",
    description = {
      "Shows each trip with its parts, corrections of earlier bills, balances, and payments with their"
          + " references. A statement is printed only if its amounts add up.",
      "",
      "Without --driver-id, writes the statements of all drivers of the cycle."
    },
    footer = {"", "Example:", "  ./farestream statement --cycle 2 --pdf statements"})
public final class StatementCommand implements Callable<Integer> {
  private final Config config;
  @Spec private CommandSpec spec;

  @Option(
      names = "--cycle",
      paramLabel = "N",
      required = true,
      description = "The cycle's number; see ./farestream cycle list. Required.")
  private int cycle;

  @Option(
      names = "--driver-id",
      paramLabel = "N",
      description = "The driver's number. Default: all drivers of the cycle.")
  private Optional<Long> driver;

  @ArgGroup private @Nullable Output output;

  /// The output formats; at most one can be given.
  static final class Output {
    @Option(
        names = "--pdf",
        paramLabel = "PATH",
        description =
            "Write a PDF to this file or, without --driver-id, one PDF per driver below this folder."
                + " An existing file is replaced atomically.")
    private @Nullable Path pdf;

    @Option(
        names = "--csv",
        paramLabel = "PATH",
        description =
            "Write CSV to this file. Without --driver-id, write all drivers to one file if its name"
                + " ends in .csv, else one file per driver below this folder.")
    private @Nullable Path csv;

    @Option(names = "--json", description = "Print JSON. Default: text.")
    private boolean json;
  }

  StatementCommand(Config config) {
    this.config = config;
  }

  @Override
  public Integer call() {
    if (driver.isEmpty() && output == null) {
      throw new ParameterException(
          spec.commandLine(), "without --driver-id, one of --pdf, --csv or --json is required");
    }
    try (var statements = Statements.open(config.ledger(), cycle, driver)) {
      if (statements.number() == 0) {
        throw new Refusal(absence(statements));
      }
      write(statements);
    }
    return ExitStatus.DONE;
  }

  private void write(Statements statements) {
    var out = spec.commandLine().getOut();
    var files = new StatementFiles(statements, driver.isPresent(), spec.commandLine());
    if (output != null && output.pdf != null) {
      files.write(FileFormat.PDF, output.pdf);
    } else if (output != null && output.csv != null) {
      files.write(FileFormat.CSV, output.csv);
    } else if (output != null && output.json) {
      print(statements, new JsonStream(out));
    } else {
      new StatementText(statements.next(), out).print();
    }
  }

  private void print(Statements statements, JsonStream json) {
    if (driver.isPresent()) {
      json.members(json(statements.next()));
    } else {
      json.write(to -> to.writeNumberField("cycle", cycle));
      json.write(to -> to.writeArrayFieldStart("statements"));
      while (statements.hasNext()) {
        json.element(json(statements.next()));
      }
      json.write(JsonGenerator::writeEndArray);
    }
    json.close();
  }

  private static ObjectNode json(Statement statement) {
    return StatementViews.statement(statement.zone()).json(statement);
  }

  private String lastIs(int last) {
    return "there is no cycle %d: the latest is %d".formatted(cycle, last);
  }

  private String absence(Statements none) {
    return switch (none.absence()) {
      case NO_SUCH_DRIVER -> "there is no driver %d".formatted(driver.orElseThrow());
      case NO_SUCH_CYCLE ->
          NoSuchCycle.manualCycle(cycle, new Cycles(config.ledger()))
              .map(
                  of ->
                      "driver %d has none of the %s of cycle %d"
                          .formatted(
                              driver.orElseThrow(),
                              Plural.of(of.bills(), "manual bill"),
                              of.number()))
              .or(() -> none.lastCycle().map(this::lastIs))
              .orElse("there is no cycle yet: ./farestream bill closes the first");
      case NOT_BILLED ->
          "driver %d has no bill in cycle %d, because there was nothing to bill"
              .formatted(driver.orElseThrow(), cycle);
    };
  }
}
