package farestream.worker;

import farestream.checkpoint.ShardKey;
import farestream.failure.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.Stream;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// The streams of the trips table. There are several if the stream was disabled and enabled again
/// or the table was recreated: earlier streams can be read for a day. Thread-safe.
public record TripStreams(DynamoDbStreamsClient client, String table) {

  /// The table has no stream, and had none within the last day.
  public static final class NoStream extends Refusal {
    private static final long serialVersionUID = 1L;

    NoStream(String table) {
      super(
          "table %s has no stream, so no trip reaches the ledger; run ./farestream up, or enable a stream"
                  .formatted(table)
              + " with NEW_AND_OLD_IMAGES");
    }
  }

  /// @throws NoStream if the table has no stream
  public List<TripStream> oldestFirst() {
    var streams = listed();
    if (streams.isEmpty()) {
      throw new NoStream(table);
    }
    return streams;
  }

  /// Returns whether the latest stream is enabled with both images. Needs permissions on streams
  /// only, not on the table.
  public boolean isOn() {
    var streams = listed();
    return !streams.isEmpty() && streams.getLast().isOn();
  }

  /// Returns the streams, oldest first; empty if the table has none.
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
    // The label is the time at which the stream was enabled.
    streams.sort(Comparator.comparing(Stream::streamLabel));
    return streams.stream().map(stream -> new TripStream(client, stream.streamArn())).toList();
  }

  /// Returns the stream of a shard, also if it is no longer listed.
  TripStream of(ShardKey shard) {
    return new TripStream(client, shard.streamArn());
  }

  /// Returns whether the ARN is that of a current or earlier stream of this table.
  boolean isOfTable(String streamArn) {
    return streamArn.contains(":table/" + table + "/stream/");
  }
}
