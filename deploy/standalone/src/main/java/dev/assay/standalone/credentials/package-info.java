/** What clients and the server itself need to know in secret: env files and the master key. */
@NullMarked
package dev.assay.standalone.credentials;

import org.jspecify.annotations.NullMarked;
