package farestream.cli;

import farestream.cli.console.ErrorLines;
import farestream.cli.console.ExitStatus;
import java.io.PrintWriter;
import java.util.OptionalInt;

/// Detects arguments, or a working directory, that the JVM couldn't decode. The JVM decodes both
/// by the locale before any of our code runs, and puts `U+FFFD` where it fails. The launcher sets
/// a locale of UTF-8.
public final class Undecodable {
  private static final char REPLACEMENT = '\ufffd';

  private Undecodable() {}

  /// Reports the first argument, or else the working directory, that couldn't be decoded.
  ///
  /// @return the exit status; empty if everything was decoded and the command may run
  public static OptionalInt refuse(String[] arguments, PrintWriter err) {
    for (var number = 1; number <= arguments.length; number++) {
      if (isUndecodable(arguments[number - 1])) {
        return refused("argument " + number, err);
      }
    }
    return isUndecodable(System.getProperty("user.dir"))
        ? refused("the name of this folder", err)
        : OptionalInt.empty();
  }

  private static boolean isUndecodable(String text) {
    return text.indexOf(REPLACEMENT) >= 0;
  }

  private static OptionalInt refused(String what, PrintWriter err) {
    err.println(
        ErrorLines.PREFIX
            + what
            + " can't be decoded: write it in UTF-8, and run ./farestream or set LC_ALL=C.UTF-8");
    return OptionalInt.of(ExitStatus.WRONG_USAGE);
  }
}
