package farestream.cli.payment;

import static org.assertj.core.api.Assertions.assertThat;

import farestream.Main;
import farestream.TestInstance;
import farestream.cli.console.FileDigest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills (`kill -9`) a real process at any point while it pays many bills by a bank file. The next
/// run resumes, and no bill is paid twice.
@Tag("slow")
class KilledWhilePayingTest {
  private static final int DRIVERS = 5_000;
  private static final long FIRST_DRIVER = 7_000_001;
  private static final long LAST_DRIVER = FIRST_DRIVER + DRIVERS - 1;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Pattern AMOUNT = Pattern.compile("<InstdAmt[^>]*>([0-9.]+)</InstdAmt>");
  private static int days;

  @TempDir private Path folder;
  private final TestInstance instance = TestInstance.withBankFiles();
  private Path file;

  /// Inserts manual bills of a day that no other test uses.
  @BeforeEach
  void many_bills() {
    file = folder.resolve("pay.xml");
    instance.run("pay", "--paid-outside", "cash");
    instance.run(
        "bank-account", "set", "--own", "--holder", "Taxi Co", "--iban", "DE89370400440532013000");
    instance.update(
        """
        insert into drivers (driver_id, driver_name)
        select number, 'driver' || number from generate_series(%d, %d) as number
        on conflict do nothing
        """
            .formatted(FIRST_DRIVER, LAST_DRIVER));
    instance.update(
        """
        insert into bank_account (driver_id, holder, iban)
        select driver_id, driver_name, 'DE89370400440532013000' from drivers
        where driver_id between %d and %d
          and not exists (select from bank_account where driver_id = drivers.driver_id)
        """
            .formatted(FIRST_DRIVER, LAST_DRIVER));
    instance.update(
        """
        insert into billing (driver_id, billing_cycle, billing_start, billing_end, billing_amount,
          commissions, rides_total, billing_status)
        select driver_id, 1, date '2001-01-01' + %1$d, date '2001-01-02' + %1$d,
          7000 + driver_id %% 1000 * 0.01, 0.8, 1, 'completed'
        from drivers where driver_id between %2$d and %3$d
        """
            .formatted(++days, FIRST_DRIVER, LAST_DRIVER));
  }

  @Test
  void killed_while_the_payments_are_inserted() throws Exception {
    killWhen(
        () ->
            !instance
                .rows(
                    """
                    select 1 from pg_locks where locktype = 'advisory' and granted
                      and objid = hashtext('farestream.pay')::bit(32)::bigint
                    """)
                .isEmpty());
    assertPaidOnceBy(payAgain());
  }

  @Test
  void killed_before_the_file_is_written() throws Exception {
    killWhen(this::isUnfinished);
    assertThat(isUnfinished()).isTrue();
    assertThat(instance.run("status").out()).contains("a file is unfinished");
    var again = payAgain();
    assertThat(again.out()).contains("finished batch FS-", "which", "began at");
    assertThat(instance.run("status").out())
        .containsPattern("bank +\\d+ payments without an answer, ")
        .doesNotContain("unfinished");
    assertPaidOnceBy(again);
  }

  @Test
  void killed_while_the_file_is_written() throws Exception {
    killWhen(() -> size(folder.resolve("pay.xml.part")) > 10_000);
    assertThat(isUnfinished()).isTrue();
    assertThat(file).doesNotExist();
    var again = payAgain();
    assertThat(again.out()).contains("finished batch FS-");
    assertPaidOnceBy(again);
    assertThat(folder.resolve("pay.xml.part")).doesNotExist();
  }

  @Test
  void killed_before_the_written_file_is_recorded() throws Exception {
    killWhen(() -> Files.exists(file));
    assertThat(isUnfinished()).isTrue();
    var before = Files.readAllBytes(file);
    awaitAnotherSecond();
    var again = payAgain();
    assertPaidOnceBy(again);
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void an_unfinished_batch_may_be_written_to_another_name_but_not_over_another_file()
      throws Exception {
    killWhen(this::isUnfinished);
    var mine = Files.writeString(folder.resolve("mine.xml"), "mine");
    var refused = instance.run("pay", "--bank-file", mine.toString());
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err()).contains("isn't the file of batch FS-");
    assertThat(mine).hasContent("mine");
    file = folder.resolve("other.xml");
    assertPaidOnceBy(payAgain());
  }

