/** Both halves of the HTTP API in one server, as clients meet them. */
@NullMarked
package dev.assay.standalone.http;

import org.jspecify.annotations.NullMarked;
