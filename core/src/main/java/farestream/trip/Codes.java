package farestream.trip;

import java.util.Set;

/// The codes that have a row in the ledger's reference tables.
public final class Codes {
  public static final Set<Long> RATES = Set.of(1L, 2L, 3L, 4L, 5L, 6L, 99L);

  public static final Set<Long> CAB_TYPES = Set.of(1L, 2L, 3L, 4L);

  private Codes() {}
}
