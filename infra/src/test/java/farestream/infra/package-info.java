/// What can be proved of the templates and of their deployment without an account: by AWS's own
/// linter and translator, by its matcher of event patterns, and on moto, which stands in for AWS.
@NullMarked
package farestream.infra;

import org.jspecify.annotations.NullMarked;
