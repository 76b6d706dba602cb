package farestream.tlc;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What reading a file to its end has found: how many records it has, which can't be read and why,
/// what was left blank, and whether the parts add up.
public final class FileFindings {
  /// A bound on memory; what comes beyond is counted under one cause.
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

  /// Something that is true of many records.
  ///
  /// @param records of which it is true
  /// @param line of the first of them
  /// @param example that one's own words
  public record Cause(String cause, long records, long line, String example) {
    private Cause plusOne() {
      return new Cause(cause, records + 1, line, example);
    }
  }

  /// Reads the file.
  ///
  /// @param good hears of each record that can be read, `bad` of all others
  void read(Consumer<TlcRecord> good, Consumer<RefusedRecord> bad) {
    try (var lines = file.lines()) {
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        records++;
        switch (line.get().outcome()) {
          case RecordReader.Outcome.Read(var record, var flaws) -> {
            for (var flaw : flaws) {
              count(notices, flaw.cause(), line.get().line(), flaw.text());
            }
            parts.add(record);
            good.accept(record);
          }
          case RecordReader.Outcome.Refused unread -> {
            refused++;
            count(refusals, unread.cause(), line.get().line(), unread.reason());
            bad.accept(line.get().refusal(unread));
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

  /// Why records were refused.
  public Collection<Cause> refusals() {
    return refusals.values();
  }

  /// What was left blank, or may not be what it seems.
  public Collection<Cause> notices() {
    return notices.values();
  }

  public PartsTally parts() {
    return parts;
  }

  /// How many records have a remainder. All may, if the file names too few parts to tell.
  public long remainders() {
    return parts.remainders();
  }

  /// Why none of the file should be taken, if so.
  ///
  /// @param percent of the records that may be refused, and that may have a remainder
  public Optional<String> objection(BigDecimal percent) {
    if (records == 0) {
      return Optional.of(file.name() + " has column names and no records");
    }
    if (isMore(refused, percent) || refused == records) {
      var first = refusals.values().stream().findFirst().orElseThrow();
      return Optional.of(
          "%s of %s's %,d records can't be read (%s)"
              .formatted(share(refused), file.name(), records, first.example()));
    }
    return file.header().tellsParts() && isMore(remainders(), percent)
        ? Optional.of(
            "the parts of %s of %s's %,d records don't add up to their totals"
                .formatted(share(remainders()), file.name(), records))
        : Optional.empty();
  }

  private boolean isMore(long some, BigDecimal percent) {
    return BigDecimal.valueOf(some)
            .multiply(PERCENT)
            .compareTo(percent.multiply(BigDecimal.valueOf(records)))
        > 0;
  }

  private String share(long some) {
    return some == records ? "all" : String.format(Locale.ROOT, "%,d", some);
  }
}
