package dev.assay.projections.store.mongodb;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.projections.store.ViewStoreException;
import org.junit.jupiter.api.Test;

class MongoAddressTest {

  @Test
  void givenUnreadableAddress_whenOpened_thenRefusedWithoutRepeatingIt() {
    assertThatThrownBy(() -> MongoViewStore.open("mongodb+nonsense://user:secret@host", "views"))
        .isInstanceOf(ViewStoreException.class)
        .hasMessageContaining("expected: mongodb://")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Test
  void givenNobodyThere_whenOpened_thenSaysWhere() {
    assertThatThrownBy(() ->
            MongoViewStore.open(
                "mongodb://user:secret@127.0.0.1:1/?serverSelectionTimeoutMS=200", "views"))
        .isInstanceOf(ViewStoreException.class)
        .hasMessageContaining("127.0.0.1:1")
        .hasMessageNotContaining("secret");
  }
}
