package farestream;

import farestream.booking.ReadRate;
import farestream.booking.TripsTable;
import farestream.database.PostgresLogin;
import farestream.database.PostgresTls;
import farestream.worker.PendingTrips;
import farestream.worker.TripStreams;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.s3.S3Client;

/// Where the servers are: the variables of the AWS SDK and of libpq. What the environment doesn't
/// say comes from a running `up` in this folder, which leaves `.farestream/env`; without one,
/// DynamoDB is the real one.
public final class Config {
  private static final String DEFAULT_TABLE = "aws-db-workshop-trips";
  private static final int MOST_OF_A_PORT = 65_535;
  private static final Duration CONNECT = Duration.ofSeconds(3);

  private final Map<String, String> environment;
  private final Path envFile;
  private @Nullable Map<String, String> ofUp;

  /// @param folder where a running `up` may have left its `.farestream/env`
  public Config(Map<String, String> environment, Path folder) {
    this.environment = new HashMap<>(environment);
    this.environment.values().removeIf(String::isEmpty);
    this.envFile = folder.resolve(".farestream").resolve("env");
  }

  /// Read when it is first asked for, so that an error is told like any other.
  private Map<String, String> ofUp() {
    var read = ofUp;
    if (read == null) {
      read = EnvFile.read(envFile);
      ofUp = read;
    }
    return read;
  }

  public String tripsTableName() {
    return explicit("TRIPS_TABLE")
        .orElse(isOfUp() ? ofUp().getOrDefault("TRIPS_TABLE", DEFAULT_TABLE) : DEFAULT_TABLE);
  }

  public TripsTable tripsTable() {
    return new TripsTable(dynamoDb(), tripsTableName());
  }

  public DynamoDbClient dynamoDb() {
    return configure(DynamoDbClient.builder(), dynamoDbEndpoint())
        .httpClient(httpClient())
        .overrideConfiguration(
            client ->
                client.retryStrategy(retry -> retry.retryOnException(TripsTable::metAnotherWrite)))
        .build();
  }

  public TripStreams tripStreams() {
    var endpoint = explicit("AWS_ENDPOINT_URL_DYNAMODB_STREAMS").or(this::dynamoDbEndpoint);
    var client =
        configure(DynamoDbStreamsClient.builder(), endpoint).httpClient(httpClient()).build();
    return new TripStreams(client, tripsTableName());
  }

  /// Always as the environment has it: `up` starts no S3. Another server than AWS's is asked by
  /// paths, since it has no host name for each bucket.
  public S3Client s3() {
    var endpoint = explicit("AWS_ENDPOINT_URL_S3").or(() -> explicit("AWS_ENDPOINT_URL"));
    var builder = S3Client.builder().httpClient(httpClient());
    endpoint.map(text -> url("AWS_ENDPOINT_URL_S3", text)).ifPresent(builder::endpointOverride);
    configure(builder.forcePathStyle(endpoint.isPresent()), environment);
    return builder.build();
  }

  /// Both, for a comparison.
  ///
  /// @param rate at which the table is read
  public DynamoDbSide dynamoDbSide(ReadRate rate) {
    return new DynamoDbSide(
        tripsTable(), new PendingTrips(tripStreams(), InstantSource.system()), rate);
  }

  /// For messages; absent where it is AWS itself.
  public Optional<String> dynamoDbEndpoint() {
    return explicit("AWS_ENDPOINT_URL_DYNAMODB")
        .or(() -> explicit("AWS_ENDPOINT_URL"))
        .or(() -> Optional.ofNullable(ofUp().get("AWS_ENDPOINT_URL_DYNAMODB")));
  }

  /// With `PGHOST` in the environment, all of it counts as libpq would have it; else single
  /// variables override those of `up`.
  ///
  /// @throws NoDatabase if neither names one
  /// @throws WrongSetting if the port is none, or nobody could encrypt so
  public PostgresLogin postgres() {
    if (explicit("PGHOST").isEmpty() && ofUp().isEmpty()) {
      throw new NoDatabase();
    }
    var others = explicit("PGHOST").isPresent() ? Map.<String, String>of() : ofUp();
    return new PostgresLogin(
        value(others, "PGHOST", "127.0.0.1"),
        port(value(others, "PGPORT", "5432")),
        value(others, "PGDATABASE", "taxidb"),
        value(others, "PGUSER", "farestream"),
        value(others, "PGPASSWORD", ""),
        tls());
  }

  private PostgresTls tls() {
    try {
      return new PostgresTls(explicit("PGSSLMODE"), explicit("PGSSLROOTCERT"));
    } catch (IllegalArgumentException refused) {
      throw new WrongSetting(String.valueOf(refused.getMessage()));
    }
  }

  public DataSource ledger() {
    return postgres().dataSource();
  }

  private String value(Map<String, String> others, String name, String otherwise) {
    return explicit(name).orElse(others.getOrDefault(name, otherwise));
  }

  private Optional<String> explicit(String name) {
    return Optional.ofNullable(environment.get(name));
  }

  private <B extends AwsClientBuilder<B, C>, C> B configure(B builder, Optional<String> endpoint) {
    endpoint
        .map(text -> url("AWS_ENDPOINT_URL_DYNAMODB", text))
        .ifPresent(builder::endpointOverride);
    return configure(builder, isOfUp() ? ofUp() : environment);
  }

  private static <B extends AwsClientBuilder<B, C>, C> B configure(
      B builder, Map<String, String> aws) {
    Optional.ofNullable(aws.getOrDefault("AWS_REGION", aws.get("AWS_DEFAULT_REGION")))
        .map(Region::of)
        .ifPresent(builder::region);
    credentials(aws)
        .ifPresent(keys -> builder.credentialsProvider(StaticCredentialsProvider.create(keys)));
    return builder;
  }

  /// A local endpoint takes the credentials that `up` made for it, never the user's real ones.
  private boolean isOfUp() {
    return explicit("AWS_ENDPOINT_URL_DYNAMODB").isEmpty()
        && explicit("AWS_ENDPOINT_URL").isEmpty()
        && !ofUp().isEmpty();
  }

  /// Absent where the SDK has to look elsewhere: a profile, a role.
  private static Optional<AwsCredentials> credentials(Map<String, String> aws) {
    var id = aws.get("AWS_ACCESS_KEY_ID");
    var secret = aws.get("AWS_SECRET_ACCESS_KEY");
    var token = aws.get("AWS_SESSION_TOKEN");
    if (id == null || secret == null) {
      return Optional.empty();
    }
    return Optional.of(
        token == null
            ? AwsBasicCredentials.create(id, secret)
            : AwsSessionCredentials.create(id, secret, token));
  }

  private static SdkHttpClient httpClient() {
    return UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).build();
  }

  private static int port(String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > MOST_OF_A_PORT) {
      throw new WrongSetting("PGPORT '%s' is not a port such as 5432".formatted(text));
    }
    return Integer.parseInt(text);
  }

  private static URI url(String variable, String text) {
    try {
      var url = new URI(text);
      if (url.getScheme() != null && url.getHost() != null) {
        return url;
      }
    } catch (URISyntaxException notOne) {
      // Said below.
    }
    throw new WrongSetting(
        "%s '%s' is no URL such as http://127.0.0.1:8000".formatted(variable, text));
  }

  /// A variable of the environment can't be what it says.
  public static final class WrongSetting extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongSetting(String message) {
      super(message);
    }
  }

  /// The environment names no database and no `up` runs here.
  public static final class NoDatabase extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoDatabase() {
      super(
          "nothing runs in this folder and PGHOST is not set: start ./farestream up here, or set it");
    }
  }
}
