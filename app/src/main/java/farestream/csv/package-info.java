/// Files of separated values as people and programs write them: any encoding, separator and line
/// end, from a path or a pipe.
@NullMarked
package farestream.csv;

import org.jspecify.annotations.NullMarked;
