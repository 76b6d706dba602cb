package farestream.worker;

import farestream.TestInstance;
import farestream.booking.TableSetup;
import farestream.database.Schema;
import farestream.local.KillablePostgres;
import farestream.local.LocalServers;
import farestream.local.TempDataFolder;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Both servers with the table and the schema, but without a worker. PostgreSQL can be killed any
/// number of times, unlike the one of `up`, which is given up after five restarts in a minute.
public final class ServersWithoutWorker implements AutoCloseable {
  public static final String TABLE = "aws-db-workshop-trips";

  private final TempDataFolder folder = TempDataFolder.create();
  private final LocalServers servers = LocalServers.start(folder);
  private final KillablePostgres postgres = KillablePostgres.start();

  public ServersWithoutWorker() {
    Schema.migrate(postgres.owner().dataSource());
    try (var dynamoDb = dynamoDb()) {
      var _ = TableSetup.ensure(dynamoDb, TABLE);
    }
  }

  public Map<String, String> environment() {
    var variables = new HashMap<>(postgres.commands().environment());
    variables.putAll(servers.dynamoDbEnvironment());
    variables.put("TRIPS_TABLE", TABLE);
    return variables;
  }

  public TestInstance instance() {
    return TestInstance.of(environment(), postgres.colleague());
  }

  public DynamoDbClient dynamoDb() {
    return instance().config().dynamoDb();
  }

  public KillablePostgres postgres() {
    return postgres;
  }

  @Override
  public void close() {
    postgres.close();
    servers.close();
    folder.close();
  }
}
