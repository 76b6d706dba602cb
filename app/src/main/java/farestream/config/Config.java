package farestream.config;

import farestream.booking.ReadRate;
import farestream.booking.TripsTable;
import farestream.database.PostgresLogin;
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

/// Where the servers are, from the variables of the AWS SDK and of libpq. If the environment
/// names no server, a running `up` in this folder is used with all of its variables. The real AWS
/// is used only if requested.
public final class Config {
  private static final String DEFAULT_TABLE = "aws-db-workshop-trips";
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final char UNDECODABLE = '\ufffd';

  private final Map<String, String> environment;
  private final LocalInstance up;
  private final Function<PostgresLogin, DataSource> connections;
  private boolean awsWanted;
  private Consumer<String> onAws = _ -> {};

  /// @param folder the folder that may have the `.farestream/env` of a running `up`
  public Config(Map<String, String> environment, Path folder) {
    this(environment, folder, PostgresLogin::checkedDataSource);
  }

  /// @param connections returns connections that check the schema first; a process that runs many
  ///     commands may keep them
  public Config(
      Map<String, String> environment,
      Path folder,
      Function<PostgresLogin, DataSource> connections) {
    this.connections = connections;
    this.environment = new HashMap<>(environment);
    this.environment.values().removeIf(String::isEmpty);
    this.up = new LocalInstance(folder);
  }

  /// Permits the use of the real AWS, like `FARESTREAM_AWS=1`, and disables the use of an `up` in
  /// this folder.
  public void permitAws() {
    awsWanted = true;
  }

  /// @param reporter receives the account and table in use, once, before the first request
  public void onAws(Consumer<String> reporter) {
    onAws = reporter;
  }

  /// Returns the variables of `up`. They are read lazily, so that an error is reported like any
  /// other.
  private Map<String, String> upVariables() {
    return isAwsWanted() ? Map.of() : up.variables();
  }

  private boolean isAwsWanted() {
    return awsWanted
        || switch (explicit("FARESTREAM_AWS").orElse("0")) {
          case "1" -> true;
          case "0" -> false;
          case String other ->
              throw new WrongSetting(
                  "FARESTREAM_AWS '%s' is neither 1 nor 0; set it to 1 to use the real AWS"
                      .formatted(other));
        };
  }

  public String tripsTableName() {
    return explicit("TRIPS_TABLE")
        .orElse(
            usesUp() ? upVariables().getOrDefault("TRIPS_TABLE", DEFAULT_TABLE) : DEFAULT_TABLE);
  }

  public TripsTable tripsTable() {
    return new TripsTable(dynamoDb(), tripsTableName());
  }

  /// @throws NoDynamoDb if no DynamoDB is configured
  public DynamoDbClient dynamoDb() {
    var endpoint = requireEndpointOrAws();
    var client =
        configure(DynamoDbClient.builder(), endpoint)
            .httpClient(httpClient(endpoint))
            .overrideConfiguration(
                settings ->
                    settings.retryStrategy(
                        retry -> retry.retryOnException(TripsTable::isWriteConflict)))
            .build();
    if (endpoint.isEmpty()) {
      reportAws("table " + tripsTableName(), client.serviceClientConfiguration());
    }
    return client;
  }

  private void reportAws(String what, AwsServiceClientConfiguration settings) {
    onAws.accept(AwsAccount.describe(what, settings));
    onAws = _ -> {};
  }

