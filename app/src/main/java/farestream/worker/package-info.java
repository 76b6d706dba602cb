/// Reads the trips table's stream where there is no Lambda and applies it to PostgreSQL: one
/// leader, parent shards before their children, rows and checkpoints in one transaction. It
/// decides nothing about a trip; core's `stream` and `sink` do.
@NullMarked
package farestream.worker;

import org.jspecify.annotations.NullMarked;
