package farestream.cli.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;

import farestream.cli.console.ErrorLines;
import farestream.config.Config;
import farestream.failure.Refusal;
import farestream.failure.Unreachable;
import farestream.local.DiskFault;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Reads a text file or a text object in S3 into memory.
final class TextSource {
  /// Lambda's events have at most 6 MB, and more when escaped within a JSON string.
  private static final int MAX_BYTES = 32 * 1024 * 1024;

  private static final Pattern OBJECT = Pattern.compile("s3://([^/]+)/(.*[^/])");
  private static final Pattern ADDRESS = Pattern.compile("(?i)(s3:|[a-z][a-z0-9+.-]*://).*");

  private TextSource() {}

  /// Whether the source is a URL other than that of an S3 object or folder. Anything that isn't a
  /// URL is a path.
  static boolean isUnsupported(String source) {
    return ADDRESS.matcher(source).matches()
        && !OBJECT.matcher(source).matches()
        && StoredFolder.of(source).isEmpty();
  }

  /// @param source a path, or `s3://BUCKET/KEY`
  /// @throws Refusal if the file or object doesn't exist, isn't text or is too large
  static String read(String source, Config config) {
    var object = OBJECT.matcher(source);
    if (object.matches()) {
      try (var s3 = config.s3()) {
        return object(s3, object.group(1), object.group(2));
      }
    }
    if (Files.isDirectory(Path.of(source))) {
      throw new Refusal("%s is a folder: name a file in it".formatted(source));
    }
    try (var file = Files.newInputStream(Path.of(source))) {
      return text(file, source);
    } catch (IOException failure) {
      throw new Refusal("could not read the file: " + DiskFault.of(failure));
    }
  }

  /// @throws Refusal if the object doesn't exist, isn't text or is too large
  static String object(S3Client s3, String bucket, String key) {
    var source = "s3://%s/%s".formatted(bucket, key);
    try (var content = s3.getObject(get -> get.bucket(bucket).key(key))) {
      return text(content, source);
    } catch (NoSuchBucketException | NoSuchKeyException none) {
      throw new Refusal("there is no " + source);
    } catch (S3Exception refused) {
      if (refused.statusCode() >= HttpURLConnection.HTTP_INTERNAL_ERROR) {
        throw refused;
      }
      throw new Refusal(
          "could not read %s: %s".formatted(source, refused.awsErrorDetails().errorMessage()));
    } catch (SdkClientException | IOException unreachable) {
      throw new S3Unreachable(unreachable);
    }
  }

  private static String text(InputStream content, String source) throws IOException {
    var bytes = content.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new Refusal("%s has more than %d bytes".formatted(source, MAX_BYTES));
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException binary) {
      throw new Refusal("%s is not text in UTF-8".formatted(source));
    }
  }

  /// S3 can't be reached, or there are no AWS credentials.
  static final class S3Unreachable extends Unreachable {
    private static final long serialVersionUID = 1L;

    S3Unreachable(Exception cause) {
      super(
          "S3 can't be reached (%s): check AWS_REGION, AWS_ENDPOINT_URL_S3 and the AWS credentials"
              .formatted(why(cause)),
          cause);
    }

    /// Returns the reason in short, because the SDK's own message is a paragraph.
    private static String why(Exception cause) {
      return ErrorLines.text(cause).startsWith("Unable to load credentials")
          ? "no AWS credentials found"
          : ErrorLines.reason(cause);
    }
  }
}
