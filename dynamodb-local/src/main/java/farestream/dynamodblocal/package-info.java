/// .
@NullMarked
package farestream.dynamodblocal;

import org.jspecify.annotations.NullMarked;
