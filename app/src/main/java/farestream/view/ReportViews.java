package farestream.view;

import farestream.report.Latency;
import farestream.report.PickupAreas;
import farestream.report.Report;
import farestream.report.Subject;
import farestream.report.Subject.CycleSubject;
import farestream.report.Subject.DaySubject;
import farestream.report.TripTotals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// Views of a report on a cycle or a day, and of its breakdowns. Times have the city's offset.
public final class ReportViews {
  private static final int DECIMALS = 3;

  private static final View<TripTotals> TOTALS =
      View.<TripTotals>empty()
          .column("trips", TripTotals::trips)
          .column("fares", TripTotals::fares);

  /// The trips of one hour of the day.
  public record HourTotals(int hour, TripTotals tally) {}

  public static final View<HourTotals> HOUR =
      View.<HourTotals>empty()
          .column("hour", "hour", HourTotals::hour, of -> "%02d:00".formatted(of.hour()))
          .with(TOTALS, HourTotals::tally);

  public static final View<PickupAreas.ZoneTotals> ZONE =
      View.<PickupAreas.ZoneTotals>empty()
          .column("zone", "zone", of -> of.zone().number(), of -> of.zone().toString())
          .detail("name", of -> of.zone().name())
          .column("borough", of -> of.zone().borough())
          .with(TOTALS, PickupAreas.ZoneTotals::tally)
          .summary("average", of -> of.tally().average());

  public static final View<Map.Entry<String, TripTotals>> BOROUGH =
      View.<Map.Entry<String, TripTotals>>empty()
          .summary("borough", Map.Entry::getKey)
          .with(TOTALS, Map.Entry::getValue);

  private static final View<PickupAreas.CellTotals> CELL =
      View.<PickupAreas.CellTotals>empty()
          .detail("longitude", of -> degrees(of.point().longitude()))
          .detail("latitude", of -> degrees(of.point().latitude()))
          .with(TOTALS, PickupAreas.CellTotals::tally);

  public static final View<Report.PaymentTypeTotals> PAYMENT =
      View.<Report.PaymentTypeTotals>empty()
          .column("paid by", "type", Report.PaymentTypeTotals::name)
          .with(TOTALS, Report.PaymentTypeTotals::tally);

  private static final View<Latency> LATENCY =
      View.<Latency>empty()
          .detail("trips", Latency::trips)
          .detail("followed", Latency::followed)
          .optional("p50WithinSeconds", latency -> seconds(latency.within(50)))
          .optional("p95WithinSeconds", latency -> seconds(latency.within(95)))
          .optional("p99WithinSeconds", latency -> seconds(latency.within(99)))
          .detail("moreThanADayLater", Latency::later)
          .detail("beforeTheirEnd", Latency::before);

  private static final View<CycleSubject> CYCLE =
      View.<CycleSubject>empty()
          .detail("status", of -> CycleViews.status(of.summary()))
          .detail("bills", of -> of.summary().sums().bills())
          .detail("billsWithoutTrips", CycleSubject::withoutTrips)
          .with(CycleViews.AMOUNTS, of -> of.summary().sums())
          .object("corrected", TOTALS, CycleSubject::corrected)
          .object("correctedLater", TOTALS, CycleSubject::correctedLater)
          .object("manualBills", TOTALS, CycleSubject::manualBills);

  private static final View<DaySubject> DAY =
      View.<DaySubject>empty()
          .object("billed", TOTALS, DaySubject::billed)
          .object("settled", TOTALS, DaySubject::settled)
          .detail("notCompleted", DaySubject::notCompleted)
          .detail("inQuarantine", DaySubject::inQuarantine);

  /// A report. Its table has the totals.
  public static final View<Report> REPORT =
      View.<Report>empty()
          .detail("company", Report::company)
          .optional("cycle", report -> cycle(report.subject()).map(CycleSubject::number))
          .optional("day", report -> day(report.subject()).map(DaySubject::day))
          .detail("starts", of -> CityTime.iso(of.subject().starts(), of.subject().zone()))
          .detail("ends", of -> CityTime.iso(of.subject().ends(), of.subject().zone()))
          .detail("zone", of -> of.subject().zone().getId())
          .detail("createdAt", of -> CityTime.iso(of.made(), of.subject().zone()))
          .column("trips", of -> of.totals().all().trips())
          .column("drivers", of -> of.totals().drivers())
          .column("charged in all", "fares", of -> of.totals().all().fares())
          .summary("average", of -> of.totals().all().average())
          .column("tips", of -> of.totals().tips())
          .column("tolls", of -> of.totals().tolls())
          .summary("in cash", of -> of.cash().fares())
          .object("withoutParts", TOTALS, of -> of.totals().withoutParts())
          .object("cash", TOTALS, Report::cash)
          .optional(CYCLE, of -> cycle(of.subject()))
          .optional(DAY, of -> day(of.subject()))
          .list("hours", HOUR, ReportViews::hours)
          .list("zones", ZONE, of -> of.places().zones())
          .object("outsideTheCity", TOTALS, of -> of.places().outside())
          .list("aroundTheCity", CELL, of -> of.places().around())
          .object("unknownLocation", TOTALS, of -> of.places().unknown())
          .object("inZonesByPoint", TOTALS, of -> of.places().byPoint())
          .list("payments", PAYMENT, Report::payments)
          .object("streamLatency", LATENCY, Report::latency);

  private ReportViews() {}

  private static Optional<CycleSubject> cycle(Subject subject) {
    return subject instanceof CycleSubject cycle ? Optional.of(cycle) : Optional.empty();
  }

  private static Optional<DaySubject> day(Subject subject) {
    return subject instanceof DaySubject day ? Optional.of(day) : Optional.empty();
  }

  public static List<HourTotals> hours(Report report) {
    var hours = report.hours();
    return IntStream.range(0, hours.size())
        .mapToObj(hour -> new HourTotals(hour, hours.get(hour)))
        .toList();
  }

  private static Optional<BigDecimal> seconds(OptionalLong millis) {
    return millis.isPresent()
        ? Optional.of(BigDecimal.valueOf(millis.getAsLong() / 10, 2))
        : Optional.empty();
  }

  /// Formats the centre of a cell without binary rounding errors.
  private static BigDecimal degrees(double value) {
    return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP);
  }
}
