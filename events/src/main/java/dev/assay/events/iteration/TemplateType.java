package dev.assay.events.iteration;

/** The language of the Packer template that an iteration was built from. */
public enum TemplateType {
  UNSET,
  HCL2,
  JSON
}
