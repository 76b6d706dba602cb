package farestream.dynamodb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;

/// A connection that sends bytes unchanged, even if they aren't HTTP, and never retries.
public final class RawConnection implements AutoCloseable {
  private static final int DEADLINE_MILLIS = 60_000;

  private final Socket socket;
  private final InputStream input;

  private RawConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.input = new BufferedInputStream(socket.getInputStream());
  }

  public static RawConnection to(URI endpoint) throws IOException {
    var socket = new Socket(InetAddress.ofLiteral(endpoint.getHost()), endpoint.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(DEADLINE_MILLIS);
    return new RawConnection(socket);
  }

  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /// Sends a request.
  ///
  /// @param head the request line and headers, without the empty line at the end
  public void send(String head, byte[] body) throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.getBytes(UTF_8));
    bytes.writeBytes(
        ("Content-Length: " + body.length + "\r\nConnection: keep-alive\r\n\r\n").getBytes(UTF_8));
    bytes.writeBytes(body);
    send(bytes.toByteArray());
  }

  /// Reads a response.
  ///
  /// @throws IOException if the server closes the connection instead
  public ServerResponse answer() throws IOException {
    var head = head();
    var length = Integer.parseInt(head.headers().getOrDefault("content-length", "0"));
    var body = input.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the server closed the connection within a body");
    }
    return new ServerResponse(head.status(), head.headers(), new String(body, UTF_8));
  }

  /// Reads the status and the headers of a response.
  public ServerResponse head() throws IOException {
    var status = Integer.parseInt(line().split(" ", 3)[1]);
    var headers = new HashMap<String, String>();
    for (var line = line(); !line.isEmpty(); line = line()) {
      var colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return new ServerResponse(status, headers, "");
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (var next = input.read(); next != '\n'; next = input.read()) {
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      line.write(next);
    }
    return line.toString(ISO_8859_1).strip();
  }

  /// Waits until the server sends a byte or closes the connection, and returns whether it closed
  /// it.
  public boolean isClosed() {
    try {
      return input.read() < 0;
    } catch (IOException reset) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
