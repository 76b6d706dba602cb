package farestream.cli.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farestream.TestInstance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

@Tag("integration")
class QuarantineImportTest {
  private static final String SAMPLE =
      "arn:aws:dynamodb:us-east-1:123456789012:table/aws-db-workshop-trips/stream/2026-11-22T05:00:00.000";

  private static int batches;

  @TempDir private Path folder;
  private final TestInstance instance = TestInstance.running();
  private String stream;
  private long driver;

  @BeforeEach
  void another() {
    stream = "arn:aws:dynamodb:us-east-1:0:table/t/stream/import-" + ++batches;
    driver = instance.newDriver();
  }

  @Test
  void what_lambda_discarded_is_quarantined_and_replayed() throws IOException {
    var file = file(invocationRecord(event()));
    var imported = instance.run("quarantine", "import", file);
    assertThat(imported.err()).isEmpty();
    assertThat(imported.status()).isZero();
    assertThat(imported.out())
        .isEqualTo(
            "2 records quarantined, 0 already there, 1 removal noted, 1 ignored because not"
                + " completed; to record them, run ./farestream quarantine replay\n");
    assertThat(rows("reason"))
        .containsExactly(
            "Lambda discarded it: RetryAttemptsExhausted after 3 invocations, the last with error"
                + " Unhandled, at 2026-11-22T05:15:33.000Z",
            "Lambda discarded it: RetryAttemptsExhausted after 3 invocations, the last with error"
                + " Unhandled, at 2026-11-22T05:15:33.000Z\n"
                + "TOTAL_AMOUNT 'much' is not a number");

    assertThat(instance.run("quarantine", "replay", rows("id").getFirst()).out())
        .contains("recorded");
    assertThat(instance.rows("select total_amount from trips where driver_id = " + driver))
        .containsExactly("14.18");
  }

  @Test
  void a_second_import_changes_nothing() throws IOException {
    var file = file(invocationRecord(event()));
    var _ = instance.run("quarantine", "import", file);
    var before = rows("id || reason || coalesce(resolution, '')");
    var again = instance.run("quarantine", "import", file);
    assertThat(again.status()).isZero();
    assertThat(again.out()).startsWith("0 records quarantined, 2 already there");
    assertThat(rows("id || reason || coalesce(resolution, '')")).isEqualTo(before);
  }

  @Test
  void an_invalid_object_is_refused_in_one_line_and_nothing_of_it_imported() throws IOException {
    var whole = invocationRecord(event());
    refuses("", "it is empty");
    refuses("\n", "it is empty");
    refuses("no json", "it is not valid JSON at character 1");
    refuses("[" + whole + "]", "it is not a JSON object");
    refuses(whole.substring(0, whole.length() / 2), "it is not valid JSON at character ");
    refuses(whole + whole, "there is text after the JSON object");
    refuses(whole.replace("payload", "load"), "it has no payload, which only a destination in S3");
    refuses(event(), "it has no requestContext.condition");
    refuses(
        invocationRecord(event().substring(0, event().length() - 3)),
        "not a stream event: invalid JSON at character ");
    refuses(
        invocationRecord(event().replace("SequenceNumber", "Number")),
        "not a stream event: a record has no SequenceNumber");
    var binary = Files.write(folder.resolve("batch"), new byte[] {0x1f, (byte) 0x8b, 8, 0});
    assertThat(instance.run("quarantine", "import", binary.toString()).err())
        .isEqualTo("farestream: %s is not text in UTF-8\n".formatted(binary));
    assertThat(rows("id")).isEmpty();
  }

  private void refuses(String text, String because) throws IOException {
    var file = file(text);
    var refused = instance.run("quarantine", "import", file);
    assertThat(refused.status()).as(text).isEqualTo(3);
    assertThat(refused.err())
        .startsWith(
            "farestream: nothing was imported: %s is not a Lambda failure record such as docs/aws.md"
                    .formatted(file)
                + " shows: "
                + because)
        .hasLineCount(1)
        .doesNotContain("person69257");
  }

  @Test
  void the_sample_in_the_docs_is_imported() throws IOException {
    var page = Files.readString(Path.of(System.getProperty("farestream.home"), "docs", "aws.md"));
    var sample = page.split("```json\n", 2)[1].split("```", 2)[0];
    var imported = instance.run("quarantine", "import", file(sample.replace(SAMPLE, stream)));
    assertThat(imported.err()).isEmpty();
    assertThat(imported.out()).startsWith("1 record quarantined");
    assertThat(rows("reason").getFirst()).startsWith("Lambda discarded it: RecordAgeExceeded");
  }

