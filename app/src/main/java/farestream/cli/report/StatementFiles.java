package farestream.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import farestream.cli.console.Plural;
import farestream.cli.console.Progress;
import farestream.document.AtomicFile;
import farestream.document.FileFormat;
import farestream.document.StatementCsv;
import farestream.failure.Refusal;
import farestream.local.DiskFault;
import farestream.money.Money;
import farestream.statement.Bill;
import farestream.statement.Statement;
import farestream.statement.Statements;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine;

/// Writes statements to files: of one driver, of all drivers to one file each, or of all drivers
/// to one file.
final class StatementFiles {
  private final Statements statements;
  private final boolean isOfOneDriver;
  private final CommandLine command;
  private long written;
  private Money payable = Money.ZERO;

  StatementFiles(Statements statements, boolean isOfOneDriver, CommandLine command) {
    this.statements = statements;
    this.isOfOneDriver = isOfOneDriver;
    this.command = command;
  }

  /// @throws Refusal if the path can't be written
  void write(FileFormat format, Path path) {
    try {
      if (isOfOneDriver) {
        write(statement -> format.writeTo(path, statement));
      } else if (format == FileFormat.CSV && isOneFile(path)) {
        allInOne(path);
      } else {
        requireFolder(path);
        withProgress(statement -> format.writeBelow(path, statement));
      }
    } catch (FileSystemException cannotBe) {
      throw new Refusal("could not write the statements: " + DiskFault.of(cannotBe));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    command
        .getOut()
        .printf("%s in %s, payable %s in all%n", Plural.of(written, "statement"), path, payable);
  }

  private static boolean isOneFile(Path path) {
    var hasEnding = path.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    return hasEnding && !Files.isDirectory(path);
  }

  private static void requireFolder(Path path) throws IOException {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new FileAlreadyExistsException(path.toString(), null, "is not a folder");
    }
    Files.createDirectories(path);
  }

  private void allInOne(Path path) throws IOException {
    try (var file = AtomicFile.create(path)) {
      var text = new BufferedWriter(new OutputStreamWriter(file.out(), UTF_8));
      var rows = new StatementCsv(text);
      withProgress(rows::write);
      text.flush();
      file.finish();
    }
  }

  private interface StatementWriter {
    void write(Statement statement) throws IOException;
  }

  private void withProgress(StatementWriter writer) throws IOException {
    try (var progress = new Progress("statements", statements.number(), command.getErr())) {
      write(
          statement -> {
            writer.write(statement);
            progress.at(written + 1);
          });
    }
  }

  private void write(StatementWriter writer) throws IOException {
    while (statements.hasNext()) {
      var statement = statements.next();
      writer.write(statement);
      payable = payable.plus(Money.sum(statement.bills().stream().map(Bill::payable).toList()));
      written++;
    }
  }
}
