/// Decodes a change of the trips table and decides what happens to it: it is recorded, quarantined
/// or ignored. The worker and the Lambda function convert their records to
/// [farestream.stream.TripChange]. Pure functions: no AWS types, no database.
@NullMarked
package farestream.stream;

import org.jspecify.annotations.NullMarked;
