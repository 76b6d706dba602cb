package farestream.tlc;

/// A record that was not made a trip.
///
/// @param line of the file, from 1, the header's included
/// @param reason every fault found; may hold values of the record, made safe to print
/// @param cause the same for all records with the same faults; holds no values of the record
/// @param text the record as it stands in the file
public record RefusedRecord(long line, String reason, String cause, String text) {}
