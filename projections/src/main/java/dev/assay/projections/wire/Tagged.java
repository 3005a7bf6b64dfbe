package dev.assay.projections.wire;

import java.util.function.Function;

/**
 * What an answer shows of one thing, with the tag of that very state.
 *
 * @param <T> the wire form
 */
public record Tagged<T>(EntityTag tag, T shown) {

  public <R> Tagged<R> map(Function<? super T, ? extends R> change) {
    return new Tagged<>(tag, change.apply(shown));
  }
}
