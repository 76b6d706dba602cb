/// Reads separated values as people and programs write them: in any encoding, with any separator
/// and line ending, from a path or a pipe.
@NullMarked
package farestream.csv;

import org.jspecify.annotations.NullMarked;
