package farestream.sink;

/// How many rows an upsert inserted, updated and left as they were.
record WriteCounts(int recorded, int amended, int unchanged) {
  static final WriteCounts NOTHING = new WriteCounts(0, 0, 0);

  WriteCounts plus(WriteCounts other) {
    return new WriteCounts(
        recorded + other.recorded, amended + other.amended, unchanged + other.unchanged);
  }
}
