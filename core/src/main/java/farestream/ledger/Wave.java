package farestream.ledger;

import farestream.ledger.Ledger.Candidate;
import java.util.List;
import org.postgresql.jdbc.PgArray;

/// Candidates of which no two are the same trip, and the parameter that brings them to the server.
record Wave(List<Candidate> candidates, PgArray rows) {}
