/** Back-up and restore: a registry's journal to a file, and a registry from a file. */
@NullMarked
package dev.assay.standalone.transfer;

import org.jspecify.annotations.NullMarked;
