package farestream.tlc;

/// A record that can't be read as a trip.
///
/// @param line its line in the file, from 1, counting the header
/// @param reason every fault found; may contain values of the record, escaped for printing
/// @param cause the faults without values of the record, so that equal ones can be counted
/// @param text the record as it stands in the file
public record RefusedRecord(long line, String reason, String cause, String text) {}
