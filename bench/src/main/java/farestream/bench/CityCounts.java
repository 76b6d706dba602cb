package farestream.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/// Counts the distributions for `simulate` in the TLC's records, and writes them to the tables that
/// it reads: `pickups.csv`, `dropoffs.csv`, `hours.csv`, `shares.csv`.
///
/// Arguments: the file of the records, a table of the zones (`LocationID,zone,borough`), and the
/// folder to write to.
public final class CityCounts {
  private static final int LAST_ZONE = 263;
  private static final int HOURS = 24;
  private static final double SECONDS_PER_MINUTE = 60;

  private final String source;
  private final TreeMap<Integer, long[]> pickups = new TreeMap<>();
  private final TreeMap<String, TreeMap<Integer, Long>> dropoffs = new TreeMap<>();
  private final TreeMap<String, TreeMap<Integer, Long>> shares = new TreeMap<>();
  private final double[] miles = new double[HOURS];
  private final double[] minutes = new double[HOURS];
  private final TreeMap<Integer, String> boroughs = new TreeMap<>();

  private CityCounts(String source) {
    this.source = source;
  }

  public static void main(String[] arguments) throws IOException {
    var counts = new CityCounts(Path.of(arguments[0]).getFileName().toString());
    counts.readZones(Path.of(arguments[1]));
    counts.readRecords(Path.of(arguments[0]));
    counts.write(Path.of(arguments[2]));
  }

  private void readZones(Path file) throws IOException {
    try (var records = csv(file)) {
      records.forEach(zone -> boroughs.put(number(zone, "LocationID"), zone.get("borough")));
    }
  }

  private void readRecords(Path file) throws IOException {
    try (var records = csv(file)) {
      records.forEach(this::count);
    }
  }

  private static org.apache.commons.csv.CSVParser csv(Path file) throws IOException {
    return CSVFormat.DEFAULT
        .builder()
        .setHeader()
        .setSkipHeaderRecord(true)
        .get()
        .parse(Files.newBufferedReader(file));
  }

  private void count(CSVRecord record) {
    var from = number(record, "PULocationID");
    var to = number(record, "DOLocationID");
    var begin = time(record, "tpep_pickup_datetime");
    if (from <= LAST_ZONE && to <= LAST_ZONE) {
      pickups.computeIfAbsent(from, _ -> new long[HOURS])[begin.getHour()]++;
      dropoffs
          .computeIfAbsent(boroughs.getOrDefault(from, ""), _ -> new TreeMap<>())
          .merge(to, 1L, Long::sum);
    }
    countSpeed(record, begin);
    share("payment", number(record, "payment_type"));
    var passengers = number(record, "passenger_count");
    if (passengers > 0) {
      share("passengers", passengers);
    }
    var total = new BigDecimal(record.get("total_amount"));
    var tip = new BigDecimal(record.get("tip_amount"));
    var untipped = total.subtract(tip);
    if (number(record, "payment_type") == 1 && untipped.signum() > 0) {
      share(
          "tip_percent",
          tip.movePointRight(2).divide(untipped, 0, RoundingMode.HALF_UP).intValueExact());
    }
  }

  /// Adds a ride to its hour's miles and minutes. Counts only rides of a minute to three hours, 0.1
  /// to 60 miles and less than 70 miles an hour, because other values are probably wrong.
  private void countSpeed(CSVRecord record, LocalDateTime begin) {
    var seconds = Duration.between(begin, time(record, "tpep_dropoff_datetime")).toSeconds();
    var distance = Double.parseDouble(record.get("trip_distance"));
    if (seconds >= 60
        && seconds <= 10_800
        && distance >= 0.1
        && distance < 60
        && distance * 3_600 / seconds < 70) {
      miles[begin.getHour()] += distance;
      minutes[begin.getHour()] += seconds / SECONDS_PER_MINUTE;
    }
  }

  private void share(String what, int value) {
    shares.computeIfAbsent(what, _ -> new TreeMap<>()).merge(value, 1L, Long::sum);
  }

  private void write(Path folder) throws IOException {
    write(
        folder.resolve("pickups.csv"),
        "Pick-ups by zone and by hour of the day in New York, 0 to 23.",
        "zone,by_hour",
        out ->
            pickups.forEach(
                (zone, hours) ->
                    out.println(
                        zone
                            + ","
                            + Arrays.stream(hours)
                                .mapToObj(Long::toString)
                                .collect(Collectors.joining(" ")))));
    write(
        folder.resolve("dropoffs.csv"),
        "Drop-offs by the borough of the pick-up and the zone of the drop-off.",
        "borough,zone,trips",
        out ->
            dropoffs.forEach(
                (borough, zones) ->
                    zones.forEach(
                        (zone, trips) -> out.println(borough + "," + zone + "," + trips))));
    write(
        folder.resolve("hours.csv"),
        "Miles and minutes driven by the hour of the pick-up.",
        "hour,miles,minutes",
        out -> {
          for (var hour = 0; hour < HOURS; hour++) {
            out.println(hour + "," + Math.round(miles[hour]) + "," + Math.round(minutes[hour]));
          }
        });
    write(
        folder.resolve("shares.csv"),
        "Records by payment type, by number of passengers, and by card tip in percent of the rest.",
        "what,value,trips",
        out ->
            shares.forEach(
                (what, values) ->
                    values.forEach(
                        (value, trips) -> out.println(what + "," + value + "," + trips))));
  }

  /// Writes a table's rows.
  private interface Rows {
    void to(PrintWriter out);
  }

  private void write(Path file, String about, String header, Rows rows) throws IOException {
    try (var out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
      out.println("# " + about);
      out.println("# Counted by farestream.bench.CityCounts in the TLC's records of March 2019,");
      out.println("# raw/taxis.csv of https://github.com/mwaskom/seaborn-data (" + source + ").");
      out.println(header);
      rows.to(out);
    }
  }

  private static int number(CSVRecord record, String column) {
    return Integer.parseInt(record.get(column));
  }

  private static LocalDateTime time(CSVRecord record, String column) {
    return LocalDateTime.parse(record.get(column).replace(' ', 'T'));
  }
}
