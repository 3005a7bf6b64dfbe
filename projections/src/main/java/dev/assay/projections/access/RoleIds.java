package dev.assay.projections.access;

import dev.assay.events.access.Role;
import java.util.Locale;

/** The names by which the wire means roles. */
public final class RoleIds {

  private RoleIds() {}

  /**
   * {@code roles/viewer}, {@code roles/contributor}, {@code roles/admin} or {@code roles/owner}.
   */
  public static String of(Role role) {
    return "roles/" + role.name().toLowerCase(Locale.ROOT);
  }
}
