/** TLS from the first start: an own certificate authority and server certificate. */
@NullMarked
package dev.assay.standalone.tls;

import org.jspecify.annotations.NullMarked;
