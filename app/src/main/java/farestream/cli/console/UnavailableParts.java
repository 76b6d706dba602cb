package farestream.cli.console;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/// Collects the failures of a command that shows what it can when a server can't be reached.
public final class UnavailableParts {
  private final CommandLine command;
  private final List<Exception> failures = new ArrayList<>();

  public UnavailableParts(CommandLine command) {
    this.command = command;
  }

  /// Reads a part of the output.
  public interface Part<T> {
    T read() throws SQLException, InterruptedException;
  }

  /// Reads a part and collects its failure.
  ///
  /// @return empty if it failed
  public <T> Optional<T> read(Part<T> part) throws InterruptedException {
    try {
      return Optional.of(part.read());
    } catch (SQLException | RuntimeException failure) {
      failures.add(failure);
      return Optional.empty();
    }
  }

  /// Collects the failure of what several parts need, such as a connection.
  public void add(Exception failure) {
    failures.add(failure);
  }

  public boolean isEmpty() {
    return failures.isEmpty();
  }

  public List<String> texts() {
    return failures.stream().map(this::text).distinct().toList();
  }

  private String text(Exception failure) {
    return ErrorLines.message(failure, command.getParseResult());
  }

  /// Prints each distinct failure on stderr, one line each.
  ///
  /// @return the highest exit status
  public int report() {
    var reported = new HashSet<String>();
    return failures.stream()
        .filter(failure -> reported.add(text(failure)))
        .mapToInt(failure -> ErrorLines.failed(failure, command, command.getParseResult()))
        .max()
        .orElse(ExitStatus.DONE);
  }
}
