/** The token endpoint: OAuth2 client credentials, and the keys that sign tokens. */
@NullMarked
package dev.assay.command.token;

import org.jspecify.annotations.NullMarked;
