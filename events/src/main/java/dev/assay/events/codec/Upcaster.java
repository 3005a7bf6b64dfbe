package dev.assay.events.codec;

import tools.jackson.databind.node.ObjectNode;

/**
 * Turns an event's data of one revision into data of the next. A pure function: the same data in,
 * the same out, for ever.
 */
@FunctionalInterface
public interface Upcaster {

  /**
   * @param data data as they were written, which may be changed and returned
   * @return data of the next revision
   */
  ObjectNode upcast(ObjectNode data);
}
