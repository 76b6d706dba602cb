/// Why an operation ends without what it was asked for: one class per kind of ending, each with the
/// line that a person reads. A door such as the command line translates the kind, here never.
@NullMarked
package farestream.failure;

import org.jspecify.annotations.NullMarked;
