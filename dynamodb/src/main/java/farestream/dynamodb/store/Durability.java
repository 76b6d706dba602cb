package farestream.dynamodb.store;

/// What an acknowledged write survives.
public enum Durability {
  /// The end of the process, whatever it dies of. A loss of power may take the writes of the last
  /// moments; the file stays whole.
  PROCESS("NORMAL"),
  /// A loss of power, too: each group of writes waits for the disk.
  DISK("FULL");

  private final String synchronous;

  Durability(String synchronous) {
    this.synchronous = synchronous;
  }

  /// SQLite's pragma of this name.
  String synchronous() {
    return synchronous;
  }
}
