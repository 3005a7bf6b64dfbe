package dev.assay.events.codec;

import dev.assay.events.journal.Commit;
import java.io.ByteArrayOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bytes of a journal record: the magic bytes {@code A5 41 4A}, one byte of format, and for
 * format 1 one JSON object in UTF-8. The same commit always gives the same bytes.
 *
 * <p>What a format means never changes: every reader, old and new, must tell commits from foreign
 * records alike. Fields of the object that this version does not know are skipped, so they may only
 * ever say what arbitration does not rest on.
 *
 * <p>Immutable: safe for use by many threads.
 */
public final class JournalCodec {

  /** The format that this version writes, and the newest that it reads. */
  public static final int FORMAT = 1;

  private final JsonMapper mapper = EventMapper.create();
  private final CommitWriter commits;
  private final CommitReader reader;

  /** A codec for the events of this version. */
  public JournalCodec() {
    this(EventTypes.shipped());
  }

  /** A codec for the events of a table. */
  public JournalCodec(EventTypes types) {
    commits = new CommitWriter(mapper, types);
    reader = new CommitReader(mapper, types);
  }

  /**
   * The record of a commit.
   *
   * @throws IllegalArgumentException if an event's class is not in the table
   */
  public byte[] encode(Commit commit) {
    return record(json -> commits.write(json, commit));
  }

  /** The record of a genesis. */
  public byte[] encode(Genesis genesis) {
    return record(json -> GenesisJson.write(json, genesis));
  }

  /**
   * Reads a record.
   *
   * @throws UnreadableEventException if it is a commit with an event that cannot be read
   */
  public Decoded decode(byte[] record) {
    if (!RecordFrame.hasMagic(record)) {
      return new Decoded.Foreign("no magic bytes in a record of " + record.length + " bytes");
    }
    if (RecordFrame.format(record) != FORMAT) {
      return new Decoded.UnknownFormat(RecordFrame.format(record));
    }
    try (JsonParser json =
        mapper.createParser(record, RecordFrame.LENGTH, record.length - RecordFrame.LENGTH)) {
      return reader.read(json);
    } catch (JacksonException e) {
      return new Decoded.Foreign("not the JSON of a record: " + e.getOriginalMessage());
    } catch (MalformedRecordException e) {
      return new Decoded.Foreign(e.getMessage());
    }
  }

  private byte[] record(Content content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    RecordFrame.write(out);
    try (JsonGenerator json = mapper.createGenerator(out)) {
      content.write(json);
    }
    return out.toByteArray();
  }

  private interface Content {
    void write(JsonGenerator json);
  }
}
