package dev.assay.events.journal.replica;

import java.nio.charset.StandardCharsets;
import org.rocksdb.RocksDB;

/** The column families of the index. */
enum Column {
  /** Marks: index format, journal id, next offset, last record. RocksDB wants this family. */
  META(new String(RocksDB.DEFAULT_COLUMN_FAMILY, StandardCharsets.UTF_8)),
  /** Position → time, hash and bytes of the record. */
  COMMITS("commits"),
  /** Place of the first event → some events of a large commit, as a commit of their own. */
  SLICES("slices"),
  /** Stream and sequence → place of the event. */
  STREAMS("streams"),
  /** Subject and place of the event → sequence and stream. */
  SUBJECTS("subjects"),
  /** Stream → sequence of its newest event. */
  HEADS("heads"),
  /** Commit id → position, time and request hash. */
  IDS("ids"),
  /** Time → last position at that time. */
  TIMES("times"),
  /** Stream → since which position and why it is quarantined. */
  QUARANTINE("quarantine"),
  /** Stream → aggregate snapshot. */
  SNAPSHOTS("snapshots"),
  /** Fold and position → what the fold had come to. */
  RECORD_SNAPSHOTS("record-snapshots"),
  /** The same, of large ones. */
  LARGE_SNAPSHOTS("large-record-snapshots"),
  /** Level of tiles and index of a hash → it and its next neighbours in the tile. */
  MERKLE("merkle");

  final String familyName;

  Column(String familyName) {
    this.familyName = familyName;
  }
}
