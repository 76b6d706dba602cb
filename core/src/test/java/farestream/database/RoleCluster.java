package farestream.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import javax.sql.DataSource;

/// A separate PostgreSQL server with the initial roles of RDS: the master user, and the role whose
/// members log in by IAM.
record RoleCluster(EmbeddedPostgres server) implements AutoCloseable {

  static RoleCluster start() throws IOException, SQLException {
    var server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    for (var step :
        new String[] {
          "create role master login createrole createdb",
          "create role rds_iam",
          "grant rds_iam to master with admin option, inherit false, set false",
          "create database taxidb owner master"
        }) {
      RolesScriptTest.run(server.getPostgresDatabase(), step);
    }
    return new RoleCluster(server);
  }

  DataSource as(String role) {
    return new PostgresLogin("localhost", server.getPort(), "taxidb", role, "").dataSource();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
