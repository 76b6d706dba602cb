package farestream.sink;

import java.util.List;
import org.postgresql.jdbc.PgArray;

/// Accepted trips with distinct keys, and the same trips encoded as a statement's parameter.
record SubBatch(List<AcceptedTrip> accepted, PgArray rows) {}
