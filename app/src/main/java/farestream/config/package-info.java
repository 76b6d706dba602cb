/// What a command connects to: settings from the environment, the `.env` file and a local
/// instance, and the clients of DynamoDB and PostgreSQL made from them.
@NullMarked
package farestream.config;

import org.jspecify.annotations.NullMarked;
