package farestream.trip;

/// The key that identifies a trip in both DynamoDB and PostgreSQL.
///
/// @param riderEmail the item's `riderid`, the row's `rider_email`
/// @param tripInfo `<pick-up time>,<7 digits>`, such as `2020-04-05T18:52:42Z,8987397`
public record TripKey(String riderEmail, String tripInfo) {}
