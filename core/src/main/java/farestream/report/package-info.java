/// Reports on a cycle or a day: trips and fares by hour, zone and payment type, and the latency of
/// the stream. PostgreSQL does the counting, in one read-only transaction. Reports name neither
/// riders nor drivers. This package doesn't know how reports are formatted.
@NullMarked
package farestream.report;

import org.jspecify.annotations.NullMarked;
