package farestream.reconcile;

import java.time.Duration;

/// How often, and how far apart, a trip that isn't equal is looked at before it is called a fault:
/// its record may not have come into the stream yet.
///
/// @param looks at the most, for trips that are under way; a fault is one found in two
public record RetryPolicy(int looks, Duration pause) {
  public static final RetryPolicy USUAL = new RetryPolicy(4, Duration.ofSeconds(1));

  public RetryPolicy {
    if (looks < 2) {
      throw new IllegalArgumentException("a fault is found in two looks");
    }
  }
}
