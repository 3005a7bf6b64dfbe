package dev.assay.projections.store.mongodb;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.assay.projections.store.IndexKey;
import dev.assay.projections.store.IndexSpec;
import dev.assay.projections.store.KeyPart;
import dev.assay.projections.store.Scan;
import dev.assay.projections.store.Scan.Direction;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonMaxKey;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.conversions.Bson;

/**
 * Places of documents in their indexes: embedded documents {@code {p0, p1, …}} whose last field is
 * the document's own key. MongoDB compares embedded documents field by field, a shorter one first,
 * so one index on the whole is the order that the port asks for.
 */
final class Places {

  private Places() {}

  static String field(IndexSpec<?> index) {
    return "at." + index.name();
  }

  static BsonDocument place(IndexKey key, String documentKey) {
    return fields(key.with(documentKey));
  }

  static Bson filter(Scan<?> scan) {
    var field = field(scan.index());
    var above = fields(scan.prefix());
    above.append("p" + scan.prefix().parts().size(), new BsonMaxKey());
    List<Bson> bounds = new ArrayList<>();
    bounds.add(Filters.gte(field, fields(scan.prefix())));
    bounds.add(Filters.lt(field, above));
    if (scan.after() != null) {
      var after = place(scan.after().key(), scan.after().documentKey());
      bounds.add(up(scan) ? Filters.gt(field, after) : Filters.lt(field, after));
    }
    return Filters.and(bounds);
  }

  static Bson order(Scan<?> scan) {
    return up(scan) ? Sorts.ascending(field(scan.index())) : Sorts.descending(field(scan.index()));
  }

  private static boolean up(Scan<?> scan) {
    return scan.direction() == Direction.ASCENDING;
  }

  private static BsonDocument fields(IndexKey key) {
    var fields = new BsonDocument();
    for (int i = 0; i < key.parts().size(); i++) {
      fields.append("p" + i, value(key.parts().get(i)));
    }
    return fields;
  }

  private static BsonValue value(KeyPart part) {
    return switch (part) {
      case KeyPart.Text(String value) -> new BsonString(value);
      case KeyPart.Number(long value) -> new BsonInt64(value);
    };
  }
}
