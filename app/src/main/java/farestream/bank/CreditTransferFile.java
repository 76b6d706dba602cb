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

/// Writes a batch of credit transfers as ISO 20022's pain.001.001.09. The same batch gives the
/// same bytes. However many transfers there are, one is in memory at a time.
public final class CreditTransferFile {

  private CreditTransferFile() {}

  /// What was to be written isn't what the head of the file says.
  public static final class NotAsAnnounced extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private NotAsAnnounced(String why) {
      super(why);
    }
  }

  /// The file is there whole or not at all, and only its owner may read it. One that is there
  /// with the same bytes is left as it is, so that it can be written again after a crash.
  ///
  /// @param transfers run through once
  /// @throws NotAsAnnounced if count or sum differ from the batch's
  /// @throws UncheckedIOException if the disk fails, or with a [FileAlreadyExistsException] if
  ///     another file is in its place
  public static void write(
      Path file, CreditTransferBatch batch, Iterator<CreditTransfer> transfers) {
    var unfinished = file.resolveSibling(file.getFileName() + ".part");
    try {
      try {
        writeThrough(unfinished, batch, transfers);
        if (!Files.exists(file)) {
          Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } else if (Files.mismatch(unfinished, file) >= 0) {
          throw new FileAlreadyExistsException(file.toString());
        }
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void writeThrough(
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

  /// As [#write(Path,CreditTransferBatch,Iterator)], to wherever; what it has written when it
  /// throws is worth nothing.
  public static void write(
      OutputStream to, CreditTransferBatch batch, Iterator<CreditTransfer> transfers) {
    var counted = new Counted(batch, transfers);
    try {
      var marshaller = JAXBContext.newInstance(Document.class).createMarshaller();
      // A line for each element, so that people can read it, and no blanks before it.
      marshaller.setProperty(Marshaller.JAXB_FORMATTED_OUTPUT, true);
      marshaller.setProperty("org.glassfish.jaxb.indentString", "");
      marshaller.marshal(
          new ObjectFactory().createDocument(PaymentOrder.document(batch, counted)), to);
    } catch (JAXBException failure) {
      throw failure.getLinkedException() instanceof IOException disk
          ? new UncheckedIOException(disk)
          : new IllegalStateException("the bank file can't be written", failure);
    }
    counted.compare();
  }

  /// The transfers as the library's own, each made when it is asked for.
  private static final class Counted extends AbstractList<CreditTransferTransaction34> {
    private final CreditTransferBatch batch;
    private final Iterator<CreditTransfer> transfers;
    private int count;
    private Money sum = Money.ZERO;

    Counted(CreditTransferBatch batch, Iterator<CreditTransfer> transfers) {
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
      throw new UnsupportedOperationException("they come in their order, once");
    }

    void compare() {
      if (count != batch.count() || !sum.equals(batch.sum())) {
        throw new NotAsAnnounced(
            "batch %s is %d payments of %s, and there were %d of %s: the file is not written"
                .formatted(batch.messageId(), batch.count(), batch.sum(), count, sum));
      }
    }
  }
}
