package dev.assay.events.access;

/** What a principal may do; each role includes the ones before it. */
public enum Role {
  VIEWER,
  CONTRIBUTOR,
  ADMIN,
  OWNER
}
