package farestream.dynamodb.client;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.dynamodb.DynamoDbServer;
import farestream.dynamodb.ServerOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs AWS's own clients: the `aws` command, and boto3 with its resources, waiters and
/// paginators.
@Tag("slow")
class ClientsTest {
  @TempDir static Path data;
  private static DynamoDbServer server;

  @BeforeAll
  static void start() {
    server = DynamoDbServer.start(ServerOptions.in(data));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /// Runs a function of the script. `lab` sends the requests of the workshop's three scripts.
  @ParameterizedTest
  @ValueSource(strings = {"resources", "batches", "paginators", "transactions", "streams", "lab"})
  void boto3(String what) {
    Tool.require("boto3 is not installed: pip install boto3", "python3", "-c", "import boto3");
    Tool.run(environment(), "python3", Tool.script("python/boto3_client.py"), what).required();
  }

  @Test
  void the_aws_command() {
    Tool.require("the aws command is not installed: pip install awscli", "aws", "--version");
    assertThat(
            aws(
                "create-table --table-name cab --billing-mode PAY_PER_REQUEST"
                    + " --attribute-definitions AttributeName=id,AttributeType=S"
                    + " AttributeName=n,AttributeType=N"
                    + " --key-schema AttributeName=id,KeyType=HASH AttributeName=n,KeyType=RANGE"
                    + " --stream-specification StreamEnabled=true,StreamViewType=NEW_IMAGE"
                    + " --query TableDescription.TableName"))
        .isEqualTo("cab");
    aws("wait table-exists --table-name cab");
    aws("put-item --table-name cab --item", "{\"id\":{\"S\":\"a\"},\"n\":{\"N\":\"0\"}}");
    aws(
        "batch-write-item --request-items",
        "{\"cab\":[%s,%s,%s]}".formatted(put(1), put(2), put(3)));
    aws(
        "transact-write-items --transact-items",
        "[{\"Put\":{\"TableName\":\"cab\",\"Item\":{\"id\":{\"S\":\"a\"},\"n\":{\"N\":\"4\"}}}}]");
    assertThat(
            aws(
                "get-item --table-name cab --query Item.n.N --key",
                "{\"id\":{\"S\":\"a\"},\"n\":{\"N\":\"4\"}}"))
        .isEqualTo("4");
    assertThat(aws("scan --table-name cab --page-size 2 --query Items[].n.N"))
        .isEqualTo("0 1 2 3 4");
    assertThat(
            aws(
                "query --table-name cab --page-size 1 --max-items 2 --query Items[].n.N"
                    + " --key-condition-expression",
                "id = :id",
                "--expression-attribute-values",
                "{\":id\":{\"S\":\"a\"}}"))
        .startsWith("0 1")
        .doesNotContain("2");
    assertThat(
            aws(
                "update-time-to-live --table-name cab --query TimeToLiveSpecification.AttributeName"
                    + " --time-to-live-specification Enabled=true,AttributeName=end"))
        .isEqualTo("end");
    var arn = aws("describe-table --table-name cab --query Table.TableArn");
    aws("tag-resource --tags Key=city,Value=NYC --resource-arn", arn);
    assertThat(aws("list-tags-of-resource --query Tags[].Value --resource-arn", arn))
        .isEqualTo("NYC");
    assertThat(recordsOfTheStream()).isEqualTo("0 1 2 3 4");
    aws("delete-table --table-name cab");
    aws("wait table-not-exists --table-name cab");
    assertThat(aws("list-tables --query TableNames")).doesNotContain("cab");
  }

  private static String put(int number) {
    return "{\"PutRequest\":{\"Item\":{\"id\":{\"S\":\"a\"},\"n\":{\"N\":\"%d\"}}}}"
        .formatted(number);
  }

  private static String recordsOfTheStream() {
    var stream =
        run("dynamodbstreams", "list-streams --table-name cab --query Streams[].StreamArn");
    var shard =
        run(
            "dynamodbstreams",
            "describe-stream --query StreamDescription.Shards[].ShardId --stream-arn",
            stream);
    var iterator =
        run(
            "dynamodbstreams",
            "get-shard-iterator --query ShardIterator --shard-iterator-type TRIM_HORIZON"
                + " --stream-arn",
            stream,
            "--shard-id",
            shard);
    return run(
        "dynamodbstreams",
        "get-records --query Records[].dynamodb.Keys.n.N --shard-iterator",
        iterator);
  }

  private static String aws(String words, String... more) {
    return run("dynamodb", words, more);
  }

  /// @param words arguments that don't contain spaces, separated by spaces
  /// @param more arguments that can contain spaces
  private static String run(String service, String words, String... more) {
    var command = new ArrayList<>(List.of("aws", service));
    command.addAll(List.of(words.split(" ", -1)));
    command.addAll(List.of(more));
    command.addAll(List.of("--output", "text"));
    var text = Tool.run(environment(), command.toArray(String[]::new)).required();
    // The output has a line for each page and tabs between values.
    return String.join(" ", text.strip().split("\\s+", -1));
  }

  private static Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL", server.endpoint().toString(),
        "AWS_REGION", "us-east-1",
        "AWS_DEFAULT_REGION", "us-east-1",
        "AWS_ACCESS_KEY_ID", server.accessKey(),
        "AWS_SECRET_ACCESS_KEY", "any",
        "AWS_CONFIG_FILE", "/dev/null",
        "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
        "AWS_EC2_METADATA_DISABLED", "true");
  }
}
