package farestream.document;

import farestream.billing.Cycles;
import farestream.money.Money;
import farestream.report.Latency;
import farestream.report.PickupAreas;
import farestream.report.Report;
import farestream.report.Subject.CycleSubject;
import farestream.report.Subject.DaySubject;
import farestream.report.TripTotals;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// The texts of a report, the same on the page and on the terminal.
public final class ReportWording {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(Locale.US);
  private static final String SETTLED = "settled elsewhere";
  private static final List<Integer> PERCENTS = List.of(50, 95, 99);

  private final Report report;
  private final Function<Money, String> shown;

  /// @param shown formats amounts
  public ReportWording(Report report, Function<Money, String> shown) {
    this.report = report;
    this.shown = shown;
  }

  public String title() {
    return switch (report.subject()) {
      case CycleSubject cycle -> "Billing cycle " + cycle.number();
      case DaySubject day -> DAY.format(day.day());
    };
  }

  /// Returns start and end in the city's time.
  public String period() {
    var subject = report.subject();
    return "%s to %s (%s)"
        .formatted(
            StatementWording.time(subject.starts(), subject.zone()),
            StatementWording.time(subject.ends(), subject.zone()),
            subject.zone());
  }

  public String state() {
    return switch (report.subject()) {
      case CycleSubject(var summary, _, _, _, _) when summary.recorded().isProposed() ->
          StatementWording.PROPOSED;
      case CycleSubject cycle ->
          summary(cycle).paid().compareTo(summary(cycle).payable()) < 0
              ? "closed, not all paid"
              : "closed and paid";
      case DaySubject day when report.totals().all().isNone() -> "no trips";
      case DaySubject day when toBill(day) > 0 -> "not all billed";
      case DaySubject day when day.settled().isNone() -> "all billed";
      case DaySubject day -> day.billed().isNone() ? SETTLED : "all billed or " + SETTLED;
    };
  }

  /// Returns the number of trips of the day that aren't billed yet.
  private long toBill(DaySubject day) {
    return report.totals().all().trips() - day.billed().trips() - day.settled().trips();
  }

  private static Cycles.Sums summary(CycleSubject cycle) {
    return cycle.summary().sums();
  }

  /// Returns how a cycle's fares are shared and whether cash is deducted; empty for a day.
  public Optional<String> terms() {
    return switch (report.subject()) {
      case DaySubject _ -> Optional.empty();
      case CycleSubject cycle -> {
        var terms = cycle.summary().recorded().cycle().terms();
        var cash =
            switch (terms.policy()) {
              case LAB -> "; cash collected by drivers is not deducted";
              case COMPONENTS -> "; cash collected by drivers is deducted";
            };
        yield Optional.of(StatementWording.terms(terms) + cash);
      }
    };
  }

  /// Explains what fares mean in a report, since a driver's meter shows less.
  public String fares() {
    return "Fares are what riders were charged, including tips, tolls, taxes and surcharges, whether or"
        + " not they paid.";
  }

  public String made() {
    return StatementWording.time(report.made(), report.subject().zone());
  }

  /// Returns the latency of the stream or, if no trip has one, why not.
  public String latency() {
    var latency = report.latency();
    if (latency.trips() == 0) {
      return report.totals().all().isNone()
          ? "No latency data: there are no trips."
          : "No latency data: the rows were recorded "
              + (latency.later() > 0 ? "more than a day after" : "before")
              + " the end of their trips, which were replayed, imported or simulated without tracking.";
    }
    var within =
        PERCENTS.stream()
            .map(
                percent ->
                    "%d of 100 within %s"
                        .formatted(percent, seconds(latency.within(percent).orElseThrow())))
            .toList();
    return "From the end of a trip to its row: " + String.join(", ", within) + ". " + ends(latency);
  }

  private static String ends(Latency latency) {
    if (latency.followed() == 0) {
      return "Trip ends have a precision of one second.";
    }
    return latency.followed() == latency.trips()
        ? "Trip ends are the times of completion in DynamoDB that simulate recorded."
        : "Trip ends have a precision of one second; for %s by simulate they are the times of completion in DynamoDB."
            .formatted(trips(latency.followed()));
  }

  private static String seconds(long millis) {
    if (millis < 1_000) {
      return String.format(Locale.ROOT, "%.2f s", millis / 1e3);
    }
    var seconds = Math.ceilDiv(millis, 1_000);
    return seconds < 120 ? seconds + " s" : "%d min".formatted(Math.ceilDiv(seconds, 60));
  }

  /// @param isWarning whether figures that must agree don't
  public record Note(String text, boolean isWarning) {}

