/// `up`, `worker`, `dynamodb` and `demo` run the servers; `status`, `url` and `psql` look at
/// them.
@NullMarked
package farestream.cli.server;

import org.jspecify.annotations.NullMarked;
