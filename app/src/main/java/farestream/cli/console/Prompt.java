package farestream.cli.console;

import farestream.failure.Refusal;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// Prompts for a missing argument, as the lab's scripts do.
public final class Prompt {
  private Prompt() {}

  public static String tripInfo(@Nullable String argument, CommandLine command, BufferedReader in) {
    var tripInfo = argument == null ? ask("Enter your tripinfo : ", command, in) : argument;
    // The lab prints it in double quotes, so it is often pasted with them.
    var bare = tripInfo.strip().replaceAll("^\"|\"$", "");
    if (bare.isEmpty()) {
      throw new ParameterException(command, "TRIPINFO is missing");
    }
    return bare;
  }

  /// Reads a secret, such as an account number, without echoing it. An argument on the command
  /// line would be visible to other users and in the shell's history.
  ///
  /// @param argument `-` to read the secret from the terminal or a pipe; anything else is returned
  public static String secret(
      String argument, String question, CommandLine command, BufferedReader in) {
    if (!argument.equals("-")) {
      return argument;
    }
    var console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    if (console.isPresent()) {
      return Optional.ofNullable(console.get().readPassword("%s", question))
          .map(typed -> new String(typed).strip())
          .orElse("");
    }
    if (isTyped()) {
      throw new Refusal(
          "the input can't be hidden because standard output isn't a terminal: don't redirect it,"
              + " or pipe the number to standard input");
    }
    return ask(question, command, in).strip();
  }

  private static String ask(String question, CommandLine command, BufferedReader in) {
    // The prompt goes to stderr, because standard output is for the result. Piped input needs none.
    if (isTyped()) {
      command.getErr().print(question);
      command.getErr().flush();
    }
    try {
      var answer = in.readLine();
      return answer == null ? "" : answer;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Whether standard input is a terminal, whatever standard output is.
  private static boolean isTyped() {
    try {
      var test = new ProcessBuilder("test", "-t", "0").inheritIO().start();
      return test.waitFor() == 0;
    } catch (IOException none) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
