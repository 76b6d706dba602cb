package farestream.tariff;

import java.util.Arrays;
import java.util.Optional;

/// The TLC's rate codes, which say how a fare is computed.
public enum RateCode {
  STANDARD(1, "standard"),
  JFK(2, "JFK"),
  NEWARK(3, "Newark"),
  NASSAU_OR_WESTCHESTER(4, "Nassau or Westchester"),
  NEGOTIATED(5, "negotiated"),
  GROUP(6, "group ride");

  private final int code;
  private final String label;

  RateCode(int code, String label) {
    this.code = code;
    this.label = label;
  }

  public static Optional<RateCode> of(long code) {
    return Arrays.stream(values()).filter(rate -> rate.code == code).findFirst();
  }

  public int code() {
    return code;
  }

  /// Returns whether the fare is agreed before the ride instead of metered.
  public boolean isAgreed() {
    return this == NEGOTIATED || this == GROUP;
  }

  @Override
  public String toString() {
    return code + " " + label;
  }
}
