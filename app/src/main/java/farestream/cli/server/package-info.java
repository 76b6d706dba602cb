/// The commands `up`, `worker`, `dynamodb` and `demo`, which run servers, and `status`, `url` and
/// `psql`, which inspect them.
@NullMarked
package farestream.cli.server;

import org.jspecify.annotations.NullMarked;
