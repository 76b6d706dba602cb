package farestream.worker;

import farestream.TestInstance;
import farestream.booking.TableSetup;
import farestream.database.Schema;
import farestream.local.KillablePostgres;
import farestream.local.LocalServers;
import farestream.local.ThrowAwayFolder;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Both servers with the table and the schema, and nobody who carries the stream.
final class ServersWithoutWorker implements AutoCloseable {
  static final String TABLE = "aws-db-workshop-trips";

  private final ThrowAwayFolder folder = ThrowAwayFolder.create();

  /// As for a kept folder: what PostgreSQL has answered for is on the disk.
  private final LocalServers servers = LocalServers.start(folder.path(), 0, 0);

  ServersWithoutWorker() {
    Schema.migrate(servers.owner().dataSource());
    try (var dynamoDb = dynamoDb()) {
      var _ = TableSetup.ensure(dynamoDb, TABLE);
    }
  }

  Map<String, String> environment() {
    var variables = new HashMap<>(servers.commands().environment());
    variables.put("AWS_ENDPOINT_URL_DYNAMODB", servers.dynamoDb().toString());
    variables.put("AWS_ENDPOINT_URL_DYNAMODB_STREAMS", servers.dynamoDb().toString());
    variables.put("AWS_ACCESS_KEY_ID", "local");
    variables.put("AWS_SECRET_ACCESS_KEY", "local");
    variables.put("AWS_REGION", "us-east-1");
    variables.put("TRIPS_TABLE", TABLE);
    return variables;
  }

  TestInstance instance() {
    return TestInstance.of(environment());
  }

  DynamoDbClient dynamoDb() {
    return instance().config().dynamoDb();
  }

  /// As `kill -9` does; it is started again by itself.
  void killPostgres() {
    KillablePostgres.killIn(folder.path());
  }

  @Override
  public void close() {
    servers.close();
    folder.close();
  }
}