  @Test
  void a_file_never_sent_to_the_bank_is_abandoned_and_its_bills_are_in_the_next() throws Exception {
    killWhen(this::isUnfinished);
    var id =
        instance
            .rows(
                "select message_id from payment_batch"
                    + " where written_at is null and abandoned_at is null")
            .getFirst();
    assertThat(instance.run("pay", "--failed", id, "--reason", "no disk", "--dry-run").out())
        .contains("%d payments of batch %s".formatted(DRIVERS, id), "would fail");
    assertThat(isUnfinished()).isTrue();
    assertThat(instance.run("pay", "--failed", id, "--reason", "no disk").out())
        .contains("if its file exists, delete it");
    assertThat(instance.run("status").out()).doesNotContain("unfinished");
    assertThat(instance.run("pay", "--bank-file", file.toString(), "--again", id).err())
        .contains("was abandoned before its file was written");
    file = folder.resolve("next.xml");
    assertThat(payAgain().out()).contains("%d payments".formatted(DRIVERS)).doesNotContain(id);
  }

  private TestInstance.Result payAgain() {
    var again = instance.run("pay", "--bank-file", file.toString());
    assertThat(again.status()).as(again.err()).isZero();
    return again;
  }

  private void assertPaidOnceBy(TestInstance.Result again) throws IOException {
    var paid =
        """
        from payment join billing on billing.id = billing_id
        where payment.driver_id >= %d and billing_start = date '2001-01-01' + %d
        """
            .formatted(FIRST_DRIVER, days);
    assertThat(instance.rows("select count(*) || ' ' || count(distinct billing_id) " + paid))
        .as(again.out())
        .containsExactly("%d %d".formatted(DRIVERS, DRIVERS));
    assertThat(instance.rows("select distinct payment_status " + paid))
        .containsExactly("submitted");
    var text = Files.readString(file);
    var amounts =
        AMOUNT.matcher(text).results().map(amount -> new BigDecimal(amount.group(1))).toList();
    assertThat(amounts).hasSize(DRIVERS);
    var sum = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(instance.rows("select sum(payment_amount) " + paid)).containsExactly("" + sum);
    assertThat(text).contains("<CtrlSum>%s</CtrlSum>".formatted(sum));
    assertThat(
            instance.rows(
                "select distinct file_sha256 from payment_batch join payment on batch_id ="
                    + " payment_batch.id and payment.id in (select payment.id "
                    + paid
                    + ")"))
        .containsExactly(FileDigest.of(file));
    assertThat(instance.run("pay", "--bank-file", folder.resolve("more.xml").toString()).out())
        .contains("nothing to pay");
  }

  /// Waits for the next second: the file's creation time has a precision of seconds and must differ
  /// from the time of writing.
  private static void awaitAnotherSecond() {
    var second = Instant.now().getEpochSecond();
    while (Instant.now().getEpochSecond() == second) {
      LockSupport.parkNanos(10_000_000);
    }
  }

  private boolean isUnfinished() {
    return !instance
        .rows("select 1 from payment_batch where written_at is null and abandoned_at is null")
        .isEmpty();
  }

  private static long size(Path path) {
    try {
      return Files.size(path);
    } catch (IOException none) {
      return 0;
    }
  }

  private void killWhen(BooleanSupplier there) throws IOException {
    var builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "pay",
                "--bank-file",
                file.toString()));
    builder.environment().putAll(instance.environment());
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    var process = builder.start();
    var deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!there.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it comes so far").isLessThan(deadline);
      assertThat(process.isAlive()).as("it is at work").isTrue();
      LockSupport.parkNanos(1_000_000);
    }
    process.destroyForcibly().onExit().join();
  }
}
