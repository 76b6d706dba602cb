package farestream.document;

import farestream.money.Money;
import farestream.report.Places;
import farestream.report.Report;
import farestream.report.Subject.OfCycle;
import farestream.report.Subject.OfDay;
import farestream.report.Tally;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// What is said of a report in words, on the page as on the terminal.
public final class ReportWords {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(Locale.US);
  static final List<Integer> PERCENTS = List.of(50, 95, 99);

  private final Report report;
  private final Function<Money, String> shown;

  /// @param shown how amounts are written
  public ReportWords(Report report, Function<Money, String> shown) {
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
            Words.time(subject.starts(), subject.zone()),
            Words.time(subject.ends(), subject.zone()),
            subject.zone());
  }

  public String state() {
    return switch (report.subject()) {
      case OfCycle(var summary, _, _, _, _) when summary.recorded().isProposed() -> Words.PROPOSED;
      case OfCycle cycle ->
          summary(cycle).paid().compareTo(summary(cycle).payable()) < 0
              ? "closed, not all paid"
              : "closed and paid";
      case OfDay day when report.totals().all().isNone() -> "no trips";
      case OfDay day ->
          day.billed().trips() < report.totals().all().trips() ? "not all billed" : "all billed";
    };
  }

  private static farestream.billing.Cycles.Sums summary(OfCycle cycle) {
    return cycle.summary().sums();
  }

  public String made() {
    return Words.time(report.made(), report.subject().zone());
  }

  /// How long the stream took; where no trip tells it, why.
  public String latency() {
    var latency = report.latency();
    if (latency.trips() == 0) {
      return report.totals().all().isNone()
          ? "There is no trip to tell it."
          : "None of these trips tells it: their rows came "
              + (latency.later() > 0 ? "more than a day after" : "before")
              + " the times at which they ended, as those of replayed, imported and simulated trips do.";
    }
    var within =
        PERCENTS.stream()
            .map(
                percent ->
                    "%d of 100 within %s"
                        .formatted(percent, seconds(latency.within(percent).orElseThrow())))
            .toList();
    return "In the ledger after their end: "
        + String.join(", ", within)
        + ". Ends are told to the second.";
  }

  private static String seconds(long seconds) {
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
    var unknown = report.totals().withoutParts();
    notes.sayOf(
        unknown,
        "%s no longer what they were billed as, so that their tips and tolls, %s in all with the"
            + " fare, are in no figure of tips and tolls.");
    var latency = report.latency();
    if (latency.trips() > 0) {
      notes.sayOf(
          latency.later(),
          "%s recorded more than a day after their end (replayed, imported, repaired) and are not"
              + " among the latencies.");
      notes.sayOf(
          latency.before(),
          "%s recorded before the end that they tell (a clock was wrong) and are not among the"
              + " latencies.");
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
          "These are the trips of the cycle's %d bills, as they were billed; they come to what was billed, to the cent. A cycle has the trips that arrived for it, whatever day they were driven."
              .formatted(sums.bills()));
    }
    if (cycle.withoutTrips() > 0) {
      notes.say(
          "%d of the bills have no trip, but a correction or a balance of an earlier cycle."
              .formatted(cycle.withoutTrips()));
    }
    notes.sayOf(
        cycle.corrected(),
        "The bills also correct earlier cycles: %s, %s in all, which are in no figure of trips and"
            + " fares.");
    notes.sayOf(
        cycle.correctedLater(),
        "Later cycles have corrected these trips: %s, %s in all, which are in their figures.");
    notes.sayOf(
        cycle.byHand(),
        "Bills made by hand bear this cycle's number, too: %s, %s in all; they are in no figure.");
  }

  private void ofDay(OfDay day, Notes notes) {
    notes.say("These are the trips that ended on this day of the city, as they are now.");
    var billed = day.billed();
    var rest = report.totals().all().trips() - billed.trips();
    if (rest > 0) {
      notes.say("Not in a bill yet: %s.".formatted(trips(rest)));
    }
    notes.sayOf(day.notCompleted(), "%s of this day no longer completed and counted nowhere.");
    if (day.inQuarantine() > 0) {
      notes.say(
          "%d records of whatever day wait in quarantine and are counted nowhere: see ./farestream quarantine list."
              .formatted(day.inQuarantine()));
    }
  }

  private static void ofPlaces(Places places, Notes notes) {
    notes.sayOf(
        places.byPoint(),
        "%s, %s, tell a point and no zone: they count for the zone whose centre is nearest, up to "
            + Places.MILES_OF_A_ZONE
            + " miles away.");
    notes.sayOf(places.outside(), "%s, %s, began outside the city and are not on the map.");
    notes.sayOf(places.unknown(), "%s, %s, tell no place and are not on the map.");
  }

  static String trips(long number) {
    return number == 1 ? "1 trip" : Numerals.count(number) + " trips";
  }

  private final class Notes {
    private final List<Note> all = new ArrayList<>();

    void say(String text) {
      all.add(new Note(text, false));
    }

    /// @param text with a place for the trips and one for what they come to
    void sayOf(Tally tally, String text) {
      if (!tally.isNone()) {
        say(text.formatted(trips(tally.trips()), shown.apply(tally.fares())));
      }
    }

    /// @param text with a place for the trips and their verb
    void sayOf(long number, String text) {
      if (number > 0) {
        say(text.formatted(trips(number) + (number == 1 ? " was" : " were")));
      }
    }
  }
}
