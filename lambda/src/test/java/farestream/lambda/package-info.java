/// Tests of the functions as they are packaged, in Lambda's runtime interface client, with real
/// servers.
@NullMarked
package farestream.lambda;

import org.jspecify.annotations.NullMarked;
