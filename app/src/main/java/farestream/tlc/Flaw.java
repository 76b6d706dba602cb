package farestream.tlc;

/// Something wrong with a record.
///
/// @param cause the same for all records of which it is true; holds nothing of the record
/// @param text with the record's own values, safe to print
record Flaw(String cause, String text) {}
