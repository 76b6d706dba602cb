/// The trips table in DynamoDB: creates it, moves a trip through its states by conditional
/// writes, and queries it. Doesn't use PostgreSQL; the stream carries completed trips there.
@NullMarked
package farestream.booking;

import org.jspecify.annotations.NullMarked;
