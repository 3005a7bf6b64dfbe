package dev.assay.projections.access;

import dev.assay.events.access.Role;

/** What a call needs, and the least role that has it. */
public enum Permission {
  /** Reads everything but restricted channels. */
  READ(Role.VIEWER, "read"),
  /** Creates and changes buckets and all in them; reads restricted channels. */
  WRITE(Role.CONTRIBUTOR, "write"),
  /** Changes settings of the registry and who may do what. */
  ADMINISTER(Role.ADMIN, "administer");

  private final Role least;
  private final String verb;

  Permission(Role least, String verb) {
    this.least = least;
    this.verb = verb;
  }

  boolean heldBy(Role role) {
    return role.compareTo(least) >= 0;
  }

  String verb() {
    return verb;
  }

  /** The least role as messages and the IAM calls call it: {@code roles/contributor}. */
  String leastRole() {
    return RoleIds.of(least);
  }
}
