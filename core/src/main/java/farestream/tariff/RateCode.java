package farestream.tariff;

import java.util.Arrays;
import java.util.Optional;

/// How a fare is found, by the TLC's codes.
public enum RateCode {
  STANDARD(1, "standard"),
  JFK(2, "JFK"),
  NEWARK(3, "Newark"),
  NASSAU_OR_WESTCHESTER(4, "Nassau or Westchester"),
  NEGOTIATED(5, "negotiated"),
  GROUP(6, "group ride");

  private final int code;
  private final String words;

  RateCode(int code, String words) {
    this.code = code;
    this.words = words;
  }

  public static Optional<RateCode> of(long code) {
    return Arrays.stream(values()).filter(rate -> rate.code == code).findFirst();
  }

  public int code() {
    return code;
  }

  /// The fare was agreed upon, and the meter says nothing.
  public boolean isAgreed() {
    return this == NEGOTIATED || this == GROUP;
  }

  @Override
  public String toString() {
    return code + " " + words;
  }
}
