package farestream.cli;

import farestream.cli.console.ErrorLines;
import farestream.cli.console.ExitStatus;
import java.io.PrintWriter;
import java.util.OptionalInt;

/// What the JVM couldn't read of what it was started with. It decodes arguments and the name of the
/// folder by the locale before any code of ours runs; the launcher sees to a locale that has all
/// letters.
public final class Undecodable {
  private static final char REPLACEMENT = '\ufffd';

  private Undecodable() {}

  /// @return the exit status if a command must not be run with them
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
            + " has letters that can't be read: write it in UTF-8, and start ./farestream or set"
            + " LC_ALL=C.UTF-8");
    return OptionalInt.of(ExitStatus.WRONG_USAGE);
  }
}
