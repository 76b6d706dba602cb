/// Tests of how statements are written.
@NullMarked
package farestream.document;

import org.jspecify.annotations.NullMarked;
