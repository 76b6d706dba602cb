package farestream.dynamodb;

import farestream.dynamodb.control.Commands;
import farestream.dynamodb.control.ControlHandler;
import farestream.dynamodb.control.Faults;
import farestream.dynamodb.http.HttpFront;
import farestream.dynamodb.http.ProtocolHandler;
import farestream.dynamodb.operation.Database;
import farestream.dynamodb.operation.Operations;
import farestream.dynamodb.store.SqliteStore;
import farestream.dynamodb.stream.StreamUpkeep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A local DynamoDB server. It stores all tables in one file and serves DynamoDB's protocol over
/// HTTP on loopback.
///
/// ```java
/// try (var server = DynamoDbServer.start(ServerOptions.in(folder))) {
///   var client = DynamoDbClient.builder()
///       .endpointOverride(server.endpoint())
///       .region(Region.US_EAST_1)
///       .credentialsProvider(StaticCredentialsProvider.create(
///           AwsBasicCredentials.create(server.accessKey(), "any")))
///       .build();
/// }
/// ```
public final class DynamoDbServer implements AutoCloseable {
  private static final Duration SWEEP_PERIOD = Duration.ofSeconds(30);

  private final ServerOptions options;
  private final SqliteStore store;
  private final HttpFront front;
  private final @Nullable HttpFront control;
  private final Sweeper sweeper;

  private DynamoDbServer(
      ServerOptions options,
      SqliteStore store,
      HttpFront front,
      @Nullable HttpFront control,
      Sweeper sweeper) {
    this.options = options;
    this.store = store;
    this.front = front;
    this.control = control;
    this.sweeper = sweeper;
  }

  /// Starts a server and returns when it accepts requests.
  ///
  /// @throws farestream.dynamodb.store.StoreException if the data file can't be opened
  /// @throws UncheckedIOException if the server can't listen on its port
  public static DynamoDbServer start(ServerOptions options) {
    var file = options.data().resolve("dynamodb.sqlite");
    var store = SqliteStore.open(file, options.durability());
    try {
      return start(options, store);
    } catch (IOException failure) {
      store.close();
      throw new UncheckedIOException(failure);
    } catch (RuntimeException failure) {
      store.close();
      throw failure;
    }
  }

  private static DynamoDbServer start(ServerOptions options, SqliteStore store) throws IOException {
    var clock = InstantSource.system();
    var database = Database.of(store, clock, options.region());
    var streamUpkeep = new StreamUpkeep(store, database.streams(), clock, StreamUpkeep.ROTATION);
    var tableUpkeep = database.tableUpkeep();
    var sweeper = new Sweeper();
    var operations = Operations.of(database, () -> sweeper.run(tableUpkeep::run));
    HttpFront control = null;
    try {
      if (options.controlPort() != null) {
        var faults = new Faults();
        operations = faults.around(operations);
        var commands = Commands.of(database, streamUpkeep, faults);
        var handler = new ControlHandler(options.accessKey(), commands);
        control = HttpFront.start(options.controlPort(), handler);
      }
      var handler = new ProtocolHandler(options.accessKey(), operations);
      var front = HttpFront.start(options.port(), handler);
      sweeper.repeat(tableUpkeep::run, SWEEP_PERIOD);
      sweeper.repeat(streamUpkeep::sweep, SWEEP_PERIOD);
      return new DynamoDbServer(options, store, front, control, sweeper);
    } catch (IOException | RuntimeException failure) {
      sweeper.close();
      if (control != null) {
        control.close();
      }
      throw failure;
    }
  }

  public URI endpoint() {
    return front.endpoint();
  }

  /// Returns the URI of the control port; empty if the options have none.
  public Optional<URI> controlEndpoint() {
    return Optional.ofNullable(control).map(HttpFront::endpoint);
  }

  /// Returns the access key id that clients must use. The secret access key can be any text.
  public String accessKey() {
    return options.accessKey();
  }

  @Override
  public void close() {
    front.close();
    if (control != null) {
      control.close();
    }
    sweeper.close();
    store.close();
  }
}
