/** Holds a journal, wherever it lies, against what an auditor kept. */
@NullMarked
package dev.assay.standalone.verify;

import org.jspecify.annotations.NullMarked;
