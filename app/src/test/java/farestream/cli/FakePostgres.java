package farestream.cli;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/// A PostgreSQL server that accepts every login or requests a password, by default in clear text,
/// and records what clients send.
final class FakePostgres implements AutoCloseable {
  private static final int SSL_REQUEST = 80877103;
  private static final int GSS_REQUEST = 80877104;

  static final int TRUSTS = 0;
  static final int ASKS_FOR_MD5 = 5;
  private static final int ASKS_FOR_CLEAR_TEXT = 3;
  private static final byte[] SALT = {1, 2, 3, 4};

  private final int answer;
  private final ServerSocket server;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final AtomicInteger asked = new AtomicInteger();

  FakePostgres() throws IOException {
    this(ASKS_FOR_CLEAR_TEXT);
  }

  FakePostgres(int answer) throws IOException {
    this.answer = answer;
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    var _ = Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return server.getLocalPort();
  }

  /// Returns how often it has requested a password.
  int asked() {
    return asked.get();
  }

  synchronized String received() {
    return received.toString(StandardCharsets.UTF_8);
  }

  private void serve() {
    while (!server.isClosed()) {
      try (var client = server.accept()) {
        answer(client);
      } catch (IOException closed) {
        // The client closed the connection, as it should.
      }
    }
  }

  private void answer(Socket client) throws IOException {
    var in = new DataInputStream(client.getInputStream());
    var code = startOf(in);
    while (code == SSL_REQUEST || code == GSS_REQUEST) {
      client.getOutputStream().write('N');
      code = startOf(in);
    }
    asked.incrementAndGet();
    var salt = answer == ASKS_FOR_MD5 ? SALT : new byte[0];
    var out = client.getOutputStream();
    out.write(new byte[] {'R', 0, 0, 0, (byte) (8 + salt.length), 0, 0, 0, (byte) answer});
    out.write(salt);
    if (answer == TRUSTS) {
      out.write(new byte[] {'Z', 0, 0, 0, 5, 'I'});
    }
    for (var next = in.read(); next >= 0; next = in.read()) {
      synchronized (this) {
        received.write(next);
      }
    }
  }

  private static int startOf(DataInputStream in) throws IOException {
    var length = in.readInt();
    var code = in.readInt();
    in.skipNBytes(length - 8L);
    return code;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
