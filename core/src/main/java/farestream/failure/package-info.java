/// Expected failures of an operation: one exception class per kind, with the line that the user
/// reads. The caller, such as the command line, maps each kind to its exit status.
@NullMarked
package farestream.failure;

import org.jspecify.annotations.NullMarked;
