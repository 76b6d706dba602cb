package farestream.simulate;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Counts the events in the city. Thread-safe.
public final class CityStatistics {
  private final Map<Event, LongAdder> events = new EnumMap<>(Event.class);

  /// An event that is counted.
  public enum Event {
    /// This run booked the trip.
    BOOKED,
    /// An earlier run with the same seed had booked the trip.
    ALREADY_BOOKED,
    /// An earlier run with the same seed had completed or cancelled the trip.
    ALREADY_OVER,
    ACCEPTED,
    COMPLETED,
    CALLED_OFF,
    NO_SHOW,
    NO_CAB,
    /// The trip was cancelled because no driver had accepted it when the simulation was stopped.
    CALLED_OFF_BY_THE_STOP,
    /// Another client changed the trip: it accepted, completed, cancelled or deleted it.
    TAKEN_OVER,
    /// A driver was refused a trip because another driver had just accepted it.
    RACE_FOR_TRIP,
    /// A driver was refused a trip because he had just accepted another one.
    RACE_FOR_DRIVER,
    /// A trip accepted by this run was completed or cancelled.
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

  /// Returns the number of trips that were cancelled, for any reason.
  public long notCarried() {
    return of(Event.CALLED_OFF)
        + of(Event.NO_SHOW)
        + of(Event.NO_CAB)
        + of(Event.CALLED_OFF_BY_THE_STOP);
  }

  /// Returns the number of accepted trips that aren't over yet.
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
