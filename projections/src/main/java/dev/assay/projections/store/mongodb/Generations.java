package dev.assay.projections.store.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import dev.assay.events.journal.JournalId;
import dev.assay.projections.store.Generation;
import dev.assay.projections.store.LiveGeneration;
import dev.assay.projections.store.ViewGroup;
import dev.assay.projections.store.Watermark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * What is known about generations, in the collection {@code generations}: per group {@code {_id:
 * group, live, schemaVersion}}, per generation {@code {_id: group.generation, generation,
 * journalId, position, recordHash, owner, claimedUntil}}.
 */
final class Generations {

  private final MongoCollection<Document> collection;

  Generations(MongoDatabase database) {
    this.collection = database.getCollection("generations");
  }

  Optional<LiveGeneration> live(String group) {
    return Optional.ofNullable(collection.find(eq("_id", group)).first()).map(Generations::live);
  }

  List<Integer> numbers(String group) {
    return collection
        .find(and(eq("group", group), exists("generation")))
        .map(document -> document.getInteger("generation"))
        .into(new ArrayList<>())
        .stream()
        .sorted()
        .toList();
  }

  /** False if there is such a generation already. */
  boolean insert(String group, int number, JournalId journalId, String owner, Duration lease) {
    var absent = and(eq("_id", id(group, number)), exists("generation", false));
    var generation =
        new Document("group", literal(group))
            .append("generation", number)
            .append("journalId", literal(journalId.value()))
            .append("position", -1L)
            .append("recordHash", "")
            .append("owner", literal(owner))
            .append("claimedUntil", fromNow(lease));
    return inserted(() ->
        collection.updateOne(
            absent, List.of(new Document("$set", generation)), new UpdateOptions().upsert(true)));
  }

  /** By the server's clock, so the owners' clocks do not matter. */
  private static Document fromNow(Duration lease) {
    return new Document("$add", List.of("$$NOW", lease.toMillis()));
  }

  /** A text that is not read as the name of a field. */
  private static Document literal(String text) {
    return new Document("$literal", text);
  }

  boolean makeLive(ViewGroup group, int number, int expectedLive) {
    if (expectedLive == 0) {
      var live =
          new Document("_id", group.name())
              .append("group", group.name())
              .append("live", number)
              .append("schemaVersion", group.schemaVersion());
      return inserted(() -> collection.insertOne(live));
    }
    var update =
        Updates.combine(
            Updates.set("live", number), Updates.set("schemaVersion", group.schemaVersion()));
    return collection
            .updateOne(and(eq("_id", group.name()), eq("live", expectedLive)), update)
            .getMatchedCount()
        == 1;
  }

  void delete(String group, int number) {
    collection.deleteOne(eq("_id", id(group, number)));
  }

  Optional<Watermark> watermark(Generation generation) {
    return Optional.ofNullable(collection.find(eq("_id", id(generation))).first())
        .map(Generations::watermark);
  }

  Optional<Watermark> watermark(ClientSession session, Generation generation) {
    return Optional.ofNullable(collection.find(session, eq("_id", id(generation))).first())
        .map(Generations::watermark);
  }

  /** The live generation's watermark, in one read. */
  Optional<Watermark> live(ClientSession session, ViewGroup group) {
    var all = collection.find(session, eq("group", group.name())).into(new ArrayList<>());
    return all.stream()
        .filter(document -> group.name().equals(document.getString("_id")))
        .map(Generations::live)
        .filter(live -> live.schemaVersion() == group.schemaVersion())
        .findFirst()
        .flatMap(live -> watermark(all, live.number()));
  }

  private static Optional<Watermark> watermark(List<Document> all, int number) {
    return all.stream()
        .filter(document -> Integer.valueOf(number).equals(document.getInteger("generation")))
        .findFirst()
        .map(Generations::watermark);
  }

  /**
   * Moves a watermark if it stands where it is expected.
   *
   * @param attempt a name for this move, by which it is known again
   */
  boolean advance(
      ClientSession session,
      Generation generation,
      Watermark expected,
      Watermark next,
      String attempt) {
    var update =
        Updates.combine(
            Updates.set("journalId", next.journalId().value()),
            Updates.set("position", next.position()),
            Updates.set("recordHash", next.recordHash()),
            Updates.set("attempt", attempt));
    return collection.updateOne(session, at(generation, expected), update).getMatchedCount() == 1;
  }

  /** Whether it was this very move that brought the watermark where it is. */
  boolean advancedBy(ClientSession session, Generation generation, Watermark next, String attempt) {
    return collection.find(session, and(at(generation, next), eq("attempt", attempt))).first()
        != null;
  }

  private static Bson at(Generation generation, Watermark watermark) {
    return and(
        eq("_id", id(generation)),
        eq("journalId", watermark.journalId().value()),
        eq("position", watermark.position()),
        eq("recordHash", watermark.recordHash()));
  }

  boolean claim(Generation generation, String owner, Duration lease) {
    var free =
        Filters.or(
            eq("owner", owner),
            Filters.expr(new Document("$lte", List.of("$claimedUntil", "$$NOW"))));
    var update =
        new Document(
            "$set", new Document("owner", literal(owner)).append("claimedUntil", fromNow(lease)));
    return collection
            .updateOne(and(eq("_id", id(generation)), free), List.of(update))
            .getMatchedCount()
        == 1;
  }

  void release(Generation generation, String owner) {
    collection.updateOne(
        and(eq("_id", id(generation)), eq("owner", owner)),
        Updates.set("claimedUntil", new Date(0)));
  }

  private static boolean inserted(Runnable insert) {
    try {
      insert.run();
      return true;
    } catch (MongoWriteException e) {
      if (ErrorCategory.fromErrorCode(e.getError().getCode()) == ErrorCategory.DUPLICATE_KEY) {
        return false;
      }
      throw e;
    }
  }

  private static LiveGeneration live(Document document) {
    return new LiveGeneration(document.getInteger("live"), document.getInteger("schemaVersion"));
  }

  private static Watermark watermark(Document document) {
    return new Watermark(
        document.getInteger("generation"),
        new JournalId(document.getString("journalId")),
        document.getLong("position"),
        document.getString("recordHash"));
  }

  private static String id(Generation generation) {
    return id(generation.group().name(), generation.number());
  }

  private static String id(String group, int number) {
    return group + "." + number;
  }
}
