/// Imports past trips in bulk by `COPY`, without the stream; their items are sent to DynamoDB
/// afterwards.
@NullMarked
package farestream.tripimport;

import org.jspecify.annotations.NullMarked;
