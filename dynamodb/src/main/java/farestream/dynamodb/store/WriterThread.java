package farestream.dynamodb.store;

import farestream.dynamodb.error.ServiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Runs write transactions one after another in one thread. Transactions that are waiting at the
/// same time are committed together, so that they share one wait for the disk (group commit).
final class WriterThread implements AutoCloseable {
  private static final int MAX_GROUP_SIZE = 256;

  private final SqliteWriter writer;
  private final LinkedBlockingQueue<Pending<?>> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closed;

  WriterThread(SqliteWriter writer) {
    this.writer = writer;
    this.thread = Thread.ofPlatform().name("writer").start(this::run);
  }

  /// A transaction and the future that its caller waits on.
  private static final class Pending<T extends @Nullable Object> {
    private final Store.Transaction<Writer, T> transaction;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private @Nullable Runnable completion;

    Pending(Store.Transaction<Writer, T> transaction) {
      this.transaction = transaction;
    }

    /// Runs the transaction but doesn't complete the future, which happens only after the commit.
    /// A transaction that is refused must not have written anything.
    void run(SqliteWriter writer) {
      var before = writer.writes();
      try {
        var value = transaction.run(writer);
        completion = () -> result.complete(value);
      } catch (ServiceException refusal) {
        if (writer.writes() != before) {
          throw new IllegalStateException(
              "a transaction was refused after it had written", refusal);
        }
        completion = () -> result.completeExceptionally(refusal);
      }
    }

    void complete() {
      if (completion != null) {
        completion.run();
      }
    }

    void fail(RuntimeException failure) {
      result.completeExceptionally(failure);
    }
  }

  <T extends @Nullable Object> T run(Store.Transaction<Writer, T> transaction) {
    var pending = new Pending<>(transaction);
    queue.add(pending);
    if (closed) {
      failRest();
    }
    try {
      return pending.result.join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
    }
  }

  int waiting() {
    return queue.size();
  }

  private void run() {
    var group = new ArrayList<Pending<?>>();
    while (!closed) {
      try {
        group.add(queue.take());
      } catch (InterruptedException closing) {
        break;
      }
      queue.drainTo(group, MAX_GROUP_SIZE - 1);
      commit(group);
      group.clear();
    }
    failRest();
    writer.close();
  }

  private void commit(List<Pending<?>> group) {
    try {
      writer.begin();
      group.forEach(each -> each.run(writer));
      writer.commit();
    } catch (RuntimeException | Error fault) {
      rollBack(fault);
      var failure = new StoreException("could not commit: " + fault, fault);
      group.forEach(each -> each.fail(failure));
      return;
    }
    group.forEach(Pending::complete);
  }

  // After some failures, such as a full disk, SQLite has already rolled back.
  private void rollBack(Throwable fault) {
    try {
      writer.rollback();
    } catch (StoreException alreadyRolledBack) {
      fault.addSuppressed(alreadyRolledBack);
    }
  }

  private void failRest() {
    var rest = new ArrayList<Pending<?>>();
    queue.drainTo(rest);
    rest.forEach(each -> each.fail(new StoreException("the server is stopping", null)));
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
