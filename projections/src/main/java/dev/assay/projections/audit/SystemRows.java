package dev.assay.projections.audit;

import dev.assay.events.cascade.CascadeEvent;
import dev.assay.events.cascade.CascadeEvent.CascadeEnded;
import dev.assay.events.cascade.CascadeEvent.CascadeStarted;
import dev.assay.events.registry.RegistryEvent;
import dev.assay.events.registry.RegistryEvent.RegistryCreated;
import dev.assay.events.system.SystemEvent;
import dev.assay.events.system.SystemEvent.CheckpointKeyCreated;
import dev.assay.events.system.SystemEvent.FormatRaised;
import dev.assay.events.system.SystemEvent.StreamRepaired;
import dev.assay.events.system.SystemEvent.TokenKeyCreated;

/** What happens to registries, and to the registry as a machine. Of keys only names are told. */
final class SystemRows {

  private SystemRows() {}

  static void fold(RegistryEvent event, CommitRows rows) {
    switch (event) {
      case RegistryCreated e ->
          rows.row(
                  AuditAction.REGISTRY_CREATE,
                  e.registryId().value(),
                  AuditTarget.project(e.projectId().value()),
                  "registry of project " + e.projectId())
              .change("feature_tier", null, e.featureTier())
              .change("activated", null, e.activated());
    }
  }

  static void fold(CascadeEvent event, CommitRows rows) {
    switch (event) {
      case CascadeStarted e ->
          rows.row(
              AuditAction.CASCADE_START,
              e.cascade().value(),
              AuditTarget.NONE,
              "cascade " + e.cascade());
      case CascadeEnded e ->
          rows.row(
              AuditAction.CASCADE_END,
              e.cascade().value(),
              AuditTarget.NONE,
              "cascade " + e.cascade());
    }
  }

  static void fold(SystemEvent event, CommitRows rows) {
    switch (event) {
      case TokenKeyCreated e ->
          rows.row(
                  AuditAction.TOKEN_KEY_CREATE,
                  e.keyId(),
                  AuditTarget.NONE,
                  "token key " + e.keyId())
              .change("algorithm", null, e.algorithm())
              .change("master_key_id", null, e.masterKeyId());
      case CheckpointKeyCreated e ->
          rows.row(
                  AuditAction.CHECKPOINT_KEY_CREATE,
                  e.keyId(),
                  AuditTarget.NONE,
                  "checkpoint key " + e.keyId())
              .change("journal", null, e.journal())
              .change("master_key_id", null, e.masterKeyId());
      case StreamRepaired e ->
          rows.row(
                  AuditAction.STREAM_REPAIR,
                  e.repairedStream().value(),
                  AuditTarget.NONE,
                  "stream " + e.repairedStream())
              .change("head_sequence", null, e.headSequence());
      case FormatRaised e ->
          rows.row(AuditAction.FORMAT_RAISE, "format", AuditTarget.NONE, "record format")
              .change("format", null, e.format());
    }
  }
}
