package farestream.dynamodb.store;

import farestream.dynamodb.error.ServiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Runs works one after another and commits those together that were waiting together, so that
/// many share one wait for the disk.
final class WriterThread implements AutoCloseable {
  private static final int LARGEST_GROUP = 256;

  private final SqliteWriter writer;
  private final LinkedBlockingQueue<Pending<?>> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closed;

  WriterThread(SqliteWriter writer) {
    this.writer = writer;
    this.thread = Thread.ofPlatform().name("writer").start(this::run);
  }

  /// A work and who waits for it.
  private static final class Pending<T extends @Nullable Object> {
    private final Store.Work<Writer, T> work;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private @Nullable Runnable answer;

    Pending(Store.Work<Writer, T> work) {
      this.work = work;
    }

    /// What it gives is told after the commit only. A refusal has written nothing.
    void run(SqliteWriter writer) {
      var before = writer.writes();
      try {
        var value = work.on(writer);
        answer = () -> result.complete(value);
      } catch (ServiceException refusal) {
        if (writer.writes() != before) {
          throw new IllegalStateException("a refusal came after a write", refusal);
        }
        answer = () -> result.completeExceptionally(refusal);
      }
    }

    void answer() {
      if (answer != null) {
        answer.run();
      }
    }

    void fail(RuntimeException failure) {
      result.completeExceptionally(failure);
    }
  }

  <T extends @Nullable Object> T run(Store.Work<Writer, T> work) {
    var pending = new Pending<>(work);
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
      queue.drainTo(group, LARGEST_GROUP - 1);
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
      var failure = new StoreException("not stored: " + fault, fault);
      group.forEach(each -> each.fail(failure));
      return;
    }
    group.forEach(Pending::answer);
  }

  // After some failures, such as a full disk, SQLite has rolled back by itself.
  private void rollBack(Throwable fault) {
    try {
      writer.rollback();
    } catch (StoreException rolledBackAlready) {
      fault.addSuppressed(rolledBackAlready);
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
