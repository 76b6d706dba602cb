package farestream.view;

import farestream.statement.Bill;
import farestream.statement.BilledTrip;
import farestream.statement.Correction;
import farestream.statement.FareParts;
import farestream.statement.Payment;
import farestream.statement.Period;
import farestream.statement.Split;
import farestream.statement.Statement;
import java.time.ZoneId;

/// Views of a statement and its parts. Times have the offset of the zone, which is the city's.
public final class StatementViews {
  private static final View<Split> SPLIT =
      View.<Split>empty()
          .detail("total", Split::total)
          .detail("driverShare", Split::driversPart)
          .detail("platformShare", Split::platformsPart)
          .detail("taxes", Split::taxes)
          .detail("withheld", Split::withheld)
          .detail("cash", Split::cash)
          .detail("toDriver", Split::toDriver);

  private static final View<FareParts> PARTS =
      View.<FareParts>empty()
          .detail("fare", FareParts::fare)
          .detail("extras", FareParts::extras)
          .detail("tip", FareParts::tip)
          .detail("tolls", FareParts::tolls)
          .detail("levies", FareParts::levies);

  private static final View<Period> PERIOD =
      View.<Period>empty()
          .detail("starts", period -> CityTime.iso(period.starts(), period.zone()))
          .detail("ends", period -> CityTime.iso(period.ends(), period.zone()))
          .detail("zone", period -> period.zone().getId())
          .detail("minimumPayout", Period::minimumPayout)
          .detail("proposed", Period::isProposed);

  private static final View<Payment.Transfer> TRANSFER =
      View.<Payment.Transfer>empty()
          .detail("endToEndId", Payment.Transfer::endToEndId)
          .detail("batch", Payment.Transfer::messageId)
          .detail("accountEnd", Payment.Transfer::accountEnd);

  private StatementViews() {}

  public static View<Statement> statement(ZoneId zone) {
    return View.<Statement>empty()
        .detail("company", Statement::company)
        .detail("cycle", Statement::cycle)
        .detail("driver", Statement::driverId)
        .detail("driverName", Statement::driverName)
        .optional(PERIOD, Statement::period)
        .list("bills", bill(zone), Statement::bills);
  }

  static View<Bill> bill(ZoneId zone) {
    return View.<Bill>empty()
        .detail("bill", Bill::id)
        .detail("isManual", Bill::isManual)
        .detail("policy", Bill::policy)
        .detail("driverRate", bill -> bill.driverShare().share())
        .detail("rides", Bill::rides)
        .with(SPLIT, Bill::split)
        .list("trips", trip(zone), Bill::trips)
        .list("corrections", correction(zone), Bill::corrections)
        .detail("corrected", Bill::corrected)
        .detail("carriedIn", Bill::carriedIn)
        .detail("carriedOut", Bill::carriedOut)
        .detail("payable", Bill::payable)
        .list("payments", payment(zone), Bill::payments);
  }

  static View<BilledTrip> trip(ZoneId zone) {
    return View.<BilledTrip>empty()
        .detail("trip", BilledTrip::tripId)
        .detail("tripinfo", BilledTrip::tripInfo)
        .detail("pickupAt", trip -> CityTime.iso(trip.pickup(), zone))
        .detail("dropoffAt", trip -> CityTime.iso(trip.dropoff(), zone))
        .detail("late", BilledTrip::late)
        .optional("parts", trip -> trip.parts().map(PARTS::json))
        .with(SPLIT, BilledTrip::split)
        .optional("withheldFor", trip -> trip.withheld().map(StatementViews::reason));
  }

  static View<Correction> correction(ZoneId zone) {
    return View.<Correction>empty()
        .detail("trip", Correction::tripId)
        .detail("tripinfo", Correction::tripInfo)
        .detail("dropoffAt", correction -> CityTime.iso(correction.dropoff(), zone))
        .detail("correctsBill", Correction::billId)
        .detail("correctsCycle", Correction::cycle)
        .detail("reason", Correction::reason)
        .optional("changed", Correction::changed)
        .with(SPLIT, Correction::difference);
  }

  static View<Payment> payment(ZoneId zone) {
    return View.<Payment>empty()
        .detail("payment", Payment::id)
        .detail("amount", Payment::amount)
        .detail("status", Payment::state)
        .detail("since", payment -> CityTime.iso(payment.since(), zone))
        .optional("reason", Payment::reason)
        .optional(TRANSFER, Payment::transfer);
  }

  public static String reason(BilledTrip.Withheld withheld) {
    return switch (withheld) {
      case NO_CHARGE -> "no charge";
      case IN_DISPUTE -> "in dispute";
      case VOIDED -> "voided";
      case UNKNOWN -> "not paid by the rider";
    };
  }
}
