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

/// Asks for what an argument didn't say, as the lab's scripts do.
public final class Prompt {
  private Prompt() {}

  public static String tripInfo(@Nullable String argument, CommandLine command, BufferedReader in) {
    var tripInfo = argument == null ? ask("Enter your tripinfo : ", command, in) : argument;
    // The lab shows it in double quotes, and so it is often pasted.
    var bare = tripInfo.strip().replaceAll("^\"|\"$", "");
    if (bare.isEmpty()) {
      throw new ParameterException(command, "no tripinfo given");
    }
    return bare;
  }

  /// An account number, which is better not on a command line, where other users and the shell's
  /// history see it, nor on the screen.
  public static String secret(
      String dash, String question, CommandLine command, BufferedReader in) {
    if (!dash.equals("-")) {
      return dash;
    }
    var console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    if (console.isPresent()) {
      return Optional.ofNullable(console.get().readPassword("%s", question))
          .map(typed -> new String(typed).strip())
          .orElse("");
    }
    if (isTyped()) {
      throw new Refusal(
          "what is typed can't be hidden while standard output isn't the terminal: don't redirect it, or"
              + " pipe the number in");
    }
    return ask(question, command, in).strip();
  }

  private static String ask(String question, CommandLine command, BufferedReader in) {
    // Standard output is for what was asked for; and what is piped in was not asked for.
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
