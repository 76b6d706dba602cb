package farestream.bank;

import farestream.money.Money;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.Set;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.CreditTransferTransaction34;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.Document;
import org.kapott.hbci.sepa.jaxb.pain_001_001_09.ObjectFactory;

/// Writes a batch of credit transfers as an ISO 20022 pain.001.001.09 file. The output is
/// deterministic: the same batch gives the same bytes. Transfers are streamed, one in memory at a
/// time.
public final class CreditTransferFile {

  private CreditTransferFile() {}

  /// The written transfers don't match the count or sum in the batch's header.
  public static final class ControlSumMismatch extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private ControlSumMismatch(String why) {
      super(why);
    }
  }

  /// Writes the file atomically, readable by its owner only. An existing file with the same bytes
  /// is left unchanged, so that a batch can be written again after a crash.
  ///
  /// @param transfers is iterated once
  /// @throws ControlSumMismatch if count or sum differ from the batch's
  /// @throws UncheckedIOException if writing fails; caused by a [FileAlreadyExistsException] if a
  ///     different file of that name exists
  public static void write(
      Path file, CreditTransferBatch batch, Iterator<CreditTransfer> transfers) {
    var temporary = file.resolveSibling(file.getFileName() + ".part");
    try {
      try {
        writeAndSync(temporary, batch, transfers);
        if (!Files.exists(file)) {
          Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } else if (Files.mismatch(temporary, file) >= 0) {
          throw new FileAlreadyExistsException(file.toString());
        }
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void writeAndSync(
      Path file, CreditTransferBatch batch, Iterator<CreditTransfer> transfers) throws IOException {
    Files.deleteIfExists(file);
    var ownersOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (var channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownersOnly)) {
      write(Channels.newOutputStream(channel), batch, transfers);
      channel.force(true);
    }
  }

  /// Writes the batch to a stream. If it throws, what was written so far is invalid.
  public static void write(
      OutputStream to, CreditTransferBatch batch, Iterator<CreditTransfer> transfers) {
    var counting = new CountingTransfers(batch, transfers);
    try {
      var marshaller = JAXBContext.newInstance(Document.class).createMarshaller();
      // One line per element makes the file readable; no indentation keeps it small.
      marshaller.setProperty(Marshaller.JAXB_FORMATTED_OUTPUT, true);
      marshaller.setProperty("org.glassfish.jaxb.indentString", "");
      marshaller.marshal(
          new ObjectFactory().createDocument(PaymentOrder.document(batch, counting)), to);
    } catch (JAXBException failure) {
      throw failure.getLinkedException() instanceof IOException disk
          ? new UncheckedIOException(disk)
          : new IllegalStateException("the bank file could not be written", failure);
    }
    counting.compare();
  }

  /// The transfers in the library's type, each converted when the marshaller asks for it.
  private static final class CountingTransfers extends AbstractList<CreditTransferTransaction34> {
    private final CreditTransferBatch batch;
    private final Iterator<CreditTransfer> transfers;
    private int count;
    private Money sum = Money.ZERO;

    CountingTransfers(CreditTransferBatch batch, Iterator<CreditTransfer> transfers) {
      this.batch = batch;
      this.transfers = transfers;
    }

    @Override
    public Iterator<CreditTransferTransaction34> iterator() {
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return transfers.hasNext();
        }

        @Override
        public CreditTransferTransaction34 next() {
          var transfer = transfers.next();
          count++;
          sum = sum.plus(transfer.amount());
          return PaymentOrder.transaction(transfer);
        }
      };
    }

    @Override
    public int size() {
      return batch.count();
    }

    @Override
    public CreditTransferTransaction34 get(int index) {
      throw new UnsupportedOperationException("the transfers can only be iterated, once");
    }

    void compare() {
      if (count != batch.count() || !sum.equals(batch.sum())) {
        throw new ControlSumMismatch(
            "batch %s has %d payments totalling %s, but %d totalling %s were read; the file was not written"
                .formatted(batch.messageId(), batch.count(), batch.sum(), count, sum));
      }
    }
  }
}
