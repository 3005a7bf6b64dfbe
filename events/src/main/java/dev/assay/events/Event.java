package dev.assay.events;

import java.util.List;

/**
 * A fact. Each stream kind has one sealed interface of its own that extends this one. Facts carry
 * no time: the time of a fact is the time of the commit that holds it.
 */
public interface Event {

  /**
   * The things that this fact is about, by which it can be found without reading its whole stream.
   */
  default List<Subject> subjects() {
    return List.of();
  }
}
