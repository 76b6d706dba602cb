package farestream.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// Asks for what an argument didn't say, as the lab's scripts do.
final class Prompt {
  private Prompt() {}

  static String tripInfo(@Nullable String argument, CommandLine command, BufferedReader in) {
    var tripInfo = argument == null ? ask("Enter your tripinfo : ", command, in) : argument;
    // The lab shows it in double quotes, and so it is often pasted.
    var bare = tripInfo.strip().replaceAll("^\"|\"$", "");
    if (bare.isEmpty()) {
      throw new ParameterException(command, "no tripinfo given");
    }
    return bare;
  }

  /// What is better not on a command line, which other users and the shell's history see.
  static String instead(String dash, String question, CommandLine command, BufferedReader in) {
    return dash.equals("-") ? ask(question, command, in).strip() : dash;
  }

  private static String ask(String question, CommandLine command, BufferedReader in) {
    // Standard output is for the JSON alone.
    var to =
        command.getParseResult().hasMatchedOption("--json") ? command.getErr() : command.getOut();
    to.print(question);
    to.flush();
    try {
      var answer = in.readLine();
      return answer == null ? "" : answer;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
