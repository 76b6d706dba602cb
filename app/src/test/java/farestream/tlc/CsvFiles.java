package farestream.tlc;

import farestream.csv.InputFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Writes files of trip records for tests, and reads them.
public final class CsvFiles {
  public static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  public static final StandIns PEOPLE = new StandIns(200, 50);
  public static final Path SAMPLE =
      Path.of(System.getProperty("farestream.home"), "samples", "trips-2019-03.csv");

  /// The columns of yellow cabs in 2019.
  public static final String YELLOW_2019 =
      "VendorID,tpep_pickup_datetime,tpep_dropoff_datetime,passenger_count,trip_distance,"
          + "RatecodeID,store_and_fwd_flag,PULocationID,DOLocationID,payment_type,fare_amount,extra,"
          + "mta_tax,tip_amount,tolls_amount,improvement_surcharge,total_amount,"
          + "congestion_surcharge";

  private CsvFiles() {}

  public static Path write(Path folder, String... lines) throws IOException {
    var file = Files.createTempFile(folder, "trips", ".csv");
    return Files.writeString(file, String.join("\n", lines) + "\n");
  }

  public static byte[] gzipped(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  public static TlcFile open(Path path) {
    return open(path, LocalTimeRule.of(NEW_YORK));
  }

  public static TlcFile open(Path path, LocalTimeRule clock) {
    return switch (outcome(path, clock)) {
      case TlcFile.Outcome.Opened(var file) -> file;
      case TlcFile.Outcome.NotTlc(var reason) -> throw new AssertionError(reason);
    };
  }

  private static TlcFile.Outcome outcome(Path path, LocalTimeRule clock) {
    try {
      return switch (InputFile.open(path.toString(), InputStream.nullInputStream())) {
        case InputFile.Outcome.Opened(var input) -> TlcFile.open(input, clock);
        case InputFile.Outcome.Refused(var reason) -> new TlcFile.Outcome.NotTlc(reason);
      };
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public static TripPlan plan(TlcFile file) {
    return TripPlan.of(file, PEOPLE, _ -> {});
  }

  public static String notTlc(Path path) {
    return switch (outcome(path, LocalTimeRule.of(NEW_YORK))) {
      case TlcFile.Outcome.Opened _ -> throw new AssertionError(path + " was opened");
      case TlcFile.Outcome.NotTlc(var reason) -> reason;
    };
  }

  /// Returns a record of a yellow cab in 2019, of which only these values matter.
  public static String yellow(String pickup, String dropoff, String total) {
    return "2,%s,%s,1,1.5,1,N,141,233,1,%s,0,0,0,0,0,%s,0".formatted(pickup, dropoff, total, total);
  }

  public static List<TripPlan.Entry> entries(TripPlan plan) {
    var entries = new ArrayList<TripPlan.Entry>();
    try (var pass = plan.pass()) {
      for (var entry = pass.next(); entry.isPresent(); entry = pass.next()) {
        entries.add(entry.get());
      }
    }
    return entries;
  }

  public static List<PlannedTrip> trips(Path path) {
    return entries(plan(open(path))).stream()
        .map(
            entry ->
                switch (entry) {
                  case TripPlan.Entry.Trip(var trip) -> trip;
                  case TripPlan.Entry.Refused(var refusal) ->
                      throw new AssertionError(refusal.toString());
                })
        .toList();
  }

  public static List<RefusedRecord> refusals(Path path) {
    return entries(plan(open(path))).stream()
        .flatMap(
            entry ->
                switch (entry) {
                  case TripPlan.Entry.Trip _ -> java.util.stream.Stream.<RefusedRecord>empty();
                  case TripPlan.Entry.Refused(var refusal) -> java.util.stream.Stream.of(refusal);
                })
        .toList();
  }
}
