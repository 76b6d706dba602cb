package farestream;

import farestream.booking.LabDefaults;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A completed trip as another client writes it: the lab's rider, one of its drivers, and a total
/// of 14.18. Tests change the attributes that they need.
public final class SampleItem {
  /// The attributes of the total's parts, as the lab's own scripts write them.
  public static final List<String> PARTS =
      List.of(
          "FARE_AMOUNT", "EXTRA", "MTA_TAX", "TIP_AMOUNT", "TOLLS_AMOUNT", "IMPROVEMENT_SURCHARGE");

  private SampleItem() {}

  public static Map<String, AttributeValue> of(String tripInfo) {
    var item = new HashMap<String, AttributeValue>();
    item.put("riderid", AttributeValue.fromS(LabDefaults.rider(LabDefaults.RIDER).email()));
    item.put("tripinfo", AttributeValue.fromS(tripInfo));
    item.put("STATUS", AttributeValue.fromS("Completed"));
    item.put("RIDER_ID", AttributeValue.fromN(Long.toString(LabDefaults.RIDER)));
    item.put("DRIVER_ID", AttributeValue.fromN("528204"));
    item.put("PICKUP_DATETIME", AttributeValue.fromS("2019-12-18T05:15:33.640038Z"));
    item.put("DROPOFF_DATETIME", AttributeValue.fromS("2019-12-18T05:19:10Z"));
    PARTS.forEach(part -> item.put(part, AttributeValue.fromN("1.5")));
    item.put("TOTAL_AMOUNT", AttributeValue.fromN("14.18"));
    return item;
  }
}
