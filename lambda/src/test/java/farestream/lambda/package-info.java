/// Proofs of the functions: as they are packed, in Lambda's own runtime client, on real servers.
@NullMarked
package farestream.lambda;

import org.jspecify.annotations.NullMarked;
