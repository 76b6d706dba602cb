package farestream.dynamodb.table;

/// Provisioned capacity units, which are kept and shown and limit nothing. Both are 0 with
/// PAY_PER_REQUEST.
public record Throughput(long read, long write) {
  public static final Throughput ON_DEMAND = new Throughput(0, 0);
}
