package farestream.local;

import farestream.database.PostgresLogin;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;

/// Writes the same names to both servers, and reads them back.
final class TripsOnBothSides {
  private final URI dynamoDb;
  private final String accessKey;
  private final PostgresLogin owner;
  private int clients;

  TripsOnBothSides(URI dynamoDb, String accessKey, PostgresLogin owner) {
    this.dynamoDb = dynamoDb;
    this.accessKey = accessKey;
    this.owner = owner;
  }

  static TripsOnBothSides of(LocalServers servers) {
    var accessKey = servers.dynamoDbEnvironment().get("AWS_ACCESS_KEY_ID");
    return new TripsOnBothSides(servers.dynamoDb(), String.valueOf(accessKey), servers.owner());
  }

  void write(String trip) throws SQLException {
    try (var client = client()) {
      createTable(client);
      client.putItem(
          put -> put.tableName("trips").item(Map.of("trip", AttributeValue.fromS(trip))));
    }
    try (var connection = owner.dataSource().getConnection()) {
      run(connection, "create table if not exists trip (name text primary key)");
      run(connection, "insert into trip values ('" + trip + "')");
    }
  }

  List<String> inDynamoDb() {
    try (var client = client()) {
      return client.scan(scan -> scan.tableName("trips").consistentRead(true)).items().stream()
          .map(item -> item.getOrDefault("trip", AttributeValue.fromS("")).s())
          .sorted()
          .toList();
    }
  }

  String inPostgres() throws SQLException {
    try (var connection = owner.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select string_agg(name, ',' order by name) from trip")) {
      rows.next();
      return rows.getString(1);
    }
  }

  /// Returns a client, with alternating regions: all clients must see the same trips.
  private DynamoDbClient client() {
    return DynamoDbClient.builder()
        .endpointOverride(dynamoDb)
        .region(clients++ % 2 == 0 ? Region.US_EAST_1 : Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "none")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private static void createTable(DynamoDbClient client) {
    try {
      var name = AttributeDefinition.builder().attributeName("trip").attributeType("S").build();
      var key = KeySchemaElement.builder().attributeName("trip").keyType("HASH").build();
      client.createTable(
          table ->
              table
                  .tableName("trips")
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .attributeDefinitions(name)
                  .keySchema(key));
    } catch (ResourceInUseException exists) {
      // An earlier write created it.
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
