package farestream.tlc;

import java.io.Closeable;
import java.util.Optional;
import java.util.function.Consumer;

/// Turns a file's records into trips with riders, drivers and keys. The plan is deterministic:
/// every pass and every run gives the same trips. Equal records of one file are separate trips; a
/// record that is in two files is one trip. A reversal gets the rider, driver and payment type of
/// the ride that it reverses, so that the two cancel out, no matter who received the money.
public final class TripPlan {
  private final TlcFile file;
  private final StandIns people;
  private final DuplicateRecords duplicates = new DuplicateRecords();
  private final Reversals reversals = new Reversals();
  private final FileFindings findings;

  private TripPlan(TlcFile file, StandIns people) {
    this.file = file;
    this.people = people;
    this.findings = new FileFindings(file);
  }

  /// Plans the trips of a file. Reads the whole file once, and a second time if it contains
  /// reversals.
  ///
  /// @param refused receives each record that can't be read
  /// @throws java.io.UncheckedIOException if the file can't be read to its end
  public static TripPlan of(TlcFile file, StandIns people, Consumer<RefusedRecord> refused) {
    var plan = new TripPlan(file, people);
    plan.findings.read(
        record -> {
          plan.duplicates.note(record.hash());
          plan.reversals.noteReversal(record);
        },
        refused);
    plan.duplicates.endFirstPass();
    if (plan.reversals.any()) {
      plan.noteOriginals();
    }
    return plan;
  }

  private void noteOriginals() {
    try (var lines = file.lines()) {
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        switch (line.get().outcome()) {
          case RecordReader.Outcome.Read(var record, _) -> reversals.noteOriginal(record);
          case RecordReader.Outcome.Refused _ -> {}
        }
      }
    }
  }

  public FileFindings findings() {
    return findings;
  }

  /// Returns the number of records in the file, including refused ones.
  public long records() {
    return findings.records();
  }

  public StandIns people() {
    return people;
  }

  public Pass pass() {
    return new Pass();
  }

  /// The outcome of planning one record.
  public sealed interface Entry {
    record Trip(PlannedTrip trip) implements Entry {}

    record Refused(RefusedRecord refusal) implements Entry {}
  }

  /// One pass over the file.
  public final class Pass implements Closeable {
    private final TlcLines lines = file.lines();
    private final DuplicateRecords.Counter counter = duplicates.counter();
    private final Reversals.Counter reversed = reversals.counter();

    /// Returns the outcome for the next record; absent after the last one.
    public Optional<Entry> next() {
      return lines
          .next()
          .map(
              line ->
                  switch (line.outcome()) {
                    case RecordReader.Outcome.Read(var record, _) ->
                        new Entry.Trip(plan(line.line(), record));
                    case RecordReader.Outcome.Refused refused ->
                        new Entry.Refused(line.refusal(refused));
                  });
    }

    private PlannedTrip plan(long line, TlcRecord record) {
      var number = record.hash().digits(counter.occurrence(record.hash()));
      var original =
          Reversals.isReversal(record)
              ? reversed.original(record)
              : Optional.<Reversals.Original>empty();
      var ride = original.map(Reversals.Original::hash).orElse(record.hash());
      var paid = original.map(known -> record.withPaymentType(known.paymentType())).orElse(record);
      return new PlannedTrip(line, paid, people.rider(ride), people.driver(ride, record), number);
    }

    @Override
    public void close() {
      lines.close();
    }
  }
}
