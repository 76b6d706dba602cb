package farestream.trip;

/// The names of an item's attributes in DynamoDB, as the workshop writes them.
public final class TripAttribute {
  /// Partition key; the rider's e-mail address.
  public static final String RIDERID = "riderid";
  /// Sort key; pick-up time and number.
  public static final String TRIPINFO = "tripinfo";
  /// The driver's e-mail address.
  public static final String DRIVERID = "driverid";
  /// The 7 digits of the tripinfo.
  public static final String ID = "ID";
  public static final String STATUS = "STATUS";
  public static final String RIDER_ID = "RIDER_ID";
  public static final String RIDER_NAME = "RIDER_NAME";
  public static final String RIDER_EMAIL = "RIDER_EMAIL";
  public static final String RIDER_MOBILE = "RIDER_MOBILE";
  public static final String DRIVER_ID = "DRIVER_ID";
  public static final String DRIVER_NAME = "DRIVER_NAME";
  public static final String DRIVER_EMAIL = "DRIVER_EMAIL";
  public static final String DRIVER_MOBILE = "DRIVER_MOBILE";
  /// JSON text.
  public static final String DRIVER_DETAILS = "DriverDetails";
  public static final String VEHICLE_ID = "VEHICLE_ID";
  public static final String CAB_TYPE_ID = "CAB_TYPE_ID";
  public static final String VENDOR_ID = "VENDOR_ID";
  public static final String PICKUP_DATETIME = "PICKUP_DATETIME";
  public static final String PICKUP_LONGITUDE = "PICKUP_LONGITUDE";
  public static final String PICKUP_LATITUDE = "PICKUP_LATITUDE";
  public static final String PICKUP_LOCATION_ID = "PICKUP_LOCATION_ID";
  public static final String DROPOFF_DATETIME = "DROPOFF_DATETIME";
  public static final String DROPOFF_LONGITUDE = "DROPOFF_LONGITUDE";
  public static final String DROPOFF_LATITUDE = "DROPOFF_LATITUDE";
  public static final String DROPOFF_LOCATION_ID = "DROPOFF_LOCATION_ID";
  public static final String PASSENGER_COUNT = "PASSENGER_COUNT";
  public static final String TRIP_DISTANCE = "TRIP_DISTANCE";
  public static final String RATE_CODE_ID = "RATE_CODE_ID";
  /// The workshop's spelling.
  public static final String PAYMENT_TYPE = "PAYMENT_TYPET";
  public static final String TRIP_TYPE = "TRIP_TYPE";
  public static final String STORE_AND_FWD_FLAG = "STORE_AND_FWD_FLAG";
  public static final String FARE_AMOUNT = "FARE_AMOUNT";
  public static final String EXTRA = "EXTRA";
  public static final String MTA_TAX = "MTA_TAX";
  public static final String TIP_AMOUNT = "TIP_AMOUNT";
  public static final String TOLLS_AMOUNT = "TOLLS_AMOUNT";
  public static final String EHAIL_FEE = "EHAIL_FEE";
  public static final String IMPROVEMENT_SURCHARGE = "IMPROVEMENT_SURCHARGE";
  public static final String CONGESTION_SURCHARGE = "CONGESTION_SURCHARGE";
  public static final String AIRPORT_FEE = "AIRPORT_FEE";
  public static final String CBD_CONGESTION_FEE = "CBD_CONGESTION_FEE";
  public static final String OTHER_AMOUNT = "OTHER_AMOUNT";
  public static final String TOTAL_AMOUNT = "TOTAL_AMOUNT";
  public static final String CANCEL_REASON = "CANCEL_REASON";
  public static final String CANCEL_DATETIME = "CANCEL_DATETIME";

  private TripAttribute() {}
}
