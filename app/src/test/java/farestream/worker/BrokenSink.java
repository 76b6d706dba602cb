package farestream.worker;

import farestream.checkpoint.Checkpoint;
import farestream.checkpoint.Gap;
import farestream.checkpoint.ReaderProgress;
import farestream.sink.Batch;
import farestream.sink.BatchOutcome;
import farestream.sink.Ledger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// Sinks with typical bugs. The schedules must detect every one of them; otherwise they prove
/// nothing.
enum BrokenSink implements StressSink {
  /// Commits the checkpoint before the rows.
  CHECKPOINT_BEFORE_ROWS {
    @Override
    public Ledger ledger(Connection connection) throws SQLException {
      return new Ledger(connection) {
        @Override
        public BatchOutcome apply(Batch batch) {
          var outcome = super.apply(new Batch(batch.source(), List.of(), batch.progress()));
          return outcome instanceof BatchOutcome.Committed
              ? super.apply(new Batch(batch.source(), batch.changes(), Optional.empty()))
              : outcome;
        }
      };
    }
  },

  /// Commits under the current epoch whatever it is, so it is never fenced off.
  NO_EPOCH {
    @Override
    public Ledger ledger(Connection connection) throws SQLException {
      return new Ledger(connection) {
        @Override
        public BatchOutcome apply(Batch batch) {
          try {
            var progress = new ReaderProgress(epoch(connection), places(batch));
            return super.apply(new Batch(batch.source(), batch.changes(), Optional.of(progress)));
          } catch (SQLException outage) {
            return new BatchOutcome.NotCommitted(Optional.empty(), outage);
          }
        }
      };
    }
  },

  /// Lets the record applied last win, regardless of its sequence number.
  NO_SEQUENCE_GUARD {
    @Override
    StressDatabase database() throws SQLException {
      return StressDatabase.without(
          "taxidb_unguarded",
          rewritten("trips\\.sequence_number < excluded\\.sequence_number\\s+and", ""));
    }
  },

  /// Inserts a row for every change. Needs a database without the unique constraint.
  NO_DEDUPLICATION {
    @Override
    StressDatabase database() throws SQLException {
      return StressDatabase.without(
          "taxidb_doubling",
          "alter table trips drop constraint a_trip_is_recorded_once;"
              + rewritten(
                  "on conflict on constraint a_trip_is_recorded_once do update "
                      + ".*?returning xmax = 0 as is_new",
                  "returning true as is_new"));
    }
  },

  /// Reports success when the database was down.
  SWALLOWS_ERRORS {
    @Override
    public Ledger ledger(Connection connection) throws SQLException {
      return new Ledger(connection) {
        @Override
        public BatchOutcome apply(Batch batch) {
          return super.apply(batch) instanceof BatchOutcome.Fenced fenced ? fenced : NOTHING_DONE;
        }
      };
    }
  },

  /// Continues after a gap without recording it.
  SKIPS_WHAT_WAS_TRIMMED {
    @Override
    public Ledger ledger(Connection connection) throws SQLException {
      return new Ledger(connection) {
        @Override
        public BatchOutcome gaps(List<Gap> gaps, ReaderProgress progress) {
          return super.gaps(List.of(), progress);
        }
      };
    }
  },

  /// Starts every shard at the trim horizon.
  BEGINS_AT_THE_HORIZON {
    @Override
    public DynamoDbStreamsClient client(DynamoDbStreamsClient streams) {
      return new DelegatingStreams(streams) {
        @Override
        public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
          return super.getShardIterator(
              request.shardIteratorType() == ShardIteratorType.AT_SEQUENCE_NUMBER
                  ? request.toBuilder().shardIteratorType(ShardIteratorType.TRIM_HORIZON).build()
                  : request);
        }
      };
    }
  },

  /// Creates a shard's checkpoint only when its first record is applied.
  FORGETS_WHAT_IT_HAS_NOT_BEGUN {
    @Override
    public Ledger ledger(Connection connection) throws SQLException {
      return new Ledger(connection) {
        @Override
        public BatchOutcome gaps(List<Gap> gaps, ReaderProgress progress) {
          var begun = begun(progress);
          return gaps.isEmpty() && begun.checkpoints().isEmpty()
              ? NOTHING_DONE
              : super.gaps(gaps, begun);
        }

        @Override
        public BatchOutcome apply(Batch batch) {
          var begun = batch.progress().map(BrokenSink::begun);
          return super.apply(new Batch(batch.source(), batch.changes(), begun));
        }
      };
    }
  },

  /// Never reads the second page of the list of shards.
  FIRST_PAGE_OF_SHARDS_ONLY {
    @Override
    public DynamoDbStreamsClient client(DynamoDbStreamsClient streams) {
      return new DelegatingStreams(streams) {
        @Override
        public DescribeStreamResponse describeStream(DescribeStreamRequest request) {
          return with(super.describeStream(request), null, UnaryOperator.identity());
        }
      };
    }
  },

  /// Reads all shards at once, regardless of their order.
  CHILDREN_BEFORE_PARENTS {
    @Override
    public DynamoDbStreamsClient client(DynamoDbStreamsClient streams) {
      return new DelegatingStreams(streams) {
        @Override
        public DescribeStreamResponse describeStream(DescribeStreamRequest request) {
          var answer = super.describeStream(request);
          return with(
              answer,
              answer.streamDescription().lastEvaluatedShardId(),
              shard -> shard.toBuilder().parentShardId(null).build());
        }
      };
    }
  },

  /// Drops records that it can't apply instead of quarantining them.
  NO_QUARANTINE {
    @Override
    public Connection connection(Connection connection) {
      return RewrittenSql.of(connection, "insert into quarantine", "on conflict", "where false $0");
    }
  },

  /// Doesn't record removals.
  NO_REMOVALS {
    @Override
    public Connection connection(Connection connection) {
      return RewrittenSql.of(connection, "insert into trip_removal", "group by", "where false $0");
    }
  };

  private static final BatchOutcome NOTHING_DONE =
      new BatchOutcome.Committed(0, 0, 0, 0, List.of(), 0);

  StressDatabase database() throws SQLException {
    return StressDatabase.running();
  }

  /// Returns SQL that replaces a part of the database's write function. It fails if the part
  /// doesn't exist, because then the function was changed and the bug would no longer be
  /// simulated.
  private static String rewritten(String part, String other) {
    return """
        do $do$
        declare
          whole constant text := pg_get_functiondef('record_trips'::regproc);
          broken constant text := regexp_replace(whole, '%s', '%s');
        begin
          if broken = whole then
            raise 'record_trips has no such part';
          end if;
          execute broken;
        end
        $do$
        """
        .formatted(part, other);
  }

  private static ReaderProgress begun(ReaderProgress progress) {
    var begun =
        progress.checkpoints().stream()
            .filter(checkpoint -> checkpoint.finished() || checkpoint.sequenceNumber().isPresent())
            .toList();
    return new ReaderProgress(progress.epoch(), begun);
  }

  private static long epoch(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select epoch from stream_reader")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static List<Checkpoint> places(Batch batch) {
    return batch.progress().map(ReaderProgress::checkpoints).orElse(List.of());
  }

  private static DescribeStreamResponse with(
      DescribeStreamResponse answer, @Nullable String last, UnaryOperator<Shard> change) {
    var shards = answer.streamDescription().shards().stream().map(change).toList();
    return answer.toBuilder()
        .streamDescription(stream -> stream.shards(shards).lastEvaluatedShardId(last))
        .build();
  }
}
