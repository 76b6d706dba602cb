package farestream.cli.console;

import farestream.failure.Breakdown;
import farestream.failure.Failure;
import farestream.failure.Refusal;
import farestream.failure.Unreachable;
import farestream.failure.WrongUsage;

/// The exit statuses of commands.
public final class ExitStatus {
  public static final int DONE = 0;
  public static final int FAILED = 1;
  public static final int WRONG_USAGE = 2;
  public static final int REFUSED = 3;
  static final int UNREACHABLE = 4;

  /// 128 + SIGPIPE, which shells report for a process that a closed pipe ended.
  static final int PIPE_CLOSED = 141;

  private ExitStatus() {}

  public static int of(Failure failure) {
    return switch (failure) {
      case Breakdown _ -> FAILED;
      case WrongUsage _ -> WRONG_USAGE;
      case Refusal _ -> REFUSED;
      case Unreachable _ -> UNREACHABLE;
    };
  }
}
