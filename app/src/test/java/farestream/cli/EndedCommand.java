package farestream.cli;

import farestream.Main;
import farestream.config.Config;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;

/// How a command ended: its exit status and what it printed on standard error.
record EndedCommand(int status, String err) {

  /// Runs a command.
  ///
  /// @param folder the folder in which an `up` may run
  /// @param environment the variables of the shell
  static EndedCommand run(Path folder, Map<String, String> environment, String... arguments) {
    var err = new StringWriter();
    var status =
        Main.commandLine(new Config(environment, folder), new BufferedReader(Reader.nullReader()))
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new EndedCommand(status, err.toString());
  }
}
