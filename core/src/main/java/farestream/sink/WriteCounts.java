package farestream.sink;

/// The number of rows that an upsert inserted, updated and left unchanged.
record WriteCounts(int recorded, int amended, int unchanged) {
  static final WriteCounts NOTHING = new WriteCounts(0, 0, 0);

  WriteCounts plus(WriteCounts other) {
    return new WriteCounts(
        recorded + other.recorded, amended + other.amended, unchanged + other.unchanged);
  }
}
