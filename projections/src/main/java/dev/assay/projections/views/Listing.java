package dev.assay.projections.views;

import dev.assay.projections.paging.Direction;
import dev.assay.projections.paging.Page;
import dev.assay.projections.paging.PageRequest;
import dev.assay.projections.store.CollectionSpec;
import dev.assay.projections.store.IndexKey;
import dev.assay.projections.store.IndexSpec;
import dev.assay.projections.store.KeyPart;
import dev.assay.projections.store.Scan;
import dev.assay.projections.store.ViewReads;
import java.util.ArrayList;
import java.util.List;

/**
 * A list that is a part of an index, read page by page. A token's key holds what follows the prefix
 * of the index key, then the document's own key, each as text.
 *
 * @param <T> the documents
 */
record Listing<T>(
    CollectionSpec<T> collection, IndexSpec<T> index, IndexKey prefix, boolean descending) {

  private static final String NUMBER = "n";
  private static final String TEXT = "t";

  Page<T> page(ViewReads reads, PageRequest request) {
    boolean backward = request.direction() == Direction.BACKWARD;
    var scan = Scan.of(index, prefix, request.size() + 1);
    if (descending != backward) {
      scan = scan.descending();
    }
    if (request.token().isPresent()) {
      scan = scan.after(after(request.token().get().key()));
    }
    return Page.of(request, reads.scan(collection, scan), this::key);
  }

  private List<String> key(T document) {
    var parts = index.key().apply(document).orElse(prefix).parts();
    var key = new ArrayList<String>();
    for (var part : parts.subList(prefix.parts().size(), parts.size())) {
      key.add(
          switch (part) {
            case KeyPart.Number(long value) -> NUMBER + value;
            case KeyPart.Text(String value) -> TEXT + value;
          });
    }
    key.add(collection.key().apply(document));
    return key;
  }

  private Scan.After after(List<String> key) {
    var at = prefix;
    for (var part : key.subList(0, key.size() - 1)) {
      at =
          part.startsWith(NUMBER)
              ? at.with(Long.parseLong(part.substring(NUMBER.length())))
              : at.with(part.substring(TEXT.length()));
    }
    return new Scan.After(at, key.getLast());
  }
}
