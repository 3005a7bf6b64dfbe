package dev.assay.events.journal.replica;

import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A sequential stream over something that hands out one element at a time. */
final class LazyStream {

  private LazyStream() {}

  /**
   * @param next the next element, empty after the last
   * @param onClose releases what is behind it
   */
  static <T> Stream<T> of(Supplier<Optional<T>> next, Runnable onClose) {
    var elements =
        new AbstractSpliterator<T>(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
          @Override
          public boolean tryAdvance(Consumer<? super T> action) {
            Optional<T> element = next.get();
            element.ifPresent(action);
            return element.isPresent();
          }
        };
    return StreamSupport.stream(elements, false).onClose(onClose);
  }
}
