package farestream.bank;

import static farestream.bank.BankSamples.pain002;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Malicious and broken files. Each is rejected as a whole with a one-line message and has no
/// effect. The timeout catches a parser that never finishes.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileFileTest {
  private static final String GOOD = pain002("10", "<GrpSts>ACTC</GrpSts>");

  @TempDir Path folder;

  @Test
  void the_valid_file_is_read() {
    assertThat(read(GOOD).originalMessageId()).isEqualTo("FS-2-1");
  }

  @Test
  void entities_of_other_files_are_never_read() throws IOException {
    var secret = Files.writeString(folder.resolve("secret.txt"), "top secret");
    var line =
        refused(
            withDocumentType(
                "<!DOCTYPE Document [<!ENTITY other SYSTEM \"%s\">]>".formatted(secret.toUri()),
                "&other;"));
    assertThat(line).contains("it has a document type").doesNotContain("top secret");
  }

  @Test
  void nothing_is_fetched_from_the_network() throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(200);
      var address = "http://127.0.0.1:" + server.getLocalPort() + "/x.dtd";
      for (var type :
          List.of(
              "<!DOCTYPE Document SYSTEM \"%s\">".formatted(address),
              "<!DOCTYPE Document [<!ENTITY %% all SYSTEM \"%s\"> %%all;]>".formatted(address))) {
        assertThat(refused(withDocumentType(type, ""))).contains("it has a document type");
      }
      assertThatThrownBy(server::accept).hasMessageContaining("timed out");
    }
  }

  @Test
  void a_billion_laughs_attack_is_rejected() {
    var type = new StringBuilder("<!DOCTYPE Document [<!ENTITY a0 \"ha\">");
    for (var i = 1; i <= 9; i++) {
      type.append("<!ENTITY a%d \"%s\">".formatted(i, ("&a" + (i - 1) + ";").repeat(10)));
    }
    var file = withDocumentType(type.append("]>").toString(), "&a9;");
    assertThat(refused(file)).contains("it has a document type");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50, 300, 700})
  void a_truncated_file_is_rejected(int length) {
    assertThat(refused(GOOD.substring(0, Math.min(length, GOOD.length() - 3))))
        .contains("it is not well-formed XML");
  }

  @Test
  void content_after_the_end_is_rejected() {
    assertThat(refused(GOOD + "<Document/>")).contains("not well-formed");
    assertThat(refused(GOOD + "and more")).contains("not well-formed");
  }

  @Test
  void only_utf_8_is_read() {
    var latin = GOOD.replace("UTF-8", "ISO-8859-1").replace("BANK-77", "BÄNK");
    assertThat(refused(latin.getBytes(ISO_8859_1)))
        .contains("its encoding is ISO-8859-1, but ISO 20022 messages are in UTF-8");
    assertThat(refused(GOOD.replace("BANK-77", "BÄNK").getBytes(ISO_8859_1)))
        .contains("not well-formed");
    assertThat(refused(GOOD.replace("UTF-8", "UTF-16").getBytes(UTF_16))).contains("UTF-16");
    assertThat(refused(GOOD.replaceFirst("<\\?.*\\?>\n", "").getBytes(UTF_16))).contains("UTF-16");
    assertThat(read("\ufeff" + GOOD).messageId()).isEqualTo("BANK-77");
  }

  @Test
  void another_message_kind_is_rejected_by_name() {
    var sent = new String(BankSamples.written(BankSamples.batch(ONE), ONE), UTF_8);
    assertThat(refused(sent))
        .contains("this is pain.001.001.09, a file of credit transfers, not a status report")
        .contains("pass the file with the bank's answer");
    assertThat(refused(pain002("99", "")))
        .contains("version that can't be read")
        .contains("in version 03 to 14");
    assertThat(refused(GOOD.replaceAll(" xmlns=\"[^\"]*\"", "")))
        .contains("not an ISO 20022 message");
    assertThat(refused(GOOD.replace("Document", "Envelope"))).contains("root element is Envelope");
    assertThat(refused(GOOD.replace("CstmrPmtStsRpt", "Other"))).contains("no CstmrPmtStsRpt");
    assertThat(refused("<html><body>Log in</body></html>")).contains("not an ISO 20022 message");
  }

  private static final List<CreditTransfer> ONE = List.of(BankSamples.transfer("P-1", "1.00"));

  @Test
  void elements_of_other_namespaces_are_ignored() {
    var foreign =
        GOOD.replace(
            "<GrpSts>ACTC</GrpSts>",
            "<GrpSts>ACTC</GrpSts><x:GrpSts xmlns:x=\"urn:x\">RJCT</x:GrpSts>");
    assertThat(read(foreign).ofAll().orElseThrow().status()).isEqualTo(PaymentStatus.ACTC);
  }

  @Test
  void nesting_has_a_limit() {
    var deep = "<a>".repeat(10_000) + "</a>".repeat(10_000);
    assertThat(refused(GOOD.replace("<GrpHdr>", deep + "<GrpHdr>")))
        .contains("elements are nested more than 64 levels deep");
    assertThat(refused(GOOD.replace("<CreDtTm>", deep + "<CreDtTm>")))
        .contains("elements are nested more than 64 levels deep");
  }

  @Test
  void every_size_has_a_limit() {
    var long2 = "x".repeat(2_001);
    assertThat(refused(GOOD.replace("BANK-77", long2))).contains("MsgId is longer than 2000");
    assertThat(refused(GOOD.replace("<CreDtTm>", "<a/>".repeat(6_000) + "<CreDtTm>")))
        .contains("more than 5000 elements in one entry");
    var huge = "x".repeat(3 << 20);
    for (var piece :
        List.of("<!--" + huge + "-->", "<?x " + huge + "?>", "<a b=\"" + huge + "\"/>")) {
      assertThat(refused(GOOD.replace("<GrpHdr>", piece + "<GrpHdr>")))
          .contains("a single XML token is larger than 1 MB");
    }
  }

  @Test
  void a_file_above_256_megabytes_is_not_read() throws IOException {
    var file = BankSamples.file(folder, GOOD);
    try (var big = new RandomAccessFile(file.toFile(), "rw")) {
      big.setLength((256L << 20) + 1);
    }
    assertThatThrownBy(() -> StatusReport.read(file))
        .isInstanceOf(BankFileRefused.class)
        .hasMessageContaining("larger than the limit of 256 MB");
  }

  @Test
  void a_path_that_is_not_a_file_is_reported() {
    assertThatThrownBy(() -> StatusReport.read(folder))
        .isInstanceOf(BankFileRefused.class)
        .hasMessageContaining("is a folder");
    assertThatThrownBy(() -> StatusReport.read(folder.resolve("none.xml")))
        .isInstanceOf(BankFileRefused.class)
        .hasMessageContaining("doesn't exist");
    assertThat(refused("")).contains("not well-formed");
  }

  private static String withDocumentType(String type, String text) {
    return GOOD.replace("<Document ", type + "<Document ").replace("BANK-77", "BANK" + text);
  }

  private StatusReport read(String file) {
    return StatusReport.read(BankSamples.file(folder, file));
  }

  private String refused(String file) {
    return refused(file.getBytes(UTF_8));
  }

  private String refused(byte[] content) {
    var file = BankSamples.file(folder, content);
    var thrown = catchThrowableOfType(BankFileRefused.class, () -> StatusReport.read(file));
    assertThat(thrown)
        .hasMessageMatching("answer.xml, line [0-9]+, column [0-9]+: [^\\n]*")
        .message()
        .hasSizeLessThan(400);
    return String.valueOf(thrown.getMessage());
  }
}
