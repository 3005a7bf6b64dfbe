package dev.assay.projections.audit;

import org.jspecify.annotations.Nullable;

/** The things that the audit log remembers. For use by one thread. */
public interface Things {

  /** Null if nothing is remembered. */
  <T extends Thing> @Nullable T find(Class<T> type, String id);

  /** Remembers a thing as it is now. */
  <T extends Thing> void keep(Class<T> type, T thing);
}
