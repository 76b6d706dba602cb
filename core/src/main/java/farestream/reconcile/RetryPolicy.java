package farestream.reconcile;

import java.time.Duration;

/// How often a mismatch is checked before it is reported as a fault, because its record may not be
/// in the stream yet. A fault is one that was found in two attempts.
///
/// @param attempts the maximum for trips that still change, at least 2
/// @param pause the time between attempts
public record RetryPolicy(int attempts, Duration pause) {
  public static final RetryPolicy USUAL = new RetryPolicy(4, Duration.ofSeconds(1));

  public RetryPolicy {
    if (attempts < 2) {
      throw new IllegalArgumentException("a fault needs two attempts");
    }
  }
}
