package farestream.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A headless Chromium, and its network requests.
final class Browser {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final int LONGEST_SECONDS = 60;

  /// The log's name for requests that aren't made by a page.
  private static final String OF_BROWSER = "not an origin";

  private Browser() {}

  /// @param requested the page's network requests, without the browser's own
  /// @param console the page's errors and warnings
  record Visit(List<String> requested, List<String> console) {}

  /// Skips the test with a message if no browser is installed; fails if CI is true.
  static Path needed() {
    var found = find();
    if ("true".equals(System.getenv("CI"))) {
      assertThat(found).as("no Chromium on the PATH").isPresent();
    }
    Assumptions.assumeTrue(found.isPresent(), "skipped: no Chromium on the PATH");
    return found.orElseThrow();
  }

  private static Optional<Path> find() {
    for (var folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      for (var name : NAMES) {
        var program = Path.of(folder, name);
        if (Files.isExecutable(program)) {
          return Optional.of(program);
        }
      }
    }
    return Optional.empty();
  }

  /// @param folder for the browser's own files
  static Visit visit(Path page, Path folder) throws IOException, InterruptedException {
    var net = folder.resolve("net.json");
    var log = folder.resolve("browser.txt");
    var browser =
        new ProcessBuilder(
                needed().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--user-data-dir=" + folder.resolve("profile"),
                "--enable-logging=stderr",
                "--log-net-log=" + net,
                "--screenshot=" + folder.resolve("page.png"),
                page.toUri().toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(browser.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS))
          .as("the browser ends")
          .isTrue();
    } finally {
      browser.destroyForcibly();
    }
    assertThat(folder.resolve("page.png")).as(Files.readString(log, UTF_8)).exists();
    try (var lines = Files.lines(log, UTF_8)) {
      return new Visit(requested(net), lines.filter(line -> line.contains("CONSOLE")).toList());
    }
  }

  private static List<String> requested(Path net) throws IOException {
    var urls = new TreeSet<String>();
    for (var event : JsonMapper.builder().build().readTree(net.toFile()).get("events")) {
      var parameters = event.path("params");
      var isOfPage = !parameters.path("initiator").asText(OF_BROWSER).equals(OF_BROWSER);
      if (isOfPage && parameters.has("url")) {
        urls.add(parameters.get("url").asText());
      }
    }
    return List.copyOf(urls);
  }
}
