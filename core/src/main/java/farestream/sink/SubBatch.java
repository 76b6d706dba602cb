package farestream.sink;

import java.util.List;
import org.postgresql.jdbc.PgArray;

/// Candidates of which no two are the same trip, and the parameter that brings them to the server.
record SubBatch(List<AcceptedTrip> accepted, PgArray rows) {}
