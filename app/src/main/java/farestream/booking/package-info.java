/// The trips table in DynamoDB: made, written by conditional writes that move a trip through its
/// life, and queried. Knows nothing of PostgreSQL; what becomes of a completed trip is the
/// stream's affair.
@NullMarked
package farestream.booking;

import org.jspecify.annotations.NullMarked;
