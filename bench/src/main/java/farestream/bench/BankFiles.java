package farestream.bench;

import farestream.bank.AccountOwner;
import farestream.bank.BankAccount.UsAccount;
import farestream.bank.CreditTransfer;
import farestream.bank.CreditTransferBatch;
import farestream.bank.CreditTransferFile;
import farestream.bank.StatusReport;
import farestream.money.Money;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// Measures writing bank files of up to a million payments and reading the bank's answer to
/// 100,000, with the heap size given to the JVM.
public final class BankFiles {
  private static final UsAccount ACCOUNT = new UsAccount("021000021", "123456789");
  private static final int STATUSES = 100_000;

  private static long heapBytes;

  private BankFiles() {}

  public static void main(String[] arguments) throws Exception {
    Folders.temporary(
        folder -> {
          // The first file is a warm-up that also loads the classes.
          for (var count : new int[] {1, 1_000, 100_000, 1_000_000}) {
            write(folder.resolve(count + ".xml"), count);
          }
          read(folder.resolve("answer.xml"));
        });
  }

  private static void write(Path file, int count) throws IOException {
    var began = System.nanoTime();
    CreditTransferFile.write(file, batch(count), transfers(count));
    print("payments written", count, file, System.nanoTime() - began);
    Files.delete(file);
  }

  private static void read(Path file) throws IOException {
    try (var answer = Files.newBufferedWriter(file)) {
      answer.write(
          """
          <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
          <GrpHdr><MsgId>B</MsgId><CreDtTm>2026-11-23T08:00:00Z</CreDtTm></GrpHdr>
          <OrgnlGrpInfAndSts><OrgnlMsgId>F</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>
          <GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
          <OrgnlPmtInfAndSts><OrgnlPmtInfId>F</OrgnlPmtInfId>
          """);
      for (var i = 0; i < STATUSES; i++) {
        answer.write(
            "<TxInfAndSts><OrgnlEndToEndId>%s</OrgnlEndToEndId><TxSts>ACSP</TxSts></TxInfAndSts>\n"
                .formatted(id(i)));
      }
      answer.write("</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>");
    }
    var began = System.nanoTime();
    var report = StatusReport.read(file);
    var took = System.nanoTime() - began;
    heapBytes = afterCollection();
    print("statuses read", report.ofEach().size(), file, took);
  }

  private static CreditTransferBatch batch(int count) {
    var sum = Money.sum(() -> IntStream.range(0, count).mapToObj(BankFiles::amount).iterator());
    return new CreditTransferBatch(
        "FS-2-1",
        Instant.EPOCH,
        new AccountOwner("Yellow Fleet Inc.", Optional.empty()),
        ACCOUNT,
        LocalDate.EPOCH,
        count,
        sum);
  }

  /// Returns the payments, and measures the heap halfway.
  private static Iterator<CreditTransfer> transfers(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              if (i == count / 2) {
                heapBytes = afterCollection();
              }
              return new CreditTransfer(
                  id(i), amount(i), "Driver " + i + " Example", ACCOUNT, "Cycle 2, bill " + i);
            })
        .iterator();
  }

  private static String id(int i) {
    return "FS-2-1-" + (500_000 + i);
  }

  private static Money amount(int i) {
    return Money.ofCents(1_000 + i % 90_000);
  }

  private static void print(String what, int count, Path file, long nanos) throws IOException {
    System.out.printf(
        Locale.ROOT,
        "%,9d %-16s in %6.2f s, %,7.0f a second, %6.1f MB; heap of at most %d MB, in use %.1f MB%n",
        count,
        what,
        nanos / 1e9,
        count / (nanos / 1e9),
        Files.size(file) / 1e6,
        Runtime.getRuntime().maxMemory() >> 20,
        heapBytes / 1e6);
  }

  private static long afterCollection() {
    System.gc();
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getUsage().getUsed())
        .sum();
  }
}
