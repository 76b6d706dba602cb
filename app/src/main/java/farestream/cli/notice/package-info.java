/// Notices that commands of several groups print in the same words: about held trips, quarantined
/// records, cycles that don't exist, and drivers by number.
@NullMarked
package farestream.cli.notice;

import org.jspecify.annotations.NullMarked;
