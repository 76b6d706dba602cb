package farestream.cli.quarantine;

import farestream.failure.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Object;

/// The objects in an S3 bucket that share a key prefix ending in a slash, or all of its objects.
record StoredFolder(String bucket, String prefix) {
  private static final Pattern FOLDER = Pattern.compile("s3://([^/]+)/(|.*/)");

  /// @return empty if the source doesn't have the form `s3://BUCKET/FOLDER/`
  static Optional<StoredFolder> of(String source) {
    var folder = FOLDER.matcher(source);
    return folder.matches()
        ? Optional.of(new StoredFolder(folder.group(1), folder.group(2)))
        : Optional.empty();
  }

  /// Lists the keys in S3's order, without those that only represent a folder.
  ///
  /// @throws Refusal if there are no objects
  List<String> keys(S3Client s3) {
    try {
      var keys =
          s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
              .map(S3Object::key)
              .filter(key -> !key.endsWith("/"))
              .toList();
      if (keys.isEmpty()) {
        throw new Refusal("there are no objects in " + this);
      }
      return keys;
    } catch (NoSuchBucketException none) {
      throw new Refusal("there is no bucket " + bucket);
    } catch (SdkClientException unreachable) {
      throw new TextSource.S3Unreachable(unreachable);
    }
  }

  @Override
  public String toString() {
    return "s3://%s/%s".formatted(bucket, prefix);
  }
}
