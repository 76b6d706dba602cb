package farestream.dynamodb.table;

/// Provisioned capacity units. They are stored and reported but not enforced. Both are 0 if the
/// billing mode is PAY_PER_REQUEST.
public record Throughput(long read, long write) {
  public static final Throughput ON_DEMAND = new Throughput(0, 0);
}
