package dev.assay.projections.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the audit log remembers, in a map. */
public final class MemoryThings implements Things {

  private final Map<List<Object>, Thing> things = new HashMap<>();

  @Override
  public <T extends Thing> @Nullable T find(Class<T> type, String id) {
    return type.cast(things.get(List.of(type, id)));
  }

  @Override
  public <T extends Thing> void keep(Class<T> type, T thing) {
    things.put(List.of(type, thing.id()), thing);
  }
}
