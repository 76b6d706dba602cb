/// How each thing is shown. One definition yields tables, JSON and CSV, so that a thing has the
/// same columns and names everywhere. This package neither prints nor queries.
@NullMarked
package farestream.view;

import org.jspecify.annotations.NullMarked;
