/// Past trips that are imported in bulk by `COPY`, past the stream, and sent to DynamoDB
/// afterwards.
@NullMarked
package farestream.tripimport;

import org.jspecify.annotations.NullMarked;
