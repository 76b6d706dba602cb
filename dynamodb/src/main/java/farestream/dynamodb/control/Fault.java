package farestream.dynamodb.control;

import farestream.dynamodb.error.ServiceException;
import farestream.dynamodb.http.Disconnection;
import java.time.Duration;

/// A fault that is injected into a request.
sealed interface Fault {

  /// Delays the response.
  record Delay(Duration by) implements Fault {}

  /// Fails the request.
  ///
  /// @param applied whether the request is executed first, so that only its response is lost
  record Failure(Answer answer, boolean applied) implements Fault {}

  /// How a failed request is answered: by an error or by closing the connection.
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
