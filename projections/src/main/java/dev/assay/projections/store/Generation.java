package dev.assay.projections.store;

/**
 * One build of a group's collections. A rebuild fills the next generation beside the live one.
 *
 * @param number from 1
 */
public record Generation(ViewGroup group, int number) {

  @Override
  public String toString() {
    return group.name() + "." + number;
  }
}
