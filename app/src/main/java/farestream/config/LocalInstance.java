package farestream.config;

import farestream.local.Ownership;
import farestream.local.UntrustedPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The local instance that `./farestream up` runs in a folder, found by the file
/// `.farestream/env`. The variables in the file are used together or not at all, and only if no
/// other user can have written it.
final class LocalInstance {
  static final String ENDPOINT = "AWS_ENDPOINT_URL_DYNAMODB";
  static final String HOST = "PGHOST";

  private static final List<String> DYNAMODB =
      List.of(ENDPOINT, "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION");
  private static final List<String> POSTGRESQL =
      List.of(HOST, "PGPORT", "PGDATABASE", "PGUSER", "PGPASSWORD");
  private static final int LONGEST_PID = 9;

  private final Path data;
  private @Nullable Map<String, String> read;

  LocalInstance(Path folder) {
    this.data = folder.resolve(".farestream");
  }

  Path envFile() {
    return data.resolve("env");
  }

  /// Returns the instance's variables; empty if none is running.
  ///
  /// @throws UntrustedPath if another user may have written the file
  /// @throws Config.WrongSetting if the content can't be from `up`
  Map<String, String> variables() {
    var known = read;
    if (known == null) {
      known = readTrusted();
      read = known;
    }
    return known;
  }

  /// Returns the variables with another login of the instance, and its password.
  ///
  /// @throws Config.WrongSetting if the instance has no such login
  Map<String, String> variables(String user) {
    var own = variables();
    if (user.equals(own.get("PGUSER"))) {
      return own;
    }
    var passwords = passwords(own);
    var password = passwords.get(user);
    if (password == null) {
      throw new Config.WrongSetting(
          "PGUSER '%s' is not a login of ./farestream up in this folder; unset it or set it to %s"
              .formatted(user, String.join(" or ", passwords.keySet())));
    }
    var others = new HashMap<>(own);
    others.put("PGUSER", user);
    others.put("PGPASSWORD", password);
    return others;
  }

  private Map<String, String> passwords(Map<String, String> own) {
    var file = EnvFile.passwordFile(envFile());
    var passwords = new TreeMap<>(Map.of(own.getOrDefault("PGUSER", ""), ""));
    if (Files.exists(file)) {
      try {
        Ownership.require(file);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      passwords.putAll(EnvFile.passwords(envFile(), own));
    }
    return passwords;
  }

  private Map<String, String> readTrusted() {
    if (!Files.exists(envFile())) {
      return Map.of();
    }
    try {
      Ownership.require(data);
      Ownership.require(envFile());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    var variables = EnvFile.read(envFile());
    requireWhole(variables, DYNAMODB);
    requireWhole(variables, POSTGRESQL);
    for (var endpoint : List.of(ENDPOINT, ENDPOINT + "_STREAMS")) {
      requireLoopback(endpoint, variables, text -> host(text).filter(Loopback::is).isPresent());
    }
    requireLoopback(HOST, variables, Loopback::is);
    return variables;
  }

  private void requireWhole(Map<String, String> variables, List<String> names) {
    var present = names.stream().filter(variables::containsKey).toList();
    if (!present.isEmpty() && present.size() < names.size()) {
      var missing = names.stream().filter(name -> !present.contains(name)).toList();
      throw new Config.WrongSetting(
          "%s has %s but not %s; run ./farestream up here again to rewrite the file"
              .formatted(envFile(), present.getFirst(), String.join(", ", missing)));
    }
  }

  private void requireLoopback(
      String name, Map<String, String> variables, Predicate<String> isLoopback) {
    var value = variables.get(name);
    if (value != null && !isLoopback.test(value)) {
      throw new Config.WrongSetting(
          "%s names another machine (%s=%s), which up never writes; remove the file, or run ./farestream up here"
              .formatted(envFile(), name, value));
    }
  }

  private static Optional<String> host(String url) {
    try {
      return Optional.ofNullable(URI.create(url).getHost());
    } catch (IllegalArgumentException noUrl) {
      return Optional.empty();
    }
  }

  /// Returns what to do if a server doesn't respond; empty if nothing is known about it.
  Optional<String> advice() {
    var holder = holder();
    if (Files.exists(envFile())) {
      return holder.isPresent()
          ? Optional.empty()
          : Optional.of(
              "./farestream up in this folder ended without removing %s; run it again"
                  .formatted(envFile()));
    }
    return holder.isPresent()
        ? Optional.of(
            "./farestream up (process %d) is starting or stopping in this folder; try again when it is ready"
                .formatted(holder.getAsLong()))
        : Optional.empty();
  }

  /// Returns the process that holds the folder's lock. It doesn't try to take the lock, because
  /// that could make an `up` that is starting fail.
  private OptionalLong holder() {
    try {
      var lock = data.resolve("lock");
      var text = Files.size(lock) <= LONGEST_PID ? Files.readString(lock) : "";
      if (!text.matches("\\d+")) {
        return OptionalLong.empty();
      }
      var written = Files.getLastModifiedTime(lock).toInstant().plusSeconds(2);
      return ProcessHandle.of(Long.parseLong(text))
          .flatMap(process -> process.info().startInstant())
          .filter(start -> start.isBefore(written))
          .map(_ -> OptionalLong.of(Long.parseLong(text)))
          .orElse(OptionalLong.empty());
    } catch (IOException unreadable) {
      return OptionalLong.empty();
    }
  }
}
