package farestream.config;

import farestream.booking.ReadRate;
import farestream.booking.TripsTable;
import farestream.database.PostgresLogin;
import farestream.database.PostgresTls;
import farestream.failure.Unreachable;
import farestream.failure.WrongUsage;
import farestream.worker.PendingTrips;
import farestream.worker.TripStreams;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.s3.S3Client;

/// Where the servers are: the variables of the AWS SDK and of libpq. Where the environment names
/// no server, a running `up` in this folder does, with all that belongs to it. The real AWS is used
/// only if it was asked for.
public final class Config {
  private static final String DEFAULT_TABLE = "aws-db-workshop-trips";
  private static final int MOST_OF_A_PORT = 65_535;
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final char UNDECODABLE = '\ufffd';

  private final Map<String, String> environment;
  private final LocalInstance up;
  private boolean awsWanted;
  private Consumer<String> onAws = _ -> {};

  /// @param folder where a running `up` may have left its `.farestream/env`
  public Config(Map<String, String> environment, Path folder) {
    this.environment = new HashMap<>(environment);
    this.environment.values().removeIf(String::isEmpty);
    this.up = new LocalInstance(folder);
  }

  /// The real AWS may be used, as with `FARESTREAM_AWS=1`, and no `up` of this folder is.
  public void wantAws() {
    awsWanted = true;
  }

  /// @param say is told once which account and table are used, before the first request
  public void onAws(Consumer<String> say) {
    onAws = say;
  }

  /// Read when it is first asked for, so that an error is told like any other.
  private Map<String, String> ofUp() {
    return isAwsWanted() ? Map.of() : up.variables();
  }

  private boolean isAwsWanted() {
    return awsWanted
        || switch (explicit("FARESTREAM_AWS").orElse("0")) {
          case "1" -> true;
          case "0" -> false;
          case String other ->
              throw new WrongSetting(
                  "FARESTREAM_AWS '%s' is neither 1 nor 0: 1 uses the real AWS".formatted(other));
        };
  }

  public String tripsTableName() {
    return explicit("TRIPS_TABLE")
        .orElse(isOfUp() ? ofUp().getOrDefault("TRIPS_TABLE", DEFAULT_TABLE) : DEFAULT_TABLE);
  }

  public TripsTable tripsTable() {
    return new TripsTable(dynamoDb(), tripsTableName());
  }

  /// @throws NoDynamoDb if nobody said which
  public DynamoDbClient dynamoDb() {
    var endpoint = requireEndpointOrAws();
    var client =
        configure(DynamoDbClient.builder(), endpoint)
            .httpClient(httpClient(endpoint))
            .overrideConfiguration(
                settings ->
                    settings.retryStrategy(
                        retry -> retry.retryOnException(TripsTable::metAnotherWrite)))
            .build();
    if (endpoint.isEmpty()) {
      sayAws("table " + tripsTableName(), client.serviceClientConfiguration());
    }
    return client;
  }

  private void sayAws(String what, AwsServiceClientConfiguration settings) {
    onAws.accept(AwsAccount.describe(what, settings));
    onAws = _ -> {};
  }

  /// @throws NoDynamoDb if nobody said which
  public TripStreams tripStreams() {
    var dynamoDb = requireEndpointOrAws();
    var endpoint =
        isOfUp() ? dynamoDb : explicit("AWS_ENDPOINT_URL_DYNAMODB_STREAMS").or(() -> dynamoDb);
    var client =
        configure(DynamoDbStreamsClient.builder(), endpoint)
            .httpClient(httpClient(endpoint))
            .build();
    return new TripStreams(client, tripsTableName());
  }

  private Optional<String> requireEndpointOrAws() {
    var endpoint = dynamoDbEndpoint();
    if (endpoint.isEmpty() && !isAwsWanted()) {
      throw new NoDynamoDb(
          up.advice()
              .orElse(
                  "nothing runs in this folder and AWS_ENDPOINT_URL_DYNAMODB is not set: start"
                      + " ./farestream up here, or give --aws to use the real AWS"));
    }
    return endpoint;
  }

  /// Always as the environment has it: `up` starts no S3. Another server than AWS's is asked by
  /// paths, since it has no host name for each bucket.
  ///
  /// @throws NoS3 if nobody said which
  public S3Client s3() {
    var endpoint = explicit("AWS_ENDPOINT_URL_S3").or(() -> explicit("AWS_ENDPOINT_URL"));
    if (endpoint.isEmpty() && !isAwsWanted()) {
      throw new NoS3();
    }
    var builder = S3Client.builder().httpClient(httpClient(endpoint));
    endpoint.map(text -> url("AWS_ENDPOINT_URL_S3", text)).ifPresent(builder::endpointOverride);
    configure(builder.forcePathStyle(endpoint.isPresent()), environment);
    var client = builder.build();
    if (endpoint.isEmpty()) {
      sayAws("S3", client.serviceClientConfiguration());
    }
    return client;
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
        .or(() -> Optional.ofNullable(ofUp().get(LocalInstance.ENDPOINT)));
  }

