/// Settings and connections.
@NullMarked
package farestream.config;

import org.jspecify.annotations.NullMarked;
