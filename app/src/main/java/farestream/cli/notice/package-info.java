/// What commands of several groups tell of the same things, in the same words: trips that are
/// held, records in quarantine, cycles that do not exist, drivers by number.
@NullMarked
package farestream.cli.notice;

import org.jspecify.annotations.NullMarked;
