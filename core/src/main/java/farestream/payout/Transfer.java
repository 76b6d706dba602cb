package farestream.payout;

import farestream.money.Money;
import org.jdbi.v3.core.mapper.Nested;

/// A payment as the bank is to carry it out.
///
/// @param endToEndId by which it is known there
/// @param cycle as written on the bill
/// @param account as it was when the batch was made
public record Transfer(
    String endToEndId,
    Money amount,
    long driverId,
    long billId,
    int cycle,
    @Nested StoredAccount account) {}
