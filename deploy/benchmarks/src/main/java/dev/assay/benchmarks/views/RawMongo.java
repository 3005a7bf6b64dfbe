package dev.assay.benchmarks.views;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * Documents put into MongoDB by their ids, a bulk write per batch and collection, for a majority.
 */
final class RawMongo implements RawStore {

  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);
  private static final BulkWriteOptions ANY_ORDER = new BulkWriteOptions().ordered(false);

  private final MongoClient client;
  private final MongoDatabase database;

  RawMongo(String uri, String database) {
    this.client = MongoClients.create(uri);
    this.database = client.getDatabase(database).withWriteConcern(WriteConcern.MAJORITY);
  }

  @Override
  public void write(List<DocumentWrite> batch) {
    Map<String, List<WriteModel<BsonDocument>>> models = new LinkedHashMap<>();
    for (DocumentWrite write : batch) {
      models.computeIfAbsent(write.collection(), name -> new ArrayList<>()).add(model(write));
    }
    models.forEach((collection, writes) ->
        database.getCollection(collection, BsonDocument.class).bulkWrite(writes, ANY_ORDER));
  }

  private static WriteModel<BsonDocument> model(DocumentWrite write) {
    if (write.document() == null) {
      return new DeleteOneModel<>(Filters.eq("_id", write.key()));
    }
    String json = new String(write.document(), StandardCharsets.UTF_8);
    return new ReplaceOneModel<>(
        Filters.eq("_id", write.key()),
        new BsonDocument("_id", new BsonString(write.key())).append("json", new BsonString(json)),
        UPSERT);
  }

  @Override
  public void close() {
    database.drop();
    client.close();
  }
}
