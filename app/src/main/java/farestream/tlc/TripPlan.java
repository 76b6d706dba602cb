package farestream.tlc;

import java.io.Closeable;
import java.util.Optional;
import java.util.function.Consumer;

/// The trips that a file's records become, with their riders, drivers and keys: the same on every
/// pass and in every run. Equal records are trips of their own; a record that is in two files is
/// one trip. A reversal belongs to the people of the ride that it takes back, and was paid as that
/// was: so the two cancel each other, whoever has the money.
public final class TripPlan {
  private final TlcFile file;
  private final StandIns people;
  private final DuplicateRecords repeats = new DuplicateRecords();
  private final Reversals reversals = new Reversals();
  private final FileFindings findings;

  private TripPlan(TlcFile file, StandIns people) {
    this.file = file;
    this.people = people;
    this.findings = new FileFindings(file);
  }

  /// Reads the whole file once, and once more if there are reversals in it.
  ///
  /// @param refused hears of each record that is made no trip
  /// @throws java.io.UncheckedIOException if it can't be read to its end
  public static TripPlan of(TlcFile file, StandIns people, Consumer<RefusedRecord> refused) {
    var plan = new TripPlan(file, people);
    plan.findings.read(
        record -> {
          plan.repeats.note(record.hash());
          plan.reversals.noteReversal(record);
        },
        refused);
    plan.repeats.done();
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

  /// How many the file has, the refused included.
  public long records() {
    return findings.records();
  }

  public StandIns people() {
    return people;
  }

  public Pass pass() {
    return new Pass();
  }

  /// A record's fate at the door.
  public sealed interface Entry {
    record Trip(PlannedTrip trip) implements Entry {}

    record Refused(RefusedRecord refusal) implements Entry {}
  }

  /// One pass over the file.
  public final class Pass implements Closeable {
    private final TlcLines lines = file.lines();
    private final DuplicateRecords.Counter counter = repeats.counter();
    private final Reversals.Counter reversed = reversals.counter();

    /// Absent at the end.
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