  /// Returns what the figures include and what they don't.
  public List<Note> notes() {
    var notes = new Notes();
    switch (report.subject()) {
      case CycleSubject cycle -> ofCycle(cycle, notes);
      case DaySubject day -> ofDay(day, notes);
    }
    notes.add("Hours are those of the city's local time in which trips started.");
    ofPlaces(report.places(), notes);
    notes.addTrips(
        "Billed in a state that is no longer recorded: %s, %s; their tips and tolls are in no figure.",
        report.totals().withoutParts());
    var latency = report.latency();
    if (latency.trips() > 0) {
      notes.addTrips(
          "Not in the latencies: %s recorded more than a day after the end (replayed, imported or"
              + " repaired).",
          latency.later());
      notes.addTrips(
          "Not in the latencies: %s recorded before the end, because a clock was wrong.",
          latency.before());
    }
    return notes.all;
  }

  private void ofCycle(CycleSubject cycle, Notes notes) {
    var sums = summary(cycle);
    var all = report.totals().all();
    if (!all.fares().equals(sums.amount()) || all.trips() != sums.rides()) {
      notes.all.add(
          new Note(
              "The trips total %s for %d rides, but the bills %s for %d; run ./farestream audit verify."
                  .formatted(
                      shown.apply(all.fares()),
                      all.trips(),
                      shown.apply(sums.amount()),
                      sums.rides()),
              true));
    } else {
      notes.add(
          "These are the trips of the cycle's bills, as billed; they total the billed amount to the"
              + " cent. A cycle bills the trips that arrived for it, regardless of the day they were"
              + " driven.");
    }
    if (cycle.withoutTrips() > 0) {
      notes.add(
          "Bills without trips, but with a correction or a balance of an earlier cycle: %s."
              .formatted(NumberFormats.count(cycle.withoutTrips())));
    }
    notes.addTrips(
        "The bills also correct earlier cycles, which isn't in the figures of trips and fares: %s, %s in"
            + " all.",
        cycle.corrected());
    notes.addTrips(
        "Later cycles have corrected these trips, which is in the figures: %s, %s in all.",
        cycle.correctedLater());
    notes.addTrips(
        "Manual bills with this cycle's number, which are in no figure: %s, %s in all.",
        cycle.manualBills());
  }

  private void ofDay(DaySubject day, Notes notes) {
    notes.add("These are the trips that ended on this day in the city, in their current state.");
    if (report.made().isBefore(day.starts())) {
      notes.add("This day has not started.");
    } else if (report.made().isBefore(day.ends())) {
      notes.add("This day is not over; more trips may end on it.");
    }
    notes.addTrips("Not billed yet: %s.", toBill(day));
    notes.addTrips("Settled elsewhere, in none of our bills: %s, %s.", day.settled());
    notes.addTrips("No longer completed and not counted: %s of this day.", day.notCompleted());
    if (day.inQuarantine() > 0) {
      notes.add(
          "In quarantine and not counted: %s records, of this and other days; run ./farestream quarantine list."
              .formatted(NumberFormats.count(day.inQuarantine())));
    }
  }

  private static void ofPlaces(PickupAreas places, Notes notes) {
    notes.addTrips(
        "With a pick-up point but no zone: %s, %s; each counts for the zone with the nearest centre,"
            + " up to "
            + PickupAreas.MILES_OF_A_ZONE
            + " miles away.",
        places.byPoint());
    notes.addTrips("Outside the city: %s, %s.", places.outside());
    around(places).ifPresent(notes::add);
    notes.addTrips("With an unknown location, not on the map: %s, %s.", places.unknown());
  }

  /// Returns the note of the map that shows trips outside the city.
  static Optional<String> around(PickupAreas places) {
    var trips = places.around().stream().mapToLong(of -> of.tally().trips()).sum();
    return trips == 0
        ? Optional.empty()
        : Optional.of(
            trips(trips)
                + " started outside the city but near it, like most of the lab's random points; the"
                + " map \"Around the city\" counts them in squares about three miles wide.");
  }

  static String trips(long number) {
    return number == 1 ? "1 trip" : NumberFormats.count(number) + " trips";
  }

  private final class Notes {
    private final List<Note> all = new ArrayList<>();

    void add(String text) {
      all.add(new Note(text, false));
    }

    /// @param text has a placeholder for the number of trips and one for their total
    void addTrips(String text, TripTotals tally) {
      if (!tally.isNone()) {
        add(text.formatted(trips(tally.trips()), shown.apply(tally.fares())));
      }
    }

    /// @param text has a placeholder for the number of trips
    void addTrips(String text, long number) {
      if (number > 0) {
        add(text.formatted(trips(number)));
      }
    }
  }
}
