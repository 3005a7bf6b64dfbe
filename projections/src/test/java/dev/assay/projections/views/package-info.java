@NullMarked
package dev.assay.projections.views;

import org.jspecify.annotations.NullMarked;
