package farestream.history;

import farestream.tlc.PastTrips;
import farestream.tlc.TripPlan;
import farestream.trip.CompletedTrip;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Optional;

/// The trips of a file of real records, whose drivers were paid by others.
public final class RecordedHistory implements History {
  private static final int CHUNK = 5_000;

  private final String source;
  private final PastTrips trips;
  private long position;

  /// @param source identifies the file and everything else that determines its trips
  public RecordedHistory(String source, TripPlan plan) {
    this.source = source;
    this.trips = new PastTrips(plan);
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public boolean isSettled() {
    return true;
  }

  @Override
  public Optional<Chunk> next() {
    var chunk = new ArrayList<CompletedTrip>(CHUNK);
    for (var trip = trips.next(); trip.isPresent(); trip = trips.next()) {
      chunk.add(trip.get());
      if (chunk.size() == CHUNK) {
        break;
      }
    }
    if (chunk.isEmpty()) {
      return Optional.empty();
    }
    var start = position;
    position += chunk.size();
    return Optional.of(new Chunk(start, chunk));
  }

  @Override
  public void settle(Connection connection) {
    // The trips were settled elsewhere.
  }

  @Override
  public void close() {
    trips.close();
  }
}