  @Test
  void lambdas_reason_is_kept_in_addition_to_a_replays_faults() throws IOException {
    var _ = instance.run("quarantine", "import", file(invocationRecord(event())));
    var id = rows("id").getLast();
    assertThat(instance.run("quarantine", "list", "--limit", "9999").out())
        .contains("(+N more: ./farestream quarantine show ID lists all faults of a record)");
    for (var time = 0; time < 2; time++) {
      var replayed = instance.run("quarantine", "replay", id);
      assertThat(replayed.out()).contains("still refused: TOTAL_AMOUNT 'much' is not a number");
      assertThat(instance.run("quarantine", "show", id).out())
          .contains(
              "faults:    Lambda discarded it: RetryAttemptsExhausted after 3 invocations, the last"
                  + " with error Unhandled, at 2026-11-22T05:15:33.000Z\n"
                  + "           TOTAL_AMOUNT 'much' is not a number\nitem:");
    }
  }

  @Test
  void a_missing_or_oversized_source_is_refused() throws IOException {
    var none = instance.run("quarantine", "import", folder.resolve("none").toString());
    assertThat(none.status()).isEqualTo(3);
    assertThat(none.err()).contains("there is no ").hasLineCount(1);
    var large = Files.write(folder.resolve("large"), new byte[33 * 1024 * 1024]);
    assertThat(instance.run("quarantine", "import", large.toString()).err())
        .contains("more than 33554432 bytes");
    assertThat(instance.run("quarantine", "import", folder.toString()).err())
        .isEqualTo("farestream: %s is a folder: name a file in it\n".formatted(folder));
    assertThat(instance.run("quarantine", "import", "https://example.com/a").err())
        .contains("SOURCE 'https://example.com/a' is neither s3://BUCKET/KEY");
    var nowhere =
        instance
            .with("AWS_ENDPOINT_URL_S3", "http://s3.nowhere.invalid")
            .run("quarantine", "import", "s3://bucket/key");
    assertThat(nowhere.status()).isEqualTo(4);
    assertThat(nowhere.err())
        .isEqualTo(
            "farestream: S3 can't be reached (unknown host s3.nowhere.invalid): check AWS_REGION,"
                + " AWS_ENDPOINT_URL_S3 and the AWS credentials\n");
  }

