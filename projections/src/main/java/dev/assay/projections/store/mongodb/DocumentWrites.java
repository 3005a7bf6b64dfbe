package dev.assay.projections.store.mongodb;

import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import dev.assay.projections.store.CollectionSpec;
import dev.assay.projections.store.ViewBatch;
import dev.assay.projections.store.ViewStoreException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one collection as the cheapest writes that what is known of the documents before
 * allows: an insert is cheaper than an upsert, and a change of the text alone leaves the indexes in
 * peace.
 */
final class DocumentWrites<T> {

  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

  private final CollectionSpec<T> collection;
  private final List<WriteModel<BsonDocument>> models;
  private int toBeFound;

  DocumentWrites(ViewBatch.Changes<T> changes) {
    this.collection = changes.collection();
    this.models = new ArrayList<>(changes.byKey().size());
    changes.byKey().forEach((key, document) -> add(key, changes.before().get(key), document));
  }

  List<WriteModel<BsonDocument>> models() {
    return models;
  }

  @SuppressWarnings("OptionalAssignedToNull") // not known is not the same as not there
  private void add(String key, @Nullable Optional<T> before, Optional<T> document) {
    boolean absent = before != null && before.isEmpty();
    if (document.isEmpty()) {
      if (!absent) {
        models.add(new DeleteOneModel<>(Filters.eq("_id", key)));
      }
    } else if (absent) {
      models.add(new InsertOneModel<>(whole(key, document.get())));
    } else if (before != null && staysInPlace(before.get(), document.get())) {
      toBeFound++;
      models.add(
          new UpdateOneModel<>(
              Filters.eq("_id", key),
              new BsonDocument("$set", new BsonDocument("json", json(document.get())))));
    } else {
      models.add(new ReplaceOneModel<>(Filters.eq("_id", key), whole(key, document.get()), UPSERT));
    }
  }

  private boolean staysInPlace(T before, T now) {
    return collection.indexes().stream().allMatch(index -> index.samePlace(before, now));
  }

  private BsonDocument whole(String key, T document) {
    var places = new BsonDocument();
    for (var index : collection.indexes()) {
      index
          .key()
          .apply(document)
          .ifPresent(at -> places.append(index.name(), Places.place(at, key)));
    }
    return new BsonDocument("_id", new BsonString(key))
        .append("json", json(document))
        .append("at", places);
  }

  private BsonString json(T document) {
    return new BsonString(new String(collection.codec().encode(document), StandardCharsets.UTF_8));
  }

  /**
   * @throws ViewStoreException if fewer documents were there to be changed than were known to be
   */
  void requireFound(int matched) {
    if (matched < toBeFound) {
      throw new ViewStoreException(
          "view documents of "
              + collection.name()
              + ": "
              + matched
              + " found (expected: at least "
              + toBeFound
              + "; somebody else removed some: rebuild the views)");
    }
  }
}
