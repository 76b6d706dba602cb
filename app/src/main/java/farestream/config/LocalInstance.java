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
import java.util.function.Function;
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
  private static final List<String> SERVER = List.of(HOST, "PGPORT", "PGDATABASE");
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

  /// Returns the variables with another login of the instance. The password of a login that `up`
  /// made is in its password file; any other login needs one. It is never sent, because the server
  /// must use SCRAM.
  ///
  /// @param given the password in the environment
  /// @throws Config.WrongSetting if the login has no password
  Map<String, String> variables(String user, Optional<String> given) {
    var own = variables();
    if (user.equals(own.get("PGUSER"))) {
      return own;
    }
    var passwords = passwords(own);
    var others = new HashMap<>(own);
    others.put("PGUSER", user);
    if (passwords.containsKey(user)) {
      others.put("PGPASSWORD", passwords.getOrDefault(user, ""));
      return others;
    }
    if (given.isEmpty()) {
      throw new Config.WrongSetting(
          "%s has no password for PGUSER '%s'; set PGPASSWORD, or set PGUSER to %s"
              .formatted(
                  EnvFile.passwordFile(envFile()), user, String.join(" or ", passwords.keySet())));
    }
    others.put("PGPASSWORD", given.get());
    others.put("PGREQUIREAUTH", "scram-sha-256");
    return others;
  }

  /// Returns whether `up` made the login.
  boolean isOwn(String user) {
    return passwords(variables()).containsKey(user);
  }

  /// Returns whether variables name the instance's PostgreSQL, as in a shell that sourced its file.
  boolean isServer(Function<String, Optional<String>> given) {
    return !variables().isEmpty()
        && SERVER.stream()
            .allMatch(name -> given.apply(name).equals(Optional.ofNullable(variables().get(name))));
  }

  /// Returns the first login that `up` made and that isn't the given one.
  Optional<String> loginOtherThan(String user) {
    return passwords(variables()).keySet().stream()
        .filter(other -> !other.isEmpty() && !other.equals(user))
        .findFirst();
  }

  /// Returns what to do if the server rejects a login other than that of the instance's file, in a
  /// shell that may have sourced the file; empty if nothing is known about it.
  ///
  /// @param password the password in the environment
  Optional<String> adviceOnLogin(String user, Optional<String> password) {
    if (isOwn(user)) {
      return password.map(
          _ ->
              "PGPASSWORD in this shell is another login's; put env -u PGHOST in front of the command"
                  + " to use the password of %s in %s"
                      .formatted(user, EnvFile.passwordFile(envFile())));
    }
    var own = variables();
    return password.equals(Optional.ofNullable(own.get("PGPASSWORD")))
        ? Optional.of(
            "PGPASSWORD in this shell is that of %s; set it to that of %s"
                .formatted(own.get("PGUSER"), user))
        : Optional.empty();
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
