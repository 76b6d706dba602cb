package farestream.dynamodb.operation;

/// Writes one item in a transaction of its own.
final class SingleWrite {
  private SingleWrite() {}

  static ItemWrite run(Database database, WriteAction action) {
    return database.write(
        writer -> {
          var write = ItemWrite.decide(database, writer, action);
          write.apply(database, writer);
          return write;
        });
  }
}