  /// With `PGHOST` in the environment, all of it counts as libpq would have it; else all is that of
  /// `up`, whatever else the environment has: a password is sent to no other server than its own.
  ///
  /// @throws NoDatabase if neither names one
  /// @throws WrongSetting if the port is none, or nobody could encrypt so
  public PostgresLogin postgres() {
    if (!isPostgresOfUp()) {
      return postgres(this::explicit);
    }
    if (!ofUp().containsKey(LocalInstance.HOST)) {
      throw new NoDatabase(
          isAwsWanted()
              ? "PGHOST is not set, and with --aws or FARESTREAM_AWS=1 no up of this folder is"
                  + " used: set it"
              : up.advice()
                  .orElse(
                      "nothing runs in this folder and PGHOST is not set: start ./farestream up"
                          + " here, or set it"));
    }
    return postgres(name -> Optional.ofNullable(ofUp().get(name)));
  }

  /// Whether the ledger is that of the `up` of this folder.
  public boolean isPostgresOfUp() {
    return explicit(LocalInstance.HOST).isEmpty();
  }

  /// The ledger's connection string without the password; that of `up` names the file that has it.
  ///
  /// @throws NoDatabase if neither names one
  public String postgresUrl() {
    var login = postgres();
    return isPostgresOfUp()
        ? login.url(EnvFile.passwordFile(up.envFile().toAbsolutePath()))
        : login.url();
  }

  private static PostgresLogin postgres(Function<String, Optional<String>> variables) {
    return new PostgresLogin(
        variables.apply("PGHOST").orElse("127.0.0.1"),
        port(variables.apply("PGPORT").orElse("5432")),
        variables.apply("PGDATABASE").orElse("taxidb"),
        variables.apply("PGUSER").orElse("farestream"),
        variables.apply("PGPASSWORD").orElse(""),
        tls(variables),
        variables.apply("PGREQUIREAUTH").orElse(""));
  }

  private static PostgresTls tls(Function<String, Optional<String>> variables) {
    try {
      return new PostgresTls(variables.apply("PGSSLMODE"), variables.apply("PGSSLROOTCERT"));
    } catch (IllegalArgumentException refused) {
      throw new WrongSetting(String.valueOf(refused.getMessage()));
    }
  }

  public DataSource ledger() {
    return postgres().checkedDataSource();
  }

  private Optional<String> explicit(String name) {
    var value = Optional.ofNullable(environment.get(name));
    if (value.filter(text -> text.indexOf(UNDECODABLE) >= 0).isPresent()) {
      throw new WrongSetting(
          name + " has letters that can't be read: set it in UTF-8 and LC_ALL=C.UTF-8");
    }
    return value;
  }

  /// What to do where a server doesn't answer, or not to us, if more is known than that.
  ///
  /// @param variables by which it is found
  public Optional<String> advice(List<String> variables) {
    return isAwsWanted() ? Optional.empty() : up.advice().or(() -> otherThanUp(variables));
  }

  /// Where a shell has the variables of an earlier start, or of one elsewhere.
  private Optional<String> otherThanUp(List<String> variables) {
    return variables.stream()
        .filter(name -> explicit(name).isPresent() && ofUp().containsKey(name))
        .filter(name -> !explicit(name).equals(Optional.ofNullable(ofUp().get(name))))
        .findFirst()
        .map(
            name ->
                "this shell's %s is not that of the up in this folder: run . ./%s in it again"
                    .formatted(name, up.envFile()));
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
    var account = aws.get("AWS_ACCOUNT_ID");
    return Optional.of(
        token == null
            ? AwsBasicCredentials.builder()
                .accessKeyId(id)
                .secretAccessKey(secret)
                .accountId(account)
                .build()
            : AwsSessionCredentials.builder()
                .accessKeyId(id)
                .secretAccessKey(secret)
                .sessionToken(token)
                .accountId(account)
                .build());
  }

  /// To this machine goes no proxy, whatever the environment or the JVM's options say.
  private static SdkHttpClient httpClient(Optional<String> endpoint) {
    var client = UrlConnectionHttpClient.builder().connectionTimeout(CONNECT);
    if (endpoint.filter(text -> Loopback.isHere(url("the endpoint", text).getHost())).isPresent()) {
      client.proxyConfiguration(
          proxy -> proxy.useSystemPropertyValues(false).useEnvironmentVariablesValues(false));
    }
    return client.build();
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
  public static final class WrongSetting extends WrongUsage {
    private static final long serialVersionUID = 1L;

    WrongSetting(String message) {
      super(message);
    }
  }

  /// The environment names no database and no `up` is ready here.
  public static final class NoDatabase extends Unreachable {
    private static final long serialVersionUID = 1L;

    NoDatabase(String message) {
      super(message);
    }
  }

  /// The environment names no S3, and nobody asked for the real one.
  public static final class NoS3 extends Unreachable {
    private static final long serialVersionUID = 1L;

    NoS3() {
      super("AWS_ENDPOINT_URL_S3 is not set: set it, or give --aws to use the real AWS");
    }
  }

  /// The environment names no DynamoDB, no `up` is ready here, and nobody asked for the real one.
  public static final class NoDynamoDb extends Unreachable {
    private static final long serialVersionUID = 1L;

    NoDynamoDb(String message) {
      super(message);
    }
  }
}
