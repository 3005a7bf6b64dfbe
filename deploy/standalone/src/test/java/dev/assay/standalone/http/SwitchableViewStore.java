package dev.assay.standalone.http;

import dev.assay.projections.store.ViewStore;
import dev.assay.projections.store.ViewStoreException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A view store that can be taken away: every call then fails as with a database that is down. */
final class SwitchableViewStore implements AutoCloseable {

  private final ViewStore store;
  private final ViewStore real;
  private volatile boolean down;

  SwitchableViewStore(ViewStore real) {
    this.real = real;
    this.store =
        (ViewStore)
            Proxy.newProxyInstance(
                ViewStore.class.getClassLoader(),
                new Class<?>[] {ViewStore.class},
                (proxy, method, arguments) -> {
                  if (down) {
                    throw new ViewStoreException("the store was taken away by a test");
                  }
                  try {
                    return method.invoke(real, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
  }

  ViewStore store() {
    return store;
  }

  /** Runs something while the store is away. */
  void without(Runnable work) {
    down = true;
    try {
      work.run();
    } finally {
      down = false;
    }
  }

  @Override
  public void close() {
    real.close();
  }
}
