package dev.assay.standalone.start;

/**
 * What clients are told to call.
 *
 * @param value host:port
 */
record AdvertisedAddress(String value) {

  static AdvertisedAddress of(AssayProperties properties, int port) {
    String configured = properties.advertisedAddress();
    return new AdvertisedAddress(
        configured == null || configured.isBlank() ? "localhost:" + port : configured);
  }
}
