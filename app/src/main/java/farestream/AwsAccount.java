package farestream;

import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The account that a command works on, in words for people.
final class AwsAccount {
  private AwsAccount() {}

  /// @return such as `AWS: table trips, region eu-west-1, account 123456789012`
  static String describe(DynamoDbClient client, String table) {
    var settings = client.serviceClientConfiguration();
    return "AWS: table %s, region %s, account %s"
        .formatted(table, settings.region(), number(client));
  }

  /// Known where the credentials name it; without any the request itself will tell.
  private static String number(DynamoDbClient client) {
    try {
      return client
          .serviceClientConfiguration()
          .credentialsProvider()
          .resolveIdentity()
          .join()
          .accountId()
          .orElse("that of the credentials");
    } catch (SdkException | CompletionException none) {
      return "unknown";
    }
  }
}