  @Test
  void an_object_or_a_whole_folder_is_read_from_s3() throws IOException {
    var moto = moto();
    var port = moto.port();
    try {
      var withS3 = instance.with("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + port);
      try (var s3 = withS3.config().s3()) {
        awaitAnswer(s3);
        put(s3, "aws/lambda/batch 1", invocationRecord(event()));
        // More objects than one page of S3's listing has. The object that stands for the folder
        // itself is not a batch.
        for (var page = 0; page <= 1_000; page++) {
          put(s3, "folder/%04d/".formatted(page), "");
        }
        put(s3, "folder/0001/none of it", "no json");
        put(s3, "folder/0002/a batch", invocationRecord(event()));
        put(s3, "folder/1000/the same", invocationRecord(event()));
        put(s3, "folder", "no batch");
      }
      var imported = withS3.run("quarantine", "import", "s3://failures/aws/lambda/batch 1");
      assertThat(imported.err()).isEmpty();
      assertThat(imported.out()).startsWith("2 records quarantined");
      assertThat(withS3.run("quarantine", "import", "s3://failures/none").err())
          .isEqualTo("farestream: there is no s3://failures/none\n");
      assertThat(withS3.run("quarantine", "import", "s3://none/none").status()).isEqualTo(3);
      importsAFolder(withS3);
    } finally {
      moto.process().destroyForcibly().onExit().join();
    }
    var away =
        instance
            .with("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + port)
            .run("quarantine", "import", "s3://failures/none");
    assertThat(away.status()).isEqualTo(4);
    assertThat(away.err()).startsWith("farestream: S3 can't be reached").hasLineCount(1);
  }

  private void importsAFolder(TestInstance withS3) {
    var all = withS3.run("quarantine", "import", "s3://failures/folder/");
    assertThat(all.out())
        .isEqualTo(
            "2 objects imported, 1 not: 0 records quarantined, 4 already there, 2 removals noted,"
                + " 2 ignored because not completed\n");
    assertThat(all.err().lines())
        .containsExactly(
            "farestream: nothing was imported: s3://failures/folder/0001/none of it is not a Lambda"
                + " failure record such as docs/aws.md shows: it is not valid JSON at character 1",
            "importing: 3 of 3");
    assertThat(all.status()).isEqualTo(3);
    var one = withS3.run("quarantine", "import", "s3://failures/folder/0002/");
    assertThat(one.status()).isZero();
    assertThat(one.out()).startsWith("1 object imported: 0 records quarantined, 2 already");
    assertThat(withS3.run("quarantine", "import", "s3://failures/aws/none/").err())
        .isEqualTo("farestream: there are no objects in s3://failures/aws/none/\n");
    assertThat(withS3.run("quarantine", "import", "s3://none/").err())
        .isEqualTo("farestream: there is no bucket none\n");
    assertThat(withS3.run("quarantine", "import", "s3://failures/").out())
        .startsWith("3 objects imported, 2 not: ");
  }

  private static void put(S3Client s3, String key, String text) {
    var _ = s3.putObject(put -> put.bucket("failures").key(key), RequestBody.fromString(text));
  }

  private static void awaitAnswer(S3Client s3) {
    var deadline = System.nanoTime() + 60_000_000_000L;
    while (true) {
      try {
        var _ = s3.createBucket(create -> create.bucket("failures"));
        return;
      } catch (SdkException notYet) {
        if (System.nanoTime() > deadline) {
          throw notYet;
        }
      }
    }
  }

  private record Moto(Process process, int port) {}

  /// S3 on this machine.
  private Moto moto() throws IOException {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    var builder =
        new ProcessBuilder("moto_server", "-H", "127.0.0.1", "-p", Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("moto.log").toFile());
    try {
      return new Moto(builder.start(), port);
    } catch (IOException absent) {
      assumeTrue(
          System.getenv("CI") != null,
          "skipped: moto_server is not installed (pip install 'moto[server]')");
      throw absent;
    }
  }

  private List<String> rows(String column) {
    return instance.rows(
        "select %s from quarantine where stream_arn = '%s' order by sequence_number"
            .formatted(column, stream));
  }

  private String file(String text) throws IOException {
    return Files.write(folder.resolve("batch"), text.getBytes(UTF_8)).toString();
  }

  /// Returns an invocation record as Lambda writes it to S3, with the event as a string.
  private static String invocationRecord(String event) {
    var record = JsonNodeFactory.instance.objectNode();
    var request = record.putObject("requestContext");
    request.put("requestId", "316aa6d0-8154-4a34-9af7-85d5f4a6bc81");
    request.put("functionArn", "arn:aws:lambda:us-east-1:123456789012:function:trips");
    request.put("condition", "RetryAttemptsExhausted");
    request.put("approximateInvokeCount", 3);
    var response = record.putObject("responseContext");
    response.put("statusCode", 200).put("executedVersion", "$LATEST");
    response.put("functionError", "Unhandled");
    record.put("version", "1.0").put("timestamp", "2026-11-22T05:15:33.000Z");
    record.putObject("DDBStreamBatchInfo").put("shardId", "shardId-1").put("batchSize", 4);
    return record.put("payload", event).toString();
  }

  /// Returns an event with a valid trip, an invalid one, a removal and a booking.
  private String event() {
    var event = JsonNodeFactory.instance.objectNode();
    var records = event.putArray("Records");
    records.add(record(1, "MODIFY", item("Completed", 1)));
    var spoilt = item("Completed", 2);
    spoilt.putObject("TOTAL_AMOUNT").put("S", "much");
    records.add(record(2, "MODIFY", spoilt));
    records.add(record(3, "REMOVE", item("Completed", 3)));
    records.add(record(4, "INSERT", item("Booked", 4)));
    return event.toString();
  }

  private ObjectNode record(long number, String name, ObjectNode item) {
    var record = JsonNodeFactory.instance.objectNode().put("eventName", name);
    record.put("eventSourceARN", stream);
    var change = record.putObject("dynamodb");
    change.put("SequenceNumber", "%021d".formatted(number));
    change.set(name.equals("REMOVE") ? "OldImage" : "NewImage", item);
    var keys = change.putObject("Keys");
    keys.set("riderid", item.get("riderid"));
    keys.set("tripinfo", item.get("tripinfo"));
    return record;
  }

  private ObjectNode item(String status, int number) {
    var item = JsonNodeFactory.instance.objectNode();
    text(item, "riderid", "person69257@example.com");
    text(item, "tripinfo", "import %d,%d".formatted(batches, number));
    text(item, "STATUS", status);
    text(item, "PICKUP_DATETIME", "2026-11-22T05:15:33Z");
    text(item, "DROPOFF_DATETIME", "2026-11-22T05:19:10Z");
    item.putObject("RIDER_ID").put("N", "69257");
    item.putObject("DRIVER_ID").put("N", Long.toString(driver));
    for (var amount :
        List.of(
            "FARE_AMOUNT",
            "EXTRA",
            "MTA_TAX",
            "TIP_AMOUNT",
            "TOLLS_AMOUNT",
            "IMPROVEMENT_SURCHARGE")) {
      item.putObject(amount).put("N", "0");
    }
    item.putObject("TOTAL_AMOUNT").put("N", "14.18");
    return item;
  }

  private static void text(ObjectNode item, String name, String text) {
    item.putObject(name).put("S", text);
  }
}
