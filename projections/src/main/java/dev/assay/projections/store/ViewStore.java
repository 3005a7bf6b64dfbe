package dev.assay.projections.store;

import dev.assay.events.journal.JournalId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where views are kept. Each group has generations, at most one of them live. All methods are safe
 * for use by many threads and throw {@link ViewStoreException} if the store cannot be read or
 * written.
 */
public interface ViewStore extends AutoCloseable {

  /** What it is and where, for messages. */
  String description();

  /** Which generation of a group answers; empty before the first. */
  Optional<LiveGeneration> live(String group);

  /** The numbers of the generations that there are, ascending. */
  List<Integer> generations(String group);

  /**
   * Makes the next generation of a group, empty, not live, its watermark before the first commit,
   * claimed by its builder from the first moment on.
   */
  Generation create(ViewGroup group, JournalId journalId, String owner, Duration lease);

  /**
   * Makes a generation the live one, in one step.
   *
   * @param expectedLive number of the generation that is live, 0 for none
   * @return false if another one is live, and nothing was changed
   */
  boolean makeLive(Generation generation, int expectedLive);

  /** Removes a generation, its watermark first; nothing happens if there is none. */
  void drop(String group, int generation);

  /** How far a generation has got; empty if it was dropped. */
  Optional<Watermark> watermark(Generation generation);

  /**
   * Applies a batch and moves the watermark: both or neither.
   *
   * @param expected the watermark that this owner last fetched or committed
   * @throws WatermarkMovedException if another one stands there; nothing was changed
   */
  void apply(Generation generation, ViewBatch batch, Watermark expected, Watermark next);

  /**
   * Claims the right to move a generation's watermark, or extends the claim. It only keeps owners
   * from working for nothing; that two never both move it is the doing of {@link #apply}.
   *
   * @return false if another owner holds an unexpired claim
   */
  boolean claim(Generation generation, String owner, Duration lease);

  /** Gives a claim back; nothing happens if this owner holds none. */
  void release(Generation generation, String owner);

  /** A snapshot of a generation; empty if it was dropped. */
  Optional<ViewSnapshot> snapshot(Generation generation);

  /**
   * A snapshot of the live generation; empty if there is none or it was built with another {@link
   * ViewGroup#schemaVersion()}.
   */
  Optional<ViewSnapshot> snapshot(ViewGroup group);

  @Override
  void close();
}
