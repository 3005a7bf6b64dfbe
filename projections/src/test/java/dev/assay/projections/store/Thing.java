package dev.assay.projections.store;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A document to test stores with; one of rank {@link #UNRANKED} is left out of the order by rank.
 */
public record Thing(String id, String owner, long rank, String text) {

  public static final long UNRANKED = 999;

  public static final IndexSpec<Thing> BY_RANK =
      new IndexSpec<>(
          "by_rank",
          thing ->
              thing.rank == UNRANKED
                  ? Optional.empty()
                  : Optional.of(IndexKey.of(thing.owner, thing.rank)));
  public static final IndexSpec<Thing> BY_TEXT =
      IndexSpec.of("by_text", thing -> IndexKey.of(thing.text));

  public static final CollectionSpec<Thing> THINGS =
      new CollectionSpec<>("things", new Codec(), Thing::id, List.of(BY_RANK, BY_TEXT));
  public static final CollectionSpec<Thing> OTHERS =
      new CollectionSpec<>("others", new Codec(), Thing::id, List.of());

  public static final ViewGroup GROUP = group(1);

  public static ViewGroup group(int schemaVersion) {
    return new ViewGroup("tested", schemaVersion, List.of(THINGS, OTHERS));
  }

  /** The components, each on a line of its own. */
  private static final class Codec implements DocumentCodec<Thing> {

    @Override
    public byte[] encode(Thing thing) {
      return String.join("\n", thing.id, thing.owner, Long.toString(thing.rank), thing.text)
          .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Thing decode(byte[] bytes) {
      var lines = new String(bytes, StandardCharsets.UTF_8).split("\n", 4);
      return new Thing(lines[0], lines[1], Long.parseLong(lines[2]), lines[3]);
    }
  }
}