  /// @throws NoDynamoDb if no DynamoDB is configured
  public TripStreams tripStreams() {
    var dynamoDb = requireEndpointOrAws();
    var endpoint =
        usesUp() ? dynamoDb : explicit("AWS_ENDPOINT_URL_DYNAMODB_STREAMS").or(() -> dynamoDb);
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
                  "no ./farestream up is running in this folder and AWS_ENDPOINT_URL_DYNAMODB is not set;"
                      + " run ./farestream up here, or pass --aws to use the real AWS"));
    }
    return endpoint;
  }

  /// Returns an S3 client by the environment's variables; `up` starts no S3. An endpoint other
  /// than AWS is accessed with path-style URLs, since it has no host name per bucket.
  ///
  /// @throws NoS3 if no S3 is configured
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
      reportAws("S3", client.serviceClientConfiguration());
    }
    return client;
  }

  /// Returns the table and its stream for a reconciliation.
  ///
  /// @param unitsPerSecond limits how fast the table is read; a DynamoDB on this machine is read
  ///     without a limit
  public DynamoDbSide dynamoDbSide(int unitsPerSecond) {
    var rate = isHere(dynamoDbEndpoint()) ? ReadRate.unlimited() : ReadRate.of(unitsPerSecond);
    return new DynamoDbSide(
        tripsTable(), new PendingTrips(tripStreams(), InstantSource.system()), rate);
  }

  private static boolean isHere(Optional<String> endpoint) {
    return endpoint
        .filter(text -> Loopback.isHere(url("the endpoint", text).getHost()))
        .isPresent();
  }

  /// Returns the endpoint for messages; absent if it is AWS itself.
  public Optional<String> dynamoDbEndpoint() {
    return explicit("AWS_ENDPOINT_URL_DYNAMODB")
        .or(() -> explicit("AWS_ENDPOINT_URL"))
        .or(() -> Optional.ofNullable(upVariables().get(LocalInstance.ENDPOINT)));
  }

  /// Returns the PostgreSQL login. If the environment has `PGHOST`, all of its libpq variables
  /// apply; otherwise all are taken from `up`, regardless of the environment, so that a password
  /// is sent to its own server only. `PGUSER` then chooses one of `up`'s logins, or, with
  /// `PGPASSWORD`, another one of its server.
  ///
  /// @throws NoDatabase if neither names a server
  /// @throws WrongSetting if the port or the TLS settings are invalid
  public PostgresLogin postgres() {
    if (!isPostgresOfUp()) {
      return LibpqVariables.login(this::explicit);
    }
    if (!upVariables().containsKey(LocalInstance.HOST)) {
      throw new NoDatabase(
          isAwsWanted()
              ? "PGHOST is not set; set it, because with --aws or FARESTREAM_AWS=1 no up of this folder"
                  + " is used"
              : up.advice()
                  .orElse(
                      "no ./farestream up is running in this folder and PGHOST is not set; run"
                          + " ./farestream up here, or set PGHOST"));
    }
    var variables =
        explicit("PGUSER")
            .map(user -> up.variables(user, explicit("PGPASSWORD")))
            .orElseGet(this::upVariables);
    return LibpqVariables.login(name -> Optional.ofNullable(variables.get(name)));
  }

  /// Returns whether PostgreSQL is that of the `up` in this folder.
  public boolean isPostgresOfUp() {
    return explicit(LocalInstance.HOST).isEmpty();
  }

  /// Returns the connection string of PostgreSQL without the password. For a login that `up` made
  /// it names the password file.
  ///
  /// @throws NoDatabase if no PostgreSQL is configured
  public String postgresUrl() {
    var login = postgres();
    return isPostgresOfUp() && up.isOwn(login.user())
        ? login.url(EnvFile.passwordFile(up.envFile().toAbsolutePath()))
        : login.url();
  }

  public DataSource ledger() {
    return connections.apply(postgres());
  }

  private Optional<String> explicit(String name) {
    var value = Optional.ofNullable(environment.get(name));
    if (value.filter(text -> text.indexOf(UNDECODABLE) >= 0).isPresent()) {
      throw new WrongSetting(
          name + " has characters that can't be decoded; set it in UTF-8, with LC_ALL=C.UTF-8");
    }
    return value;
  }

  /// Returns what to do if a server doesn't respond or rejects the login; empty if nothing is
  /// known about it.
  ///
  /// @param variables the variables that configure the connection
  public Optional<String> advice(List<String> variables) {
    return isAwsWanted() ? Optional.empty() : up.advice().or(() -> adviceOnDifference(variables));
  }

  /// Detects a shell that still has the variables of an earlier `up`, or of one in another
  /// folder.
  private Optional<String> adviceOnDifference(List<String> variables) {
    return variables.stream()
        .filter(name -> explicit(name).isPresent() && upVariables().containsKey(name))
        .filter(name -> !explicit(name).equals(Optional.ofNullable(upVariables().get(name))))
        .findFirst()
        .flatMap(
            name ->
                name.equals("PGUSER")
                    ? up.adviceOnLogin(explicit(name).orElse(""), explicit("PGPASSWORD"))
                    : Optional.of(
                        "%s in this shell differs from that of ./farestream up in this folder; run . ./%s to update it"
                            .formatted(name, up.envFile())));
  }

  /// Returns how another person runs commands with a login that `up` made, such as
  /// `PGUSER=colleague ./farestream`; absent if PostgreSQL isn't that of `up`.
  ///
  /// @param user the login of the person who can't run them
  public Optional<String> launcherOfAnother(String user) {
    if (isAwsWanted() || !(isPostgresOfUp() || up.isServer(this::explicit))) {
      return Optional.empty();
    }
    var prefix = isPostgresOfUp() ? "" : "env -u PGHOST ";
    return up.loginOtherThan(user).map(other -> prefix + "PGUSER=" + other + " ./farestream");
  }

  private <B extends AwsClientBuilder<B, C>, C> B configure(B builder, Optional<String> endpoint) {
    endpoint
        .map(text -> url("AWS_ENDPOINT_URL_DYNAMODB", text))
        .ifPresent(builder::endpointOverride);
    return configure(builder, usesUp() ? upVariables() : environment);
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

  /// Returns whether DynamoDB is that of `up`. Then `up`'s own credentials are used, never the
  /// user's real ones.
  private boolean usesUp() {
    return explicit("AWS_ENDPOINT_URL_DYNAMODB").isEmpty()
        && explicit("AWS_ENDPOINT_URL").isEmpty()
        && !upVariables().isEmpty();
  }

  /// Returns the credentials from the variables; absent if the SDK must find them elsewhere, such
  /// as in a profile or a role.
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

  /// Bypasses any proxy for endpoints on this machine, regardless of the environment and the
  /// JVM's options.
  private static SdkHttpClient httpClient(Optional<String> endpoint) {
    var client = UrlConnectionHttpClient.builder().connectionTimeout(CONNECT);
    if (isHere(endpoint)) {
      client.proxyConfiguration(
          proxy -> proxy.useSystemPropertyValues(false).useEnvironmentVariablesValues(false));
    }
    return client.build();
  }

  private static URI url(String variable, String text) {
    try {
      var url = new URI(text);
      if (url.getScheme() != null && url.getHost() != null) {
        return url;
      }
    } catch (URISyntaxException malformed) {
      // Reported below.
    }
    throw new WrongSetting(
        "%s '%s' is not a URL such as http://127.0.0.1:8000".formatted(variable, text));
  }

  /// A variable of the environment has an invalid value.
  public static final class WrongSetting extends WrongUsage {
    private static final long serialVersionUID = 1L;

    WrongSetting(String message) {
      super(message);
    }
  }

  /// The environment names no PostgreSQL, and no `up` is running in this folder.
  public static final class NoDatabase extends Unreachable {
    private static final long serialVersionUID = 1L;

    NoDatabase(String message) {
      super(message);
    }
  }

  /// The environment names no S3, and the real AWS wasn't requested.
  public static final class NoS3 extends Unreachable {
    private static final long serialVersionUID = 1L;

    NoS3() {
      super("AWS_ENDPOINT_URL_S3 is not set; set it, or pass --aws to use the real AWS");
    }
  }

  /// The environment names no DynamoDB, no `up` is running in this folder, and the real AWS
  /// wasn't requested.
  public static final class NoDynamoDb extends Unreachable {
    private static final long serialVersionUID = 1L;

    NoDynamoDb(String message) {
      super(message);
    }
  }
}
