package farestream.cli.simulate;

import farestream.cli.console.JsonStream;
import farestream.cli.console.Plural;
import farestream.cli.console.TextTable;
import farestream.simulate.City;
import farestream.simulate.CityComparison;
import farestream.simulate.CityPlan;
import farestream.simulate.CityStatistics.Event;
import farestream.simulate.Latencies.Step;
import farestream.view.ReplayViews;
import farestream.view.View;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The report of a simulation: its parameters at the start, and its outcome at the end.
sealed interface SimulateReport {
  List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9, 100.0);

  /// The measured work of a simulation.
  ///
  /// @param took the time until the last trip ended in DynamoDB
  record Work(CityPlan plan, City city, Duration took) {}

  void begin(CityPlan plan, int drivers);

  void end(Work work, boolean interrupted, CityComparison comparison);

  /// Reports what was measured until a failure, such as an unreachable server.
  void brokenOff(Work work);

  static SimulateReport of(boolean json, PrintWriter out) {
    return json ? new Json(out) : new Text(out);
  }

  /// Formats a constant's name: `BOOKED_TO_ROW` becomes `booked to row`.
  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String lasts(Duration duration) {
    var minutes = duration.toMinutes();
    return minutes % 60 == 0 ? Plural.of(minutes / 60, "hour") : Plural.of(minutes, "minute");
  }

  /// Prints the report as text.
  record Text(PrintWriter out) implements SimulateReport {
    private static final double MICROS_PER_MILLI = 1_000;

    @Override
    public void begin(CityPlan plan, int drivers) {
      out.printf(
          Locale.ROOT,
          "seed %d: %s in %s of the city's time, %s, %s%n",
          plan.seed(),
          Plural.of(plan.trips(), "trip"),
          lasts(plan.duration()),
          Plural.of(plan.riders(), "rider"),
          Plural.of(drivers, "driver"));
    }

    @Override
    public void end(Work work, boolean interrupted, CityComparison comparison) {
      var begun = Plural.of(work.city().begun(), "trip");
      printWork(interrupted ? "stopped after " + begun + " in" : begun + " in", work);
      SidesTable.print(out, comparison.completed(), comparison.total(), comparison.arrived());
      if (comparison.agrees()) {
        out.println("both sides agree to the cent");
      }
    }

    @Override
    public void brokenOff(Work work) {
      if (work.city().begun() > 0) {
        printWork("failed after", work);
        out.printf(
            "not compared; to resume, run the same command with --seed %d%n", work.plan().seed());
      }
    }

    private void printWork(String ended, Work work) {
      var seconds = work.took().toNanos() / 1e9;
      out.printf(Locale.ROOT, "%s %.1f s%n%n", ended, seconds);
      printCounts(work.city());
      out.println();
      printLatencies(work.city(), "requests", EnumSet.range(Step.BOOK, Step.CANCEL));
      printLatencies(work.city(), "trips", EnumSet.range(Step.STREAM, Step.BOOKED_TO_ROW));
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

    /// Prints the latencies of some steps; prints nothing if none of them happened.
    private void printLatencies(City city, String counted, Set<Step> steps) {
      if (steps.stream().allMatch(step -> city.latencies().of(step).getTotalCount() == 0)) {
        return;
      }
      var table = new TextTable("milliseconds", counted, "median", "p90", "p99", "p99.9", "max");
      for (var step : steps) {
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
      out.println();
    }
  }

  /// Writes the report as one JSON object.
  final class Json implements SimulateReport {
    private static final View<CityPlan> PLAN =
        View.<CityPlan>empty()
            .detail("seed", CityPlan::seed)
            .detail("trips", CityPlan::trips)
            .detail("hours", plan -> plan.duration().toMinutes() / 60.0)
            .detail("riders", CityPlan::riders);

    private static final View<Work> WORK =
        View.<Work>empty()
            .detail("begun", work -> work.city().begun())
            .detail("seconds", work -> work.took().toMillis() / 1e3)
            .detail("counts", Json::counts)
            .detail("micros", Json::micros);

    private final JsonStream report;

    Json(PrintWriter out) {
      this.report = new JsonStream(out);
    }

    @Override
    public void begin(CityPlan plan, int drivers) {
      report.members(PLAN.json(plan).put("drivers", drivers));
    }

    @Override
    public void end(Work work, boolean interrupted, CityComparison comparison) {
      report.members(WORK.json(work));
      report.write(json -> json.writeBooleanField("stopped", interrupted));
      report.members(ReplayViews.SIMULATION.json(comparison));
      report.close();
    }

    @Override
    public void brokenOff(Work work) {
      report.members(WORK.json(work));
      report.write(json -> json.writeBooleanField("brokenOff", true));
      report.close();
    }

    private static Map<String, Long> counts(Work work) {
      var counts = new LinkedHashMap<String, Long>();
      for (var event : Event.values()) {
        counts.put(View.name(event), work.city().counts().of(event));
      }
      return counts;
    }

    private static Map<String, Map<String, Long>> micros(Work work) {
      var micros = new LinkedHashMap<String, Map<String, Long>>();
      for (var step : Step.values()) {
        var histogram = work.city().latencies().of(step);
        var values = new LinkedHashMap<String, Long>();
        values.put("number", histogram.getTotalCount());
        for (var percentile : PERCENTILES) {
          values.put(
              "p" + percentile.toString().replace(".0", ""),
              histogram.getValueAtPercentile(percentile));
        }
        micros.put(View.name(step), values);
      }
      return micros;
    }
  }
}
