package farestream.dynamodb.control;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.http.Disconnection;
import java.time.Duration;

/// What goes wrong with a request on demand.
sealed interface Fault {

  /// The answer comes late.
  record Delay(Duration by) implements Fault {}

  /// The request fails.
  ///
  /// @param applied whether it is carried out first, so that only its answer is lost
  record Failure(Answer answer, boolean applied) implements Fault {}

  /// How a request fails.
  sealed interface Answer {
    RuntimeException exception();
  }

  record Refusal(int status, String type, String message) implements Answer {
    @Override
    public RuntimeException exception() {
      return ServiceException.injected(status, type, message);
    }
  }

  record Disconnect() implements Answer {
    @Override
    public RuntimeException exception() {
      return new Disconnection();
    }
  }
}
