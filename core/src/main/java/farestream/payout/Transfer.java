package farestream.payout;

import farestream.money.Money;
import org.jdbi.v3.core.mapper.Nested;

/// A payment as it appears in a bank file.
///
/// @param endToEndId the id by which the bank identifies the payment
/// @param cycle the cycle number on the bill
/// @param account the driver's account at the time the batch was created
public record Transfer(
    String endToEndId,
    Money amount,
    long driverId,
    long billId,
    int cycle,
    @Nested StoredAccount account) {}
