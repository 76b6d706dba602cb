package farestream.cli;

import farestream.city.City;
import farestream.city.CityPlan;
import farestream.city.Counts.Event;
import farestream.city.Latencies.Step;
import farestream.city.Standing;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a simulation has to say: what it is made of first, and at the end what came of it.
sealed interface SimulateReport {
  List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9, 100.0);

  /// @param took until the last trip was over in DynamoDB
  record End(long begun, boolean interrupted, Duration took, City city, Standing standing) {}

  void begin(CityPlan plan, int drivers);

  void end(End end);

  static SimulateReport of(boolean json, PrintWriter out) {
    return json ? new Json(out) : new Text(out);
  }

  /// `BOOKED_TO_ROW` as `booked to row`.
  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String lasts(Duration duration) {
    var minutes = duration.toMinutes();
    return minutes % 60 == 0 ? Counted.of(minutes / 60, "hour") : Counted.of(minutes, "minute");
  }

  /// For people.
  record Text(PrintWriter out) implements SimulateReport {
    private static final double MICROS_PER_MILLI = 1_000;

    @Override
    public void begin(CityPlan plan, int drivers) {
      out.printf(
          Locale.ROOT,
          "seed %d: %s in %s of the city's time, %s, %s%n",
          plan.seed(),
          Counted.of(plan.trips(), "trip"),
          lasts(plan.duration()),
          Counted.of(plan.riders(), "rider"),
          Counted.of(drivers, "driver"));
    }

    @Override
    public void end(End end) {
      var seconds = end.took().toNanos() / 1e9;
      out.printf(
          Locale.ROOT,
          "%s%s in %.1f s%n%n",
          end.interrupted() ? "stopped after " : "",
          Counted.of(end.begun(), "trip"),
          seconds);
      printCounts(end.city());
      out.println();
      printLatencies(end.city());
      out.println();
      SidesTable.print(
          out, end.standing().completed(), end.standing().total(), end.standing().arrived());
      if (end.standing().agrees()) {
        out.println("both sides agree to the cent");
      }
    }

    private void printCounts(City city) {
      var table = new TextTable("trips", "number");
      for (var event : Event.values()) {
        if (city.counts().of(event) > 0 && event != Event.ENDED) {
          table.row(words(event), Long.toString(city.counts().of(event)));
        }
      }
      table.print(out);
    }

    private void printLatencies(City city) {
      var table = new TextTable("milliseconds", "number", "median", "p90", "p99", "p99.9", "max");
      for (var step : Step.values()) {
        var histogram = city.latencies().of(step);
        if (histogram.getTotalCount() > 0) {
          var cells =
              new ArrayList<>(List.of(words(step), Long.toString(histogram.getTotalCount())));
          for (var percentile : PERCENTILES) {
            cells.add(
                String.format(
                    Locale.ROOT,
                    "%.1f",
                    histogram.getValueAtPercentile(percentile) / MICROS_PER_MILLI));
          }
          table.row(cells);
        }
      }
      table.print(out);
    }
  }

  /// For programs: one object.
  final class Json implements SimulateReport {
    private final JsonStream report;

    Json(PrintWriter out) {
      this.report = new JsonStream(out);
    }

    @Override
    public void begin(CityPlan plan, int drivers) {
      report.write(
          json -> {
            json.writeNumberField("seed", plan.seed());
            json.writeNumberField("trips", plan.trips());
            json.writeNumberField("hours", plan.duration().toMinutes() / 60.0);
            json.writeNumberField("riders", plan.riders());
            json.writeNumberField("drivers", drivers);
          });
    }

    @Override
    public void end(End end) {
      var arrived = end.standing().arrived();
      report.write(
          json -> {
            json.writeNumberField("begun", end.begun());
            json.writeBooleanField("stopped", end.interrupted());
            json.writeNumberField("seconds", end.took().toMillis() / 1e3);
            json.writeObjectFieldStart("counts");
            for (var event : Event.values()) {
              json.writeNumberField(camel(event), end.city().counts().of(event));
            }
            json.writeEndObject();
            json.writeObjectFieldStart("micros");
            for (var step : Step.values()) {
              var histogram = end.city().latencies().of(step);
              json.writeObjectFieldStart(camel(step));
              json.writeNumberField("number", histogram.getTotalCount());
              for (var percentile : PERCENTILES) {
                json.writeNumberField(
                    "p" + percentile.toString().replace(".0", ""),
                    histogram.getValueAtPercentile(percentile));
              }
              json.writeEndObject();
            }
            json.writeEndObject();
            json.writeNumberField("completed", end.standing().completed());
            json.writeNumberField("cancelled", end.standing().cancelled());
            json.writeNumberField("unfinished", end.standing().unfinished());
            json.writeNumberField("carried", arrived.carried());
            json.writeNumberField("quarantined", arrived.quarantined());
            json.writeNumberField("missing", arrived.missing());
            json.writeNumberField("differing", arrived.differing());
            json.writeNumberField("dynamodbTotal", end.standing().total());
            json.writeNumberField("postgresqlTotal", arrived.carriedTotal());
            json.writeNumberField("quarantinedTotal", arrived.quarantinedTotal());
            json.writeBooleanField("agree", end.standing().agrees());
          });
      report.end();
    }

    private static String camel(Enum<?> constant) {
      var words = words(constant).split(" ", -1);
      var name = new StringBuilder(words[0]);
      for (var word = 1; word < words.length; word++) {
        name.append(Character.toUpperCase(words[word].charAt(0))).append(words[word].substring(1));
      }
      return name.toString();
    }
  }
}
