package dev.assay.command.execution;

import java.util.HashMap;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * The aggregates of one unit of work. When it commits, Axon asks of each whether it is among them,
 * which in a plain map is a look at all of them: for a cascade over 10,000 buckets that took as
 * long as deciding it. Here it is one look. For use by one thread.
 */
final class ManagedAggregates<A extends Aggregate<?>> extends HashMap<String, A> {

  private static final long serialVersionUID = 1L;

  @Override
  public boolean containsValue(@Nullable Object value) {
    return (value instanceof Aggregate<?> aggregate
            && get(aggregate.identifierAsString()) == aggregate)
        || super.containsValue(value);
  }
}
