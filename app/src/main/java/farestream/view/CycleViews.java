package farestream.view;

import farestream.billing.Billing.Outcome.Closed;
import farestream.billing.Billing.Outcome.NothingToBill;
import farestream.billing.CycleEvent;
import farestream.billing.Cycles.Summary;
import farestream.billing.Cycles.Sums;
import farestream.billing.Disputes.DisputedTrip;
import farestream.billing.DriverBill;
import farestream.billing.Holds;
import farestream.billing.Holds.Hold;
import farestream.billing.ManualBill;
import farestream.billing.Remarks;
import farestream.billing.Terms;
import java.util.List;

/// Views of billing cycles, their terms, bills and events, and of held and disputed trips.
public final class CycleViews {

  /// The terms of a cycle. Amounts are in US dollars, the clock tolerance in minutes.
  public static final View<Terms> TERMS =
      View.<Terms>empty()
          .detail("policy", terms -> terms.policy().toString())
          .detail("driverRate", terms -> terms.driverShare().share())
          .detail("minimumPayout", Terms::minimumPayout)
          .detail("totalLimit", terms -> terms.limits().total())
          .detail("partsTolerance", terms -> terms.limits().parts())
          .detail("clockTolerance", terms -> terms.limits().clock().toMinutes());

  static final View<Sums> AMOUNTS =
      View.<Sums>empty()
          .column("billed", Sums::amount)
          .column("to pay", "payable", Sums::payable)
          .column("paid", Sums::paid)
          .column("carried out", Sums::carriedOut)
          .detail("driverShare", Sums::driversPart)
          .detail("platformShare", Sums::platformsPart)
          .detail("taxes", Sums::taxes)
          .detail("withheld", Sums::withheld)
          .detail("cashHeld", Sums::cashHeld)
          .detail("adjustment", Sums::adjustment)
          .detail("carriedIn", Sums::carriedIn);

  public static final View<Summary> CYCLE =
      View.<Summary>empty()
          .column("cycle", of -> of.recorded().cycle().number())
          .column("status", of -> status(of))
          .column(
              "starts",
              "starts",
              of -> of.recorded().cycle().starts(),
              of -> CityTime.text(of.recorded().cycle().starts(), of.recorded().cycle().zone()))
          .column(
              "ends",
              "ends",
              of -> of.recorded().cycle().ends(),
              of -> CityTime.text(of.recorded().cycle().ends(), of.recorded().cycle().zone()))
          .column("drivers", of -> of.sums().bills())
          .column("rides", of -> of.sums().rides())
          .with(AMOUNTS, Summary::sums)
          .detail("zone", of -> of.recorded().cycle().zone().getId())
          .detail("closedAt", of -> of.recorded().closedAt())
          .with(TERMS, of -> of.recorded().cycle().terms());

  public static final View<CycleEvent> EVENT =
      View.<CycleEvent>empty()
          .detail("event", event -> event.kind().toString())
          .detail("at", CycleEvent::at)
          .detail("actor", CycleEvent::actor)
          .detail("login", CycleEvent::login)
          .detail("reason", CycleEvent::reason);

  public static final View<DriverBill> BILL =
      View.<DriverBill>empty()
          .column("bill", DriverBill::billId)
          .column("driver", DriverBill::driverId)
          .count("rides", DriverBill::rides)
          .amount("billed", DriverBill::amount)
          .amount("driver's share", "driverShare", DriverBill::driversPart)
          .amount("platform's share", "platformShare", DriverBill::platformsPart)
          .rareAmount("taxes", "taxes", DriverBill::taxes)
          .rareAmount("withheld", "withheld", DriverBill::withheld)
          .rareAmount("cash held", "cashHeld", DriverBill::cashHeld)
          .rareAmount("adjusted", "adjustment", DriverBill::adjustment)
          .rareAmount("carried in", "carriedIn", DriverBill::carriedIn)
          .rareAmount("carried out", "carriedOut", DriverBill::carriedOut)
          .amount("to pay", "payable", DriverBill::payable);

  /// A manual bill, and the trips that a cycle left out because of it.
  public static final View<ManualBill> LEFT_OUT =
      View.<ManualBill>empty()
          .detail("bill", ManualBill::billId)
          .detail("driver", ManualBill::driverId)
          .detail("leftOutRides", ManualBill::leftOutRides)
          .detail("leftOutAmount", ManualBill::leftOutAmount)
          .detail("matchesItsTrips", ManualBill::matchesItsTrips);

  public static final View<Hold> HOLD =
      View.<Hold>empty()
          .column("trip", Hold::tripId)
          .prose("tripinfo", Hold::tripInfo)
          .column("driver", Hold::driverId)
          .column("total", Hold::amount)
          .column(
              "held because",
              "reason",
              Hold::reason,
              hold -> (hold.isBilled() ? "amended after it was billed; " : "") + hold.reason())
          .detail("riderEmail", Hold::riderEmail)
          .detail("dropoffAt", Hold::ended)
          .detail("isBilled", Hold::isBilled);

  public static final View<Holds> HOLDS =
      View.<Holds>empty()
          .detail("heldTrips", Holds::trips)
          .detail("heldTotal", Holds::total)
          .list("held", HOLD, Holds::first);

  private static final View<Remarks> REMARKS =
      View.<Remarks>empty()
          .detail("shareOfCash", Remarks::shareOfCash)
          .detail("ridesBeyondParts", Remarks::ridesBeyondParts)
          .detail("beyondParts", Remarks::beyondParts);

  /// A cycle that was or would be closed or proposed.
  public static final View<Closed> CLOSED =
      View.<Closed>empty()
          .detail("cycle", of -> of.cycle().number())
          .detail("starts", of -> of.cycle().starts())
          .detail("ends", of -> of.cycle().ends())
          .with(TERMS, of -> of.cycle().terms())
          .with(REMARKS, Closed::remarks)
          .list("bills", BILL, Closed::bills)
          .list("manualBills", LEFT_OUT, Closed::manualBills)
          .with(HOLDS, Closed::held);

  public static final View<NothingToBill> NOTHING =
      View.<NothingToBill>empty()
          .detail("cycle", _ -> null)
          .detail("ends", NothingToBill::cutOff)
          .detail("bills", _ -> List.of())
          .list("manualBills", LEFT_OUT, NothingToBill::manualBills)
          .with(HOLDS, NothingToBill::held);

  public static final View<DisputedTrip> DISPUTE =
      View.<DisputedTrip>empty()
          .column("tripinfo", DisputedTrip::tripInfo)
          .column("rider", "riderEmail", DisputedTrip::riderEmail)
          .column("driver", DisputedTrip::driverId)
          .column("ended (UTC)", "dropoffAt", DisputedTrip::dropoffDatetime)
          .column("total", DisputedTrip::total)
          .column(
              "billed in cycle",
              "billedIn",
              DisputedTrip::billedIn,
              trip -> trip.billedIn().map(String::valueOf).orElse("none yet"))
          .detail("trip", DisputedTrip::tripId);

  private CycleViews() {}

  public static String status(Summary cycle) {
    return cycle.recorded().isProposed() ? "proposed" : "closed";
  }
}
