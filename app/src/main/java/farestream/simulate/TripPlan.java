package farestream.simulate;

import java.io.Closeable;
import java.util.Optional;

/// The trips that a file's records become, with their riders, drivers and keys: the same on every
/// pass and in every run. Equal records are trips of their own; a record that is in two files is
/// one trip.
public final class TripPlan {
  private final TlcFile file;
  private final People people;
  private final Repeats repeats;
  private final long records;

  private TripPlan(TlcFile file, People people, Repeats repeats, long records) {
    this.file = file;
    this.people = people;
    this.repeats = repeats;
    this.records = records;
  }

  /// Reads the whole file once.
  ///
  /// @throws java.io.UncheckedIOException if it can't be read to its end
  public static TripPlan of(TlcFile file, People people) {
    var repeats = new Repeats();
    var records = 0L;
    try (var lines = file.lines()) {
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        records++;
        switch (line.get().outcome()) {
          case RecordReader.Outcome.Read(var record) -> repeats.note(record.hash());
          case RecordReader.Outcome.Refused _ -> {}
        }
      }
    }
    repeats.done();
    return new TripPlan(file, people, repeats, records);
  }

  /// How many the file has, the refused included.
  public long records() {
    return records;
  }

  People people() {
    return people;
  }

  Pass pass() {
    return new Pass();
  }

  /// A record's fate at the door.
  sealed interface Entry {
    record Trip(PlannedTrip trip) implements Entry {}

    record Refused(Refusal refusal) implements Entry {}
  }

  /// One pass over the file.
  final class Pass implements Closeable {
    private final TlcLines lines = file.lines();
    private final Repeats.Counter counter = repeats.counter();

    /// Absent at the end.
    Optional<Entry> next() {
      return lines
          .next()
          .map(
              line ->
                  switch (line.outcome()) {
                    case RecordReader.Outcome.Read(var record) ->
                        new Entry.Trip(plan(line.line(), record));
                    case RecordReader.Outcome.Refused(var reason) ->
                        new Entry.Refused(new Refusal(line.line(), reason));
                  });
    }

    private PlannedTrip plan(long line, TlcRecord record) {
      var number = record.hash().digits(counter.occurrence(record.hash()));
      return new PlannedTrip(line, record, people.rider(record), people.driver(record), number);
    }

    @Override
    public void close() {
      lines.close();
    }
  }
}
