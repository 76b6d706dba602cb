package farestream.worker;

import farestream.checkpoint.ShardKey;
import farestream.failure.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.Stream;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// The streams of the trips table. There are several when it was switched off and on again, or the
/// table made anew: the former ones can still be read for a day. Thread-safe.
public record TripStreams(DynamoDbStreamsClient client, String table) {

  /// The table has none, nor had one within a day.
  public static final class NoStream extends Refusal {
    private static final long serialVersionUID = 1L;

    NoStream(String table) {
      super(
          "table %s has no stream, and no trip reaches the ledger: start ./farestream up, or switch it"
                  .formatted(table)
              + " on with NEW_AND_OLD_IMAGES");
    }
  }

  /// @throws NoStream if there is none
  public List<TripStream> oldestFirst() {
    var streams = listed();
    if (streams.isEmpty()) {
      throw new NoStream(table);
    }
    return streams;
  }

  /// Whether the latest one is on and has what the ledger needs. The table itself isn't asked.
  public boolean isOn() {
    var streams = listed();
    return !streams.isEmpty() && streams.getLast().isOn();
  }

  /// Oldest first; none where the table has none.
  List<TripStream> listed() {
    var streams = new ArrayList<Stream>();
    Optional<String> last = Optional.empty();
    do {
      var after = last.orElse(null);
      var page =
          client.listStreams(request -> request.tableName(table).exclusiveStartStreamArn(after));
      streams.addAll(page.streams());
      last = Optional.ofNullable(page.lastEvaluatedStreamArn());
    } while (last.isPresent());
    // The label is the time at which the stream was switched on.
    streams.sort(Comparator.comparing(Stream::streamLabel));
    return streams.stream().map(stream -> new TripStream(client, stream.streamArn())).toList();
  }

  /// Also of a stream that is listed no longer.
  TripStream of(ShardKey shard) {
    return new TripStream(client, shard.streamArn());
  }

  /// Whether it is or was a stream of this table, also when it is listed no longer.
  boolean isOfTable(String streamArn) {
    return streamArn.contains(":table/" + table + "/stream/");
  }
}
