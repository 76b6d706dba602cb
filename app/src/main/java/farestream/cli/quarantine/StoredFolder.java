package farestream.cli.quarantine;

import farestream.failure.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Object;

/// All objects in S3 whose keys begin alike, up to a slash or in the whole bucket.
record StoredFolder(String bucket, String prefix) {
  private static final Pattern FOLDER = Pattern.compile("s3://([^/]+)/(|.*/)");

  /// @return empty if it is no `s3://BUCKET/FOLDER/`
  static Optional<StoredFolder> of(String source) {
    var folder = FOLDER.matcher(source);
    return folder.matches()
        ? Optional.of(new StoredFolder(folder.group(1), folder.group(2)))
        : Optional.empty();
  }

  /// In their order, which is S3's own; without those that only stand for a folder.
  ///
  /// @throws Refusal if there are none
  List<String> keys(S3Client s3) {
    try {
      var keys =
          s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
              .map(S3Object::key)
              .filter(key -> !key.endsWith("/"))
              .toList();
      if (keys.isEmpty()) {
        throw new Refusal("there is nothing in " + this);
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
