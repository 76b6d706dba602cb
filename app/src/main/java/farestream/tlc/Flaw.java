package farestream.tlc;

/// A fault or a doubtful value of a record.
///
/// @param cause the flaw without values of the record, so that equal flaws can be counted
/// @param text the flaw with the record's values, escaped for printing
record Flaw(String cause, String text) {}
