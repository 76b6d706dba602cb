package farestream.cli.trip;

import farestream.cli.console.ErrorLines;
import farestream.cli.console.ExitStatus;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/// What of an answer couldn't be had and why, where the rest is shown all the same.
final class UnavailableParts {
  private final CommandLine command;
  private final List<Exception> failures = new ArrayList<>();

  UnavailableParts(CommandLine command) {
    this.command = command;
  }

  /// A part of the answer.
  interface Part<T> {
    T look() throws SQLException, InterruptedException;
  }

  /// @return absent where it can't be had, which is noted
  <T> Optional<T> look(Part<T> part) throws InterruptedException {
    try {
      return Optional.of(part.look());
    } catch (SQLException | RuntimeException failure) {
      failures.add(failure);
      return Optional.empty();
    }
  }

  boolean isEmpty() {
    return failures.isEmpty();
  }

  List<String> texts() {
    return failures.stream().map(this::text).distinct().toList();
  }

  private String text(Exception failure) {
    return ErrorLines.message(failure, command.getParseResult());
  }

  /// On stderr, a line each.
  ///
  /// @return the worst exit status
  int tell() {
    var told = new HashSet<String>();
    return failures.stream()
        .filter(failure -> told.add(text(failure)))
        .mapToInt(failure -> ErrorLines.failed(failure, command, command.getParseResult()))
        .max()
        .orElse(ExitStatus.DONE);
  }
}
