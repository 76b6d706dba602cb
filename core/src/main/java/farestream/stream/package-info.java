/// From a change in the trips table to a decision on it. Readers of every kind (the worker, the
/// Lambda function) bring their records here as [farestream.stream.TripChange]; what comes out
/// is recorded, quarantined or passed over. Pure: no AWS types, no database.
@NullMarked
package farestream.stream;

import org.jspecify.annotations.NullMarked;
