package farestream.dynamodb.operation;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.json.JsonObject;
import farestream.dynamodb.table.Table;
import farestream.dynamodb.table.Throughput;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The parameters `BillingMode` and `ProvisionedThroughput`.
///
/// @param onDemand whether the billing mode after the request is PAY_PER_REQUEST
/// @param throughput the provisioned throughput of the table after the request
record ThroughputRequest(boolean onDemand, Throughput throughput) {
  private static final long MAX_UNITS = 1_000_000_000_000L;

  /// Parses the parameters of a new table.
  static ThroughputRequest ofCreation(JsonObject request) {
    var throughput = read(request);
    if (request.text("BillingMode", "PROVISIONED").equals("PAY_PER_REQUEST")) {
      refuseUnits(throughput);
      return new ThroughputRequest(true, Throughput.ON_DEMAND);
    }
    if (throughput == null) {
      throw ServiceException.invalidParameter(
          "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is"
              + " PROVISIONED");
    }
    return new ThroughputRequest(false, requireBounds(throughput));
  }

  /// Parses the parameters of an update to an existing table.
  static ThroughputRequest ofUpdate(JsonObject request, Table table) {
    var mode = request.text("BillingMode");
    var throughput = read(request);
    if (mode == null ? table.onDemand() : mode.equals("PAY_PER_REQUEST")) {
      refuseUnits(throughput);
      return new ThroughputRequest(true, Throughput.ON_DEMAND);
    }
    if (throughput == null) {
      if (mode != null) {
        throw ServiceException.invalidParameter(
            "ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
      }
      return new ThroughputRequest(false, table.throughput());
    }
    if (!table.onDemand()) {
      requireChange("table", "the table", table.throughput(), throughput);
    }
    return new ThroughputRequest(false, requireBounds(throughput));
  }

  /// Parses the throughput of a table or an index.
  ///
  /// @return the throughput; null if there is none
  static @Nullable Throughput read(JsonObject owner) {
    var json = owner.object("ProvisionedThroughput");
    return json == null
        ? null
        : new Throughput(units(json, "ReadCapacityUnits"), units(json, "WriteCapacityUnits"));
  }

  private static long units(JsonObject json, String name) {
    return Objects.requireNonNull(json.integer(name), name);
  }

  private static void refuseUnits(@Nullable Throughput throughput) {
    if (throughput != null) {
      throw ServiceException.invalidParameter(
          "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is"
              + " PAY_PER_REQUEST");
    }
  }

  static Throughput requireBounds(Throughput throughput) {
    requireBounds("ReadCapacityUnits", throughput.read());
    requireBounds("WriteCapacityUnits", throughput.write());
    return throughput;
  }

  private static void requireBounds(String name, long units) {
    if (units > MAX_UNITS) {
      throw ServiceException.validation(
          "Given value %d for %s is out of bounds".formatted(units, name));
    }
  }

  static void requireIndexChange(String index, Throughput current, Throughput wanted) {
    requireChange("index", "the index " + index, current, wanted);
  }

  private static void requireChange(
      String kind, String which, Throughput current, Throughput wanted) {
    if (current.equals(wanted)) {
      throw ServiceException.validation(
          ("The provisioned throughput for %s will not change. The requested value equals the"
                  + " current value. Current ReadCapacityUnits provisioned for the %s: %d."
                  + " Requested ReadCapacityUnits: %d. Current WriteCapacityUnits provisioned for"
                  + " the %s: %d. Requested WriteCapacityUnits: %d. Refer to the Amazon DynamoDB"
                  + " Developer Guide for current limits and how to request higher limits.")
              .formatted(
                  which,
                  kind,
                  current.read(),
                  wanted.read(),
                  kind,
                  current.write(),
                  wanted.write()));
    }
  }
}
