package farestream.tariff;

/// What of a trip's record a line of a quote belongs to.
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

  /// As the TLC's records and the ledger call it.
  public String column() {
    return column;
  }
}
