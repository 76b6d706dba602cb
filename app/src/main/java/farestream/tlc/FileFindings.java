package farestream.tlc;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The findings of reading a file to its end: how many records it has, which ones can't be read and
/// why, which values were left blank, and whether the parts add up.
public final class FileFindings {
  /// Limits memory; further causes are counted together as one.
  private static final int MOST_CAUSES = 50;

  private static final BigDecimal PERCENT = new BigDecimal(100);

  private final TlcFile file;
  private final Map<String, Cause> refusals = new LinkedHashMap<>();
  private final Map<String, Cause> notices = new LinkedHashMap<>();
  private final PartsTally parts = new PartsTally();
  private long records;
  private long refused;

  FileFindings(TlcFile file) {
    this.file = file;
  }

  /// A finding that many records may share.
  ///
  /// @param cause the finding, without values of a record
  /// @param records the number of records with this finding
  /// @param line the line of the first of them
  /// @param example the finding with the values of that first record
  public record Cause(String cause, long records, long line, String example) {
    private Cause plusOne() {
      return new Cause(cause, records + 1, line, example);
    }
  }

  /// Reads the file.
  ///
  /// @param onRecord receives each record that can be read
  /// @param onRefused receives each record that can't be read
  void read(Consumer<TlcRecord> onRecord, Consumer<RefusedRecord> onRefused) {
    try (var lines = file.lines()) {
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        records++;
        switch (line.get().outcome()) {
          case RecordReader.Outcome.Read(var record, var flaws) -> {
            for (var flaw : flaws) {
              count(notices, flaw.cause(), line.get().line(), flaw.text());
            }
            parts.add(record);
            onRecord.accept(record);
          }
          case RecordReader.Outcome.Refused unread -> {
            refused++;
            count(refusals, unread.cause(), line.get().line(), unread.reason());
            onRefused.accept(line.get().refusal(unread));
          }
        }
      }
      lines.slashDates().notice().ifPresent(notice -> notices.put(notice.cause(), notice));
    }
  }

  private static void count(Map<String, Cause> causes, String cause, long line, String example) {
    var name = causes.containsKey(cause) || causes.size() < MOST_CAUSES ? cause : "something else";
    causes.merge(name, new Cause(name, 1, line, example), (before, _) -> before.plusOne());
  }

  public TlcFile file() {
    return file;
  }

  public long records() {
    return records;
  }

  public long refused() {
    return refused;
  }

  /// Returns the causes for which records were refused, in the order of their first lines.
  public Collection<Cause> refusals() {
    return refusals.values();
  }

  /// Returns the notices: values that were left blank, and values that may be misread.
  public Collection<Cause> notices() {
    return notices.values();
  }

  public PartsTally parts() {
    return parts;
  }

  /// Returns how many records have a remainder, i.e. a total that isn't the sum of its parts. If
  /// the file lacks columns of parts, this may be all of them.
  public long remainders() {
    return parts.remainders();
  }

  /// Returns the reason why the whole file should be refused; absent if it is acceptable.
  ///
  /// @param percent the percentage of records that may be refused, and that may have a remainder
  public Optional<String> objection(BigDecimal percent) {
    if (records == 0) {
      return Optional.of(file.name() + " has column names but no records");
    }
    if (exceeds(refused, percent) || refused == records) {
      var first = refusals.values().stream().findFirst().orElseThrow();
      return Optional.of(
          "%s of %s's %,d records can't be read (%s)"
              .formatted(share(refused), file.name(), records, first.example()));
    }
    return file.header().hasParts() && exceeds(remainders(), percent)
        ? Optional.of(
            "the parts of %s of %s's %,d records don't add up to their totals"
                .formatted(share(remainders()), file.name(), records))
        : Optional.empty();
  }

  private boolean exceeds(long count, BigDecimal percent) {
    return BigDecimal.valueOf(count)
            .multiply(PERCENT)
            .compareTo(percent.multiply(BigDecimal.valueOf(records)))
        > 0;
  }

  private String share(long count) {
    return count == records ? "all" : String.format(Locale.ROOT, "%,d", count);
  }
}
