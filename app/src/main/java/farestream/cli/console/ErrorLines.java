package farestream.cli.console;

import farestream.config.Config;
import farestream.failure.Failure;
import farestream.local.DiskFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Maps every failure to one line on stderr and an exit status. A [Failure] carries its own
/// message; the exceptions of libraries and the JDK are translated here.
public final class ErrorLines {
  /// SQLSTATE classes: connection, resources, shutdown.
  private static final Set<String> UNREACHABLE_STATES = Set.of("08", "53", "57");

  /// SQLSTATE classes: authentication, no such database.
  private static final Set<String> LOGIN_STATES = Set.of("28", "3D");

  /// The SQLSTATE that pgjdbc reports when the server asks for a password and none is set.
  private static final String CONNECTION_REJECTED = "08004";

  public static final String PREFIX = "farestream: ";

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private static final List<String> DYNAMODB =
      List.of("AWS_ENDPOINT_URL_DYNAMODB", "AWS_ACCESS_KEY_ID");
  private static final List<String> POSTGRESQL =
      List.of("PGHOST", "PGPORT", "PGDATABASE", "PGUSER", "PGPASSWORD");

  private static final Pattern TLS = Pattern.compile("\\bSSL\\b|[Cc]ertificate|hostname.*verifi");

  private final Config config;

  private ErrorLines(Config config) {
    this.config = config;
  }

  public static int failed(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof OutputLost lost && lost.isPipeClosed()) {
      return status(lost);
    }
    var err = Output.to(command.getErr());
    var line = new ErrorLines(root(parsed).config()).line(failure);
    err.println(PREFIX + line.text());
    if (root(parsed).verbose()) {
      failure.printStackTrace(err);
    }
    return line.status();
  }

  /// Returns the error message of a failure, without the prefix.
  public static String message(Exception failure, ParseResult parsed) {
    return new ErrorLines(root(parsed).config()).line(failure).text();
  }

  public static int wrongUsage(ParameterException wrong, String[] arguments) {
    var err = Output.to(wrong.getCommandLine().getErr());
    err.println(PREFIX + oneLine(UsageText.text(wrong)));
    return ExitStatus.WRONG_USAGE;
  }

  public static int status(OutputLost lost) {
    return lost.isPipeClosed() ? ExitStatus.PIPE_CLOSED : ExitStatus.FAILED;
  }

  private record Line(String text, int status) {}

  private Line line(Throwable failure) {
    return switch (failure) {
      case OutputLost lost -> new Line(text(lost), status(lost));
      case Failure known -> new Line(text(known), ExitStatus.of(known));
      case ResourceNotFoundException none ->
          new Line(
              "the DynamoDB table doesn't exist (%s): start ./farestream up, or set TRIPS_TABLE"
                  .formatted(none.awsErrorDetails().errorMessage()),
              ExitStatus.REFUSED);
      case DynamoDbException refused ->
          new Line(
              "DynamoDB: " + refused.awsErrorDetails().errorMessage() + orNothing(DYNAMODB),
              ExitStatus.FAILED);
      case S3Exception refused ->
          new Line("S3: " + refused.awsErrorDetails().errorMessage(), ExitStatus.FAILED);
      case SdkClientException unset when text(unset).startsWith("Unable to load region") ->
          new Line(
              "AWS_REGION is not set: set it to the region of the table", ExitStatus.UNREACHABLE);
      case SdkClientException unset when text(unset).startsWith("Unable to load credentials") ->
          new Line(
              "no AWS credentials found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or sign"
                  + " in with the AWS CLI",
              ExitStatus.UNREACHABLE);
      case SdkClientException unreachable -> dynamoDbUnreachable(unreachable);
      // The SDK's HTTP client doesn't wrap this failure of a pooled connection.
      case UncheckedIOException unreachable when root(unreachable) instanceof SocketException ->
          dynamoDbUnreachable(unreachable);
      case SQLException database -> database(database);
      case CompletionException wrapper when wrapper.getCause() != null -> line(wrapper.getCause());
      case UncheckedIOException disk -> new Line(diskFault(disk), ExitStatus.FAILED);
      default -> unexpected(failure);
    };
  }

  private Line dynamoDbUnreachable(Exception unreachable) {
    return new Line(
        "DynamoDB can't be reached (%s): %s"
            .formatted(
                reason(unreachable),
                advice(DYNAMODB, "start ./farestream up, or check AWS_ENDPOINT_URL_DYNAMODB")),
        ExitStatus.UNREACHABLE);
  }

  /// Returns the advice for this folder's instance if it explains the failure, else general
  /// advice.
  private String advice(List<String> variables, String general) {
    return config.advice(variables).orElse(general);
  }

  private String orNothing(List<String> variables) {
    return config.advice(variables).map(advice -> "; " + advice).orElse("");
  }

  private Line unexpected(Throwable failure) {
    return failure.getCause() instanceof SQLException database
        ? database(database)
        : new Line(
            "unexpected error: %s; run again with --verbose for the stack trace"
                .formatted(text(failure)),
            ExitStatus.FAILED);
  }

  private Line database(SQLException failure) {
    var state = failure.getSQLState();
    if (LOCK_NOT_AVAILABLE.equals(state)) {
      return new Line(
          "another transaction holds a lock on these tables: end it (an open psql session?) and try"
              + " again; nothing was written",
          ExitStatus.REFUSED);
    }
    var kind = state == null ? "" : state.substring(0, 2);
    if (kind.equals("08") && isAboutTls(failure)) {
      return new Line(
          "the TLS connection to PostgreSQL failed (%s): check PGSSLMODE, PGSSLROOTCERT and PGHOST"
              .formatted(text(failure)),
          ExitStatus.UNREACHABLE);
    }
    if (LOGIN_STATES.contains(kind) || CONNECTION_REJECTED.equals(state)) {
      return new Line(
          "PostgreSQL refused the login (%s): %s"
              .formatted(
                  text(failure), advice(POSTGRESQL, "check PGUSER, PGPASSWORD and PGDATABASE")),
          ExitStatus.UNREACHABLE);
    }
    return UNREACHABLE_STATES.contains(kind)
        ? new Line(
            "PostgreSQL can't be reached (%s): %s"
                .formatted(
                    reason(failure),
                    advice(POSTGRESQL, "start ./farestream up, or check PGHOST and PGPORT")),
            ExitStatus.UNREACHABLE)
        : new Line("PostgreSQL: " + text(failure), ExitStatus.FAILED);
  }

  /// Tells TLS failures by pgjdbc's message, because they have no SQLSTATE of their own.
  private static boolean isAboutTls(SQLException failure) {
    return TLS.matcher(text(failure)).find();
  }

  private static String diskFault(UncheckedIOException disk) {
    return root(disk) instanceof IOException cause ? DiskFault.of(cause) : text(disk);
  }

  /// Returns why a server can't be reached, without the advice that the library appends.
  public static String reason(Exception unreachable) {
    if (root(unreachable) instanceof UnknownHostException unknown) {
      return "unknown host " + text(unknown).replaceFirst(":.*", "");
    }
    return unreachable instanceof SQLException
        // pgjdbc appends advice for the server's administrator.
        ? text(unreachable).replaceFirst("\\. Check that .*", "")
        : text(root(unreachable));
  }

  private static Throwable root(Throwable failure) {
    var root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /// Returns the message of a failure on one line, or the name of its class if it has none.
  public static String text(Throwable failure) {
    var message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : oneLine(message);
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static RootOptions root(ParseResult parsed) {
    return (RootOptions) parsed.commandSpec().root().userObject();
  }
}
