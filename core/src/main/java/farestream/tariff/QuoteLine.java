package farestream.tariff;

import farestream.money.Money;

/// A line of a quote.
///
/// @param name such as `night`
/// @param explanation such as `14 units at 0.50`
public record QuoteLine(Part part, String name, String explanation, Money amount) {}
