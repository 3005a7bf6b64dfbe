/** The journal as a log that others can verify: checkpoints, tiles, records (C2SP tlog-tiles). */
@NullMarked
package dev.assay.query.proof;

import org.jspecify.annotations.NullMarked;
