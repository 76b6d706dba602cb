package farestream.worker;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Stream;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// The streams of the scripted table as DynamoDB offers them: in pages, trimmed, with iterators
/// that expire; and, on command, late, duplicated, or with old records after new ones.
final class ScriptedStreams implements DynamoDbStreamsClient {
  private final ScriptedTable table;
  private final SplittableRandom random;
  private final int pageOfShards;
  private final int pageOfRecords;
  private final boolean childrenFirst;
  private int generation;
  private int late;
  private int twice;
  private int withOld;
  private int incomplete;
  private Optional<Runnable> beforeAnswer = Optional.empty();
  private int answersUntilThen;
  private final Set<String> described = new HashSet<>();
  private final Set<String> read = new HashSet<>();

  /// @param pageOfShards the page size of the list of shards; AWS has 100
  ScriptedStreams(ScriptedTable table, SplittableRandom random, int pageOfShards) {
    this.table = table;
    this.random = random;
    this.pageOfShards = pageOfShards;
    this.pageOfRecords = 1 + random.nextInt(40);
    this.childrenFirst = random.nextBoolean();
  }

  /// Expires all iterators returned so far.
  void expireIterators() {
    generation++;
  }

  /// Makes the next pages empty although there are records.
  void delay(int pages) {
    late = pages;
  }

  /// Returns the next pages twice.
  void repeat(int pages) {
    twice = pages;
  }

  /// Appends records that were returned before to the next pages.
  void reorder(int pages) {
    withOld = pages;
  }

  /// Omits an existing shard from the next lists of shards.
  void omit(int answers) {
    incomplete = answers;
  }

  /// Runs something, which may throw, when the response to a call is computed but not yet
  /// returned.
  void interrupt(int calls, Runnable what) {
    answersUntilThen = calls;
    beforeAnswer = Optional.of(what);
  }

  /// Returns the shards that were listed since the last call.
  Set<String> described() {
    var since = Set.copyOf(described);
    described.clear();
    return since;
  }

  /// Returns the shards of which records were requested.
  Set<String> read() {
    return Set.copyOf(read);
  }

  void calm() {
    late = 0;
    twice = 0;
    withOld = 0;
    incomplete = 0;
    beforeAnswer = Optional.empty();
  }

  @Override
  public ListStreamsResponse listStreams(ListStreamsRequest request) {
    // One stream per page.
    var arns = table.streams();
    var from = arns.indexOf(request.exclusiveStartStreamArn()) + 1;
    var page = arns.subList(from, Math.min(from + 1, arns.size()));
    var answer =
        ListStreamsResponse.builder()
            .streams(page.stream().map(ScriptedStreams::stream).toList())
            .lastEvaluatedStreamArn(from + 1 < arns.size() ? page.getFirst() : null)
            .build();
    return given(answer);
  }

  private static Stream stream(String arn) {
    return Stream.builder()
        .streamArn(arn)
        .streamLabel(arn.substring(arn.lastIndexOf('/') + 1))
        .tableName(ScriptedTable.NAME)
        .build();
  }

  @Override
  public DescribeStreamResponse describeStream(DescribeStreamRequest request) {
    var shards = table.shardsOf(request.streamArn());
    if (shards.isEmpty()) {
      throw ResourceNotFoundException.builder().message("no stream " + request.streamArn()).build();
    }
    described.add(request.streamArn());
    if (childrenFirst) {
      shards = shards.reversed();
    }
    var ids = shards.stream().map(ScriptedShard::id).toList();
    var from = ids.indexOf(request.exclusiveStartShardId()) + 1;
    var until = Math.min(from + pageOfShards, shards.size());
    var page = new ArrayList<>(shards.subList(from, until));
    if (incomplete > 0) {
      incomplete--;
      page.remove(random.nextInt(page.size()));
    }
    var last = until < shards.size() ? ids.get(until - 1) : null;
    return given(
        DescribeStreamResponse.builder()
            .streamDescription(
                stream ->
                    stream
                        .shards(page.stream().map(ScriptedShard::description).toList())
                        .lastEvaluatedShardId(last))
            .build());
  }

  @Override
  public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
    var shard = shard(request.shardId());
    var index =
        switch (request.shardIteratorType()) {
          case TRIM_HORIZON -> shard.trimmed();
          case LATEST -> shard.records().size();
          case AT_SEQUENCE_NUMBER -> indexAfter(shard, number(request) - 1, number(request));
          case AFTER_SEQUENCE_NUMBER -> indexAfter(shard, number(request), number(request));
          case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException(request.toString());
        };
    return given(
        GetShardIteratorResponse.builder()
            .shardIterator("%s %d %d".formatted(shard.id(), index, generation))
            .build());
  }

  private static long number(GetShardIteratorRequest request) {
    return ScriptedRecord.number(request.sequenceNumber());
  }

  /// Returns the index after a number. A position before the oldest available record is rejected,
  /// even if no record is in between.
  private static int indexAfter(ScriptedShard shard, long after, long position) {
    if (position <= shard.trimmedThrough()) {
      throw trimmed(shard);
    }
    return shard.indexAfter(after);
  }

  @Override
  public GetRecordsResponse getRecords(GetRecordsRequest request) {
    var position = request.shardIterator().split(" ", -1);
    var shard = shard(position[0]);
    read.add(shard.id());
    var from = Integer.parseInt(position[1]);
    if (Integer.parseInt(position[2]) != generation) {
      throw ExpiredIteratorException.builder().message("expired").build();
    }
    if (from < shard.trimmed()) {
      throw trimmed(shard);
    }
    if (late > 0) {
      late--;
      return given(page(List.of(), shard, from));
    }
    var until = Math.min(from + Math.min(pageOfRecords, request.limit()), shard.records().size());
    var records = new ArrayList<Record>();
    shard.records().subList(from, until).forEach(record -> records.add(record.deliver()));
    if (withOld > 0 && !records.isEmpty()) {
      withOld--;
      var old = shard.records().subList(shard.trimmed(), until);
      for (var i = 1 + random.nextInt(5); i > 0; i--) {
        records.add(old.get(random.nextInt(old.size())).deliver());
      }
    }
    if (twice > 0 && !records.isEmpty()) {
      twice--;
      return given(page(records, shard, from));
    }
    return given(page(records, shard, until));
  }

  private GetRecordsResponse page(List<Record> records, ScriptedShard shard, int next) {
    var isRead = shard.isClosed() && next == shard.records().size();
    return GetRecordsResponse.builder()
        .records(records)
        .nextShardIterator(isRead ? null : "%s %d %d".formatted(shard.id(), next, generation))
        .build();
  }

  private ScriptedShard shard(String id) {
    return table
        .shard(id)
        .orElseThrow(() -> ResourceNotFoundException.builder().message("no shard " + id).build());
  }

  private static TrimmedDataAccessException trimmed(ScriptedShard shard) {
    return TrimmedDataAccessException.builder().message("trimmed: " + shard).build();
  }

  private <T> T given(T answer) {
    if (beforeAnswer.isPresent() && --answersUntilThen <= 0) {
      var now = beforeAnswer.get();
      beforeAnswer = Optional.empty();
      now.run();
    }
    return answer;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
