package farestream.tariff;

/// The part of a trip's fare that a line of a quote belongs to.
public enum Part {
  FARE("fare_amount"),
  EXTRA("extra"),
  MTA_TAX("mta_tax"),
  IMPROVEMENT_SURCHARGE("improvement_surcharge"),
  CONGESTION_SURCHARGE("congestion_surcharge"),
  AIRPORT_FEE("airport_fee"),
  CBD_CONGESTION_FEE("cbd_congestion_fee");

  private final String column;

  Part(String column) {
    this.column = column;
  }

  /// Returns the column's name in the TLC's trip records and in `trips`.
  public String column() {
    return column;
  }
}
