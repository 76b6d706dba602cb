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

/// A text from a file or from an object in S3, whole.
final class TextSource {
  /// Lambda's events have 6 MB at most; within a string some of it is escaped.
  private static final int MOST_BYTES = 32 * 1024 * 1024;

  private static final Pattern OBJECT = Pattern.compile("s3://([^/]+)/(.*[^/])");
  private static final Pattern ADDRESS = Pattern.compile("(?i)(s3:|[a-z][a-z0-9+.-]*://).*");

  private TextSource() {}

  /// Whether it is an address that is none of S3's; all else is a path.
  static boolean leadsNowhere(String source) {
    return ADDRESS.matcher(source).matches()
        && !OBJECT.matcher(source).matches()
        && StoredFolder.of(source).isEmpty();
  }

  /// @param source a path, or `s3://BUCKET/KEY`
  /// @throws Refusal if there is no such thing, or it is no text, or too large
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
      throw new Refusal("can't read the file: " + DiskFault.of(failure));
    }
  }

  /// @throws Refusal if there is no such thing, or it is too large
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
          "can't read %s: %s".formatted(source, refused.awsErrorDetails().errorMessage()));
    } catch (SdkClientException | IOException unreachable) {
      throw new S3Unreachable(unreachable);
    }
  }

  private static String text(InputStream content, String source) throws IOException {
    var bytes = content.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new Refusal("%s has more than %d bytes".formatted(source, MOST_BYTES));
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException binary) {
      throw new Refusal("%s is no text but something binary".formatted(source));
    }
  }

  /// S3 gives no answer, or there is nobody to ask as.
  static final class S3Unreachable extends Unreachable {
    private static final long serialVersionUID = 1L;

    S3Unreachable(Exception cause) {
      super(
          "S3 can't be reached (%s): see AWS_REGION, AWS_ENDPOINT_URL_S3 and the AWS credentials"
              .formatted(why(cause)),
          cause);
    }

    /// Of its message the SDK makes a paragraph.
    private static String why(Exception cause) {
      return ErrorLines.text(cause).startsWith("Unable to load credentials")
          ? "there are no AWS credentials"
          : ErrorLines.reason(cause);
    }
  }
}
