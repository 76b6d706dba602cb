package farestream.simulate;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// What has happened in the city so far. Thread-safe.
public final class CityStatistics {
  private final Map<Event, LongAdder> events = new EnumMap<>(Event.class);

  /// What is counted.
  public enum Event {
    /// By this run.
    BOOKED,
    /// An earlier run with the same seed had booked it.
    ALREADY_BOOKED,
    /// An earlier run had ended it.
    ALREADY_OVER,
    ACCEPTED,
    COMPLETED,
    CALLED_OFF,
    NO_SHOW,
    NO_CAB,
    /// No cab had accepted it when the simulation was stopped.
    CALLED_OFF_BY_THE_STOP,
    /// Somebody else ended or took it meanwhile.
    TAKEN_OVER,
    /// A driver was refused a trip, for another had just got it.
    RACE_FOR_TRIP,
    /// A driver was refused a trip, for he had just got another.
    RACE_FOR_DRIVER,
    /// Accepted trips that are over, however.
    ENDED
  }

  CityStatistics() {
    for (var event : Event.values()) {
      events.put(event, new LongAdder());
    }
  }

  void add(Event event) {
    adder(event).increment();
  }

  public long of(Event event) {
    return adder(event).sum();
  }

  /// Booked and over without a ride, for whatever reason.
  public long notCarried() {
    return of(Event.CALLED_OFF)
        + of(Event.NO_SHOW)
        + of(Event.NO_CAB)
        + of(Event.CALLED_OFF_BY_THE_STOP);
  }

  public long underWay() {
    return of(Event.ACCEPTED) - of(Event.ENDED);
  }

  private LongAdder adder(Event event) {
    var adder = events.get(event);
    if (adder == null) {
      throw new IllegalStateException(event.toString());
    }
    return adder;
  }
}
