package farestream.bank;

import static farestream.bank.BankSamples.IBAN;
import static farestream.bank.BankSamples.US;
import static farestream.bank.BankSamples.batch;
import static farestream.bank.BankSamples.transfer;
import static farestream.bank.BankSamples.written;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import farestream.money.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreditTransferFileTest {
  private static final List<CreditTransfer> TWO =
      List.of(
          transfer("FS-2-1-1", "33.81"),
          new CreditTransfer("FS-2-1-2", Money.of("0.09"), "Zoë Łuczak & Söhne", IBAN, "Cycle 2"));

  @TempDir Path folder;

  @Test
  void the_file_is_valid_against_its_schema() throws Exception {
    Schemas.validate("pain.001.001.09", written(batch(TWO), TWO));
  }

  @Test
  void payers_with_every_kind_of_account_get_valid_files() throws Exception {
    for (var account : List.of(US, IBAN)) {
      for (var bic : List.of(Optional.<String>empty(), Optional.of("CHASUS33XXX"))) {
        var two = batch(TWO);
        var payer =
            new CreditTransferBatch(
                two.messageId(),
                two.created(),
                new AccountOwner(two.payer().name(), bic),
                account,
                two.executed(),
                two.count(),
                two.sum());
        Schemas.validate("pain.001.001.09", written(payer, TWO));
      }
    }
  }

  @Test
  void it_reads_as_the_bank_will_read_it() {
    assertThat(new String(written(batch(TWO), TWO), UTF_8).lines().map(String::strip))
        .containsSubsequence(
            "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\">",
            "<MsgId>FS-2-1</MsgId>",
            "<CreDtTm>2026-11-22T20:00:00Z</CreDtTm>",
            "<NbOfTxs>2</NbOfTxs>",
            "<CtrlSum>33.90</CtrlSum>",
            "<PmtMtd>TRF</PmtMtd>",
            "<Cd>NURG</Cd>",
            "<Dt>2026-11-24</Dt>",
            "<Nm>Yellow Fleet Inc.</Nm>",
            "<Id>123456789</Id>",
            "<Cd>USABA</Cd>",
            "<MmbId>021000021</MmbId>",
            "<EndToEndId>FS-2-1-1</EndToEndId>",
            "<InstdAmt Ccy=\"USD\">33.81</InstdAmt>",
            "<Nm>Driver One</Nm>",
            "<EndToEndId>FS-2-1-2</EndToEndId>",
            "<Nm>Zoe Luczak + Sohne</Nm>",
            "<IBAN>GB29NWBK60161331926819</IBAN>",
            "<Ustrd>Cycle 2</Ustrd>");
  }

  @Test
  void the_same_batch_gives_the_same_bytes() {
    assertThat(written(batch(TWO), TWO)).isEqualTo(written(batch(TWO), TWO));
  }

  @Test
  void a_batch_with_a_wrong_count_or_sum_is_not_written() {
    var file = folder.resolve("pay.xml");
    for (var wrong :
        List.of(
            batch(3, Money.of("33.90")),
            batch(1, Money.of("33.90")),
            batch(2, Money.of("33.91")))) {
      assertThatThrownBy(() -> CreditTransferFile.write(file, wrong, TWO.iterator()))
          .isInstanceOf(CreditTransferFile.ControlSumMismatch.class)
          .hasMessageContaining("but 2 totalling 33.90 were read");
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void a_transfer_that_cannot_be_read_leaves_no_file() {
    var failing =
        new Iterator<CreditTransfer>() {
          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public CreditTransfer next() {
            throw new IllegalStateException("the database is gone");
          }
        };
    assertThatThrownBy(
            () -> CreditTransferFile.write(folder.resolve("pay.xml"), batch(TWO), failing))
        .hasMessage("the database is gone");
    assertThat(folder).isEmptyDirectory();
  }

  /// This is why a file of any length needs memory for one transfer only.
  @Test
  void a_transfer_is_requested_when_the_previous_ones_are_written() {
    var bytes = new ByteArrayOutputStream();
    var sizes = new ArrayList<Integer>();
    var transfers =
        IntStream.rangeClosed(1, 1_000)
            .mapToObj(i -> transfer("P-" + i, "1.00"))
            .peek(_ -> sizes.add(bytes.size()));
    CreditTransferFile.write(bytes, batch(1_000, Money.of("1000.00")), transfers.iterator());
    var one = (sizes.get(999) - sizes.get(499)) / 500;
    assertThat(one).isBetween(200, 1_000);
    assertThat(bytes.size() - sizes.get(999)).isLessThan(10 * one);
  }

  @Test
  void only_the_owner_can_read_the_file() throws IOException {
    var file = folder.resolve("pay.xml");
    CreditTransferFile.write(file, batch(TWO), TWO.iterator());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(file).hasBinaryContent(written(batch(TWO), TWO));
  }

  @Test
  void rewriting_the_same_batch_is_idempotent_and_other_files_are_never_overwritten()
      throws IOException {
    var file = folder.resolve("pay.xml");
    CreditTransferFile.write(file, batch(TWO), TWO.iterator());
    CreditTransferFile.write(file, batch(TWO), TWO.iterator());
    var one = TWO.subList(0, 1);
    assertThatThrownBy(() -> CreditTransferFile.write(file, batch(one), one.iterator()))
        .hasCauseInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasBinaryContent(written(batch(TWO), TWO));
    assertThat(folder).isDirectoryContaining(file::equals);
    try (var all = Files.list(folder)) {
      assertThat(all).hasSize(1);
    }
  }

  @Test
  void a_full_disk_is_reported() {
    var full =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    assertThatThrownBy(() -> CreditTransferFile.write(full, batch(TWO), TWO.iterator()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("No space left");
  }
}
