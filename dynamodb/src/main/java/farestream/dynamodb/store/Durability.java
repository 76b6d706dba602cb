package farestream.dynamodb.store;

/// The failures that an acknowledged write survives.
public enum Durability {
  /// The end of the process, including `kill -9`. A power failure can lose the most recent writes
  /// but doesn't corrupt the file.
  PROCESS("NORMAL"),
  /// A power failure, too. Each group commit waits for the disk.
  DISK("FULL");

  private final String synchronous;

  Durability(String synchronous) {
    this.synchronous = synchronous;
  }

  /// Returns the value of SQLite's pragma `synchronous`.
  String synchronous() {
    return synchronous;
  }
}
