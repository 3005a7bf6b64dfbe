package dev.assay.events.registry;

/** Tier of a registry as the wire API knows it; Assay holds nothing back in any of them. */
public enum FeatureTier {
  UNSET,
  STANDARD,
  PLUS
}
