package dev.assay.projections.store.mongodb;

import com.mongodb.client.ClientSession;
import dev.assay.projections.store.CollectionSpec;
import dev.assay.projections.store.IndexKey;
import dev.assay.projections.store.IndexSpec;
import dev.assay.projections.store.Scan;
import dev.assay.projections.store.ViewSnapshot;
import dev.assay.projections.store.Watermark;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A snapshot session: its first read, that of the watermark, has chosen the cluster time of all
 * others.
 */
final class MongoSnapshot implements ViewSnapshot {

  private final Server server;
  private final ClientSession session;
  private final Documents documents;
  private final Watermark watermark;

  MongoSnapshot(Server server, ClientSession session, Documents documents, Watermark watermark) {
    this.server = server;
    this.session = session;
    this.documents = documents;
    this.watermark = watermark;
  }

  @Override
  public Watermark watermark() {
    return watermark;
  }

  @Override
  public <T> Optional<T> get(CollectionSpec<T> collection, String key) {
    return server.call(() -> documents.get(session, collection, key));
  }

  @Override
  public <T> Map<String, T> getAll(CollectionSpec<T> collection, Collection<String> keys) {
    return keys.isEmpty()
        ? Map.of()
        : server.call(() -> documents.getAll(session, collection, keys));
  }

  @Override
  public <T> List<T> scan(CollectionSpec<T> collection, Scan<T> scan) {
    collection.requireIndex(scan.index());
    return server.call(() -> documents.scan(session, collection, scan));
  }

  @Override
  public <T> long count(CollectionSpec<T> collection, IndexSpec<T> index, IndexKey prefix) {
    collection.requireIndex(index);
    return server.call(() -> documents.count(session, collection, Scan.of(index, prefix, 1)));
  }

  @Override
  public void close() {
    session.close();
  }
}
