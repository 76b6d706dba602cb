package farestream.document;

import farestream.billing.Cycles;
import farestream.money.Money;
import farestream.report.Latency;
import farestream.report.PickupAreas;
import farestream.report.Report;
import farestream.report.Subject.OfCycle;
import farestream.report.Subject.OfDay;
import farestream.report.TripTotals;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// What is said of a report in words, on the page as on the terminal.
public final class ReportWording {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(Locale.US);
  private static final String SETTLED = "settled elsewhere";
  static final List<Integer> PERCENTS = List.of(50, 95, 99);

  private final Report report;
  private final Function<Money, String> shown;

  /// @param shown how amounts are written
  public ReportWording(Report report, Function<Money, String> shown) {
    this.report = report;
    this.shown = shown;
  }

  public String title() {
    return switch (report.subject()) {
      case OfCycle cycle -> "Billing cycle " + cycle.number();
      case OfDay day -> DAY.format(day.day());
    };
  }

  /// From when to when, in the city's time.
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
      case OfCycle(var summary, _, _, _, _) when summary.recorded().isProposed() ->
          StatementWording.PROPOSED;
      case OfCycle cycle ->
          summary(cycle).paid().compareTo(summary(cycle).payable()) < 0
              ? "closed, not all paid"
              : "closed and paid";
      case OfDay day when report.totals().all().isNone() -> "no trips";
      case OfDay day when toBill(day) > 0 -> "not all billed";
      case OfDay day when day.settled().isNone() -> "all billed";
      case OfDay day -> day.billed().isNone() ? SETTLED : "all billed or " + SETTLED;
    };
  }

  /// How many trips of the day a cycle still has to bill.
  private long toBill(OfDay day) {
    return report.totals().all().trips() - day.billed().trips() - day.settled().trips();
  }

  private static Cycles.Sums summary(OfCycle cycle) {
    return cycle.summary().sums();
  }

  /// How a cycle's trips were shared, and whether cash was set off; nothing of a day.
  public Optional<String> terms() {
    return switch (report.subject()) {
      case OfDay _ -> Optional.empty();
      case OfCycle cycle -> {
        var terms = cycle.summary().recorded().cycle().terms();
        var cash =
            switch (terms.policy()) {
              case LAB -> "; cash that drivers took is not set off";
              case COMPONENTS -> "; cash that drivers took is set off";
            };
        yield Optional.of(StatementWording.terms(terms) + cash);
      }
    };
  }

  /// What the word means in a report, where a driver's meter means less by it.
  public String fares() {
    return "Fares are all that riders were charged: with tips, tolls, taxes and surcharges, and"
        + " whether or not they paid.";
  }

  public String made() {
    return StatementWording.time(report.made(), report.subject().zone());
  }

  /// How long the stream took; where no trip tells it, why.
  public String latency() {
    var latency = report.latency();
    if (latency.trips() == 0) {
      return report.totals().all().isNone()
          ? "There is no trip to tell it."
          : "None of these trips tells it: their rows came "
              + (latency.later() > 0 ? "more than a day after" : "before")
              + " the times at which they ended, as those of replayed and imported trips do, and"
              + " those of simulated ones that weren't followed.";
    }
    var within =
        PERCENTS.stream()
            .map(
                percent ->
                    "%d of 100 within %s"
                        .formatted(percent, seconds(latency.within(percent).orElseThrow())))
            .toList();
    return "In the ledger after their end: " + String.join(", ", within) + ". " + ends(latency);
  }

  private static String ends(Latency latency) {
    if (latency.followed() == 0) {
      return "Ends are told to the second.";
    }
    return latency.followed() == latency.trips()
        ? "Ends are the completions in DynamoDB, which simulate noted."
        : "Ends are told to the second; those of %s that simulate drove are the completions in DynamoDB."
            .formatted(trips(latency.followed()));
  }

  private static String seconds(long millis) {
    if (millis < 1_000) {
      return String.format(Locale.ROOT, "%.2f s", millis / 1e3);
    }
    var seconds = Math.ceilDiv(millis, 1_000);
    return seconds < 120 ? seconds + " s" : "%d min".formatted(Math.ceilDiv(seconds, 60));
  }

  /// @param isWarning whether something doesn't agree
  public record Note(String text, boolean isWarning) {}

  /// What the figures hold and what they don't.
  public List<Note> notes() {
    var notes = new Notes();
    switch (report.subject()) {
      case OfCycle cycle -> ofCycle(cycle, notes);
      case OfDay day -> ofDay(day, notes);
    }
    notes.say("Hours are those of the city's clock in which trips began.");
    ofPlaces(report.places(), notes);
    notes.sayOf(
        "Billed as they are on record no more: %s, %s; their tips and tolls are in no figure.",
        report.totals().withoutParts());
    var latency = report.latency();
    if (latency.trips() > 0) {
      notes.sayOf(
          "Not among the latencies: %s recorded more than a day after the end (replayed, imported,"
              + " repaired).",
          latency.later());
      notes.sayOf(
          "Not among the latencies: %s recorded before the end, by a clock that was wrong.",
          latency.before());
    }
    return notes.all;
  }

  private void ofCycle(OfCycle cycle, Notes notes) {
    var sums = summary(cycle);
    var all = report.totals().all();
    if (!all.fares().equals(sums.amount()) || all.trips() != sums.rides()) {
      notes.all.add(
          new Note(
              "The trips come to %s for %d rides, the bills to %s for %d: see ./farestream audit verify."
                  .formatted(
                      shown.apply(all.fares()),
                      all.trips(),
                      shown.apply(sums.amount()),
                      sums.rides()),
              true));
    } else {
      notes.say(
          "These are the trips of the cycle's bills, as they were billed; they come to what was"
              + " billed, to the cent. A cycle has the trips that arrived for it, whatever day they"
              + " were driven.");
    }
    if (cycle.withoutTrips() > 0) {
      notes.say(
          "Bills without a trip, but with a correction or a balance of an earlier cycle: %s."
              .formatted(NumberFormats.count(cycle.withoutTrips())));
    }
    notes.sayOf(
        "The bills also correct earlier cycles, which is in no figure of trips and fares: %s, %s in"
            + " all.",
        cycle.corrected());
    notes.sayOf(
        "Later cycles have corrected these trips, which is in their figures: %s, %s in all.",
        cycle.correctedLater());
    notes.sayOf(
        "Bills made by hand bear this cycle's number, too, and are in no figure: %s, %s in all.",
        cycle.byHand());
  }

  private void ofDay(OfDay day, Notes notes) {
    notes.say("These are the trips that ended on this day of the city, as they are now.");
    if (report.made().isBefore(day.starts())) {
      notes.say("This day is still to come.");
    } else if (report.made().isBefore(day.ends())) {
      notes.say("This day isn't over: more trips may end on it.");
    }
    notes.sayOf("Not in a bill yet: %s.", toBill(day));
    notes.sayOf("Settled elsewhere, and in no bill of ours: %s, %s.", day.settled());
    notes.sayOf("No longer completed, and counted nowhere: %s of this day.", day.notCompleted());
    if (day.inQuarantine() > 0) {
      notes.say(
          "In quarantine, and counted nowhere: records of whatever day, %s of them; see ./farestream quarantine list."
              .formatted(NumberFormats.count(day.inQuarantine())));
    }
  }

  private static void ofPlaces(PickupAreas places, Notes notes) {
    notes.sayOf(
        "A point and no zone is told by %s, %s: each counts for the zone whose centre is nearest,"
            + " up to "
            + PickupAreas.MILES_OF_A_ZONE
            + " miles away.",
        places.byPoint());
    notes.sayOf("Outside the city: %s, %s.", places.outside());
    around(places).ifPresent(notes::say);
    notes.sayOf("Place not told, and not on the map: %s, %s.", places.unknown());
  }

  /// Of the map that shows them.
  static Optional<String> around(PickupAreas places) {
    var trips = places.around().stream().mapToLong(of -> of.tally().trips()).sum();
    return trips == 0
        ? Optional.empty()
        : Optional.of(
            "%s began outside the city and near it, as most of the lab's random points lie: the page's map \"Around the city\" counts them in squares some three miles wide."
                .formatted(trips(trips)));
  }

  static String trips(long number) {
    return number == 1 ? "1 trip" : NumberFormats.count(number) + " trips";
  }

  private final class Notes {
    private final List<Note> all = new ArrayList<>();

    void say(String text) {
      all.add(new Note(text, false));
    }

    /// @param text with a place for the trips and one for what they come to
    void sayOf(String text, TripTotals tally) {
      if (!tally.isNone()) {
        say(text.formatted(trips(tally.trips()), shown.apply(tally.fares())));
      }
    }

    /// @param text with a place for the trips
    void sayOf(String text, long number) {
      if (number > 0) {
        say(text.formatted(trips(number)));
      }
    }
  }
}
