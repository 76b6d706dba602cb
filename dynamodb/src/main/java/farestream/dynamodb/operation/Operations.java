package farestream.dynamodb.operation;

import java.util.LinkedHashMap;
import java.util.Map;

/// All operations by target, the value of the header `X-Amz-Target`.
public final class Operations {
  private static final String DYNAMODB = "DynamoDB_20120810.";
  private static final String STREAMS = "DynamoDBStreams_20120810.";

  private Operations() {}

  /// @param upkeep triggers a background run of [farestream.dynamodb.table.TableUpkeep]
  public static Map<String, Operation> of(Database database, Runnable upkeep) {
    var operations = new LinkedHashMap<String, Operation>();
    operations.put(DYNAMODB + "BatchGetItem", new BatchGetItem(database));
    operations.put(DYNAMODB + "BatchWriteItem", new BatchWriteItem(database));
    operations.put(DYNAMODB + "CreateTable", new CreateTable(database));
    operations.put(DYNAMODB + "DeleteItem", new DeleteItem(database));
    operations.put(DYNAMODB + "DeleteTable", new DeleteTable(database, upkeep));
    operations.put(DYNAMODB + "DescribeContinuousBackups", new DescribeContinuousBackups(database));
    operations.put(DYNAMODB + "DescribeLimits", new DescribeLimits());
    operations.put(DYNAMODB + "DescribeTable", new DescribeTable(database));
    operations.put(DYNAMODB + "DescribeTimeToLive", new DescribeTimeToLive(database));
    operations.put(DYNAMODB + "GetItem", new GetItem(database));
    operations.put(DYNAMODB + "ListTables", new ListTables(database));
    operations.put(DYNAMODB + "ListTagsOfResource", new ListTagsOfResource(database));
    operations.put(DYNAMODB + "PutItem", new PutItem(database));
    operations.put(DYNAMODB + "Query", new Query(database));
    operations.put(DYNAMODB + "Scan", new Scan(database));
    operations.put(DYNAMODB + "TagResource", new TagResource(database));
    operations.put(DYNAMODB + "TransactGetItems", new TransactGetItems(database));
    operations.put(DYNAMODB + "TransactWriteItems", new TransactWriteItems(database));
    operations.put(DYNAMODB + "UntagResource", new UntagResource(database));
    operations.put(DYNAMODB + "UpdateItem", new UpdateItem(database));
    operations.put(DYNAMODB + "UpdateTable", new UpdateTable(database, upkeep));
    operations.put(DYNAMODB + "UpdateTimeToLive", new UpdateTimeToLive(database));
    operations.put(STREAMS + "DescribeStream", new DescribeStream(database));
    operations.put(STREAMS + "GetRecords", new GetRecords(database));
    operations.put(STREAMS + "GetShardIterator", new GetShardIterator(database));
    operations.put(STREAMS + "ListStreams", new ListStreams(database));
    return operations;
  }
}
