package dev.assay.projections.store.mongodb;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import dev.assay.projections.store.CollectionSpec;
import dev.assay.projections.store.Generation;
import dev.assay.projections.store.Scan;
import dev.assay.projections.store.ViewBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;

/**
 * The documents of one generation: {@code {_id, json, at: {index: place}}} in collections named
 * {@code group.generation.collection}.
 */
final class Documents {

  private static final BulkWriteOptions ANY_ORDER = new BulkWriteOptions().ordered(false);

  private final MongoDatabase database;
  private final Generation generation;

  Documents(MongoDatabase database, Generation generation) {
    this.database = database;
    this.generation = generation;
  }

  static String prefix(String group, int generation) {
    return group + "." + generation + ".";
  }

  void createCollections() {
    for (var collection : generation.group().collections()) {
      database.createCollection(name(collection));
      for (var index : collection.indexes()) {
        documents(collection)
            .createIndex(
                Indexes.ascending(Places.field(index)),
                new IndexOptions().name(index.name()).sparse(true));
      }
    }
  }

  <T> Optional<T> get(ClientSession session, CollectionSpec<T> collection, String key) {
    var found =
        documents(collection)
            .find(session, Filters.eq("_id", key))
            .projection(Projections.include("json"))
            .first();
    return Optional.ofNullable(found).map(document -> decode(collection, document));
  }

  <T> Map<String, T> getAll(
      ClientSession session, CollectionSpec<T> collection, Collection<String> keys) {
    var found = new HashMap<String, T>();
    documents(collection)
        .find(session, Filters.in("_id", keys))
        .projection(Projections.include("json"))
        .batchSize(keys.size() + 1)
        .forEach(document ->
            found.put(document.getString("_id").getValue(), decode(collection, document)));
    return found;
  }

  <T> List<T> scan(ClientSession session, CollectionSpec<T> collection, Scan<T> scan) {
    return documents(collection)
        .find(session, Places.filter(scan))
        .sort(Places.order(scan))
        .limit(scan.limit())
        .projection(Projections.include("json"))
        .map(document -> decode(collection, document))
        .into(new ArrayList<>());
  }

  <T> long count(ClientSession session, CollectionSpec<T> collection, Scan<T> part) {
    return documents(collection).countDocuments(session, Places.filter(part));
  }

  void write(ClientSession session, ViewBatch batch) {
    for (var changes : batch.collections()) {
      write(session, changes);
    }
  }

  private <T> void write(ClientSession session, ViewBatch.Changes<T> changes) {
    var writes = new DocumentWrites<>(changes);
    if (!writes.models().isEmpty()) {
      var result = documents(changes.collection()).bulkWrite(session, writes.models(), ANY_ORDER);
      writes.requireFound(result.getMatchedCount());
    }
  }

  private static <T> T decode(CollectionSpec<T> collection, BsonDocument document) {
    var json = document.getString("json").getValue();
    return collection.codec().decode(json.getBytes(StandardCharsets.UTF_8));
  }

  private MongoCollection<BsonDocument> documents(CollectionSpec<?> collection) {
    return database.getCollection(name(collection), BsonDocument.class);
  }

  private String name(CollectionSpec<?> collection) {
    return prefix(generation.group().name(), generation.number()) + collection.name();
  }
}
